package report

import (
	"testing"

	"github.com/plumbline/plumbline/suites/record"
)

func TestTheOffendingPlace(t *testing.T) {
	const answer = `{"Response":{"AvgValue":7,"Rows":[{"Name":"a","Total":null},{"Name":"a","Total":5}],"Error":{"Code":"Wrong.Code","Message":"No."}}}`
	for _, c := range []struct{ received, expected, body, want string }{
		{"HTTP 200, the body is not JSON: at byte 3: expected a value", "", `{"a,}`, `,`},
		{"at byte 1: duplicate-name: member", "", `{"RequestId":1}`, `"RequestId"`},
		{"at byte 400: expected more", "", `{"a"`, `"`},
		{"Rows[0]/Total is null", "", answer, `"Total":null`},
		{"Rows[1]/Total is 5", "", answer, `"Total":5`},
		{"Rows[1]/Absent is not there", "", answer, `{"Name"`},
		{`there are two rows for "a", in the answer`, "", `["a","a"]`, "a"},
		{"HTTP 400 with the error Wrong.Code (No.)", "a refusal with Right.Code", answer, "Wrong.Code"},
		{"HTTP 400 with the error Wrong.Code (No.)", `a refusal with the message "Yes."`, answer, "No."},
		{"HTTP 400 with the error Other.Code (No.)", "a refusal with Right.Code", answer, ""},
		{"HTTP 500 with the error Wrong.Code (No.)", "a refusal of the request", answer, "STATUS"},
		{"HTTP 200 with a result: {}", "a refusal of the request", answer, "STATUS"},
		{"AvgValue is 7, above MaxValue, 6", "", answer, `"AvgValue":7`},
		{"Total of a is 5 here", "", answer, ""}, // there are two
		{"Rows[1]/Total is written as", "", `<R><Total>1</Total><Total>2</Total></R>`, `<Total>2`},
		{"no row for zhanlg", "", answer, ""},
	} {
		x := &exchange{Exchange: record.Exchange{Response: &record.Response{}}, body: []byte(c.body)}
		m := newFinder().find(&Case{Received: c.received, Expected: c.expected}, x)
		got := c.body[m.start:m.end]
		if m.status {
			got = "STATUS"
		}
		if got != c.want {
			t.Errorf("%s: marks %q, want %q", c.received, got, c.want)
		}
	}
}

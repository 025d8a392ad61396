package judge_test

import (
	"slices"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/want"
)

// users makes rows of names and amounts.
func users(pairs ...string) string {
	rows := ""
	for i := 0; i+1 < len(pairs); i += 2 {
		if i > 0 {
			rows += ","
		}
		rows += `{"UserName":"` + pairs[i] + `","TotalBytes":` + pairs[i+1] + `}`
	}
	return inJSON(rows)
}

func TestAnswersAreHeldAgainstEachOther(t *testing.T) {
	rows := want.Same{Rows: statistics, Key: "UserName"}
	unites := want.Unites{Rows: statistics, Key: "UserName"}
	for _, row := range []struct {
		name    string
		want    want.Want
		bodies  []string
		outcome finding.Outcome
		says    string
	}{
		{"the same", rows, []string{users("a", "1", "b", "2"), users("a", "1", "b", "2")}, finding.Pass, "equal answers"},
		{"the same in another order", rows, []string{users("a", "1", "b", "2"), users("b", "2", "a", "1")}, finding.Pass, ""},
		{"the same in XML", rows, []string{users("a", "1"), inXML("<Statistics><UserName>a</UserName><TotalBytes> 1 </TotalBytes></Statistics>")}, finding.Pass, ""},
		{"the same number written otherwise", rows, []string{users("a", "1200"), users("a", `"1200"`)}, finding.Pass, ""},
		{"the same number with an exponent", rows, []string{users("a", "1200"), users("a", "12e2")}, finding.Pass, ""},
		{"another number", rows, []string{users("a", "1"), users("a", "2")}, finding.Fail, "TotalBytes of a is 1 here and 2 there"},
		{"another number above 2^53", rows, []string{users("a", "9007199254740993"), users("a", "9007199254740992")}, finding.Fail, "9007199254740993 here and 9007199254740992 there"},
		{"a row too few there", rows, []string{users("a", "1", "b", "2"), users("a", "1")}, finding.Fail, "there is no row for b there"},
		{"a row too few here", rows, []string{users("a", "1"), users("a", "1", "b", "2")}, finding.Fail, "there is no row for b here"},
		{"one is refused", rows, []string{users("a", "1"), flowRefusal}, finding.Skip, "a request it compares is not accepted"},
		{"one is a page", rows, []string{users("a", "1"), "<html></html>"}, finding.Error, "HTML page"},
		{"hostile numbers, the same", rows, []string{users("a", "1e999999999"), users("a", "1e999999999")}, finding.Pass, ""},
		{"hostile numbers, not the same", rows, []string{users("a", "1e999999999"), users("a", "1e999999998")}, finding.Fail, "1e999999999 here"},
		{"together the same as each", unites, []string{users("a", "1", "b", "2"), users("a", "1"), users("b", "2")}, finding.Pass, "the rows of 2 answers"},
		{"together fewer than each", unites, []string{users("a", "1"), users("a", "1"), users("b", "2")}, finding.Fail, "there is no row for b"},
		{"together more than each", unites, []string{users("a", "1", "b", "2"), users("a", "1"), users()}, finding.Fail, "there is no row for b"},
		{"together another amount", unites, []string{users("a", "3", "b", "2"), users("a", "1"), users("b", "2")}, finding.Fail, "TotalBytes of a is 3"},
	} {
		t.Run(row.name, func(t *testing.T) {
			var replies []reply
			for _, body := range row.bodies {
				replies = append(replies, ok(body))
			}
			expectVerdict(t, decide(operation(t, flow), row.want, nil, replies...), row.outcome, row.says)
		})
	}
}

func TestSums(t *testing.T) {
	total := func(text string) reply { return ok(`{"Response":{"RequestId":"A","TotalValue":` + text + `}}`) }
	for _, row := range []struct {
		name    string
		parts   []string // the whole first
		outcome finding.Outcome
		says    string
	}{
		{"the sum", []string{"3", "1", "2"}, finding.Pass, ""},
		{"not the sum", []string{"30", "10", "2"}, finding.Fail, "TotalValue is 30, the parts make 12"},
		{"off by the rounding of a float", []string{"0.30000000000000004", "0.1", "0.2"}, finding.Pass, ""},
		{"off by a byte", []string{"4", "1", "2"}, finding.Pass, ""},
		{"off by two bytes", []string{"5", "1", "2"}, finding.Fail, ""},
		{"off by less than a millionth", []string{"9007199254740993", "9007199254740992", "0"}, finding.Pass, ""},
		{"off by more than a millionth", []string{"9007199254740993", "9007000000000000", "0"}, finding.Fail, "the parts make 9007000000000000"},
		{"no number", []string{`"many"`, "1", "2"}, finding.Skip, "no number"},
		{"missing", []string{"null", "1", "2"}, finding.Skip, "no number"},
		{"a hostile number", []string{"1e999999999", "1", "2"}, finding.Skip, "no number"},
	} {
		t.Run(row.name, func(t *testing.T) {
			var replies []reply
			for _, part := range row.parts {
				replies = append(replies, total(part))
			}
			expectVerdict(t, decide(operation(t, traffic), want.Adds{Fields: []string{"TotalValue"}}, nil, replies...), row.outcome, row.says)
		})
	}
}

func relation(t testing.TB, o *contract.Operation, kind contract.RelationKind) contract.Relation {
	t.Helper()
	i := slices.IndexFunc(o.Relations, func(r contract.Relation) bool { return r.Kind == kind })
	if i < 0 {
		t.Fatalf("%s has no relation %s", o.Key(), kind)
	}
	return o.Relations[i]
}

func TestRowsAreOfWhoWasAskedFor(t *testing.T) {
	asked := contract.Args{{Name: "UserNames", Value: contract.Texts([]string{"a", "b"})}}
	twice := contract.Args{{Name: "UserNames", Value: contract.Texts([]string{"a", "a"})}}
	for _, row := range []struct {
		name    string
		kind    contract.RelationKind
		args    contract.Args
		body    string
		outcome finding.Outcome
		says    string
	}{
		{"those", contract.RowsWithin, asked, users("a", "1", "b", "2"), finding.Pass, ""},
		{"fewer", contract.RowsWithin, asked, users("a", "1"), finding.Pass, ""},
		{"a stranger", contract.RowsWithin, asked, users("a", "1", "c", "2"), finding.Fail, `a row for "c"`},
		{"the same in another case", contract.RowsWithin, asked, users("A", "1"), finding.Fail, `a row for "A"`},
		{"nobody was asked for by a list", contract.RowsWithin, nil, users("c", "2"), finding.Skip, ""},
		{"each once", contract.RowsUnique, asked, users("a", "1", "b", "2"), finding.Pass, ""},
		{"one twice", contract.RowsUnique, asked, users("a", "1", "a", "2"), finding.Fail, `two rows for "a"`},
		{"who asks twice may be answered twice", contract.RowsUnique, twice, users("a", "1", "a", "1"), finding.Skip, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			o := operation(t, flow)
			expectVerdict(t, decide(o, want.Holds{Relation: relation(t, o, row.kind)}, row.args, ok(row.body)), row.outcome, row.says)
		})
	}
}

// A message is the same each time, or two runs cannot be compared.
func TestOfSeveralStrangersTheFirstIsNamed(t *testing.T) {
	o := operation(t, flow)
	asked := contract.Args{{Name: "UserNames", Value: contract.Texts([]string{"a"})}}
	want := want.Holds{Relation: relation(t, o, contract.RowsWithin)}
	body := users("c", "1", "d", "1", "e", "1", "f", "1", "g", "1")
	first := decide(o, want, asked, ok(body)).Received
	for range 30 {
		if again := decide(o, want, asked, ok(body)).Received; again != first {
			t.Fatalf("once %q, then %q", first, again)
		}
	}
}

func TestAmountsAndTimesAreInTheirBounds(t *testing.T) {
	period := contract.Args{{Name: "BeginTime", Value: contract.Whole("10000")}, {Name: "EndTime", Value: contract.Whole("20000")}, {Name: "TimeGranularity", Value: contract.Whole("1")}}
	daily := period.With("TimeGranularity", contract.Whole("2"))
	amounts := func(average, most string) string {
		return `{"Response":{"AvgValue":` + average + `,"MaxValue":` + most + `}}`
	}
	point := func(at string) string { return `{"Response":{"NetDetails":[{"Time":` + at + `,"Current":1}]}}` }
	for _, row := range []struct {
		name    string
		kind    contract.RelationKind
		args    contract.Args
		body    string
		outcome finding.Outcome
	}{
		{"below", contract.AtMost, nil, amounts("1", "2"), finding.Pass},
		{"equal", contract.AtMost, nil, amounts("2", "2"), finding.Pass},
		{"above by rounding", contract.AtMost, nil, amounts("2.01", "2"), finding.Pass},
		{"above by more", contract.AtMost, nil, amounts("2.02", "2"), finding.Fail},
		{"above by one beyond 2^53", contract.AtMost, nil, amounts("9007199254740993", "9007199254740992"), finding.Pass}, // a float's last digit
		{"above by a thousandth beyond 2^53", contract.AtMost, nil, amounts("9016206453995732", "9007199254740992"), finding.Fail},
		{"a hostile number says nothing", contract.AtMost, nil, amounts("1e999999999", "2"), finding.Skip},
		{"at the begin", contract.PointsWithin, period, point("10000"), finding.Pass},
		{"at the end", contract.PointsWithin, period, point("20000"), finding.Pass},
		{"behind the end", contract.PointsWithin, period, point("20001"), finding.Fail},
		{"named by its end, three hours after the begin of the period", contract.PointsWithin, period, point("20800"), finding.Pass},
		{"named by its end, a full hour", contract.PointsWithin, period, point("21600"), finding.Pass},
		{"a full hour behind the interval of the end", contract.PointsWithin, period, point("25200"), finding.Fail},
		{"half a second behind the end", contract.PointsWithin, period, point("20000.5"), finding.Fail},
		{"named by its begin, an hour before", contract.PointsWithin, period, point("6400"), finding.Pass},
		{"more than an hour before", contract.PointsWithin, period, point("6399"), finding.Fail},
		{"a day before, by the day", contract.PointsWithin, daily, point("-76400"), finding.Pass},
		{"a time as text", contract.PointsWithin, period, point(`"20001"`), finding.Fail},
		{"a time that is none", contract.PointsWithin, period, point(`"noon"`), finding.Skip},
	} {
		t.Run(row.name, func(t *testing.T) {
			o := operation(t, traffic)
			expectVerdict(t, decide(o, want.Holds{Relation: relation(t, o, row.kind)}, row.args, ok(row.body)), row.outcome, "")
		})
	}
}

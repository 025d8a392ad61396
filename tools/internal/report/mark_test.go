package report

import (
	"testing"

	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

func TestTheOffendingPlace(t *testing.T) {
	const body = `{"Rows":[{"Total":null}]}`
	at := func(exchange string, place answer.Place) record.Finding {
		return record.Finding{Exchange: exchange, Finding: finding.Finding{Kind: finding.IsNull, Place: place}}
	}
	for _, row := range []struct {
		name     string
		findings []record.Finding
		want     string
	}{
		{"format 1", nil, ""},
		{"a place", []record.Finding{at("x1", answer.Place{Start: 10, End: 22})}, `"Total":null`},
		{"the first that has one", []record.Finding{at("x1", answer.Place{}), at("x1", answer.Place{Start: 1, End: 7})}, `"Rows"`},
		{"one in another answer", []record.Finding{at("x2", answer.Place{Start: 1, End: 7})}, ""},
		{"one behind the body", []record.Finding{at("x1", answer.Place{Start: 1, End: 700})}, ""},
		{"one before it", []record.Finding{at("x1", answer.Place{Start: -4, End: 7})}, ""},
		{"the status", []record.Finding{at("x1", answer.Place{Status: true})}, "STATUS"},
	} {
		c := &Case{Verdict: record.Verdict{Culprit: "x1", Findings: row.findings}, decided: &exchange{body: []byte(body)}}
		m := c.mark()
		got := body[m.Start:m.End]
		if m.Status {
			got = "STATUS"
		}
		if got != row.want {
			t.Errorf("%s: marks %q, want %q", row.name, got, row.want)
		}
	}
}

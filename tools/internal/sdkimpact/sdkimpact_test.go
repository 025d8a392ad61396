package sdkimpact_test

import (
	"strings"
	"testing"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/sdkimpact"
)

func table(t *testing.T) *impact.Table {
	t.Helper()
	var table impact.Table
	for _, c := range []struct{ name, client, outcome string }{
		{"a-json", "a", "silently lost"}, {"a-xml", "a", "silently lost"}, {"b", "b", "silently lost"}, {"c", "c", "clear error"}, {"d", "d", "right value"},
	} {
		if err := table.Add(impact.Client{Name: c.name, Client: c.client, Version: "1.0", Language: "Go"}, map[string]string{"p/Op/reading/key=lower": c.outcome}); err != nil {
			t.Fatal(err)
		}
	}
	return &table
}

func TestReadingsThatAreFollowedAndFelt(t *testing.T) {
	follows := func(operation, reading string, outcome finding.Outcome, family string) record.Verdict {
		return record.Verdict{Operation: operation, Reading: reading, Outcome: outcome, Family: family}
	}
	own := &contract.Operation{Product: "p", Name: "Op2", Readings: []contract.ReadingSet{{ID: "key", Readings: []contract.Reading{{ID: "upper", Clients: "mine feel it"}}}}}
	got := sdkimpact.Readings([]record.Verdict{
		follows("p/Op", "key=lower", "pass", "readings"), follows("p/Op", "key=lower", "pass", "readings"), follows("p/Op2", "key=upper", "pass", "readings"),
		follows("p/Op", "key=upper", "pass", "readings"), follows("p/Op", "key=lower", "fail", "readings"), follows("p/Op", "key=lower", "pass", "response"),
		follows("p/Op", "", "skip", "readings"),
	}, []*contract.Operation{own}, table(t))
	var lines []string
	for _, r := range got {
		lines = append(lines, r.String()+" ("+strings.Join(r.Operations, ", ")+")")
	}
	want := []string{
		"reads key as lower: a 1.0 (Go) and b 1.0 (Go) silently lose the answer; c 1.0 (Go) refuses the answer with an error (p/Op)",
		"reads key as upper: mine feel it (p/Op2)",
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	if sdkimpact.Readings([]record.Verdict{follows("p/Op", "key=lower", "pass", "readings")}, nil, nil) != nil {
		t.Error("without a table something is felt")
	}
}

// What was measured stands in the table and nowhere else.
func TestNoDocumentSaysWhatTheTableSays(t *testing.T) {
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	measured, err := impact.Read()
	if err != nil {
		t.Fatal(err)
	}
	some := 0
	for _, op := range operations {
		for _, set := range op.Readings {
			for _, r := range set.Readings {
				words := sdkimpact.Clients(nil, measured, op.Key(), set.ID, r.ID)
				if words != "" && r.Clients != "" {
					t.Errorf("%s %s=%s: the document says %q, the table %q", op.Key(), set.ID, r.ID, r.Clients, words)
				}
				if words != "" {
					some++
				}
			}
		}
	}
	if some == 0 {
		t.Error("no reading is felt; the ids of the table are not those of the documents")
	}
}

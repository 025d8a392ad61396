package record_test

import (
	"testing"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

// weighed is a verdict on a case of an operation.
func weighed(operation, requirement string, outcome finding.Outcome, kind finding.Kind, w record.Weight) record.Verdict {
	v := record.Verdict{Operation: operation, Requirement: operation + "/" + requirement, Outcome: outcome, Level: "must", Weight: &w, Findings: []record.Finding{{Finding: finding.Finding{Kind: kind}}}}
	if kind == finding.NotAsked || kind == finding.OutOfQuestion {
		v.Reason = "no users in the target file"
	} else {
		v.Exchanges = []string{"x1"}
	}
	return v
}

func TestWhichPartOfTheContractWasAsked(t *testing.T) {
	accepted := weighed("p/A", "carrier", finding.Pass, finding.AsWanted, record.Weight{Judged: 1, Accepted: 1})
	refused := weighed("p/B", "limit", finding.Pass, finding.AsWanted, record.Weight{Judged: 1})
	lacking := weighed("p/B", "carrier", finding.Skip, finding.NotAsked, record.Weight{})
	outside := weighed("p/B", "carrier", finding.Skip, finding.OutOfQuestion, record.Weight{})
	discarded := weighed("p/A", "limit", finding.Skip, finding.NothingSeen, record.Weight{Accepted: 1})
	old := accepted
	old.Weight = nil
	for _, row := range []struct {
		name     string
		verdicts []record.Verdict
		says     string
		status   int
	}{
		{"all of it", []record.Verdict{accepted}, "1 of 1 requirements", 0},
		{"what was sent and not judged is not asked", []record.Verdict{accepted, discarded}, "1 of 2 requirements", 0},
		{"an operation of which nothing was accepted", []record.Verdict{accepted, refused, lacking}, "2 of 3 requirements; not asked: p/B (no users in the target file)", 3},
		{"for no reason that is known", []record.Verdict{accepted, refused}, "2 of 2 requirements; not asked: p/B (none of its plain requests is accepted)", 3},
		{"an operation out of the question", []record.Verdict{accepted, outside}, "1 of 2 requirements; not asked: p/B (no users in the target file)", 0},
		{"a broken operation is asked", []record.Verdict{accepted, weighed("p/B", "carrier", finding.Fail, finding.NotAccepted, record.Weight{Judged: 1})}, "2 of 2 requirements", 1},
		{
			"a code that never came",
			[]record.Verdict{accepted, weighed("p/A", "errors/X", finding.Skip, finding.Accepts, record.Weight{Code: "X.Bad", Accepted: 1}), weighed("p/A", "errors/Y", finding.Pass, finding.AsWanted, record.Weight{Judged: 1, Code: "Y", Came: true})},
			"2 of 3 requirements; never seen: X.Bad", 0,
		},
		{"one of two requests brought the code", []record.Verdict{
			accepted, weighed("p/A", "errors/X", finding.Skip, finding.Accepts, record.Weight{Code: "X"}), weighed("p/A", "errors/X", finding.Pass, finding.AsWanted, record.Weight{Judged: 1, Code: "X", Came: true}),
		}, "2 of 2 requirements", 0},
		{"nothing is known of an older record", []record.Verdict{old}, "", 0},
	} {
		scope, ok := record.ScopeOf(row.verdicts)
		if ok != (row.says != "") || ok && scope.String() != row.says {
			t.Errorf("%s: %v, %q; want %q", row.name, ok, scope.String(), row.says)
		}
		if got := record.Status(row.verdicts); got != row.status {
			t.Errorf("%s: status %d, want %d", row.name, got, row.status)
		}
	}
}

package impact_test

import (
	"testing"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
)

// Judged again under the documents it was taken under, a record gives the
// verdicts that stand in it: nothing is lost between an answer and its line.
func TestARecordJudgedAgainGivesItsOwnVerdicts(t *testing.T) {
	for _, names := range tried() {
		t.Run(name(names), func(t *testing.T) {
			operations := under(t, "002")
			past := recorded(t, operations, serving(t, operations, names...), everything, words)
			cases := everything.Cases(operations, past.Header.CaseAccounts())
			session, err := run.Recorded(past, cases)
			check(t, err)
			if len(cases) != len(past.Verdicts) {
				t.Fatalf("%d cases are derived again, the record has verdicts on %d", len(cases), len(past.Verdicts))
			}
			at := map[string]int{}
			for i, v := range past.Verdicts {
				at[v.ID] = i
			}
			for _, c := range cases {
				v := past.Verdicts[at[c.ID]]
				d, _ := session.Decide(t.Context(), c)
				if d.Unasked || d.Outcome != finding.Outcome(v.Outcome) || d.Received != v.Received || d.Reason != v.Reason || d.Reading != v.Reading {
					t.Errorf("%s is %s in the record (%s%s), and judged again %s (%s%s; unasked: %v)",
						c.ID, v.Outcome, v.Received, v.Reason, d.Outcome, d.Received, d.Reason, d.Unasked)
				}
			}
		})
	}
}

// tried are emulators that do something wrong, or something else that is right.
func tried() [][]string {
	return [][]string{
		nil,
		{online + "/statistics-key=lower-case"},
	}
}

func name(names []string) string {
	if len(names) == 0 {
		return "right"
	}
	return names[0]
}

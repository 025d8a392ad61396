package record_test

import (
	"slices"
	"testing"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

func TestWhatWasSentAndJudgedIsCountedByRequirement(t *testing.T) {
	verdict := func(requirement string, judged int, exchanges ...string) record.Verdict {
		v := weighed("p/A", requirement, finding.Pass, finding.AsWanted, record.Weight{Judged: judged})
		v.Exchanges = exchanges
		return v
	}
	old := verdict("old", 0, "x1")
	old.Weight = nil
	got := record.Efforts([]record.Verdict{
		verdict("limit", 1, "x1", "x2"), verdict("lost", 0, "x1"), verdict("limit", 2, "x2", "x3"), verdict("unasked", 0, "x9"), old,
	}, map[string]bool{"x9": true})
	want := []record.Effort{
		{Requirement: "p/A/limit", Sent: 3, Judged: 3, Weighed: true}, {Requirement: "p/A/lost", Sent: 1, Weighed: true},
		{Requirement: "p/A/unasked", Weighed: true}, {Requirement: "p/A/old", Sent: 1},
	}
	if !slices.Equal(got, want) {
		t.Errorf("it is %v, want %v", got, want)
	}
	for _, e := range got {
		if e.Lost() != (e.Requirement == "p/A/lost") {
			t.Errorf("%s lost: %v", e.Requirement, e.Lost())
		}
	}
}

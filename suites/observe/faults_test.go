package observe_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/observe"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// unsayable are the faults that may show no difference, by what their requirement
// is about: all of them where documents have no word for it, else those whose
// names begin so. The reasons are what the observation itself says.
func unsayable() map[string][]string {
	all := []string{""}
	return map[string][]string{
		"company": all, "gateway": all, "items": all, "liberties": all, "order": all, "precedence": all, "readings": all,
		"rows": all, "sequence": all, "signings": all,
		"envelope/body": all, "envelope/request-id": all,
		"envelope/content-type": {"answers-two-content-types", "says-gbk"},
		"envelope/error":        {"answers-beside-the-error", "error-beside-request-id", "error-inside-error"},
		"encoding":              {"stops-at-a-gap"},
		"enum":                  {"wraps-in-64-bits"},
		"format":                {"refuses-the-current-month"},
		"response":              {"answers-elements"},
	}
}

// topic is what the requirement that a fault breaks is about: the family of its
// cases; in the envelope, which part of it.
func topic(t *testing.T, op *contract.Operation, accounts map[string]probe.Account, requirement string) string {
	t.Helper()
	for _, c := range probe.Cases([]*contract.Operation{op}, accounts) {
		if c.Requirement == requirement {
			if c.Family == "envelope" {
				return strings.TrimPrefix(requirement, op.Key()+"/")
			}
			return c.Family
		}
	}
	t.Fatalf("no case asks about %s", requirement)
	return ""
}

// Each fault that breaks a must or a should is told as a difference, which an
// overlay says, or documents have no word for it: then the table has it, and the
// observation lists the broken requirement with a reason.
func TestEveryFaultIsToldOrHasAReason(t *testing.T) {
	faults, breaks := samples(t), map[string]string{}
	for _, f := range emulator.Faults(operations(t, "")) {
		breaks[f.Name] = f.Breaks
	}
	var mu sync.Mutex
	needed := map[string]bool{}
	t.Run("faults", func(t *testing.T) {
		for _, fault := range faults {
			t.Run(fault, func(t *testing.T) {
				t.Parallel()
				op := operations(t, operationOf(fault))[0]
				past, o := looked(t, op, fault)
				overlays(t, op, fault, o)
				if !caught(past) || len(o.Differences) > 0 {
					return
				}
				about := topic(t, op, past.Header.CaseAccounts(), breaks[fault])
				begins := slices.IndexFunc(unsayable()[about], func(begins string) bool { return strings.HasPrefix(fault, begins) })
				if begins < 0 {
					t.Fatalf("nothing is told, and documents have words for %s", about)
				}
				if !slices.ContainsFunc(o.Unsaid, func(u observe.Unsaid) bool { return u.Requirement == breaks[fault] && u.Reason != observe.Unexplained }) {
					t.Errorf("the observation does not say why documents have no word for %s", breaks[fault])
				}
				mu.Lock()
				needed[about+" "+unsayable()[about][begins]] = true
				mu.Unlock()
			})
		}
	})
	for about, faults := range unsayable() {
		for _, begins := range faults {
			if !needed[about+" "+begins] {
				t.Errorf("the table lets faults of %s that begin with %q be silent, and each of them is told", about, begins)
			}
		}
	}
}

// caught tells whether the suite calls a target wrong.
func caught(past *record.Run) bool {
	return slices.ContainsFunc(past.Verdicts, func(v record.Verdict) bool { return v.Outcome == "fail" && v.Level != "may" })
}

// looked observes the emulator with a fault. What no difference explains must
// have a text and a reason.
func looked(t *testing.T, op *contract.Operation, fault string) (*record.Run, *observe.Observation) {
	t.Helper()
	selection := usual
	selection.Profiles = []contract.Profile{contract.Documents, contract.Gateway}
	past := recorded(t, []*contract.Operation{op}, serving(t, fault), selection)
	o, err := observe.Read("run.jsonl", []*contract.Operation{op}, past)
	check(t, err)
	if caught(past) && len(o.Differences)+len(o.Unsaid) == 0 {
		t.Error("the target fails cases, and neither a difference nor a broken requirement is listed")
	}
	for _, u := range o.Unsaid {
		if u.Reason == "" || u.Text == "" {
			t.Errorf("%s has no reason or no text", u.Requirement)
		}
	}
	return past, o
}

// How many requests a second are served is seen only if it was asked.
func TestARateIsSeen(t *testing.T) {
	op := operations(t, "GetStatisticData")[0]
	selection := run.Selection{Level: contract.Should, Profiles: []contract.Profile{contract.Documents, contract.Frequency}, Prefixes: []string{op.Key() + "/rate", op.Key() + "/carrier"}}
	o, err := observe.Read("run.jsonl", []*contract.Operation{op}, recorded(t, []*contract.Operation{op}, serving(t, "serves-10-a-second@GetStatisticData"), selection))
	check(t, err)
	if got := told(o); !slices.Equal(got, []string{"rate/lowered rate"}) || o.Differences[0].New.Value != "10" {
		t.Errorf("a target that serves 10 of the promised 20 requests a second is told as %q", got)
	}
}

package observe_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/observe"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// unsayable are the faults that may show no difference, by how their names begin,
// with the reason.
func unsayable() map[string]string {
	bytes := "bytes that are not of the format are no other format"
	gateway := "the gateway's rules stand in the vendor's common pages"
	return map[string]string{
		"accepts-unsigned@": gateway, "accepts-unknown-key@": gateway, "accepts-stale@": gateway, "accepts-replay@": gateway,
		"ignores-signature@": gateway, "ignores-version@": gateway, "answers-any-action@": gateway,
		"trailing-bytes": bytes, "answers-twice": bytes, "byte-order-mark": bytes, "duplicate-json-member": bytes, "repeats-an-element": bytes,
		"cuts-body-short": bytes, "empty-body": bytes, "answers-a-page": bytes, "trailing-comma": bytes, "single-quotes": bytes, "json-in-a-string": bytes,
		"alternates-with":             "both readings are documented; that they are mixed is no other document",
		"answers-beside-the-error":    "what surrounds a refusal is the vendor's",
		"error-beside-request-id":     "what surrounds a refusal is the vendor's",
		"error-inside-error":          "what surrounds a refusal is the vendor's",
		"answers-elements":            "XML has no kinds, and one schema describes both formats",
		"splits-commas-by-post":       "the reading is documented; that one carrier has another is no other document",
		"refuses-the-current-month":   "documents have no word for a value of the right form that is refused",
		"refuses-both":                "documents have no word for a value that is refused beside another parameter",
		"answers-at-most":             "documents have a limit on what is accepted, none on what is looked up",
		"stops-at-a-gap":              "documents have no word for how unusual writings of a list are read",
		"repeats-request-id":          "that ids differ is asked of every operation",
		"empties-request-id-on-error": "that ids are filled is asked of every operation",
		"fails-on-two-faults":         "documents do not say which of two faults is answered",
	}
}

// because finds the reason of a fault in the table; begins is the entry.
func because(fault string) (begins, reason string) {
	for begins, reason := range unsayable() {
		if strings.HasPrefix(fault, begins) {
			return begins, reason
		}
	}
	return "", ""
}

// Each fault that breaks a must or a should is told as a difference, or documents
// have no word for it: then the table has a reason, and the observation lists the
// broken requirement with a reason too.
func TestEveryFaultIsToldOrHasAReason(t *testing.T) {
	var mu sync.Mutex
	needed := map[string]bool{}
	t.Run("faults", func(t *testing.T) {
		for _, fault := range samples(t) {
			t.Run(fault, func(t *testing.T) {
				t.Parallel()
				if silent(t, fault) {
					begins, reason := because(fault)
					if reason == "" {
						t.Error("nothing is told, and no reason is known why documents could not say it")
					}
					mu.Lock()
					needed[begins] = true
					mu.Unlock()
				}
			})
		}
	})
	for begins := range unsayable() {
		if !needed[begins] && !testing.Short() {
			t.Errorf("the table has a reason for faults that begin with %s, and each of them is told", begins)
		}
	}
}

// silent tells whether a fault that the suite catches shows no difference. What
// no difference explains must have a text and a reason.
func silent(t *testing.T, fault string) bool {
	t.Helper()
	op := operations(t, operationOf(fault))[0]
	selection := usual
	selection.Profiles = []contract.Profile{contract.Documents, contract.Gateway}
	past := recorded(t, []*contract.Operation{op}, serving(t, fault), selection)
	o, err := observe.Read("run.jsonl", []*contract.Operation{op}, past)
	check(t, err)
	caught := slices.ContainsFunc(past.Verdicts, func(v record.Verdict) bool { return v.Outcome == "fail" && v.Level != "may" })
	if caught && len(o.Differences)+len(o.Unsaid) == 0 {
		t.Error("the target fails cases, and neither a difference nor a broken requirement is listed")
	}
	for _, u := range o.Unsaid {
		if u.Reason == "" || u.Text == "" {
			t.Errorf("%s has no reason or no text", u.Requirement)
		}
	}
	return caught && len(o.Differences) == 0
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

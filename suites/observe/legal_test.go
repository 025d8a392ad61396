package observe_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/suites/observe"
)

// told lists what was found, one a line.
func told(o *observe.Observation) []string {
	var out []string
	for _, d := range o.Differences {
		out = append(out, d.Kind+" "+d.At)
	}
	return out
}

func TestAConformingTargetShowsNoDifference(t *testing.T) {
	o := observed(t, operations(t, ""))
	if len(o.Differences)+len(o.Unsaid) > 0 {
		t.Errorf("a conforming emulator differs: %q, and breaks %v", told(o), o.Unsaid)
	}
	for _, set := range []string{"smartag/DescribeUserFlowStatistics/total-bytes-kind=", "mna/GetFlowStatistic/request-id-blank="} {
		if !slices.ContainsFunc(o.Followed, func(f string) bool { return strings.HasPrefix(f, set) }) {
			t.Errorf("no reading %s… is said to be followed, but %q", set, o.Followed)
		}
	}
	if len(o.Unnamed) == 0 {
		t.Error("the emulator refuses absent parameters with codes that no document has, and none is listed")
	}
}

// Every liberty that the documents leave is taken alone. The fields that no
// document has are told, since they are there; they break nobody. So is a list
// that is left out or null where it is empty, which the suite advises against.
func TestWhatIsLegalIsNoDifference(t *testing.T) {
	type liberty struct{ name, operation string }
	var all []liberty
	for _, v := range emulator.Variants() {
		all = append(all, liberty{v.Name, ""})
	}
	for _, op := range operations(t, "") {
		for _, set := range op.Readings {
			for _, r := range set.Readings {
				all = append(all, liberty{op.Key() + "/" + set.ID + "=" + r.ID, op.Name})
			}
		}
	}
	advised := map[string]string{"extra-fields": "response/added", "empty-list-null": "response/nullable/gained", "empty-list-left-out": "response/required/lost"}
	for _, l := range all {
		if l.name == "slow-answers" || l.name == "rate-enforced" {
			continue // they take seconds, and change no answer
		}
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			o := observed(t, operations(t, l.operation), l.name)
			for _, d := range o.Differences {
				if d.Kind != advised[l.name] {
					t.Errorf("legal, yet told as a difference: %s %s: %s", d.Kind, d.At, d.Text)
				}
			}
			if _, tells := advised[l.name]; tells && l.name == "extra-fields" && len(o.Differences) == 0 {
				t.Error("the fields that no document has are not told")
			}
			if set, _, ok := strings.Cut(l.name, "="); ok && strings.Contains(set, "-kind") && !slices.Contains(o.Followed, l.name) {
				t.Errorf("the reading is not among those that are followed: %q", o.Followed)
			}
		})
	}
}

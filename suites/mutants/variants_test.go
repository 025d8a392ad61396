package mutants_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
)

// liberty is a variant of the emulator, or a reading of one contradiction.
type liberty struct{ variant, set, reading string }

// String names the liberty as the command line does.
func (l liberty) String() string {
	if l.variant != "" {
		return l.variant
	}
	return l.set + "=" + l.reading
}

// excludes tells the pairs that cannot be had together: two readings of one
// contradiction, and two answers to the same question.
func (l liberty) excludes(other liberty) bool {
	same := l.set != "" && l.set == other.set
	users := strings.HasPrefix(l.variant, "users-") && strings.HasPrefix(other.variant, "users-")
	return same || users
}

// liberties lists every variant and every reading.
func liberties(operations []*contract.Operation) []liberty {
	var out []liberty
	for _, v := range emulator.Variants() {
		out = append(out, liberty{variant: v.Name})
	}
	for _, o := range operations {
		for _, set := range o.Readings {
			for _, r := range set.Readings {
				out = append(out, liberty{set: o.Key() + "/" + set.ID, reading: r.ID})
			}
		}
	}
	return out
}

// taken makes the options of an emulator that takes liberties.
func taken(list []liberty) emulator.Options {
	options := emulator.Options{Readings: map[string]string{}}
	for _, l := range list {
		if l.variant != "" {
			options.Variants = append(options.Variants, l.variant)
		} else {
			options.Readings[l.set] = l.reading
		}
	}
	return options
}

// remarks are what level should says of liberties, each with the reason why it
// is right to say so. Nothing may be said at level must.
func remarks() map[string]string {
	return map[string]string{
		"signatures-unchecked /gateway/":                  "an emulator may leave the gateway out; who asks for its profile is told",
		"lower-case /readings/statistics-key/current":     "only the superseded document prints statistics in lower case",
		"users-without-data-left-out /rows/many":          "a target that answers nobody at all may be asking the wrong instance",
		"status-of-refusals /envelope/status/of-refusals": "the vendors' common pages give the status of a refusal",
		"text-plain /envelope/content-type/":              "plain text names no format",
		"empty-list-left-out /type/empty-in-json":         "clients in typed languages read a missing list as none, others stop",
		"empty-list-null /type/empty-in-json":             "clients in typed languages read null as an empty list, others stop",
	}
}

// excused tells whether a verdict at level should is one that remarks explain.
func excused(list []liberty, v judge.Verdict) bool {
	for key := range remarks() {
		name, place, _ := strings.Cut(key, " ")
		for _, l := range list {
			if strings.Contains(l.String(), name) && strings.Contains(v.Case.ID, place) {
				return true
			}
		}
	}
	return false
}

// variants makes an It for each liberty alone and for each combination.
func variants(operations []*contract.Operation) {
	lists := combinations(operations)
	if testing.Short() { // each liberty is in some combination
		lists = slices.DeleteFunc(lists, func(list []liberty) bool { return len(list) == 1 })
	}
	var found []alarms
	BeforeAll(func() { found = listen(operations, lists) })
	for i, list := range lists {
		name := list[0].String()
		if len(list) > 1 {
			name = fmt.Sprintf("combination of %d liberties, no. %d", len(list), i+1)
		}
		It("calls nothing wrong on "+name, func() {
			Expect(found[i].err).NotTo(HaveOccurred())
			Expect(found[i].texts).To(BeEmpty(), "the liberties %v are legal", list)
		})
	}
	It("prints how many false alarms there are", func() {
		n, alone := 0, 0
		for i, a := range found {
			if len(lists[i]) == 1 {
				alone++
			}
			n += len(a.texts)
		}
		fmt.Printf("\n%d false alarms over %d variants and readings and %d combinations that hold every pair of them\n",
			n, alone, len(lists)-alone)
	})
	It("has a variant or reading for each reading of the specs", func() {
		all, err := asked(operations, contract.May)
		Expect(err).NotTo(HaveOccurred())
		for _, o := range operations {
			for _, set := range o.Readings {
				Expect(all).To(ContainElement(o.Key()+"/readings/"+set.ID+"/coherent"), "no case looks at %s", set.ID)
			}
		}
		if !testing.Short() {
			Expect(shown(operations, found)).To(BeEmpty(), "readings that no run has shown")
		}
	})
}

// combinations gives each liberty alone, and sets that hold every pair.
func combinations(operations []*contract.Operation) [][]liberty {
	all := liberties(operations)
	var out [][]liberty
	for _, l := range all {
		out = append(out, []liberty{l})
	}
	return append(out, pairs(all)...)
}

// alarms are what the suite says of one list of liberties, and the readings it
// recognised.
type alarms struct {
	texts    []string
	readings []string
	err      error
}

// listen runs the suite against each list. Some wait more than they work, so
// that more run at a time than there are processors.
func listen(operations []*contract.Operation, lists [][]liberty) []alarms {
	out := make([]alarms, len(lists))
	gate := make(chan struct{}, 16)
	var all sync.WaitGroup
	for i, list := range lists {
		all.Go(func() {
			gate <- struct{}{}
			defer func() { <-gate }()
			out[i] = alarmsOf(operations, list)
		})
	}
	all.Wait()
	return out
}

// alarmsOf gives the failed must, and the failed should that remarks do not
// explain.
func alarmsOf(operations []*contract.Operation, list []liberty) alarms {
	verdicts, err := verdicts(operations, taken(list), "", contract.May)
	out := alarms{err: err}
	for _, v := range verdicts {
		if v.Reading != "" {
			out.readings = append(out.readings, v.Case.Operation.Key()+"/"+v.Reading)
		}
		wrong := v.Outcome == finding.Error || v.Outcome == finding.Fail && v.Case.Level != contract.May
		if wrong && (v.Case.Level == contract.Must || !excused(list, v)) {
			out.texts = append(out.texts, fmt.Sprintf("[%s] %s: expected %s, received %s %s", v.Case.Level, v.Case.ID, v.Expected, v.Received, v.Reason))
		}
	}
	return out
}

// shown gives the readings of the specs that no run recognised.
func shown(operations []*contract.Operation, found []alarms) []string {
	seen := map[string]bool{}
	for _, a := range found {
		for _, reading := range a.readings {
			seen[reading] = true
		}
	}
	var missing []string
	for _, o := range operations {
		for _, set := range o.Readings {
			for _, r := range set.Readings {
				if name := o.Key() + "/" + set.ID + "=" + r.ID; !seen[name] {
					missing = append(missing, name)
				}
			}
		}
	}
	return missing
}

// pairs combines liberties so that each two that can be had together are, at
// least once: sets drawn with a fixed seed until none is missing.
func pairs(all []liberty) [][]liberty {
	missing := map[[2]int]bool{}
	for i := range all {
		for j := i + 1; j < len(all); j++ {
			if !all[i].excludes(all[j]) {
				missing[[2]int{i, j}] = true
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	var out [][]liberty
	for len(missing) > 0 {
		best, gain := []int(nil), 0
		for range 60 {
			drawn := draw(all, random)
			if g := covers(drawn, missing); g > gain {
				best, gain = drawn, g
			}
		}
		var list []liberty
		for _, i := range best {
			list = append(list, all[i])
		}
		for i := range best {
			for j := i + 1; j < len(best); j++ {
				delete(missing, [2]int{best[i], best[j]})
			}
		}
		out = append(out, list)
	}
	return out
}

// draw takes liberties in random order as long as they go together.
func draw(all []liberty, random *rand.Rand) []int {
	var out []int
	for _, i := range random.Perm(len(all)) {
		if !slices.ContainsFunc(out, func(j int) bool { return all[i].excludes(all[j]) }) {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return out
}

func covers(drawn []int, missing map[[2]int]bool) int {
	n := 0
	for i := range drawn {
		for j := i + 1; j < len(drawn); j++ {
			if missing[[2]int{drawn[i], drawn[j]}] {
				n++
			}
		}
	}
	return n
}

package impact

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// Target judges a record again, under the side it was not taken under, and says
// which verdicts flip. Cases of operations that are not compared are not
// counted; nor are drawn ones, whose requests are no other side's. An error says
// what is wrong with the record: it is of other specs, say. One of another version of the
// suite is judged anew on both sides.
func (c *Comparison) Target(file string, past *record.Run) (Target, error) {
	a, err := c.open(file, past)
	if err != nil {
		return Target{}, err
	}
	t := Target{Name: past.Header.Target, Record: file, Recorded: a.recorded, Old: Tally{Conforms: true}, New: Tally{Conforms: true}}
	for _, key := range a.keys {
		if err := a.operation(key, &t); err != nil {
			return Target{}, err
		}
	}
	slices.SortStableFunc(t.Flips, func(a, b Flip) int { return cmp.Or(rank(&a)-rank(&b), cmp.Compare(a.Case, b.Case)) })
	return t, nil
}

// rank puts what turns red first.
func rank(f *Flip) int {
	if f.Red() {
		return 0
	}
	return 1
}

// operation adds what an operation's cases say.
func (a *rejudged) operation(key string, t *Target) error {
	own, other, unasked, err := a.judged(key)
	if err != nil {
		return err
	}
	old, new := own, other
	if a.recorded == NewSide {
		old, new = other, own
	}
	t.Old.count(a, old)
	t.New.count(a, new)
	t.Unasked = append(t.Unasked, unasked...)
	var flips []Flip
	for _, id := range ids(old, new) {
		if !slices.Contains(unasked, id) && old[id].grade() != new[id].grade() {
			flips = append(flips, flip(id, old[id], new[id]))
		}
	}
	if err := a.explain(key, flips, new); err != nil {
		return err
	}
	t.Flips = append(t.Flips, flips...)
	return nil
}

// judged gives the verdicts on an operation's cases: those of the record, and
// those of the other side, with the cases that the record cannot decide.
func (a *rejudged) judged(key string) (own, other map[string]*verdict, unasked []string, err error) {
	ownSide, otherSide := a.sides(key)
	own = map[string]*verdict{}
	for id, v := range a.verdicts {
		if belongs(v, key) {
			own[id] = taken(v)
		}
	}
	if a.digest(ownSide) == a.digest(otherSide) {
		return own, own, nil, nil
	}
	known := map[string]probe.Case{}
	ownCases := a.allCases(ownSide)
	for _, c := range ownCases {
		known[c.ID] = c
	}
	if a.past.Header.Suite != run.Version() {
		// What two versions ask under one id need not be the same: the answers are judged anew.
		own, err = a.decide(ownCases, func(c probe.Case) bool { return a.verdicts[c.ID].ID != "" })
		maps.DeleteFunc(own, func(_ string, v *verdict) bool { return v == nil })
	}
	if err != nil {
		return nil, nil, nil, err
	}
	for id := range own {
		if _, ok := known[id]; !ok {
			return nil, nil, nil, fmt.Errorf("%s: the record has a verdict on %s, which this plumb does not ask; run it again with this plumb", a.file, id)
		}
	}
	otherCases := a.allCases(otherSide)
	other, err = a.decide(otherCases, func(c probe.Case) bool { return a.asked(c, known) })
	if err != nil {
		return nil, nil, nil, err
	}
	for _, c := range otherCases {
		v, judged := other[c.ID]
		if judged && v == nil || !judged && a.undecided(c, known) {
			unasked = append(unasked, c.ID)
			delete(other, c.ID)
		}
	}
	return own, other, unasked, a.unselected(ownCases, own, other)
}

// asked tells whether a run like the recorded one asks a case of the other side:
// the record has it, whatever its level is there, or it is selected; but not if
// the recorded run could have asked it and did not, as Ginkgo's filters do.
func (a *rejudged) asked(c probe.Case, known map[string]probe.Case) bool {
	if _, there := a.verdicts[c.ID]; there {
		return true
	}
	same, there := known[c.ID]
	return a.selection.Selects(c) && !(there && a.selection.Selects(same))
}

// undecided tells whether a case of the other side is another one than on the recorded
// side, and the run did not ask that, be it that no more was selected; but not one of a
// level or profile that nobody wanted to know of.
func (a *rejudged) undecided(c probe.Case, known map[string]probe.Case) bool {
	whole := run.Selection{Level: a.selection.Level, Profiles: a.selection.Profiles}
	same, there := known[c.ID]
	return there && whole.Selects(c) && whole.Selects(same) && c.Question() != same.Question()
}

// unselected judges the recorded side's cases that fail on the other side and
// were not asked for their level: what was worth knowing has become a demand.
// Their verdicts are not counted.
func (a *rejudged) unselected(cases []probe.Case, own, other map[string]*verdict) error {
	more, err := a.decide(cases, func(c probe.Case) bool { return own[c.ID] == nil && other[c.ID].grade() > 0 })
	for id, v := range more {
		if v != nil {
			v.uncounted = true
			own[id] = v
		}
	}
	return err
}

// explain says which changes make the flips: those that list the case. Where
// none does, the case asks the same on both sides and what the documents say
// about the answers around it differs; then the changes are those that flip the
// verdict by themselves.
func (a *rejudged) explain(key string, flips []Flip, new map[string]*verdict) error {
	rest := map[string]*Flip{}
	for i := range flips {
		if flips[i].By = a.makers(flips[i].Case); len(flips[i].By) == 0 {
			rest[flips[i].Case] = &flips[i]
		}
	}
	for i, change := range a.Changes {
		hybrid := a.hybrids[i]
		if len(rest) == 0 || hybrid == nil || hybrid.Key() != key {
			continue
		}
		verdicts, err := a.decide(a.allCases(hybrid), func(c probe.Case) bool { return rest[c.ID] != nil })
		if err != nil {
			return err
		}
		for id, f := range rest {
			if v, judged := verdicts[id]; judged && v != nil && v.grade() == new[id].grade() {
				f.By = append(f.By, change.name())
			}
		}
	}
	return nil
}

// ids gives the cases of both sides, sorted.
func ids(old, new map[string]*verdict) []string {
	all := map[string]bool{}
	for id := range old {
		all[id] = true
	}
	for id := range new {
		all[id] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// flip describes a case that fails on one side only, or at another level.
func flip(id string, old, new *verdict) Flip {
	f := Flip{Case: id}
	if old != nil {
		f.From, f.Level, f.Text = old.Outcome, old.Case.Level, old.Case.Text
	}
	if new != nil {
		f.To, f.Level, f.Text = new.Outcome, new.Case.Level, new.Case.Text
	}
	if old != nil && new != nil && old.Case.Level != new.Case.Level {
		f.Was = old.Case.Level
	}
	failing := new
	if new.grade() == 0 {
		failing = old
	}
	f.Expected, f.Received, f.Source = failing.Expected, failing.Received, failing.source
	return f
}

func (t *Tally) count(a *rejudged, verdicts map[string]*verdict) {
	for _, v := range verdicts {
		switch {
		case v.uncounted:
			continue
		case v.Outcome == finding.Pass:
			t.Pass++
		case v.Outcome == finding.Fail:
			t.Fail++
		case v.Outcome == finding.Skip:
			t.Skip++
		case v.Outcome == finding.Error:
			t.Error++
		}
		t.Conforms = t.Conforms && v.grade() < 2
	}
}

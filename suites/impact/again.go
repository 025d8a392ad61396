package impact

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// The sides, as a Target names them.
const (
	OldSide = "old"
	NewSide = "new"
)

// rejudged is a record that is judged again.
type rejudged struct {
	*Comparison
	file      string
	past      *record.Run
	selection run.Selection
	recorded  string   // the side under which it was taken
	keys      []string // the operations that both the record and the sides have
	verdicts  map[string]record.Verdict
}

// open finds out under which side a record was taken. An error says what is
// wrong with the record, its file first.
func (c *Comparison) open(file string, past *record.Run) (*rejudged, error) {
	if len(past.Header.Operations) == 0 || past.Header.Accounts == nil {
		return nil, fmt.Errorf("%s:1: the record does not say what its cases were made from; run it again with this plumb", file)
	}
	selection, err := run.Asked(&past.Header)
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w", file, err)
	}
	a := &rejudged{Comparison: c, file: file, past: past, selection: selection, verdicts: map[string]record.Verdict{}}
	for _, v := range past.Verdicts {
		a.verdicts[v.ID] = v
	}
	return a, a.side()
}

// side tells which side's documents a record was taken under, all of them.
func (a *rejudged) side() error {
	as := map[string]string{} // the side, to one operation that is as there and not as on the other
	for _, key := range slices.Sorted(maps.Keys(a.past.Header.Operations)) {
		p, compared := a.pairs[key]
		if !compared {
			continue
		}
		a.keys = append(a.keys, key)
		switch taken := a.past.Header.Operations[key]; {
		case taken != a.digest(p.old) && taken != a.digest(p.new):
			return fmt.Errorf("%s: a record of other specs: %s is as on neither side; run it again under one of them", a.file, key)
		case taken != a.digest(p.new):
			as[OldSide] = key
		case taken != a.digest(p.old):
			as[NewSide] = key
		}
	}
	switch {
	case len(a.keys) == 0:
		return fmt.Errorf("%s: a record of other specs: it is about none of the operations that are compared", a.file)
	case len(as) == 2:
		return fmt.Errorf("%s: a record of other specs: %s is as on the old side, %s as on the new one", a.file, as[OldSide], as[NewSide])
	}
	a.recorded = OldSide
	if as[NewSide] != "" {
		a.recorded = NewSide
	}
	return nil
}

// digest is that of an operation, computed once; of none it is no digest.
func (c *Comparison) digest(o *contract.Operation) string {
	if o == nil {
		return ""
	}
	digest, ok := c.digests[o]
	if !ok {
		digest = run.Digest(o)
		c.digests[o] = digest
	}
	return digest
}

// verdict is how a case ended under one side.
type verdict struct {
	judge.Verdict
	source    string
	uncounted bool // the run did not ask the case
}

// grade orders what a verdict says against the target: nothing, a failure that
// is worth knowing, one that breaks the contract. A case that one side does not
// have says nothing.
func (v *verdict) grade() int {
	switch {
	case v == nil || v.Outcome != finding.Fail:
		return 0
	case v.Case.Level == contract.May:
		return 1
	}
	return 2
}

func decided(d run.Decided) *verdict {
	return &verdict{Verdict: d.Verdict, source: d.Case.Origin.Sources.String()}
}

// taken gives the verdict that stands in the record. What a baseline accepted is
// taken for how it ended: documents change, and who accepts what is not their
// business.
func taken(v record.Verdict) *verdict {
	out := &verdict{source: v.Source}
	out.Case = probe.Case{ID: v.ID, Level: v.Level, Text: v.Text}
	out.Outcome, out.Expected, out.Received = v.Outcome, v.Expected, v.Received
	if v.Accepted != nil {
		out.Outcome = v.Accepted.Outcome
	}
	return out
}

// sides gives an operation as the record was taken under it, and as on the
// other side.
func (a *rejudged) sides(key string) (own, other *contract.Operation) {
	p := a.pairs[key]
	if a.recorded == OldSide {
		return p.old, p.new
	}
	return p.new, p.old
}

// allCases gives every case of an operation, made from what the record knew.
func (a *rejudged) allCases(o *contract.Operation) []probe.Case {
	if o == nil {
		return nil
	}
	every := run.Selection{Level: contract.May, Profiles: contract.Profiles()}
	return every.Cases([]*contract.Operation{o}, a.past.Header.CaseAccounts())
}

// decide gives the verdicts on those of an operation's cases that are wanted, by
// id; a case that the record cannot decide has none.
func (a *rejudged) decide(cases []probe.Case, wanted func(probe.Case) bool) (map[string]*verdict, error) {
	cases = slices.DeleteFunc(slices.Clone(cases), func(c probe.Case) bool { return !wanted(c) })
	session, err := run.Recorded(a.past, cases)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", a.file, err)
	}
	out := map[string]*verdict{}
	for _, c := range cases {
		d, ok := session.Decide(context.Background(), c)
		if out[c.ID] = nil; ok && !d.Unasked {
			out[c.ID] = decided(d)
		}
	}
	return out, nil
}

// belongs tells whether a recorded verdict is one of an operation's, and not on
// drawn requests.
func belongs(v record.Verdict, key string) bool {
	return strings.HasPrefix(v.ID, key+"/") && v.Family != "drawn"
}

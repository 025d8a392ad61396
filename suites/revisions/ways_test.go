package revisions_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/specs/revision/pairs"
	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/suites/run"
)

// way is a change in one direction, and what came of trying it.
type way struct {
	number   int // of the pair, so that several of one kind and place differ
	pair     *pairs.Pair
	back     bool
	old, new served

	side       *side // the old one
	comparison *impact.Comparison
	predicted  impact.Target // from the record of the old emulator
	real       []run.Decided // the new side's cases, asked of it
}

// served is a side by its text, and what it is asked.
type served struct {
	text string
	asking
}

// bothWays gives every change and its way back.
func bothWays(all []pairs.Pair) []*way {
	var out []*way
	for i := range all {
		p, which := &all[i], asking{rate: strings.HasPrefix(all[i].Kind, "rate/")}
		old, new := served{string(p.Old.Text), which}, served{string(p.New.Text), which}
		out = append(out, &way{number: i, pair: p, old: old, new: new}, &way{number: i, pair: p, back: true, old: new, new: old})
	}
	return out
}

func (w *way) name() string {
	direction := "there"
	if w.back {
		direction = "back"
	}
	return fmt.Sprintf("%s, %s (pair %d, in %s)", w.pair, direction, w.number, w.pair.Base)
}

// tryAll tries the ways, as many at a time as there are processors. A side that
// several of them have, as the base is of most, is served once.
func tryAll(ways []*way) error {
	all := map[served]func() (*side, error){}
	for _, w := range ways {
		for _, s := range []served{w.old, w.new} {
			if all[s] == nil {
				all[s] = sync.OnceValues(func() (*side, error) { return serve(w.pair.Base+".yaml", []byte(s.text), s.asking) })
			}
		}
	}
	errs := make([]error, len(ways))
	work := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range work {
				errs[i] = ways[i].try(all[ways[i].old], all[ways[i].new])
			}
		})
	}
	for i := range ways {
		work <- i
	}
	close(work)
	workers.Wait()
	for i, err := range errs {
		if err != nil {
			return fmt.Errorf("%s: %w", ways[i].name(), err)
		}
	}
	return nil
}

// try compares the sides, predicts from the old emulator's record how it fares
// under the new side, and then really asks it the new side's cases.
func (w *way) try(serveOld, serveNew func() (*side, error)) error {
	old, err := serveOld()
	if err != nil {
		return err
	}
	new, err := serveNew()
	if err != nil {
		return err
	}
	changes, err := revision.Compare(old.document, new.document)
	if err != nil {
		return err
	}
	w.side = old
	w.comparison = impact.Compare(old.operations(), new.operations(), changes, func(c ...revision.Change) (*contract.Operation, error) {
		return revision.Apply(old.document, c...)
	})
	if len(changes) != 1 {
		return fmt.Errorf("%d changes are found, not one", len(changes))
	}
	if w.predicted, err = w.comparison.Target("run.jsonl", old.past); err != nil {
		return err
	}
	w.real, err = old.asked(new)
	return err
}

// cases gives what the change does to cases, by itself or not.
func (w *way) cases() impact.Cases {
	out := w.comparison.Together
	for _, c := range w.comparison.Changes {
		out = impact.Cases{
			Added:   slices.Concat(out.Added, c.Cases.Added),
			Removed: slices.Concat(out.Removed, c.Cases.Removed),
			Altered: slices.Concat(out.Altered, c.Cases.Altered),
		}
	}
	return out
}

// kind and at are what the change is called this way, and what it is about.
func (w *way) kind() string { return w.comparison.Changes[0].Kind }

func (w *way) at() string { return w.comparison.Changes[0].At }

// weight is whom the change concerns this way.
func (w *way) weight() string {
	if w.back {
		return w.pair.Weights[1]
	}
	return w.pair.Weights[0]
}

package revisions_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/specs/revision/pairs"
	"github.com/plumbline/plumbline/suites/impact"
)

// way is a change in one direction, and what came of trying it.
type way struct {
	number   int // of the pair, so that several of one kind and place differ
	pair     *pairs.Pair
	back     bool
	old, new served
	several  int // how many changes are made together, 0 if the pair is one, or anyNumber

	operation string        // its key
	change    impact.Change // the one that is found
	together  impact.Cases
	predicted impact.Target // from the record of the old emulator
	own, real []verdict     // the old emulator's, of its own cases and of the new side's
}

// anyNumber is how many changes there are where nobody counted them before.
const anyNumber = -1

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

// severalAtOnce gives the rows of changes that are made together, every other one the way back.
func severalAtOnce(all []pairs.Many) []*way {
	var out []*way
	for i, m := range all {
		if len(m.Finds) < 2 || m.Base == "Pets" { // nobody serves a plain document
			continue
		}
		var kinds []string
		for _, f := range m.Finds {
			kinds = append(kinds, f.Kind)
		}
		w := &way{number: i + 1, pair: &pairs.Pair{Kind: strings.Join(kinds, " with "), Base: m.Base}, several: len(m.Finds), old: served{text: string(m.Old)}, new: served{text: string(m.New)}}
		if i%2 == 1 {
			w.back, w.old, w.new = true, w.new, w.old
		}
		out = append(out, w)
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
// several of them have, as the base is of most, is served once, and let go behind the
// last of them: what it answered takes megabytes.
func tryAll(ways []*way) error {
	all := map[served]*shared{}
	for _, w := range ways {
		for _, s := range []served{w.old, w.new} {
			if all[s] == nil {
				all[s] = &shared{serve: func() (*side, error) { return serve(w.pair.Base+".yaml", []byte(s.text), s.asking) }}
			}
			all[s].users++
		}
	}
	var working errgroup.Group
	working.SetLimit(runtime.GOMAXPROCS(0))
	for _, w := range ways {
		working.Go(func() error {
			old, new := all[w.old], all[w.new]
			defer old.let()
			defer new.let()
			if err := w.try(old.get, new.get); err != nil {
				return fmt.Errorf("%s: %w", w.name(), err)
			}
			return nil
		})
	}
	return working.Wait()
}

// shared is a side that several ways have.
type shared struct {
	mu    sync.Mutex
	serve func() (*side, error)
	side  *side
	users int
}

// get serves the side, the first time.
func (s *shared) get() (*side, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.side != nil {
		return s.side, nil
	}
	var err error
	s.side, err = s.serve()
	return s.side, err
}

// let lets it go behind the last way that has it.
func (s *shared) let() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users--; s.users == 0 {
		s.side = nil
	}
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
	comparison := impact.Compare(old.operations(), new.operations(), changes, func(c ...revision.Change) (*contract.Operation, error) {
		return revision.Apply(old.document, c...)
	})
	if want := max(1, w.several); w.several != anyNumber && len(changes) != want {
		return fmt.Errorf("%d changes are found, not %d", len(changes), want)
	}
	if w.predicted, err = comparison.Target("run.jsonl", old.past); err != nil {
		return err
	}
	real, err := old.asked(new)
	w.operation, w.change, w.together = old.document.Operation.Key(), comparison.Changes[0], comparison.Together
	w.own, w.real = kept(old.own), kept(real)
	return err
}

// cases gives what the change does to cases, by itself or not.
func (w *way) cases() impact.Cases {
	return impact.Cases{
		Added:   slices.Concat(w.together.Added, w.change.Cases.Added),
		Removed: slices.Concat(w.together.Removed, w.change.Cases.Removed),
		Altered: slices.Concat(w.together.Altered, w.change.Cases.Altered),
	}
}

// kind and at are what the change is called this way, and what it is about.
func (w *way) kind() string { return w.change.Kind }

func (w *way) at() string { return w.change.At }

// weight is whom the change concerns this way.
func (w *way) weight() string {
	if w.back {
		return w.pair.Weights[1]
	}
	return w.pair.Weights[0]
}

package answer

import (
	"iter"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// InStep has several look through answers, each through a list of its own, and lets
// all of them look at one answer before it goes on to the next: so the values of a long
// one are read once, and not once for each that looks. A look runs to its end, or
// panics as it would alone.
func InStep(lists [][]*Answer, looks []func([]*Answer)) {
	var all []*Answer // the long ones, in the order in which they are opened
	places := map[*wire.Exchange]int{}
	for _, list := range lists {
		for _, a := range list {
			if _, known := places[a.Exchange]; !known && a.source != nil {
				places[a.Exchange], all = len(all), append(all, a)
			}
		}
	}
	s := &step{all: all, places: places, open: -1}
	var walks []*walk
	for i, look := range looks {
		w := &walk{step: s, at: -1}
		var stop func()
		w.next, stop = iter.Pull(func(yield func(int) bool) {
			w.yield = yield
			look(w.own(lists[i]))
		})
		defer stop()
		walks = append(walks, w)
	}
	for len(walks) > 0 {
		walks = s.on(walks)
	}
}

// step is where several that look through answers are: at one of all.
type step struct {
	all    []*Answer
	places map[*wire.Exchange]int
	open   int // the place of the answer whose values are there, -1 at first
	values *body.Node
}

// on opens the first answer that somebody waits for, lets those go on who do, and
// gives all that have not come to their end.
func (s *step) on(walks []*walk) []*walk {
	s.open = walks[0].at
	for _, w := range walks {
		s.open = min(s.open, w.at)
	}
	if s.values = nil; s.open >= 0 {
		s.values = s.all[s.open].Payload()
	}
	var left []*walk
	for _, w := range walks {
		if w.at == s.open {
			var more bool
			if w.at, more = w.next(); !more {
				continue
			}
		}
		left = append(left, w)
	}
	return left
}

// walk is one that looks through answers.
type walk struct {
	*step
	at    int // the place of the answer it waits for
	next  func() (int, bool)
	yield func(int) bool
}

// own copies a list so that whoever looks at a long answer of it waits for the others.
func (w *walk) own(list []*Answer) []*Answer {
	out := make([]*Answer, len(list))
	for i, a := range list {
		if out[i] = a; a.source != nil {
			copied := *a
			copied.source, out[i] = w, &copied
		}
	}
	return out
}

// payload gives the values of the answer that is open, once it is this one; where nobody
// goes on any more it reads them.
func (w *walk) payload(a *Answer) *body.Node {
	place := w.places[a.Exchange]
	if place != w.open && !w.yield(place) {
		return w.all[place].Payload()
	}
	return w.step.values
}

package observe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
)

// spot is a place in a result where a field is, or ought to be.
type spot struct {
	recordedAnswer
	field *contract.Field
	name  string     // as it was written
	node  *body.Node // nil: it is missing
}

// stray is a member that no document has, beside documented ones.
type stray struct {
	recordedAnswer
	holder *contract.Field
	name   string
	kind   contract.Kind
	node   *body.Node
}

// walked is what the results hold, by path.
type walked struct {
	op     *contract.Operation
	spots  map[string][]spot
	strays map[string][]stray // by the path of the holder
}

// walk goes through all results, readings of key and nesting followed.
func (e *evidence) walk() *walked {
	w := &walked{op: e.op, spots: map[string][]spot{}, strays: map[string][]stray{}}
	for _, s := range e.sent {
		if s.ok() && s.Format == s.Exchange.AskedFormat() {
			w.object(s, &e.op.Response, s.Payload())
		}
	}
	return w
}

func (w *walked) object(s recordedAnswer, f *contract.Field, n *body.Node) {
	known := map[string]bool{}
	for i := range f.Members {
		m := &f.Members[i]
		node, name := w.member(n, m, known)
		w.spots[m.Path] = append(w.spots[m.Path], spot{s, m, name, node})
		w.value(s, m, node)
	}
	for _, m := range n.Members {
		if !known[m.Name] {
			w.strays[f.Path] = append(w.strays[f.Path], stray{s, f, m.Name, answer.KindOf(m.Value), m.Value})
			known[m.Name] = true
		}
	}
}

// member finds a field under its name or that of a reading.
func (w *walked) member(n *body.Node, m *contract.Field, known map[string]bool) (*body.Node, string) {
	names := []string{m.Name}
	if set, ok := w.op.Reading("response/"+m.Path, contract.KeyAspect); ok {
		for _, r := range set.Readings {
			names = append(names, r.Value)
		}
	}
	for _, name := range names {
		known[name] = true
	}
	for _, name := range names {
		if node, ok := n.Get(name); ok {
			return node, name
		}
	}
	return nil, m.Name
}

// value goes into a field's value.
func (w *walked) value(s recordedAnswer, f *contract.Field, n *body.Node) {
	if n == nil {
		return
	}
	if _, nests := w.op.Reading("response/"+f.Path, contract.NestingAspect); nests && n.Kind == body.Array && f.Items == nil {
		for i := range f.Members { // the list stands bare, without the object around it
			if m := &f.Members[i]; m.Items != nil {
				w.value(s, m, n)
			}
		}
		return
	}
	switch {
	case n.Kind == body.Object && len(f.Members) > 0:
		w.object(s, f, n)
	case n.Kind == body.Array && f.Items != nil:
		for _, item := range n.Items {
			if item.Kind == body.Object {
				w.object(s, f.Items, item)
			}
		}
	}
}

// inFormat keeps the spots of one format.
func inFormat(spots []spot, format contract.Format) []spot {
	return slices.DeleteFunc(slices.Clone(spots), func(s spot) bool { return s.Format != format })
}

// answersOf counts the answers that spots stand in.
func answersOf(spots []spot) int {
	ids := map[string]bool{}
	for _, s := range spots {
		ids[s.id] = true
	}
	return len(ids)
}

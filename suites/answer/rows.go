package answer

import (
	"math/big"

	"github.com/plumbline/plumbline/specs/wire/body"
)

// Rows gives an answer's rows by their key; of two with one key, the first.
func (a *Answer) Rows(path, key string) map[string]*body.Node {
	out := map[string]*body.Node{}
	for _, row := range a.Objects(path) {
		if name, ok := row.Get(key); ok {
			if _, twice := out[name.Text]; !twice {
				out[name.Text] = row
			}
		}
	}
	return out
}

// Objects gives the objects at a path, the items of a list one by one; the
// answer itself for "".
func (a *Answer) Objects(path string) []*body.Node {
	if path == "" {
		return []*body.Node{a.Payload()}
	}
	var out []*body.Node
	for _, s := range a.Occurrences(path) {
		switch {
		case s.Node == nil:
		case s.Node.Kind == body.Object:
			out = append(out, s.Node)
		case s.Node.Kind == body.Array:
			for _, item := range s.Node.Items {
				if item.Kind == body.Object {
					out = append(out, item)
				}
			}
		}
	}
	return out
}

// NumberAt gives the number at a path that has one place; ok is false where the
// answer has no number there.
func (a *Answer) NumberAt(path string) (value *big.Rat, ok bool) {
	spots := a.Occurrences(path)
	if len(spots) != 1 || spots[0].Node == nil {
		return nil, false
	}
	return Number(spots[0].Node.Text)
}

package pairs

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// Mutate makes edits in a spec that are made together: of what authors do when they
// take something out with all that speaks of it, call it otherwise, or change a
// value, and of what they do by mistake. The same random numbers make the same edits.
func (s Spec) Mutate(r *rand.Rand, edits int) {
	for range edits {
		all := s.all()
		one := all[r.IntN(len(all))]
		switch r.IntN(6) {
		case 0:
			one.remove()
		case 1, 2:
			s.forget(all[r.IntN(len(all))].name())
		case 3:
			s.rename(one.name(), fmt.Sprint("Other", r.IntN(9)))
		case 4:
			one.alter(r)
		case 5:
			one.repeat(r)
		}
	}
}

// Remove takes one value out of a spec and leaves all that speaks of it.
func (s Spec) Remove(r *rand.Rand) {
	all := s.all()
	all[r.IntN(len(all))].remove()
}

// spotted is a value and what holds it.
type spotted struct {
	holder, value *yaml.Node
	at            int // of the value among the holder's contents
}

// all lists every value below the top.
func (s Spec) all() []spotted {
	var out []spotted
	var walk func(*yaml.Node)
	walk = func(n *yaml.Node) {
		for i, child := range n.Content {
			if n.Kind == yaml.SequenceNode || n.Kind == yaml.MappingNode && i%2 == 1 {
				out = append(out, spotted{n, child, i})
			}
			walk(child)
		}
	}
	walk(s.Content[0])
	return out
}

// name is what others may know a value by: its key, or its text.
func (o spotted) name() string {
	if o.holder.Kind == yaml.MappingNode {
		return o.holder.Content[o.at-1].Value
	}
	return o.value.Value
}

// remove takes a value out, with its key.
func (o spotted) remove() {
	if o.holder.Kind == yaml.MappingNode {
		o.holder.Content = slices.Delete(o.holder.Content, o.at-1, o.at+1)
	} else {
		o.holder.Content = slices.Delete(o.holder.Content, o.at, o.at+1)
	}
}

// alter gives a word or number another value.
func (o spotted) alter(r *rand.Rand) {
	if o.value.Kind != yaml.ScalarNode {
		return
	}
	if n, err := strconv.Atoi(o.value.Value); err == nil {
		o.value.Value = strconv.Itoa(n + r.IntN(5) - 2)
		return
	}
	words := []string{"string", "integer", "array", "must", "may", "true", "false", "", "AP", "outside", "absent", "over-limit", "Something else."}
	o.value.Value = words[r.IntN(len(words))]
}

// repeat puts an item of a list in once more, a little altered.
func (o spotted) repeat(r *rand.Rand) {
	if o.holder.Kind != yaml.SequenceNode {
		return
	}
	more := Copy(o.value)
	for i := 1; i < len(more.Content); i += 2 {
		if r.IntN(2) == 0 {
			spotted{more, more.Content[i], i}.alter(r)
		}
	}
	if more.Kind == yaml.ScalarNode {
		spotted{o.holder, more, o.at}.alter(r)
	}
	o.holder.Content = append(o.holder.Content, more)
}

// forget takes out everything that a name stands for, and every item of a list
// that says it.
func (s Spec) forget(name string) {
	says := func(n *yaml.Node) bool {
		return n.Value == name || slices.ContainsFunc(n.Content, func(child *yaml.Node) bool { return child.Value == name })
	}
	var walk func(*yaml.Node)
	walk = func(n *yaml.Node) {
		switch n.Kind {
		case yaml.MappingNode:
			for i := len(n.Content) - 2; i >= 0; i -= 2 {
				if n.Content[i].Value == name {
					n.Content = slices.Delete(n.Content, i, i+2)
				}
			}
		case yaml.SequenceNode:
			n.Content = slices.DeleteFunc(n.Content, says)
		}
		for _, child := range n.Content {
			walk(child)
		}
	}
	if name != "" {
		walk(s.Content[0])
	}
}

// rename gives everything of a name another one.
func (s Spec) rename(old, new string) {
	var walk func(*yaml.Node)
	walk = func(n *yaml.Node) {
		for _, child := range n.Content {
			if child.Kind == yaml.ScalarNode && child.Value == old && old != "" {
				child.Value = new
			}
			walk(child)
		}
	}
	walk(s.Content[0])
}

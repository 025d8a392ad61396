package revision

import (
	"fmt"
	"slices"
	"strings"
)

// citations tells that facts which did not change cite other lines: one change,
// at the first of them. Where the document is another one all of them do, which
// says nothing.
func (c *comparison) citations() {
	if c.old.Operation.Document != c.new.Operation.Document {
		return
	}
	var all []recital
	c.recited(c.aligned, c.new.root, nil, func(r recital) { all = append(all, r) })
	if len(all) == 0 {
		return
	}
	changed := map[string]bool{}
	for _, change := range c.changes {
		for _, e := range change.edits {
			changed[pathKey(c.citing(e.path))] = true
		}
	}
	all = slices.DeleteFunc(all, func(r recital) bool { return changed[pathKey(r.path)] })
	if len(all) == 0 {
		return
	}
	var old, new []string
	for _, r := range all {
		old, new = append(old, missingFrom(r.old, r.new)...), append(new, missingFrom(r.new, r.old)...)
	}
	place := all[0].path
	fact := c.whole(place)
	change := Change{At: "citations", Old: side(c.old, c.aligned, place, fact.old), New: side(c.new, c.new.root, place, fact.new)}
	change.Old.set(listed(old))
	change.New.set(listed(new))
	c.add("citations/changed", change)
	last := &c.changes[len(c.changes)-1]
	switch {
	case len(old) == 0:
		last.Say("what did not change also cites {new}")
	case len(new) == 0:
		last.Say("what did not change no longer cites {old}")
	}
}

// citing is the path of the nearest fact around a place, or the place itself,
// that cites on either side.
func (c *comparison) citing(path []string) []string {
	for n := len(path); n > 0; n-- {
		if c.aligned.at(path[:n]...).kid(citation) != nil || c.new.root.at(path[:n]...).kid(citation) != nil {
			return path[:n]
		}
	}
	return nil
}

// recital is a fact that cites other lines on the two sides.
type recital struct{ path, old, new []string }

// recited tells of every fact on both sides that cites other lines. Lines in
// another order are the same.
func (c *comparison) recited(old, new *tree, path []string, tell func(recital)) {
	before, after := cited(old.kid(citation)), cited(new.kid(citation))
	if !slices.Equal(before, after) {
		tell(recital{path, before, after})
	}
	others := old.named()
	for _, kid := range new.kids {
		if other := others[kid.name]; other != nil && !ignored(kid.name) {
			c.recited(other, kid, below(path, kid.name), tell)
		}
	}
}

// cited lists the citations below a tree, sorted.
func cited(t *tree) []string {
	var out []string
	for _, kid := range t.kidsOrNone() {
		out = append(out, cited(kid)...)
	}
	if t != nil && len(t.kids) == 0 {
		out = append(out, t.text)
	}
	slices.Sort(out)
	return out
}

// missingFrom lists what others lack.
func missingFrom(some, others []string) []string {
	return slices.DeleteFunc(slices.Clone(some), func(one string) bool { return contains(others, one) })
}

// listed writes the first few of a list, without the digests.
func listed(citations []string) string {
	const shown = 3
	var out []string
	for _, one := range citations[:min(shown, len(citations))] {
		line, _, _ := strings.Cut(one, "#")
		out = append(out, line)
	}
	switch more := len(citations) - shown; {
	case more > 0:
		return fmt.Sprintf("%s and %d more", strings.Join(out, ", "), more)
	}
	return strings.Join(out, ", ")
}

package revision

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// effect says which readings a change is about: what they do to the real clients
// has been measured. A name that is advised against from now on is a rename: a
// client knows a member by one name.
func (c *comparison) effect(change *Change, e *edit) {
	if e.path[0] != "x-readings" || strings.HasSuffix(change.Kind, "words/changed") {
		return
	}
	change.Readings = c.readings(e)
	aspect := c.new.root.at("x-readings", e.path[1], "aspect")
	if aspect == nil || aspect.text != string(contract.KeyAspect) || e.path[len(e.path)-1] != "level" {
		return
	}
	set, changed := e.path[1], e.path[3]
	was, is, still := changed, c.preferred(c.new.root, set, changed), "the old name is still accepted, and advised against"
	if change.Kind == "reading/strengthened" {
		was, is, still = c.preferred(c.aligned, set, changed), changed, "both names are accepted"
	}
	k := c.kinds[response+"/renamed"]
	change.Kind, change.Weight, change.At = k.ID, k.Weight, c.placeOf(set)
	change.Old = nameRead(c.old, c.aligned, set, was)
	change.New = nameRead(c.new, c.new.root, set, is)
	change.Text = sentence(k.Says, change) + "; " + still
}

// nameRead is the side of a rename that a reading states: its name, where it stands.
func nameRead(d *Document, root *tree, set, reading string) Side {
	path := []string{"x-readings", set, "readings", reading}
	fact := root.at(path...)
	s := side(d, root, path, fact)
	s.set(fact.kid("value").text)
	return s
}

// set gives a side another value than the fact of its place.
func (s *Side) set(value string) { s.Value, s.There, s.words = value, true, "" }

// readings names the readings that an edit is about, "statistics-key=lower-case".
func (c *comparison) readings(e *edit) []string {
	path := e.path[:min(4, len(e.path))]
	fact := c.new.root.at(path...)
	if fact == nil {
		fact = c.aligned.at(path...)
	}
	if len(path) == 4 {
		return []string{path[1] + "=" + path[3]}
	}
	var out []string
	for _, reading := range fact.kid("readings").kidsOrNone() {
		out = append(out, path[1]+"="+reading.name)
	}
	return out
}

// preferred is the first reading of a set that is as good as any, beside one.
func (c *comparison) preferred(root *tree, set, beside string) string {
	for _, reading := range root.at("x-readings", set, "readings").kidsOrNone() {
		if level := reading.kid("level"); reading.name != beside && (level == nil || level.text == string(contract.Must)) {
			return reading.name
		}
	}
	return beside
}

// renamed makes a change of a fact that goes on under another name.
func (c *comparison) renamed(r rename) {
	path := below(r.path[:len(r.path)-1], r.new)
	change := Change{
		Old: side(c.old, c.aligned, path, c.aligned.at(path...)), New: side(c.new, c.new.root, path, c.new.root.at(path...)),
		edits: []edit{{path: path, renames: &r}},
	}
	change.Old.set(r.old)
	change.New.set(r.new)
	if r.path[0] == "x-errors" {
		change.At = r.new
		c.add("error/renamed", change)
		return
	}
	p := schemaPlace(path)
	change.At = p.at
	if p.side == response {
		change.Effect = fmt.Sprintf("a client that knows the field as %s finds nothing there", r.old)
	}
	c.add(p.side+"/renamed", change)
}

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
	name := c.new.root.at("x-readings", e.path[1], "readings", e.path[3], "value").text
	k := c.kinds[response+"/renamed"]
	old, new, still := name, c.names(c.new.root, e.path[1]), "the old name is still accepted, and advised against"
	if change.Kind == "reading/strengthened" {
		old, new, still = c.names(c.aligned, e.path[1]), name, "both names are accepted"
	}
	change.Kind, change.Weight, change.At = k.ID, k.Weight, c.placeOf(e.path[1])
	change.Old.set(old)
	change.New.set(new)
	change.Text = sentence(k.Says, change) + "; " + still
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

// names lists the names that a reading set takes for as good as any other.
func (c *comparison) names(root *tree, set string) string {
	var out []string
	for _, reading := range root.at("x-readings", set, "readings").kidsOrNone() {
		if level := reading.kid("level"); level == nil || level.text == string(contract.Must) {
			out = append(out, reading.kid("value").text)
		}
	}
	return strings.Join(out, " or ")
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

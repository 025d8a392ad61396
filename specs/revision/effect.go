package revision

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// effect says what a change of a reading does to the real clients, as the
// readings tell it. A name that is advised against from now on is a rename: a
// client knows a member by one name.
func (c *comparison) effect(change *Change, e *edit) {
	if e.path[0] != "x-readings" || strings.HasSuffix(change.Kind, "words/changed") {
		return
	}
	change.Effect = c.clients(e)
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

// clients joins what the readings that an edit is about do to real clients.
func (c *comparison) clients(e *edit) string {
	path := e.path[:min(4, len(e.path))]
	fact := c.new.root.at(path...)
	if fact == nil {
		fact = c.aligned.at(path...)
	}
	var out []string
	for _, reading := range append(fact.kid("readings").kidsOrNone(), fact) {
		if clients := reading.kid("clients"); clients != nil {
			out = append(out, clients.text)
		}
	}
	return strings.Join(out, "; ")
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

// citations tells that facts which did not change cite other lines. Where the
// document is another one all of them do, which says nothing.
func (c *comparison) citations() {
	if c.old.Operation.Document != c.new.Operation.Document {
		return
	}
	before, after := map[string]int{}, map[string]int{}
	count(c.old.root, before)
	count(c.new.root, after)
	gone, come := difference(before, after), difference(after, before)
	if gone == 0 && come == 0 {
		return
	}
	change := Change{At: "citations", Old: side(c.old, c.old.root, []string{"x-operation"}, c.old.root.kid("x-operation")), New: side(c.new, c.new.root, []string{"x-operation"}, c.new.root.kid("x-operation"))}
	change.Old.set(counted(gone))
	change.New.set(counted(come))
	c.add("citations/changed", change)
}

func counted(n int) string {
	if n == 1 {
		return "1 citation that the other side lacks"
	}
	return fmt.Sprintf("%d citations that the other side lacks", n)
}

// count counts how often each citation stands in a tree.
func count(t *tree, into map[string]int) {
	for _, kid := range t.kids {
		if kid.name != citation {
			count(kid, into)
			continue
		}
		leaves(kid, into)
	}
}

func leaves(t *tree, into map[string]int) {
	if len(t.kids) == 0 {
		into[t.text]++
	}
	for _, kid := range t.kids {
		leaves(kid, into)
	}
}

func difference(a, b map[string]int) int {
	n := 0
	for text, times := range a {
		n += max(0, times-b[text])
	}
	return n
}

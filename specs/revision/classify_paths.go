package revision

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/document"
)

// below makes one change of all edits in paths at or below keys of some names,
// those of one place together.
func (c *comparison) below(kind string, keys ...string) {
	upTo := func(path []string) int {
		if path[0] != "paths" {
			return 0
		}
		return 1 + slices.IndexFunc(path, func(step string) bool { return contains(keys, step) })
	}
	for _, all := range c.groups(func(e edit) string {
		if n := upTo(e.path); n > 2 {
			return pathKey(e.path[:n])
		}
		return ""
	}) {
		place := all[0].path[:upTo(all[0].path)]
		change := c.noteAs(kind, placeOfPath(place), c.whole(place), all...)
		for side, fact := range map[*Side]*tree{&change.Old: c.aligned.at(place...), &change.New: c.new.root.at(place...)} {
			switch {
			case fact == nil && contains(keys, "examples"):
				side.words = "nothing"
			case fact == nil || fact.kind != document.Mapping:
			case contains(keys, "schema"):
				side.words = "a schema of its own"
			case contains(keys, "examples"):
				side.set(strings.Join(slices.Sorted(maps.Keys(fact.named())), ", "))
			}
		}
		change.Say(c.kinds[change.Kind].Says)
	}
}

// schemaAt is how long the path of the schema is in which an edit stands: that of a
// component, or one that is written where it is used; 0 outside of schemas.
func schemaAt(path []string) int {
	switch {
	case len(path) > 2 && path[0] == "components" && path[1] == "schemas":
		return 3
	case len(path) > 4 && path[0] == "paths":
		return 1 + slices.Index(path, "schema")
	}
	return 0
}

// placeOfPath names a place below a path and a method: "200 application/json (get)".
func placeOfPath(path []string) string {
	if len(path) < 4 {
		return strings.TrimSpace(strings.Join(path[2:], " ") + " (" + path[1] + ")")
	}
	steps := slices.DeleteFunc(slices.Clone(path[3:]), func(step string) bool { return contains([]string{"content", "schema", "headers"}, step) })
	if path[3] == "requestBody" || path[3] == "parameters" || path[3] == "responses" {
		steps = steps[min(1, len(steps)-1):]
	}
	return strings.Join(steps, " ") + " (" + methodOf(path) + ")"
}

// shared makes one change of those that are the same edit: what several methods
// refer to is written once, and is told once.
func (c *comparison) shared() {
	first := map[string]int{}
	more := map[int]int{}
	var out []Change
	for _, change := range c.changes {
		key := ""
		if len(change.edits) > 0 && change.edits[0].path[0] == "paths" {
			key = fmt.Sprint(change.Kind, change.Old.Location, change.New.Location, change.Old.There, change.New.There, change.Old.Value, "\x00", change.New.Value)
		}
		if i, known := first[key]; known && key != "" {
			out[i].edits = append(out[i].edits, change.edits...)
			more[i]++
			continue
		}
		first[key] = len(out)
		out = append(out, change)
	}
	for i, n := range more {
		at := out[i].At
		out[i].At = fmt.Sprintf("%s and %d more", at, n)
		out[i].Text = strings.Replace(out[i].Text, at, out[i].At, 1)
	}
	c.changes = out
}

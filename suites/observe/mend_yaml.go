package observe

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/document"
)

// below gives a longer path; the shorter one keeps its own memory.
func below(path []string, names ...string) []string { return append(slices.Clone(path), names...) }

// cite lets a new fact cite what another one cites.
func cite(fact, cited document.Node) error {
	if !cited.There() {
		return document.Missing("citation to take over")
	}
	if !fact.Child("x-source").There() {
		fact.Add("x-source", cited.Copy())
	}
	return nil
}

// addText appends a text to a list, which is made if it is not there.
func addText(d document.Node, text string, path ...string) error {
	if !d.At(path...).There() {
		return d.Put([]any{text}, path...)
	}
	return d.Append(text, path...)
}

// renameKey gives a key another name; it moves to the end, as an overlay moves it.
func renameKey(d document.Node, name string, path ...string) error {
	value := d.At(path...)
	if err := d.Drop(path...); err != nil {
		return err
	}
	d.At(path[:len(path)-1]...).Add(name, value)
	return nil
}

// take removes keys of a mapping and gives them.
func take(holder document.Node, keys ...string) map[string]any {
	out := map[string]any{}
	for _, key := range keys {
		if n := holder.Child(key); n.There() {
			out[key] = n.Value()
		}
	}
	holder.Without(keys...)
	return out
}

// moved replaces the beginning of a text that is a path.
func moved(n document.Node, old, now string) {
	if n.Text() == old {
		n.SetText(now)
	} else if rest, ok := strings.CutPrefix(n.Text(), old+"/"); ok {
		n.SetText(now + "/" + rest)
	}
}

// withoutExamples takes away the printed answers, or the example of one
// parameter: they are what the documents say, not what is observed.
func withoutExamples(d document.Node, parameter string) {
	if parameter != "" {
		d.At("components", "schemas", "Request", "properties", parameter).Without("example")
		return
	}
	var walk func(document.Node)
	walk = func(n document.Node) {
		n.Without("examples")
		for _, e := range n.Written() {
			walk(e.Value)
		}
	}
	d.Get("components").Without("examples")
	walk(d.At("components", "responses"))
	walk(d.Get("paths"))
}

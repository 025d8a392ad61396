package revision

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// footprint lists the paths that a row writes to. A row that takes an item out of
// the middle of a list moves the others, so the whole list is its own.
func (r *row) footprint() []string {
	var out []string
	if r.Swapped != "" {
		out = append(out, r.Swapped)
	}
	for _, path := range r.Paths {
		path = strings.Replace(path, "x-default", "default", 1) // a word instead of a value
		if strings.HasSuffix(path, "/required/0") {
			path = strings.TrimSuffix(path, "/0")
		}
		out = append(out, path)
	}
	return out
}

// apartFrom tells whether a row can be made beside others: what one calls
// otherwise the other cannot speak of.
func (r *row) apartFrom(others []row) bool {
	renames := func(r *row) bool { return r.At[0] != r.At[1] }
	for _, other := range others {
		if renames(r) && other.speaksOf(r.At[:]) || renames(&other) && r.speaksOf(other.At[:]) {
			return false
		}
		for _, a := range r.footprint() {
			for _, b := range other.footprint() {
				if strings.HasPrefix(a+"/", b+"/") || strings.HasPrefix(b+"/", a+"/") {
					return false
				}
			}
		}
	}
	return r.Base == others[0].Base
}

// speaksOf tells whether a row is about one of some names, or writes one of them: a
// trigger that it adds may be of a parameter that another row calls otherwise.
func (r *row) speaksOf(names []string) bool {
	old, new := strings.Split(string(r.Old.Text), "\n"), strings.Split(string(r.New.Text), "\n")
	written := func(line string) bool { return !slices.Contains(old, line) || !slices.Contains(new, line) }
	return slices.ContainsFunc(names, func(name string) bool {
		word := regexp.MustCompile(`(^|[^.\w-])` + regexp.QuoteMeta(name) + `($|[^.\w-])`)
		return slices.Contains(r.At[:], name) || slices.ContainsFunc(slices.Concat(old, new), func(line string) bool { return written(line) && word.MatchString(line) })
	})
}

// kindsOfAll gives the kinds of changes, sorted.
func kindsOfAll(changes []Change) []string {
	var out []string
	for _, c := range changes {
		out = append(out, c.Kind)
	}
	slices.Sort(out)
	return out
}

// unexplainedEdits lists what the changes leave of the difference.
func unexplainedEdits(t interface{ Fatal(...any) }, old, new *Document, changes []Change) []edit {
	root, err := applied(old, changes)
	if err != nil {
		t.Fatal(err)
	}
	return edits(root, new.root, nil)
}

// Several changes at once: each is still found, they explain all of the
// difference, and the way back is their mirrors.
func TestChangesTogether(t *testing.T) {
	all := rows(t)
	mirror := map[string]string{}
	for _, k := range Kinds() {
		mirror[k.ID] = k.Mirror
	}
	rapid.Check(t, func(rt *rapid.T) {
		chosen := []row{rapid.SampledFrom(all).Draw(rt, "first")}
		for range rapid.IntRange(0, 12).Draw(rt, "further") {
			if r := rapid.SampledFrom(all).Draw(rt, "row"); r.apartFrom(chosen) {
				chosen = append(chosen, r)
			}
		}
		oldRaw, newRaw := base(t, chosen[0].Base), base(t, chosen[0].Base)
		for _, r := range chosen {
			back := rapid.Bool().Draw(rt, "back")
			r.make(t, oldRaw, back)
			r.make(t, newRaw, !back)
		}
		old, new := readRaw(t, "old.yaml", oldRaw), readRaw(t, "new.yaml", newRaw)
		changes := compare(t, old, new)
		found := kindsOfAll(changes)
		for _, r := range chosen {
			// A fact that changed says itself what it cites, and another document's name says all.
			swallowed := r.Kind == "citations/changed" || r.Kind == "document/superseded" && slices.Contains(found, "document/changed")
			if !swallowed && !slices.Contains(found, r.Kind) && !slices.Contains(found, mirror[r.Kind]) {
				rt.Fatalf("%s is not found among\n\t%s", &r, told(changes))
			}
		}
		for _, e := range unexplainedEdits(rt, old, new, changes) {
			rt.Errorf("no change explains %v: %s, then %s", e.path, e.old.value(), e.new.value())
		}
		back := kindsOfAll(compare(t, new, old))
		for i, kind := range back {
			back[i] = mirror[kind]
		}
		if slices.Sort(back); !slices.Equal(back, found) {
			rt.Errorf("the way back is not the mirror:\n\t%v\n\t%v", found, back)
		}
		if slices.Contains(found, unexplained) {
			rt.Errorf("a change without a rule:\n\t%s", told(changes))
		}
		if again := compare(t, old, new); !reflect.DeepEqual(changes, again) {
			rt.Errorf("asked again, Compare says\n\t%s\nand not\n\t%s", told(again), told(changes))
		}
	})
}

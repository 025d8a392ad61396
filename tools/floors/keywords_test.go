package floors

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/probe"
)

// Every row of the table of keywords is what it says: whatever it has a home for
// is there when a document states the keyword and gone when it does not, and
// where it has a hole nothing is.
func TestAKeywordHasItsHomes(t *testing.T) {
	for _, k := range contract.Keywords() {
		if k.Descriptive {
			continue
		}
		t.Run(string(k.Site)+"/"+k.Name, func(t *testing.T) {
			t.Parallel()
			with, without := pairOf(t, k)
			if k.Parsed.At != "" {
				held(t, k, with.Operation, without.Operation)
			}
			asked(t, k, with.Operation, without.Operation)
			checked(t, k, with.Operation, without.Operation)
			broken(t, k, with.Operation, without.Operation)
			diffed(t, k, with, without)
		})
	}
}

// Exactly one of a home and a reason is given, and the reasons are sentences' parts.
func TestAHomeOrAReason(t *testing.T) {
	for _, k := range contract.Keywords() {
		for floor, home := range map[string]contract.Home{"parsed": k.Parsed, "checked": k.Checked, "asked": k.Asked, "broken": k.Broken, "diffed": k.Diffed} {
			if (home.At == "") == (home.Hole == "") {
				t.Errorf("%s of %s, %s: want a home or the reason for the hole, got %+v", k.Name, k.Site, floor, home)
			}
		}
	}
}

// held finds the member of the model that holds the keyword, and wants it to
// differ between the two documents.
func held(t *testing.T, k contract.KeywordRow, with, without *contract.Operation) {
	value, there := members(with, k.Parsed.At)
	other, _ := members(without, k.Parsed.At)
	switch {
	case !there:
		t.Errorf("the contract has no %s", k.Parsed.At)
	case value == other:
		t.Errorf("%s is the same with the keyword and without it: %s", k.Parsed.At, value)
	}
}

// members writes a member of each value of a type in an operation; there is false
// if the type has no such member.
func members(o *contract.Operation, of string) (text string, there bool) {
	name, member, _ := strings.Cut(of, ".")
	values := map[string][]reflect.Value{"Operation": {reflect.ValueOf(*o)}}
	for _, p := range o.Places() {
		values["Param"] = append(values["Param"], reflect.ValueOf(*p))
	}
	for _, r := range o.Rules {
		values["Rule"] = append(values["Rule"], reflect.ValueOf(r))
	}
	for _, r := range o.Relations {
		values["Relation"] = append(values["Relation"], reflect.ValueOf(r))
	}
	for _, e := range o.Errors {
		for _, trigger := range e.Triggers {
			values["Trigger"] = append(values["Trigger"], reflect.ValueOf(trigger))
		}
	}
	o.Response.Walk(func(f *contract.Field) { values["Field"] = append(values["Field"], reflect.ValueOf(*f)) })
	for _, v := range values[name] {
		field := v.FieldByName(member)
		there = there || field.IsValid()
		text += fmt.Sprintf("%+v\n", field)
	}
	return text, there
}

// asked compares the questions of the two documents' cases.
func asked(t *testing.T, k contract.KeywordRow, with, without *contract.Operation) {
	families := map[string]bool{}
	a, b := questions(with), questions(without)
	for _, id := range append(slices.Collect(maps.Keys(a)), slices.Collect(maps.Keys(b))...) {
		if a[id].text != b[id].text {
			families[a[id].family+b[id].family] = true
			families[a[id].family] = true
		}
	}
	switch {
	case k.Asked.At != "" && !families[k.Asked.At]:
		t.Errorf("no case of the family %s asks about it; those that differ are of %v", k.Asked.At, slices.Sorted(maps.Keys(families)))
	case k.Asked.Hole != "" && len(families) > 0:
		t.Errorf("cases of %v ask about it, though there is said to be a hole: %s", slices.Sorted(maps.Keys(families)), k.Asked.Hole)
	}
}

type question struct{ family, text string }

func questions(o *contract.Operation) map[string]question {
	// An account with a name that is often changed on its way.
	account := probe.Account{Values: map[string][]string{"users": {"anna", "Otto+1", "carl"}}}
	all := []*contract.Operation{o}
	embedded, err := specs.Embedded()
	if err != nil {
		panic(err) // what is embedded is tested elsewhere
	}
	for _, other := range embedded { // which the operation may be held against
		if other.Key() != o.Key() && other.Product == o.Product {
			all = append(all, other)
		}
	}
	cases := slices.DeleteFunc(probe.Cases(all, map[string]probe.Account{o.Product: account}), func(c probe.Case) bool { return c.Operation != o })
	texts, out := probe.Questions(cases), map[string]question{}
	for _, c := range cases {
		out[c.ID] = question{c.Family, texts[c.ID]}
	}
	return out
}

// checked looks among all requests of the cases for one that only the document
// with the keyword finds wrong.
func checked(t *testing.T, k contract.KeywordRow, with, without *contract.Operation) {
	seen := map[contract.Keyword]bool{}
	for _, c := range probe.Cases([]*contract.Operation{with}, nil) {
		for _, r := range c.Requests {
			for _, v := range with.Check(r.Args) {
				same := func(other contract.Violation) bool {
					return other.Parameter == v.Parameter && other.Keyword == v.Keyword
				}
				if !slices.ContainsFunc(without.Check(r.Args), same) {
					seen[v.Keyword] = true
				}
			}
		}
	}
	switch {
	case k.Checked.At != "" && !seen[contract.Keyword(k.Checked.At)]:
		t.Errorf("Check finds no request that breaks it, as %s", k.Checked.At)
	case k.Checked.Hole != "" && len(seen) > 0:
		t.Errorf("Check finds requests that break %v, though there is said to be a hole: %s", slices.Sorted(maps.Keys(seen)), k.Checked.Hole)
	}
}

// broken compares the faults of the two documents' emulators.
func broken(t *testing.T, k contract.KeywordRow, with, without *contract.Operation) {
	a, b := faults(with), faults(without)
	if k.Broken.At != "" && statingOf(t, k).without != "" {
		b = nil // a document cannot be without it
	}
	fresh := slices.DeleteFunc(slices.Clone(a), func(name string) bool { return slices.Contains(b, name) })
	found := slices.ContainsFunc(fresh, func(name string) bool { return strings.HasPrefix(name, k.Broken.At) })
	switch {
	case k.Broken.At != "" && !found:
		t.Errorf("no fault %s… breaks it; new are %v", k.Broken.At, fresh)
	case k.Broken.Hole != "" && len(fresh) > 0 && k.Site != contract.InTrigger:
		t.Errorf("%v break it, though there is said to be a hole: %s", fresh, k.Broken.Hole)
	}
}

func faults(o *contract.Operation) []string {
	var out []string
	for _, f := range emulator.Faults([]*contract.Operation{o}) {
		out = append(out, f.Name)
	}
	return out
}

// diffed compares the two documents.
func diffed(t *testing.T, k contract.KeywordRow, with, without *revision.Document) {
	changes, err := revision.Compare(without, with)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, c := range changes {
		kinds = append(kinds, c.Kind)
	}
	if !slices.ContainsFunc(kinds, func(kind string) bool { return k.Diffed.At != "" && strings.HasPrefix(kind, k.Diffed.At) }) {
		t.Errorf("no change %s… is found between a document with the keyword and one without it, only %v", k.Diffed.At, kinds)
	}
}

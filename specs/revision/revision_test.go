package revision

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
)

// read reads a spec file of the repository.
func read(t testing.TB, file string) *Document {
	t.Helper()
	data, err := os.ReadFile("../" + file)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read("specs/"+file, data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const (
	older = "alibaba/smartag/2018-03-13/superseded/DescribeUserOnlineClientStatistics.2019-06-17.yaml"
	newer = "alibaba/smartag/2018-03-13/DescribeUserOnlineClientStatistics.yaml"
)

// What turns one revision into the other explains all of the difference: made in
// the old document, the changes give the new one, both ways.
func TestTheChangesExplainTheWholeDifference(t *testing.T) {
	for _, pair := range [][2]string{{older, newer}, {newer, older}, {newer, newer}} {
		old, new := read(t, pair[0]), read(t, pair[1])
		changes, err := Compare(old, new)
		if err != nil {
			t.Fatal(err)
		}
		root, err := applied(old, changes)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range edits(root, new.root, nil) {
			t.Errorf("%s to %s: no change explains %v: %s, then %s", pair[0], pair[1], e.path, e.old.value(), e.new.value())
		}
		if _, err := Apply(old, changes...); err != nil {
			t.Errorf("%s with all changes: %v", pair[0], err)
		}
	}
}

// A document with none of the changes made is the operation that it was, but for
// the lines: nothing is lost on the way through the tree.
func TestApplyNothing(t *testing.T) {
	for _, file := range realSpecs() {
		d := read(t, file)
		same, err := Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		if at := differing(unplacedJSON(t, d.Operation), unplacedJSON(t, same)); at != "" {
			t.Errorf("%s: not the operation that it was: %s", file, at)
		}
	}
}

// With all changes made the old operation is the new one, but for the citations,
// which are no facts.
func TestApplyEverything(t *testing.T) {
	for _, r := range rows(t) {
		oldRaw, newRaw := r.sides(t)
		old, new := readRaw(t, "old.yaml", oldRaw), readRaw(t, "new.yaml", newRaw)
		for _, pair := range [][2]*Document{{old, new}, {new, old}} {
			got, err := Apply(pair[0], compare(t, pair[0], pair[1])...)
			if err != nil && pair[1].Unsound != nil {
				continue // no cases are derived from the other side either
			}
			if err != nil {
				t.Errorf("%s: %v", &r, err)
				continue
			}
			if at := differing(unplacedJSON(t, pair[1].Operation), unplacedJSON(t, got)); at != "" {
				t.Errorf("%s: not the new operation: %s", &r, at)
			}
		}
	}
}

// differing names the first place where two JSON values differ, "" if they do not.
func differing(want, got any) string {
	if reflect.DeepEqual(want, got) {
		return ""
	}
	object, ok := want.(map[string]any)
	other, too := got.(map[string]any)
	if list, isList := want.([]any); isList {
		if others, areToo := got.([]any); areToo && len(list) == len(others) {
			for i := range list {
				if at := differing(list[i], others[i]); at != "" {
					return fmt.Sprintf("%d/%s", i, at)
				}
			}
		}
	}
	for key := range object {
		if at := differing(object[key], other[key]); ok && too && at != "" {
			return key + "/" + at
		}
	}
	return fmt.Sprintf(" want %v, got %v", want, got)
}

// unplacedJSON gives an operation as JSON without lines and citations.
func unplacedJSON(t *testing.T, operation any) any {
	t.Helper()
	data, err := json.Marshal(operation)
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	var strip func(any)
	strip = func(value any) {
		switch value := value.(type) {
		case map[string]any:
			delete(value, "Location")
			delete(value, "Sources")
			for _, kid := range value {
				strip(kid)
			}
		case []any:
			for _, kid := range value {
				strip(kid)
			}
		}
	}
	strip(value)
	return value
}

// A list of known differences names them: no two have one id.
func TestEveryChangeHasAnIDOfItsOwn(t *testing.T) {
	values := func(text string) *Document {
		d, err := Read("GetStatisticData.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	data, err := os.ReadFile("../tencent/mna/2021-01-19/GetStatisticData.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all, few := values(string(data)), values(strings.Replace(string(data), `enum: [MC, AP, EU, AM, ""]`, `enum: [MC, ""]`, 1))
	for _, pair := range [][2]*Document{{read(t, older), read(t, newer)}, {read(t, newer), read(t, older)}, {all, few}, {few, all}} {
		changes, err := Compare(pair[0], pair[1])
		if err != nil || len(changes) < 3 {
			t.Fatalf("%d changes, %v", len(changes), err)
		}
		seen := map[string]string{}
		for _, c := range changes {
			if other, twice := seen[c.ID()]; twice {
				t.Errorf("two changes are called %s: %q and %q", c.ID(), other, c.Text)
			}
			seen[c.ID()] = c.Text
		}
	}
}

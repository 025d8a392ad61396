package definition

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/revision"
)

// What the prose of a member lists as its values, and what only looks like it.
func TestValuesInProse(t *testing.T) {
	for _, c := range []struct {
		kind, prose string
		want        []string
	}{
		{"integer", "Granularity (1: by the hour, 2: by the day)", []string{"1", "2"}},
		{"integer", "<ul><li>1： hour</li><li>2： day</li><li>3： minute</li><li>4： 5 minutes</li></ul>", []string{"1", "2", "3", "4"}},
		{"integer", "0：public；1：private; 0 when left out", []string{"0", "1"}},
		{"integer", "from 10:30 to 11:30", nil},
		{"integer", "1: the only one", nil},
		{"integer", "1: one, 3: three", nil},
		{"integer", "at most 100", nil},
		{"string", "one of ['MC','AP']", []string{"MC", "AP", ""}},
		{"string", "such as ['MC']", nil},
		{"string", "1: one, 2: two", nil},
	} {
		if got := values(c.kind, c.prose); !slices.Equal(got, c.want) {
			t.Errorf("%s %q: want the values %q, got %q", c.kind, c.prose, c.want, got)
		}
	}
}

// A definition against the draft of what it was before: each thing that it says otherwise is
// one difference, at its line, and nothing else is one.
func TestADefinitionBesideADocument(t *testing.T) {
	before, err := read(t).Draft("ListThings")
	if err != nil {
		t.Fatal(err)
	}
	document, err := revision.Read("ListThings.yaml", before.Text)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new, want string }{
		{"at most 100", "at most 100", ""},
		{`"required": false,`, `"required": true,`, "request/required/gained Limit 14"},
		{"at most 100", "1: one, 2: two", "request/enum/introduced Limit 14"},
		{`"type": "int"`, `"type": "float"`, "request/type/widened Limit 14"},
		{`"output_required": true, "value_allowed_null": true`, `"output_required": true, "value_allowed_null": false`, "response/nullable/lost response/Things 30"},
		{`"output_required": true, "value_allowed_null"`, `"output_required": false, "value_allowed_null"`, "response/required/lost response/Things 30"},
		{`{"name": "New", "type": "bool"`, `{"name": "New", "type": "string"`, "response/type/changed response/Things/New 39"},
		{`{"name": "Names", "type": "list"`, `{"disabled": true, "name": "Names", "type": "list"`, "request/removed Names 3"},
	} {
		defined, err := Read("tencent", "shop.json", []byte(strings.Replace(shop, c.old, c.new, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if !defined.Defines(document.Operation) {
			t.Fatal("the operation is defined")
		}
		theirs, err := defined.As(document)
		if err != nil {
			t.Fatal(err)
		}
		changes, err := revision.Compare(document, theirs)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, change := range changes {
			got = append(got, fmt.Sprint(change.Kind, " ", change.At, " ", change.New.Location.Line))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s instead of %s: want %q, got %q", c.new, c.old, c.want, got)
		}
	}
}

package definition

import (
	"fmt"
	"strings"
	"testing"
)

// versions reads the shop, and the shop with words replaced.
func versions(t *testing.T, old, new string) (was, is *Definition) {
	t.Helper()
	if !strings.Contains(shop, old) {
		t.Fatalf("the shop has no %s", old)
	}
	is, err := Read("tencent", "newer/shop.json", []byte(strings.Replace("\n"+shop, old, new, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return read(t), is
}

// without takes out the actions that no draft can be made of.
func without(d *Definition) *Definition {
	for _, action := range []string{"Broken", "Odd"} {
		if err := d.top.At("actions", action).Put("offline", "status"); err != nil {
			panic(err)
		}
	}
	return d
}

// Each thing that a later definition says otherwise is one change, at its line on either
// side, and a definition that moved by a line says the same.
func TestTwoVersionsOfADefinition(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"at most 100", "at most 100", ""},
		{"at most 100", "<p>at\\nmost&nbsp;100</p>", ""},
		{`"required": false,`, `"required": true,`, "request/required/gained Limit 14 15"},
		{"at most 100", "at most 200", "request/words/changed Limit 14 15"},
		{`"example": "20"`, `"example": "30"`, "request/words/changed Limit 14 15"},
		{"at most 100", "1: one, 2: two", "request/enum/introduced Limit 14 15; request/words/changed Limit 14 15"},
		{`"name": "things"`, `"name": "things", "document": "Lists."`, "summary/changed summary 3 4"},
		{`{"name": "New", "type": "bool"`, `{"disabled": true, "name": "New", "type": "bool"`, "response/removed response/Things/New 39 31"},
		{`"ListThings": {`, `"ListMore": {`, "operation/added ListMore 0 4; operation/removed ListThings 3 0"},
		{`"status": "offline"`, `"status": "online"`, "operation/added Gone 0 5"},
	} {
		was, is := versions(t, c.old, c.new)
		changes, err := Compare(without(was), without(is))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, change := range changes {
			got = append(got, fmt.Sprint(change.Kind, " ", change.At, " ", change.Old.Location.Line, " ", change.New.Location.Line))
			if change.Old.Sources != nil || change.New.Sources != nil {
				t.Errorf("%s cites a document: %v, %v", change.Kind, change.Old.Sources, change.New.Sources)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s instead of %s: want %q, got %q", c.new, c.old, c.want, strings.Join(got, "; "))
		}
	}
}

// What cannot be read is an error, on either side.
func TestVersionsOfAnotherShape(t *testing.T) {
	was, is := versions(t, `"Odd": {`, `"Odd": {"document": "Else.", `)
	if _, err := Compare(was, is); err == nil || !strings.Contains(err.Error(), `NoRequest" is not defined`) {
		t.Errorf("got %v", err)
	}
}

// A member of what requests and answers share is required in each by the key for it.
func TestWhatIsSharedIsRequiredByItsSide(t *testing.T) {
	shared := strings.NewReplacer(
		`{"name": "Names", "type": "list", "member": "string",`, `{"name": "Names", "type": "object", "member": "Thing",`,
		`{"name": "Name", "type": "string",`, `{"required": false, "output_required": true, "name": "Name", "type": "string",`,
		`{"name": "New", "type": "bool",`, `{"required": true, "output_required": false, "name": "New", "type": "bool",`,
	).Replace(shop)
	d, err := Read("tencent", "shop.json", []byte(shared))
	if err != nil {
		t.Fatal(err)
	}
	account, err := d.account("ListThings", false)
	if err != nil {
		t.Fatal(err)
	}
	request, answer := account.Request[3].Fields, account.Answer[0].Items.Fields
	for i, want := range map[int][2]bool{0: {false, true}, 2: {true, false}} {
		if *request[i].Required != want[0] || *answer[i].Required != want[1] {
			t.Errorf("%s is required in the request %v, in the answer %v; want %v", request[i].Name, *request[i].Required, *answer[i].Required, want)
		}
	}
	draft, err := d.Draft("ListThings")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(string(draft.Text), "required: [New]"); got != 1 {
		t.Errorf("the draft requires New %d times, want it in the request alone", got)
	}
	if got := strings.Count(string(draft.Text), "required: [Name]"); got != 1 {
		t.Errorf("the draft requires Name %d times, want it in the answer alone", got)
	}
}

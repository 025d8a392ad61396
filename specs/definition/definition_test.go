package definition

import (
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs"
)

// shop is a small product as a vendor would define it.
const shop = `{
  "actions": {
    "ListThings": {"name": "things", "input": "ListThingsRequest", "output": "ListThingsResponse", "status": "online"},
    "Gone": {"name": "gone", "input": "ListThingsRequest", "output": "ListThingsResponse", "status": "offline"},
    "Broken": {"name": "broken", "input": "NoRequest", "output": "ListThingsResponse"},
    "Odd": {"name": "odd", "input": "OddRequest", "output": "ListThingsResponse"}
  },
  "metadata": {"apiVersion": "2020-02-02", "serviceShortName": "shop"},
  "objects": {
    "ListThingsRequest": {
      "members": [
        {"name": "ShopId", "type": "string", "member": "string", "required": true, "document": "the shop", "example": "\"shop-1\""},
        {"name": "OwnerId", "type": "string", "member": "string", "required": true, "document": "the owner", "example": ""},
        {
          "name": "Limit",
          "type": "int",
          "member": "uint64",
          "required": false,
          "document": "at most 100",
          "example": "20"
        },
        {"name": "Names", "type": "list", "member": "string", "required": false, "document": "names"},
        {"name": "Old", "type": "string", "member": "string", "disabled": true, "document": "not any more"}
      ],
      "type": "object"
    },
    "OddRequest": {"members": [{"name": "Odd", "type": "tuple", "member": "string", "document": ""}]},
    "ListThingsResponse": {
      "members": [
        {"name": "Things", "type": "list", "member": "Thing", "output_required": true, "value_allowed_null": true, "document": "the things"},
        {"name": "Total", "type": "float", "member": "float", "output_required": true, "document": "", "example": "none"},
        {"name": "RequestId", "type": "string", "member": "string", "document": ""}
      ]
    },
    "Thing": {
      "members": [
        {"name": "Name", "type": "string", "member": "string", "document": "", "example": "a"},
        {"name": "Since", "type": "string", "member": "datetime_iso", "document": "", "example": "2020-01-01T00:00:00Z"},
        {"name": "New", "type": "bool", "member": "bool", "document": "", "example": "true"},
        {"name": "Parts", "type": "list", "member": "Thing", "document": "what it is made of"}
      ]
    }
  }
}
`

func read(t *testing.T) *Definition {
	t.Helper()
	d, err := Read("tencent", "folder/shop.json", []byte(shop))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A draft is a spec: lint finds nothing in it, every fact cites its lines, and what the
// definition says of types is the operation's.
func TestADraftIsASpec(t *testing.T) {
	draft, err := read(t).Draft("ListThings")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range specs.Lint("ListThings.yaml", draft.Text) {
		t.Error(f)
	}
	o, err := specs.Read("ListThings.yaml", draft.Text)
	if err != nil {
		t.Fatalf("%v\n%s", err, draft.Text)
	}
	if o.Key() != "shop/ListThings" || o.Version != "2020-02-02" || o.Document != "shop" {
		t.Errorf("it is %s of %s, from %s", o.Key(), o.Version, o.Document)
	}
	var params []string
	for _, p := range o.Params {
		params = append(params, p.Name+" "+string(p.Kind)+" "+p.Origin("row").Sources.String())
	}
	want := "ShopId string shop:12, OwnerId string shop:13, Limit integer shop:14-20, Names array shop:22"
	if got := strings.Join(params, ", "); got != want {
		t.Errorf("its parameters are\n%s, want\n%s", got, want)
	}
	if p, _ := o.Param("ShopId"); p.Example != "shop-1" || !p.Required || p.Fixture.Key != "shop-id" {
		t.Errorf("ShopId is %+v", p)
	}
	things := o.Response.Members[0]
	if !things.Required || len(things.Kinds()) != 2 || len(things.Items.Members) != 3 {
		t.Errorf("Things is %+v, want a required and nullable list of things with three members", things)
	}
	if total := o.Response.Members[1]; total.Example != "" {
		t.Errorf("the example of Total is %q, want none", total.Example)
	}
	var open []string
	for _, q := range o.Questions {
		open = append(open, q.At)
	}
	if got, want := strings.Join(open, " "), "OwnerId Limit Things/Since Things/Parts x-errors x-operation/effect x-operation/rate x-relations"; got != want {
		t.Errorf("open are %s, want %s", got, want)
	}
	if specs.Open(nil) != 0 || draft.Questions != len(o.Questions) {
		t.Errorf("%d questions are told, %d stand in the draft", draft.Questions, len(o.Questions))
	}
}

// Digests are of the lines as they stand in the file, so that pin has nothing to write.
func TestADraftIsPinned(t *testing.T) {
	draft, err := read(t).Draft("ListThings")
	if err != nil {
		t.Fatal(err)
	}
	pages := specs.Documents{"shop": specs.Page("shop.json", []byte(shop))}
	if _, found, err := specs.Pin("ListThings.yaml", draft.Text, pages); err != nil || len(found) > 0 {
		t.Errorf("pin would write %v, %v", found, err)
	}
}

func TestActions(t *testing.T) {
	if got := strings.Join(read(t).Actions(), " "); got != "ListThings Broken Odd" {
		t.Errorf("the actions are %s", got)
	}
}

// What cannot be drafted is told with its line and what to do.
func TestWhatIsNoDefinition(t *testing.T) {
	for _, row := range []struct{ vendor, text, action, want string }{
		{"nobody", shop, "", `no definition of "nobody" can be read; known are those of tencent`},
		{"tencent", "{", "", "shop.json:1: "},
		{"tencent", `{"openapi": "3.0.3"}`, "", "shop.json:1: no definition of a product: actions is missing"},
		{"tencent", `{"actions": {}, "objects": {}, "metadata": {}}`, "", "shop.json:1: the metadata name no product"},
		{"tencent", shop, "ListThing", "shop.json:2: no action ListThing: did you mean ListThings?"},
		{"tencent", shop, "Broken", `shop.json:5: the object "NoRequest" is not defined`},
		{"tencent", shop, "Odd", `shop.json:27: the type "tuple" is none of a definition`},
	} {
		d, err := Read(row.vendor, "shop.json", []byte(row.text))
		if err == nil {
			_, err = d.Draft(row.action)
		}
		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s %q: %v, want %q", row.vendor, row.action, err, row.want)
		}
	}
}

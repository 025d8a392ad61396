package probe_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// made makes the document of an operation that no vendor has: list the parcels
// of some senders. carriage is what differs between the protocols.
func made(name, carriage string) string {
	return fmt.Sprintf(`openapi: "3.0.3"
info: {title: %s, version: "2031-01-01", description: Parcels of some senders in one month.}
x-operation:
  product: parcels
  revision: "1"
  document: "900"
  x-source: "900:1"
  effect: {value: read, x-source: "900:1"}
%s
paths: {}
components:
  schemas:
    Request:
      type: object
      required: [Depot, Senders]
      properties:
        Depot: {type: string, x-source: "900:2", x-fixture: {key: depot, need: mandatory, default: north, unknown: unknown-depot, absent: nowhere}}
        Senders:
          type: array
          items: {type: string}
          maxItems: 4
          x-source: "900:3"
          x-list: {wire: Senders.N, first: 1}
          x-fixture: {key: senders, need: known, default: [ada, bob, cyd], invented: sender%%02d}
        Size: {type: integer, enum: [1, 2, 3], default: 3, x-source: "900:4"}
        Lane: {type: string, enum: [AIR, SEA], x-source: "900:5"}
        Weight: {type: integer, minimum: 1, maximum: 30, example: 5, x-source: "900:5"}
        Remark: {type: string, minLength: 2, maxLength: 12, pattern: "^[a-z ]+$", example: fragile, x-source: "900:5"}
        Month: {type: string, format: yyyyMM, example: "203101", x-source: "900:6"}
    Response:
      type: object
      required: [RequestId, Rows]
      x-source: "900:7"
      properties:
        RequestId: {type: string, x-source: "900:8"}
        Total: {oneOf: [{type: string, pattern: "^[0-9]+$"}, {type: integer, minimum: 0}], x-source: "900:9"}
        Rows:
          type: array
          x-source: "900:10"
          items:
            type: object
            required: [Sender]
            x-source: "900:10"
            properties: {Sender: {type: string, x-source: "900:11"}}
x-requests: [{id: plain, complete: true, x-source: "900:12", args: {Depot: north, Senders: [ada]}}]
x-errors:
  - {code: NoDepot, status: 400, message: You must name a depot., x-source: "900:13", triggers: [{parameter: Depot, when: absent, level: must}, {parameter: Depot, when: empty, level: must}]}
  - {code: NoSuchDepot, status: 400, message: No such depot., x-source: "900:14", triggers: [{parameter: Depot, when: unknown, level: must}]}
x-readings:
  - {id: total-kind, at: response/Total, aspect: kind, note: Table and example differ., x-source: "900:9", readings: [{id: string, value: string, x-source: "900:9"}, {id: number, value: integer, x-source: "900:9"}]}
x-rules:
  - {id: lane-or-weight, kind: exclusive, parameters: [Lane, Weight], text: A lane has weights of its own., x-source: "900:5"}
x-relations:
  - {id: several-are-each, kind: union, level: should, parameter: Senders, rows: Rows, key: Sender, text: Several are each., x-source: "900:3"}
  - {id: no-sender-twice, kind: rows-unique, level: should, parameter: Senders, rows: Rows, key: Sender, text: No sender comes twice., x-source: "900:10"}
x-notes:
  - {id: bare, x-source: "900:3", text: The print has the bare name., ask: {args: {Depot: north, Senders: ada}}}
`, name, carriage)
}

func alibabaCarriage() string {
	return `  provider: alibaba
  protocol: alibaba-rpc
  formats: [{value: json, x-source: "900:1"}, {value: xml, x-source: "900:1"}]
  carriers: [{id: get, method: GET, place: query, level: must, x-source: "900:1"}, {id: post, method: POST, place: form, level: should, x-source: common}]`
}

func tencentCarriage() string {
	return `  provider: tencent
  protocol: tencent-api3
  envelope: {value: Response, x-source: "900:1"}
  rate: {per-second: 5, x-source: "900:1"}
  formats: [{value: json, x-source: "900:1"}]
  carriers: [{id: json, method: POST, place: json, level: must, x-source: "900:1"}, {id: form, method: POST, place: form, level: should, x-source: common}]`
}

// loaded reads a document from a folder of its own.
func loaded(t *testing.T, name, text string) []*contract.Operation {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, name+".yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := specs.Folders(folder)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func families(list []probe.Case) []string {
	var out []string
	for _, c := range list {
		if !slices.Contains(out, c.Family) {
			out = append(out, c.Family)
		}
	}
	return out
}

// A new operation is a YAML file and no Go. Families whose fact the document
// does not state are left out: the made-up ones have no placeholder, and only the
// second promises a rate.
func TestANewOperationIsAskedWithoutAnyGo(t *testing.T) {
	for _, row := range []struct {
		name, carriage string
		without        []string
	}{
		{"ListParcels", alibabaCarriage(), []string{"placeholder", "rate"}},
		{"GetParcels", tencentCarriage(), []string{"placeholder"}},
	} {
		list := probe.Cases(loaded(t, row.name, made(row.name, row.carriage)), nil)
		asked := families(list)
		for _, f := range probe.Families() {
			if want := !slices.Contains(row.without, f.Keyword); slices.Contains(asked, f.Keyword) != want {
				t.Errorf("%s: family %s makes cases: %v, want %v", row.name, f.Keyword, !want, want)
			}
		}
		for _, c := range list {
			if wanted, refuses := demanded(c); refuses && wanted != "" && violations(t, judged(c)) != wanted {
				t.Errorf("%s must violate %s, but violates %q", c.ID, wanted, violations(t, judged(c)))
			}
			if _, accepted := c.Want.(want.Accepted); accepted && violations(t, judged(c)) != "" {
				t.Errorf("%s is to be accepted, but violates %s", c.ID, violations(t, judged(c)))
			}
		}
	}
}

// Whoever writes a document may leave out whatever is not required of it; the
// suite then asks less, and never a question whose answer it does not know.
func TestASparseDocumentMakesFewerCases(t *testing.T) {
	whole := made("ListParcels", alibabaCarriage())
	for _, row := range []struct{ name, cut, by string }{
		{"a list without invented items", ", invented: sender%02d", ""},
		{"a list with one item only", "[ada, bob, cyd]", "[ada]"},
		{"an optional list that names nothing of the account", "x-fixture: {key: senders, need: known, default: [ada, bob, cyd], invented: sender%02d}", "example: [ada, bob]"},
		{"a word with one value", "enum: [AIR, SEA]", "enum: [AIR]"},
		{"a number with one value", "enum: [1, 2, 3], default: 3", "enum: [3]"},
		{"words that are near each other", "enum: [AIR, SEA]", `enum: [A, AA, a, US, ALL, "1", XX]`},
		{"numbers that are near each other", "enum: [1, 2, 3], default: 3", "enum: [1, 2, 3, 259, 3000], default: 3"},
		{"no relation", "x-relations:\n  - {id: several-are-each, kind: union, level: should, parameter: Senders, rows: Rows, key: Sender, text: Several are each., x-source: \"900:3\"}\n  - {id: no-sender-twice, kind: rows-unique, level: should, parameter: Senders, rows: Rows, key: Sender, text: No sender comes twice., x-source: \"900:10\"}\n", ""},
		{"a month without example", `format: yyyyMM, example: "203101"`, `format: yyyyMM, x-fixture: {key: month, default: "203101"}`},
	} {
		t.Run(row.name, func(t *testing.T) {
			if !strings.Contains(whole, row.cut) {
				t.Fatalf("the document does not say %s", row.cut)
			}
			text := strings.Replace(whole, row.cut, row.by, 1)
			if strings.Contains(row.name, "optional") {
				text = strings.Replace(text, "required: [Depot, Senders]", "required: [Depot]", 1)
			}
			operations := loaded(t, "ListParcels", text)
			defer func() {
				if cause := recover(); cause != nil {
					t.Errorf("making the cases panics: %v", cause)
				}
			}()
			for _, c := range probe.Cases(operations, nil) {
				if wanted, refuses := demanded(c); refuses && wanted != "" && c.Skip == "" && violations(t, judged(c)) != wanted {
					t.Errorf("%s wants a refusal for %s, but violates %q", c.ID, wanted, violations(t, judged(c)))
				}
			}
		})
	}
}

package run_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/draw"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/run"
)

// nestedOperation is a document of an operation that no vendor has, with a parameter of
// every kind and an answer of every kind; %s is how it is carried.
const nestedOperation = `openapi: "3.0.3"
info: {title: ListParcels, version: "2031-01-01", description: Parcels of a depot.}
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
      required: [Depot, Filters]
      properties:
        Depot: {type: string, example: north, x-source: "900:2"}
        Dry: {type: boolean, default: false, x-source: "900:3"}
        Weight: {type: number, minimum: 0.5, maximum: 30.25, multipleOf: 0.25, x-source: "900:4"}
        Rate: {type: number, enum: [0.5, 1], x-source: "900:5"}
        Ids: {type: array, items: {type: integer, minimum: 1}, example: [7, 8], maxItems: 4, x-source: "900:6", x-fixture: {key: parcels, default: ["7", "8"], invented: "9%%d"}}
        Flags: {type: array, items: {type: boolean}, x-source: "900:7"}
        Shares: {type: array, items: {type: number, enum: [0.25, 0.75]}, x-source: "900:8"}
        Lanes: {type: array, items: {type: string, enum: [AIR, SEA]}, x-source: "900:8"}
        Remark: {type: string, nullable: true, example: fragile, x-source: "900:9"}
        Filters:
          type: array
          maxItems: 3
          x-source: "900:10"
          example: [{Name: sender, Values: [ada]}, {Name: size, Values: ["3"]}, {Name: lane, Values: [AIR]}]
          items:
            type: object
            required: [Name, Values]
            properties:
              Name: {type: string, enum: [sender, size, lane]}
              Values: {type: array, items: {type: string, minLength: 1, maxLength: 8}}
              Not: {type: boolean}
              Since: {type: integer, minimum: 1, maximum: 12, multipleOf: 3}
        Place:
          type: object
          required: [Zone]
          x-source: "900:11"
          properties:
            Zone: {type: string, pattern: "^[a-z]+$", example: west}
            Host:
              type: object
              properties:
                Ids: {type: array, items: {type: integer}}
                Spare: {type: boolean}
    Response:
      type: object
      required: [RequestId, Total, Rows]
      x-source: "900:12"
      properties:
        RequestId: {type: string, x-source: "900:13"}
        Total: {type: integer, minimum: 0, example: 7, x-source: "900:14"}
        Rows:
          type: array
          x-source: "900:15"
          items:
            type: object
            required: [Sender, Lost, Weight]
            x-source: "900:15"
            properties:
              Sender: {type: string, example: ada, x-source: "900:16"}
              Lost: {type: boolean, x-source: "900:17"}
              Weight: {type: number, minimum: 0, example: 1.5, x-source: "900:18"}
              Note: {type: string, nullable: true, x-source: "900:19"}
              Size: {type: object, nullable: true, x-source: "900:20", properties: {Edges: {type: array, x-source: "900:21", items: {type: integer, example: 3, x-source: "900:21"}}}}
x-requests: [{id: plain, complete: true, x-source: "900:22", args: {Depot: north, Filters: [{Name: sender, Values: [ada, bob]}], Ids: [7], Dry: true}}]
x-errors:
  - {code: NoFilter, message: You must filter., x-source: "900:23", triggers: [{parameter: Filters, when: absent, level: must}, {parameter: Filters/Name, when: outside, level: must}]}
`

// carriages are how the operation is carried, by the protocols.
func carriages() map[string]string {
	return map[string]string{"alibaba-rpc": `  provider: alibaba
  protocol: alibaba-rpc
  xml-root: {value: ListParcels, x-source: "900:1"}
  formats: [{value: json, x-source: "900:1"}, {value: xml, x-source: "900:1"}]
  carriers: [{id: get, method: GET, place: query, level: must, x-source: "900:1"}, {id: post, method: POST, place: form, level: should, x-source: common}]`,
		"tencent-api3": `  provider: tencent
  protocol: tencent-api3
  envelope: {value: Response, x-source: "900:1"}
  formats: [{value: json, x-source: "900:1"}]
  carriers: [{id: json, method: POST, place: json, level: must, x-source: "900:1"}, {id: get, method: GET, place: query, level: should, x-source: common}]`}
}

// nested reads the document for a protocol.
func nested(t *testing.T, protocol string) []*contract.Operation {
	t.Helper()
	text := fmt.Sprintf(nestedOperation, carriages()[protocol])
	for _, f := range specs.Lint("ListParcels.yaml", []byte(text)) {
		if f.Rule != "citation-without-digest" {
			t.Errorf("it does not lint: %s", f)
		}
	}
	op, err := specs.Read("ListParcels.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return []*contract.Operation{op}
}

// against asks an emulator of the operations, with faults, what has to do with a
// requirement.
func against(t *testing.T, ops []*contract.Operation, about string, faults ...string) []run.Decided {
	t.Helper()
	handler, err := emulator.New(emulator.Options{Operations: ops, Faults: faults})
	if err != nil {
		t.Fatal(err)
	}
	verdicts, err := run.Against(t.Context(), handler, run.Embedding{Operations: ops, Selection: run.Selection{Prefixes: []string{about}}})
	if err != nil {
		t.Fatal(err)
	}
	return verdicts
}

func TestWhatIsNestedIsAskedAndTheRightAnswerIsRight(t *testing.T) {
	for protocol := range carriages() {
		t.Run(protocol, func(t *testing.T) {
			t.Parallel()
			ops := nested(t, protocol)
			verdicts := against(t, ops, ops[0].Key()+"/")
			for _, wrong := range run.Broken(verdicts, nil) {
				t.Error(wrong)
			}
			for _, v := range verdicts {
				if v.Outcome == finding.Skip {
					t.Errorf("%s is skipped: %s", v.Case.ID, v)
				}
			}
		})
	}
}

// Each fault of a place in the request is caught by a case about its parameter.
func TestFaultsOfWhatIsNestedAreCaught(t *testing.T) {
	for protocol := range carriages() {
		ops := nested(t, protocol)
		seen := map[string]bool{}
		for _, fault := range emulator.Faults(ops) {
			place, is := strings.CutPrefix(fault.Breaks, ops[0].Key()+"/")
			if _, known := ops[0].Param(place[:max(0, strings.LastIndexByte(place, '/'))]); !is || !known || fault.Level == contract.May {
				continue
			}
			if seen[fault.Name] {
				t.Errorf("two faults are called %s", fault.Name)
			}
			seen[fault.Name] = true
			parameter, _, _ := strings.Cut(place, "/")
			t.Run(protocol+"/"+fault.Name, func(t *testing.T) {
				t.Parallel()
				caught := slices.ContainsFunc(against(t, ops, ops[0].Key()+"/"+parameter+"/", fault.Name), func(v run.Decided) bool { return v.Outcome == finding.Fail })
				if !caught {
					t.Errorf("nothing fails: %s", fault.Text)
				}
			})
		}
	}
}

// What is drawn for the operation is right or wrong as it says.
func TestWhatIsDrawnOfWhatIsNested(t *testing.T) {
	for protocol := range carriages() {
		op := nested(t, protocol)[0]
		drawn, found, err := draw.Search(op, probe.Account{}, 200, 1, func(d draw.Drawn) bool {
			return (len(op.Check(d.Request.Args)) > 0) == (d.Requirement != "")
		})
		if err != nil || found {
			t.Errorf("%s: %s is %v, said to break %q; %v", protocol, drawn.Request.Args.JSON(), op.Check(drawn.Request.Args), drawn.Requirement, err)
		}
	}
}

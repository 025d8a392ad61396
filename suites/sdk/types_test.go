package sdk_test

import (
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/fixtures/sdk/driver"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/sdk"
)

// types answers for one operation only, so that both answers are seen.
func (c *client) types(q *driver.Call) driver.Result {
	switch {
	case c.way == "waits":
		time.Sleep(time.Hour)
	case c.way == "panics":
		panic("no such class")
	case q.Operation != "mna/GetFlowStatistic":
		return driver.Result{Cannot: "it has no types of " + q.Action + " in " + q.Version}
	}
	yes := true
	return driver.Result{Types: &driver.Types{
		Request: []driver.Member{
			{Name: "DeviceId", Kind: "string", Type: "*string", Required: &yes},
			{Name: "AccessRegion", Kind: "string", Values: []string{"MC", "AP"}},
			{Name: "DeviceList", Kind: "list", Items: &driver.Member{Kind: "string"}},
		},
		Response: []driver.Member{{Name: "NetDetails", Kind: "list", Items: &driver.Member{
			Kind: "object", Type: "NetDetails", Fields: []driver.Member{{Name: "Current", Kind: "number", Type: "float64"}},
		}}},
	}}
}

// typesWrongly are lines that drivers print when they are asked for types, by the ways of such drivers.
func typesWrongly() map[string]string {
	reply := func(members string) string { return `{"id":2,"types":{"request":[` + members + `]}}` }
	return map[string]string{
		"types-garbage":          "Traceback: no module named models",
		"types-never":            "",
		"types-another":          `{"id":7,"cannot":"no types"}`,
		"types-as-values":        `{"id":2,"values":{}}`,
		"types-and-cannot":       `{"id":2,"types":{"request":[]},"cannot":"no types"}`,
		"types-of-nothing":       `{"id":2,"types":{}}`,
		"types-error":            `{"id":2,"error":{"class":"AttributeError","message":"no GetFlowStatisticRequest"}}`,
		"types-unknown-kind":     reply(`{"name":"DeviceId","kind":"string"},{"name":"BeginTime","kind":"int64"}`),
		"types-deep-kind":        reply(`{"name":"NetDetails","kind":"list","items":{"kind":"object","fields":[{"name":"Current","kind":"float"}]}}`),
		"types-no-name":          reply(`{"name":"DeviceId","kind":"string"},{"kind":"string"}`),
		"types-twice":            reply(`{"name":"DeviceId","kind":"string"},{"name":"DeviceId","kind":"any"}`),
		"types-items-of-string":  reply(`{"name":"DeviceId","kind":"string","items":{"kind":"string"}}`),
		"types-fields-of-list":   reply(`{"name":"DeviceList","kind":"list","fields":[]}`),
		"types-required-as-text": reply(`{"name":"DeviceId","kind":"string","required":"yes"}`),
	}
}

// asked are the types of the driver that is wrong in one way.
func asked(t *testing.T, way string) (sdk.Description, map[string]sdk.Types, map[string]string, error) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := sdk.Client{Name: way, Command: []string{program, wrongly, way}}
	return sdk.TypesOf(t.Context(), c, operations(t), sdk.Options{Describe: 10 * time.Second, Call: time.Second, Slack: time.Second})
}

func operations(t *testing.T) []*contract.Operation {
	t.Helper()
	all, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTypesAreToldOrTheReasonWhyNot(t *testing.T) {
	d, types, cannot, err := asked(t, "right")
	if err != nil {
		t.Fatal(err)
	}
	if d.Client != "wrong" || d.Version != "1" {
		t.Errorf("the client describes itself as %q %q", d.Client, d.Version)
	}
	yes := true
	want := map[string]sdk.Types{"mna/GetFlowStatistic": {
		Request: []sdk.Member{
			{Name: "DeviceId", Kind: "string", Type: "*string", Required: &yes},
			{Name: "AccessRegion", Kind: "string", Values: []string{"MC", "AP"}},
			{Name: "DeviceList", Kind: "list", Items: &sdk.Member{Kind: "string"}},
		},
		Response: []sdk.Member{{Name: "NetDetails", Kind: "list", Items: &sdk.Member{
			Kind: "object", Type: "NetDetails", Fields: []sdk.Member{{Name: "Current", Kind: "number", Type: "float64"}},
		}}},
	}}
	if !reflect.DeepEqual(types, want) {
		t.Errorf("got\n%+v\nwant\n%+v", types, want)
	}
	if len(cannot) != 3 || cannot["mna/GetStatisticData"] != "it has no types of GetStatisticData in 2021-01-19" {
		t.Errorf("of the other three operations the client has no types, and says why; got %q", cannot)
	}
}

func TestAnOperationThatAClientLacksIsNotAskedFor(t *testing.T) {
	_, types, cannot, err := asked(t, "has-no-operation")
	if err != nil {
		t.Fatal(err)
	}
	if len(types) != 0 || len(cannot) != 4 || cannot["mna/GetStatisticData"] != "the client does not have the operation" {
		t.Errorf("got the types %v and the reasons %q", types, cannot)
	}
}

// Each wrong answer ends the client with an error that says what is wrong with
// it, and what the driver printed.
func TestAWrongAnswerToTypesIsSeen(t *testing.T) {
	reasons := map[string]string{
		"types-garbage":          `the driver printed "Traceback: no module named models", which is no reply`,
		"types-another":          "answered question 7 when asked question 2",
		"types-as-values":        "the driver's reply to types has not exactly what belongs to it",
		"types-and-cannot":       "has not exactly what belongs to it",
		"types-of-nothing":       "neither a request nor a response",
		"types-error":            "AttributeError",
		"types-unknown-kind":     `request.BeginTime: kind "int64" is none of [string integer number boolean list object any]`,
		"types-deep-kind":        `request.NetDetails[].Current: kind "float" is none of`,
		"types-no-name":          "request: member 2 has no name",
		"types-twice":            "request.DeviceId: stands there twice",
		"types-items-of-string":  "request.DeviceId: a string has no items",
		"types-fields-of-list":   "request.DeviceList: a list has no fields",
		"types-required-as-text": "required",
		"panics":                 "no such class",
		"waits":                  "has not exactly what belongs to it",
		"dies":                   "Segmentation fault",
		"types-never":            `no answer within 2s; it wrote "deprecated: types-never"`,
	}
	if missing := slices.DeleteFunc(slices.Collect(maps.Keys(typesWrongly())), func(way string) bool { return reasons[way] != "" }); len(missing) > 0 {
		t.Errorf("no reason is expected of %v", missing)
	}
	for way, reason := range reasons {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			_, types, _, err := asked(t, way)
			if err == nil || !strings.Contains(err.Error(), reason) {
				t.Errorf("types %v, error %v; want an error that says %q", types, err, reason)
			}
			if err != nil && !strings.Contains(err.Error(), "types of smartag/") {
				t.Errorf("%v: the error does not say for which operation", err)
			}
		})
	}
}

func TestAnAbsentClientHasNoTypes(t *testing.T) {
	_, _, _, err := sdk.TypesOf(t.Context(), sdk.Client{Name: "x", Absent: "npm is not on this machine"}, operations(t), sdk.Options{})
	if err == nil || err.Error() != "npm is not on this machine" {
		t.Errorf("got %v, want the reason why it is absent", err)
	}
}

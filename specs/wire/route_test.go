package wire_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/alibabaroa"
	"github.com/plumbline/plumbline/specs/wire/alibabarpc"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// routed has a parameter in each place that there is.
func routed(name, path string) *contract.Operation {
	return &contract.Operation{Product: "depots", Name: name, Version: "2031-01-01", Protocol: alibabaroa.Protocol{}, Path: path,
		Carriers: []contract.Carrier{{ID: "put", Method: http.MethodPut, Place: contract.InJSON}},
		Params: []contract.Param{
			{Name: "Depot", Kind: contract.String, Required: true, In: contract.InPath},
			{Name: "Depot-Key", Kind: contract.Integer, In: contract.InHeader},
			{Name: "Tags", Kind: contract.List, Wire: "Tags.N", First: 1, In: contract.InQuery, Items: &contract.Param{Kind: contract.String, In: contract.InQuery}},
			{Name: "Size", Kind: contract.Integer}, {Name: "Senders", Kind: contract.List, Items: &contract.Param{Kind: contract.String}},
		}}
}

var everywhere = contract.Args{
	{Name: "Depot", Value: contract.Text("north/ä b")}, {Name: "Depot-Key", Value: contract.Whole("7")}, {Name: "Tags", Value: contract.Texts([]string{"x y", "z"})},
	{Name: "Size", Value: contract.Whole("3")}, {Name: "Senders", Value: contract.Texts([]string{"ada"})},
}

// What an operation of a path is asked is read as it was meant, wherever it stood, and
// the signature holds all of it.
func TestARequestByPathIsReadAsItWasMeant(t *testing.T) {
	op, key := routed("PutDepot", "/depots/{Depot}/parcels"), sign.Credentials{ID: "id", Secret: "secret", Token: "t"}
	now := time.Date(2031, 1, 2, 3, 4, 5, 0, time.UTC)
	build := func() (*http.Request, []byte) {
		r, err := wire.Encode(wire.Request{Operation: op, Carrier: op.Carriers[0], Args: everywhere}, wire.Endpoint{URL: "http://host:81/base/", Scheme: sign.ACS3, Credentials: key}, wire.Stamp{Time: now, Nonce: "n"})
		if err != nil {
			t.Fatal(err)
		}
		return r, wire.BodyOf(r)
	}
	r, body := build()
	if got := r.URL.String(); got != "http://host:81/base/depots/north%2F%C3%A4%20b/parcels?Tags.1=x%20y&Tags.2=z" || string(body) != `{"Size":3,"Senders":["ada"]}` {
		t.Fatalf("sent as %s with %s", got, body)
	}
	r.URL.RawPath, r.URL.Path = strings.TrimPrefix(r.URL.RawPath, "/base"), strings.TrimPrefix(r.URL.Path, "/base")
	received := alibabaroa.Protocol{}.Decode(r, body)
	if got := received.ArgsFor(op).JSON(); got != everywhere.JSON() || wire.Find([]*contract.Operation{op}, &received) != op || received.Carrier != "put" {
		t.Errorf("read as %s by %s", got, received.Carrier)
	}
	lookup := func(id string) (string, bool) { return "secret", id == "id" }
	for name, change := range map[string]func(*http.Request, *[]byte){
		"":           func(*http.Request, *[]byte) {},
		"the path":   func(r *http.Request, _ *[]byte) { r.URL.Path, r.URL.RawPath = "/base/depots/south/parcels", "" },
		"the query":  func(r *http.Request, _ *[]byte) { r.URL.RawQuery = "Tags.1=x" },
		"the body":   func(_ *http.Request, body *[]byte) { *body = []byte("{}") },
		"the action": func(r *http.Request, _ *[]byte) { r.Header.Set("x-acs-action", "GetDepot") },
		"the method": func(r *http.Request, _ *[]byte) { r.Method = http.MethodPost },
	} {
		r, body := build()
		change(r, &body)
		if v := (alibabaroa.Protocol{}).Verify(r, body, &received, lookup, now); (v.Problem == "") != (name == "") {
			t.Errorf("with %s changed the signature is judged %q", name, v.Problem)
		}
	}
}

// Method and path name an operation: of two that fit, the one with more of it written
// out. An action beside them must be its own.
func TestAPathNamesAnOperation(t *testing.T) {
	any, mine := routed("PutDepot", "/depots/{Depot}"), routed("PutMine", "/depots/mine")
	mine.Params = mine.Params[1:]
	rpc := &contract.Operation{Name: "PutMine", Version: "2031-01-01", Protocol: alibabarpc.Protocol{}}
	all := []*contract.Operation{rpc, any, mine}
	for _, row := range []struct {
		method, path, action string
		want                 *contract.Operation
	}{
		{"PUT", "/depots/north", "", any}, {"PUT", "/depots/mine", "", mine}, {"PUT", "/depots/mine", "PutDepot", any}, {"PUT", "/depots/mine", "PutMine", mine},
		{"GET", "/depots/mine", "", nil}, {"PUT", "/depots", "", nil}, {"PUT", "/depots/north", "Other", nil}, {"PUT", "/", "PutMine", nil},
	} {
		r, err := http.NewRequest(row.method, "http://host"+row.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if row.action != "" {
			r.Header.Set("x-acs-action", row.action)
		}
		received := alibabaroa.Protocol{}.Decode(r, nil)
		if got := wire.Find(all, &received); got != row.want {
			t.Errorf("%s %s %s names %v, want %v", row.method, row.path, row.action, got, row.want)
		}
	}
}

// What stands where it does not belong is not there, and a body that is no JSON is noted.
func TestWhatStandsInAnotherPlaceIsPassedOver(t *testing.T) {
	op := routed("PutDepot", "/depots/{Depot}")
	for _, row := range []struct{ query, media, body, want, problem string }{
		{"?Size=3&Tags.1=x", "application/json", `{"Tags":["y"],"Senders":[]}`, `{"Depot":"a","Tags":["x"],"Senders":[]}`, ""},
		{"?Depot=b", "application/json", `{"Depot":"c","Depot-Key":1}`, `{"Depot":"a"}`, ""},
		{"", "application/x-www-form-urlencoded", "Size=3", `{"Depot":"a"}`, "stray-body"},
		{"", "application/json", "[1]", `{"Depot":"a"}`, "broken-json"},
		{"", "text/plain", `{"Size":3}`, `{"Depot":"a","Size":3}`, ""},
		{"", "application/json", "", `{"Depot":"a"}`, ""},
	} {
		r, err := http.NewRequest(http.MethodPut, "http://host/depots/a"+row.query, io.NopCloser(bytes.NewReader([]byte(row.body))))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", row.media)
		received := alibabaroa.Protocol{}.Decode(r, []byte(row.body))
		problem := ""
		if len(received.Problems) > 0 {
			problem = string(received.Problems[0].Kind)
		}
		if got := received.ArgsFor(op).JSON(); got != row.want || problem != row.problem {
			t.Errorf("%s %s: read as %s, %q", row.query, row.body, got, problem)
		}
		if settled := received.Settled(op); settled.ArgsFor(op).JSON() != row.want {
			t.Errorf("%s %s: settled as %s", row.query, row.body, settled.ArgsFor(op).JSON())
		}
	}
}

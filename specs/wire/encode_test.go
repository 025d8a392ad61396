package wire_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/alibabarpc"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/specs/wire/tencentapi3"
)

func rpc() *contract.Operation {
	return &contract.Operation{Product: "smartag", Name: "Describe", Version: "2018-03-13", Protocol: alibabarpc.Protocol{}, Params: []contract.Param{
		{Name: "Id", Kind: contract.String}, {Name: "Names", Kind: contract.List, First: 1}}}
}

func api3() *contract.Operation {
	return &contract.Operation{Product: "mna", Name: "Get", Version: "2021-01-19", Protocol: tencentapi3.Protocol{}, Params: []contract.Param{
		{Name: "Id", Kind: contract.String}, {Name: "Names", Kind: contract.List, First: 0}, {Name: "Type", Kind: contract.Integer}}}
}

func carrier(method string, place contract.Place) contract.Carrier {
	return contract.Carrier{ID: strings.ToLower(method) + string(place), Method: method, Place: place}
}

// keys have every letter that an encoding changes.
func keys() sign.Credentials {
	return sign.Credentials{ID: "planted-id", Secret: "planted/secret+=", Token: "planted token/+=&\"<"}
}

func stamped() wire.Stamp {
	return wire.Stamp{Time: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC), Nonce: "nonce", Count: 7}
}

func encoded(t *testing.T, r wire.Request, scheme sign.Scheme) (*http.Request, string) {
	t.Helper()
	got, err := wire.Encode(r, wire.Endpoint{URL: "http://cloud.example:81", Scheme: scheme, Credentials: keys()}, stamped())
	if err != nil {
		t.Fatal(err)
	}
	return got, string(wire.BodyOf(got))
}

func TestARequestIsWritten(t *testing.T) {
	names := contract.Texts([]string{"a b", "c/é"})
	args := contract.Args{{Name: "Id", Value: contract.Text(`x"&<`)}, {Name: "Names", Value: names}}
	json := append(slices.Clone(args), contract.Arg{Name: "Type", Value: contract.Whole("9007199254740993")}, contract.Arg{Name: "Id", Value: contract.Value{Kind: contract.Null}})
	for _, row := range []struct {
		name    string
		request wire.Request
		url     string // and the body, behind a blank
	}{
		{"Alibaba's query", wire.Request{Operation: rpc(), Carrier: carrier("GET", contract.InQuery), Format: contract.XML, Args: args},
			"/?Action=Describe&Version=2018-03-13&Format=XML&Timestamp=2030-01-02T03%3A04%3A05Z&Id=x%22%26%3C&Names.1=a%20b&Names.2=c%2F%C3%A9 "},
		{"Alibaba's form", wire.Request{Operation: rpc(), Carrier: carrier("POST", contract.InForm), Args: args[:1]},
			"/ Action=Describe&Version=2018-03-13&Timestamp=2030-01-02T03%3A04%3A05Z&Id=x%22%26%3C"},
		{"Alibaba's mixture", wire.Request{Operation: rpc(), Carrier: carrier("POST", contract.InMixed), Args: args[:1]},
			"/?Action=Describe&Version=2018-03-13&Timestamp=2030-01-02T03%3A04%3A05Z Id=x%22%26%3C"},
		{"a name that stands twice, and an index of its own", wire.Request{Operation: rpc(), Carrier: carrier("POST", contract.InMixed), Args: contract.Args{{Name: "Names.1", Value: contract.Text("a")}, {Name: "Names.1", Value: contract.Text("b")}, {Name: "Names. 1", Value: contract.Text("c")}}},
			"/?Action=Describe&Version=2018-03-13&Timestamp=2030-01-02T03%3A04%3A05Z Names.1=a&Names.1=b&Names.%201=c"},
		{"another action, of another time", wire.Request{Operation: rpc(), Carrier: carrier("GET", contract.InQuery), Tamper: wire.Tamper{Action: "Nothing", Version: "1", Stale: 3605}},
			"/?Action=Nothing&Version=1&Timestamp=2030-01-02T02%3A04%3A00Z "},
		{"Tencent's JSON", wire.Request{Operation: api3(), Carrier: carrier("POST", contract.InJSON), Args: json},
			`/ {"Id":"x\"&<","Names":["a b","c/é"],"Type":9007199254740993,"Id":null}`},
		{"Tencent's query", wire.Request{Operation: api3(), Carrier: carrier("GET", contract.InQuery), Args: args}, "/?Id=x%22%26%3C&Names.0=a%20b&Names.1=c%2F%C3%A9 "},
		{"Tencent's form", wire.Request{Operation: api3(), Carrier: carrier("POST", contract.InForm), Args: args[:1]}, "/ Action=Get&Version=2021-01-19&Timestamp=1893553445&Nonce=7&Language=en-US&Id=x%22%26%3C"},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, body := encoded(t, row.request, sign.None)
			if text := got.URL.RequestURI() + " " + body; text != row.url {
				t.Errorf("it is\n%s\nwant\n%s", text, row.url)
			}
			if got.Header.Get("Authorization") != "" || strings.Contains(got.URL.RawQuery+body, "Signature") {
				t.Error("it is signed, though it is not to be")
			}
		})
	}
}

func TestABodyOfOnesOwnIsSentAsItStands(t *testing.T) {
	broken := `{"Id":`
	got, body := encoded(t, wire.Request{Operation: api3(), Carrier: carrier("POST", contract.InJSON), Body: &broken}, sign.TC3)
	if body != broken || got.ContentLength != int64(len(broken)) || !strings.HasPrefix(got.Header.Get("Authorization"), "TC3-HMAC-SHA256 ") {
		t.Errorf("it sends %q, signed %q", body, got.Header.Get("Authorization"))
	}
}

func TestAnAddressThatIsNoneIsAnError(t *testing.T) {
	for _, url := range []string{"", "cloud", "http://", "http://a b/", ":"} {
		if _, err := wire.Encode(wire.Request{Operation: rpc(), Carrier: carrier("GET", contract.InQuery)}, wire.Endpoint{URL: url, Scheme: sign.None}, stamped()); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q is taken for an address (%v)", url, err)
		}
	}
}

func TestEqualRequestsHaveOneKey(t *testing.T) {
	one := wire.Request{Operation: rpc(), Carrier: carrier("GET", contract.InQuery), Args: contract.Args{{Name: "Id", Value: contract.Text("a")}}}
	empty, other := "", *rpc()
	other.Name = "Other"
	for name, change := range map[string]func(*wire.Request){
		"operation": func(r *wire.Request) { r.Operation = &other }, "carrier": func(r *wire.Request) { r.Carrier = carrier("POST", contract.InForm) }, "format": func(r *wire.Request) { r.Format = contract.XML },
		"value": func(r *wire.Request) { r.Args = contract.Args{{Name: "Id", Value: contract.Text("b")}} }, "kind": func(r *wire.Request) { r.Args = contract.Args{{Name: "Id", Value: contract.Whole("a")}} },
		"order": func(r *wire.Request) {
			r.Args = contract.Args{{Name: "Names", Value: contract.Texts(nil)}, one.Args[0]}
		}, "body": func(r *wire.Request) { r.Body = &empty },
		"tamper": func(r *wire.Request) { r.Tamper.Stale = 1 }, "again": func(r *wire.Request) { r.Again = 1 },
	} {
		if one.Keyed().Altered(change).Key() == one.Key() {
			t.Errorf("a request with another %s has the same key", name)
		}
	}
	if same := one; same.Key() != one.Keyed().Key() {
		t.Error("equal requests have two keys")
	}
}

// What is written as pairs, or as JSON, is read back as it was.
func TestWhatIsWrittenIsRead(t *testing.T) {
	for _, row := range []struct {
		first    int
		protocol contract.Protocol
		carrier  contract.Carrier
		holds    string // in the query or the body
	}{
		{1, alibabarpc.Protocol{}, carrier("GET", contract.InQuery), "Filters.1.Values.2=y"},
		{1, alibabarpc.Protocol{}, carrier("POST", contract.InForm), "Place.Host.Ids.1=h"},
		{0, tencentapi3.Protocol{}, carrier("GET", contract.InQuery), "Filters.0.Not=true"},
		{0, tencentapi3.Protocol{}, carrier("POST", contract.InJSON), `"Filters":[{"Name":"a","Values":["x","y"],"Not":true}]`},
	} {
		op := listOperation(row.first)
		op.Protocol = row.protocol
		args := contract.Args{{Name: "Dry", Value: contract.Value{Kind: contract.Boolean, Text: "false"}}, {Name: "Ids", Value: contract.Listed(contract.Whole("1"), contract.Whole("2"))},
			{Name: "Filters", Value: contract.Listed(contract.Made(contract.Arg{Name: "Name", Value: contract.Text("a")}, contract.Arg{Name: "Values", Value: contract.Texts([]string{"x", "y"})},
				contract.Arg{Name: "Not", Value: contract.Value{Kind: contract.Boolean, Text: "true"}}))},
			{Name: "Place", Value: contract.Made(contract.Arg{Name: "Host", Value: contract.Made(contract.Arg{Name: "Ids", Value: contract.Texts([]string{"h"})})})}}
		got, body := encoded(t, wire.Request{Operation: op, Carrier: row.carrier, Args: args}, sign.None)
		if !strings.Contains(got.URL.RawQuery+body, row.holds) {
			t.Errorf("%s is not in %s %s", row.holds, got.URL.RawQuery, body)
		}
		received := row.protocol.(wire.Protocol).Decode(got, []byte(body))
		if read := received.ArgsFor(op); argsText(read) != argsText(args) {
			t.Errorf("%s: read as %s, sent as %s", row.carrier.ID, argsText(read), argsText(args))
		}
	}
}

package record_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
)

func request(t *testing.T) wire.Request {
	t.Helper()
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return probe.Cases(operations, nil)[0].Requests[0]
}

// An exchange that was written is read as it was made.
func TestAnExchangeComesBackAsItWas(t *testing.T) {
	r := request(t)
	sent := wire.Sent{Method: "GET", URL: "http://t/", Header: map[string][]string{"A": {"b"}}, Body: "c"}
	for name, x := range map[string]wire.Exchange{
		"text":      {Status: 200, Header: map[string][]string{"Content-Type": {"application/json"}}, Body: []byte(`{"a":"ü\u2028<"}`)},
		"no text":   {Status: 500, Header: map[string][]string{}, Body: []byte{0xff, 0x00, 0xfe}},
		"no body":   {Status: 204, Header: map[string][]string{}, Body: []byte{}},
		"cut":       {Status: 200, Header: map[string][]string{}, Body: []byte("{"), Cut: true},
		"no answer": {Failure: wire.Timeout, Detail: "no complete answer in time", Repeats: 2},
		"not sent":  {Failure: wire.NotSent, Detail: "the run ended"},
	} {
		x.Request, x.Sent, x.Took = r, sent, 3*time.Millisecond
		line := record.FromExchange(4, &x, "http://t")
		if line.Asks != r.Digest() || line.Asks == "" {
			t.Errorf("%s: it asks %q, the request %q", name, line.Asks, r.Digest())
		}
		back, err := line.AnswerTo(r)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if x.Recorded = "x4"; !reflect.DeepEqual(*back, x) {
			t.Errorf("%s: written %+v, read %+v", name, x, *back)
		}
	}
	wrong := record.Exchange{ID: "x4", Response: &record.Response{Status: 200, Body: "?", Encoding: "base64"}}
	if _, err := wrong.AnswerTo(r); err == nil || !strings.HasPrefix(err.Error(), "the body of the response of x4 is not base64: ") {
		t.Errorf("a body that is no base64: %v", err)
	}
}

// A header holds what the cases were made from, without secrets.
func TestAHeaderKeepsWhatTheCasesWereMadeFrom(t *testing.T) {
	hide := func(text string) string { return strings.ReplaceAll(text, "planted", "[secret]") }
	account := probe.Account{Strict: true, Unsigned: true, Values: map[string][]string{"users": {"a", "planted-b"}}, Accept: map[string][]string{"Code": {"Other"}}}
	start := time.Date(2031, 5, 1, 0, 0, 0, 0, time.UTC)
	header := record.Header{Suite: "v1", Specs: digest, Cases: digest, Planned: 1, Target: "t", Configuration: map[string]string{}, Start: start,
		Operations: map[string]string{"p/Op": digest}, Accounts: map[string]record.Account{"p": record.FromAccount(account, hide), "q": record.FromAccount(probe.Account{}, hide)}}
	var out bytes.Buffer
	if err := record.NewWriter(&out).Header(header); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); strings.Contains(text, "planted") || !strings.Contains(text, `"accounts":{"p":{"unsigned":true,"strict":true,"values":{"users":["a","[secret]-b"]},"accept":{"Code":["Other"]}},"q":{}}`) {
		t.Errorf("the header is\n%s", text)
	}
	schema, err := jsonschema.NewCompiler().Compile("record.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(&out)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Error(err)
	}
	account.Values["users"][1], account.Asked = "[secret]-b", start
	if known := header.CaseAccounts(); !reflect.DeepEqual(known["p"], account) || !known["q"].Asked.Equal(start) || len(known) != 2 {
		t.Errorf("the cases are made again from %+v", known)
	}
}

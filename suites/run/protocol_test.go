package run_test

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/run"
)

// third is the operation of a vendor that there is not.
func third(t *testing.T) *contract.Operation {
	t.Helper()
	op, err := specs.Read("CountParcels.yaml", []byte(hornOperation))
	if err != nil {
		t.Fatal(err)
	}
	if _, op.Gateway, err = specs.Gateway("gateway.yaml", []byte(hornGateway)); err != nil {
		t.Fatal(err)
	}
	op.Protocol = horn{} // no file can name it: it is in no table
	return op
}

// asked puts every question about the third operation to an emulator that serves
// those of the two vendors beside it, and gives all that was seen on the wire.
func asked(t *testing.T, faults ...string) (verdicts []run.Decided, seen []emulator.Observation) {
	t.Helper()
	others, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	op, key := third(t), sign.Credentials{ID: "postman", Secret: "wax"}
	var mu sync.Mutex
	handler, err := emulator.New(emulator.Options{
		Operations: append(others, op), Credentials: []sign.Credentials{key}, CheckSignatures: true, Faults: faults,
		Observe: func(o emulator.Observation) {
			mu.Lock()
			defer mu.Unlock()
			seen = append(seen, o)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	verdicts, err = run.Against(t.Context(), handler, run.Embedding{
		Operations: []*contract.Operation{op}, Keys: key,
		Accounts:  map[string]probe.Account{"post": {Values: map[string][]string{"depot": {"north"}}}},
		Selection: run.Selection{Level: contract.May, Profiles: []contract.Profile{contract.Documents, contract.Gateway}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return verdicts, seen
}

func TestAThirdProtocolIsAskedWithoutAnyCodeOfOurs(t *testing.T) {
	verdicts, seen := asked(t)
	for _, d := range verdicts {
		if d.Breaks() {
			t.Errorf("%s", d)
		}
	}
	var codes []string
	for _, o := range seen {
		if o.Code != "" && !slices.Contains(codes, o.Code) {
			codes = append(codes, o.Code)
		}
		if o.Code != "" && (o.Status != 422 || !strings.HasPrefix(string(o.Body), `{"Parcel":{"RequestId":"`) || o.Header.Get("Content-Type") != "application/horn+json") {
			t.Errorf("a refusal is not in the vendor's form: %d %v %s", o.Status, o.Header, o.Body)
		}
	}
	slices.Sort(codes)
	want := []string{"Again", "BadSeal.Broken", "BadSeal.Nobody", "BadSeal.None", "Lacks.Version", "Late", "NoCall", "NoDepot", "NoEdition", "Odd.Depot", "Odd.Lane", "Odd.Size"}
	for _, code := range want {
		if !slices.Contains(codes, code) {
			t.Errorf("no request was refused with %s: %v", code, codes)
		}
	}
	nothingOfOthers(t, verdicts, seen)
}

// nothingOfOthers looks for what is the two vendors' own in all that was sent,
// answered and said.
func nothingOfOthers(t *testing.T, verdicts []run.Decided, seen []emulator.Observation) {
	t.Helper()
	theirs := []string{"X-Tc-", "x-acs-", "AccessKeyId", "SecretId", "SignatureMethod", `"Response"`, `"Error"`, "HostId", "Recommend", "aliyun", "alibaba", "tencent", "smartag", "mna."}
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range operations {
		for _, a := range op.Gateway.Answers {
			theirs = append(theirs, strings.TrimSuffix(a.Code, "{name}"))
		}
	}
	find := func(where, text string) {
		for _, word := range theirs {
			if word != "Missing" && word != "Invalid" && strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
				t.Errorf("%s has %q in it, which is another vendor's: %s", where, word, text)
			}
		}
	}
	for _, o := range seen {
		var header strings.Builder
		_ = o.Request.Header.Write(&header) // a Builder never fails
		_ = o.Header.Write(&header)
		find("a request", header.String()+o.Request.URL.String()+string(o.RequestBody))
		find("an answer", string(o.Body))
	}
	for _, d := range verdicts {
		find("a verdict", d.String())
	}
}

// The faults of the common protocol and of its envelope are found as those of the
// two vendors are.
func TestFaultsOfAThirdProtocolAreFound(t *testing.T) {
	op := third(t)
	tried := 0
	for _, f := range emulator.Faults([]*contract.Operation{op}) {
		part := strings.TrimPrefix(f.Breaks, op.Key()+"/")
		if !strings.HasPrefix(part, "gateway/") && !strings.HasPrefix(part, "envelope/") && !strings.HasPrefix(part, "errors/") {
			continue
		}
		tried++
		verdicts, seen := asked(t, f.Name)
		if !slices.ContainsFunc(verdicts, func(d run.Decided) bool { return d.Outcome == "fail" && strings.HasPrefix(d.Case.ID, f.Breaks) }) {
			t.Errorf("no case of %s sees %s", f.Breaks, f.Name)
		}
		nothingOfOthers(t, verdicts, seen)
	}
	if tried < 20 {
		t.Errorf("only %d faults were tried", tried)
	}
}

// blaming gives the codes that blame a key.
func blaming(op *contract.Operation) (out contract.Codes) {
	for _, r := range op.Gateway.SetUp {
		if r.About == contract.RightKey {
			out = append(out, r.Codes...)
		}
	}
	return out
}

// What one vendor's code means it does not mean at another.
func TestACodeMeansWhatItsVendorSays(t *testing.T) {
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	operations = append(operations, third(t))
	for i, op := range operations {
		for j, other := range operations {
			for _, code := range slices.Concat(other.Gateway.Codes.Throttled, blaming(other)) {
				media, body := emulator.Refused(op, contract.JSON, "h", emulator.Refusal{Code: code, Message: "no"})
				x := &wire.Exchange{Request: wire.Request{Operation: op}, Status: op.Gateway.Error.Status.From, Body: body, Header: http.Header{"Content-Type": {media}}}
				a := answer.Read(x)
				own := i == j || op.Protocol == other.Protocol
				about, _, _ := op.SetUpOf(a.Code)
				if special := a.Class == answer.Elsewhere || a.Throttled() || about == contract.RightKey; a.Code != code || a.ErrorMisplaced || special != own {
					t.Errorf("%s read as %q, %s at %s", code, a.Code, a.Class, op.Key())
				}
			}
		}
	}
}

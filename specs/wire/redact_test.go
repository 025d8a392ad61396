package wire_test

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// sendings are requests by every carrier, signed by every scheme.
func sendings() map[string]struct {
	request wire.Request
	scheme  sign.Scheme
} {
	args := contract.Args{{Name: "Id", Value: contract.Text("it's a \"name\" & more $(echo no)")}}
	out := map[string]struct {
		request wire.Request
		scheme  sign.Scheme
	}{}
	for _, c := range []contract.Carrier{carrier("GET", contract.InQuery), carrier("POST", contract.InForm), carrier("POST", contract.InMixed)} {
		for _, scheme := range []sign.Scheme{sign.RPC, sign.ACS3} {
			out["alibaba "+c.ID+" "+string(scheme)] = struct {
				request wire.Request
				scheme  sign.Scheme
			}{wire.Request{Operation: rpc(), Carrier: c, Args: args}, scheme}
		}
	}
	for _, c := range []contract.Carrier{carrier("GET", contract.InQuery), carrier("POST", contract.InForm), carrier("POST", contract.InJSON)} {
		out["tencent "+c.ID] = struct {
			request wire.Request
			scheme  sign.Scheme
		}{wire.Request{Operation: api3(), Carrier: c, Args: args}, sign.TC3}
	}
	return out
}

func TestWhatWasSentIsShownWithoutKeysAndSignature(t *testing.T) {
	for name, s := range sendings() {
		t.Run(name, func(t *testing.T) {
			request, _ := encoded(t, s.request, s.scheme)
			carried := wire.Signatures(request)
			if len(carried) == 0 || carried[0] == "" {
				t.Fatal("it is not signed")
			}
			shown := fmt.Sprint(wire.NewRedactor(keys()).Sent(request))
			for _, secret := range append(carried, url.QueryEscape(carried[0]), "planted", "token%20", "token/") {
				if strings.Contains(shown, secret) {
					t.Errorf("%q is shown: %s", secret, shown)
				}
			}
			if !strings.Contains(shown, "[signature]") || !strings.Contains(shown, "[key-id]") {
				t.Errorf("nothing says what was left out: %s", shown)
			}
		})
	}
}

// A command line holds no key, is one line, and a shell takes it as it is meant.
func TestACommandLineIsOneLineWithoutKeys(t *testing.T) {
	for name, s := range sendings() {
		t.Run(name, func(t *testing.T) {
			line := wire.Curl(s.request, "http://cloud.example:81")
			if strings.ContainsAny(line, "\n\r") || !strings.HasPrefix(line, "curl ") || !strings.HasSuffix(line, "'") {
				t.Errorf("it is %q", line)
			}
			for _, no := range []string{"Signature", "planted", "Authorization", "Timestamp=", "X-Tc-Timestamp"} {
				if strings.Contains(line, no) {
					t.Errorf("it holds %s: %s", no, line)
				}
			}
			words, err := exec.Command("sh", "-c", "printf '%s\\n' "+strings.TrimPrefix(line, "curl ")).Output()
			if err != nil {
				t.Skip("no shell to ask: ", err)
			}
			last := strings.Split(strings.TrimSpace(string(words)), "\n")
			if !strings.HasPrefix(last[len(last)-1], "http://cloud.example:81/") || strings.Contains(string(words), "\nno ") {
				t.Errorf("a shell takes it as\n%s", words)
			}
		})
	}
}

// What a line asks is what the suite asked, but for signature and time.
func TestACommandLineAsksTheSame(t *testing.T) {
	r := wire.Request{Operation: rpc(), Carrier: carrier("GET", contract.InQuery), Format: contract.JSON, Args: contract.Args{{Name: "Names", Value: contract.Texts([]string{"a", "b"})}}}
	if got, want := wire.Curl(r, "http://cloud.example"), `curl -sS 'http://cloud.example/?Action=Describe&Version=2018-03-13&Format=JSON&Names.1=a&Names.2=b'`; got != want {
		t.Errorf("it is\n%s\nwant\n%s", got, want)
	}
	j := wire.Request{Operation: api3(), Carrier: carrier("POST", contract.InJSON), Args: contract.Args{{Name: "Id", Value: contract.Text("it's")}}}
	if got, want := wire.Curl(j, "http://cloud.example"), `curl -sS -X POST -H 'Content-Type: application/json' -H 'X-Tc-Action: Get' -H 'X-Tc-Version: 2021-01-19' --data-binary '{"Id":"it'\''s"}' 'http://cloud.example/'`; got != want {
		t.Errorf("it is\n%s\nwant\n%s", got, want)
	}
	if got := wire.Curl(r, "no address"); got != "" {
		t.Errorf("without an address it is %q", got)
	}
}

func TestARedactorWithoutKeysChangesNothing(t *testing.T) {
	request, _ := encoded(t, wire.Request{Operation: rpc(), Carrier: carrier("GET", contract.InQuery)}, sign.None)
	for _, r := range []wire.Redactor{{}, wire.NewRedactor(), wire.NewRedactor(sign.Credentials{})} {
		if got := r.Answering(request).Text("a <b> c"); got != "a <b> c" || r.Text("a") != "a" {
			t.Errorf("it makes %q", got)
		}
	}
}

// A refusal repeats what was signed. What is put there instead must not make the
// answer another one: a bracket of XML would.
func TestAnAnswerWithoutItsSecretsIsStillOne(t *testing.T) {
	keys := sign.Credentials{ID: "plumbline-key-id", Secret: "plumbline-secret"}
	request := httptest.NewRequest("GET", "/?AccessKeyId=plumbline-key-id&Signature=c2lnbmF0dXJl", nil)
	answer := []byte("<Error><Message>plumbline-key-id signed c2lnbmF0dXJl</Message></Error>")
	got := wire.NewRedactor(keys).Answering(request).Bytes(answer)
	if want := "<Error><Message>[key-id] signed [signature]</Message></Error>"; string(got) != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// A signature is bytes, whatever they are written in.
func TestASignatureIsNotShownInAnotherWriting(t *testing.T) {
	hash := []byte("\x01\xfe=20 bytes of a hash")
	for _, carried := range []string{hex.EncodeToString(hash), base64.StdEncoding.EncodeToString(hash)} {
		request := httptest.NewRequest("GET", "/?Signature="+url.QueryEscape(carried), nil)
		for _, written := range []string{
			hex.EncodeToString(hash), strings.ToUpper(hex.EncodeToString(hash)), fmt.Sprintf("% x", hash),
			base64.StdEncoding.EncodeToString(hash), base64.RawURLEncoding.EncodeToString(hash), fmt.Sprint(hash),
		} {
			if got := (wire.NewRedactor(keys()).Answering(request)).Text("before " + written + " after"); !strings.HasPrefix(got, "before ") || !strings.Contains(got, "[signature]") || len(got) > len("before [[signature]=] after") {
				t.Errorf("%s, as %s, is shown as %s", carried, written, got)
			}
		}
	}
}

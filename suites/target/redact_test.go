package target_test

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/target"
)

// secrets are what must be nowhere: the planted keys, and no part of them.
func secrets() []string {
	return []string{"planted-alibaba", "planted-tencent", "planted+", "planted%2B", "planted%252B", "token=&", "token%3D"}
}

// leaks lists the fields of an exchange that hold a secret or the signature
// that was sent.
func leaks(x *wire.Exchange, signatures []string) []string {
	fields := map[string]string{
		"the URL": x.Sent.URL, "the body sent": x.Sent.Body, "the headers sent": fmt.Sprint(x.Sent.Header),
		"the headers": fmt.Sprint(x.Header), "the body": string(x.Body), "the detail": x.Detail,
	}
	var out []string
	for name, text := range fields {
		for _, secret := range append(secrets(), signatures...) {
			if strings.Contains(text, secret) {
				out = append(out, fmt.Sprintf("%s has %q: %.300s", name, secret, text))
			}
		}
	}
	slices.Sort(out)
	return out
}

// repeated gives what a server repeats of a request, in one writing.
func repeated(r *http.Request, body []byte) string {
	return r.URL.RequestURI() + "\n" + fmt.Sprint(r.Header) + "\n" + string(body)
}

// echoes are servers that repeat what they are asked, as error pages and
// debugging servers do.
func echoes() map[string]func(string) string {
	quoted := func(s string) string { out, _ := json.Marshal(s); return string(out) }
	return map[string]func(string) string{
		"as it came":       func(s string) string { return s },
		"unescaped":        func(s string) string { out, _ := url.PathUnescape(s); return out },
		"escaped again":    url.QueryEscape,
		"as a JSON string": quoted,
	}
}

func TestNoKeyAndNoSignatureIsKept(t *testing.T) {
	for name, echo := range echoes() {
		for _, scheme := range []string{"v1", "acs3", "tc3"} {
			for operation := range 4 {
				for carrier := range 3 {
					t.Run(fmt.Sprintf("%s, %s, operation %d, carrier %d", name, scheme, operation, carrier), func(t *testing.T) {
						var signatures []string
						address := serving(t, func(w http.ResponseWriter, r *http.Request) {
							body, _ := io.ReadAll(r.Body)
							signatures = signaturesOf(r, body)
							said := echo(repeated(r, body))
							w.Header().Set("X-Echo", strings.Map(printing, said))
							w.Header().Set("Location", strings.Map(printing, r.URL.RequestURI()))
							w.WriteHeader(http.StatusBadRequest)
							fmt.Fprint(w, said)
						})
						profile := written(t, fmt.Sprintf("signing: %s\nsmartag: {url: %q, instance: a}\nmna: {url: %q}\n", scheme, address, address))
						x := parse(t, profile, nil).Send(t.Context(), plain(t, operation, carrier), stamp())
						if len(x.Body) == 0 || len(signatures) == 0 {
							t.Fatalf("nothing was repeated (%s), or nothing signed: %v", x.Detail, signatures)
						}
						for _, leak := range leaks(x, signatures) {
							t.Error(leak)
						}
					})
				}
			}
		}
	}
}

func printing(r rune) rune {
	if r < ' ' || r > '~' {
		return ' '
	}
	return r
}

// signaturesOf gives the signature that a request carries, in the writings it
// may be repeated in.
func signaturesOf(r *http.Request, body []byte) []string {
	form, _ := url.ParseQuery(string(body))
	var out []string
	_, inHeader, _ := strings.Cut(r.Header.Get("Authorization"), "Signature=")
	for _, signature := range []string{inHeader, r.URL.Query().Get("Signature"), form.Get("Signature")} {
		if signature != "" {
			out = append(out, signature, url.QueryEscape(signature))
		}
	}
	return out
}

// A target that cuts or escapes what it repeats in another way.
func TestWhatIsRepeatedInOtherWaysIsNotKept(t *testing.T) {
	for _, row := range []struct {
		name string
		echo func(r *http.Request) string
	}{
		{"in XML", func(r *http.Request) string {
			return "<a>" + html.EscapeString(r.URL.Query().Get("SecurityToken")) + "</a>"
		}},
		{"with escaped slashes", func(r *http.Request) string {
			return `"` + strings.ReplaceAll(r.URL.Query().Get("SecurityToken"), "/", `\/`) + `"`
		}},
		{"at the end of what is kept of a long body", func(r *http.Request) string {
			const kept = 1 << 14
			return strings.Repeat(" ", kept-12) + r.URL.Query().Get("AccessKeyId") + strings.Repeat(" ", target.MaxBody)
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			address := serving(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, row.echo(r)) })
			x := ask(t, parse(t, address, nil), soon)
			if text := string(x.Body); strings.Contains(text, "planted") {
				t.Errorf("the body has %.80q", text[strings.Index(text, "planted"):])
			}
		})
	}
}

// Who runs an emulator signs with "test" and "test", or the like: answers must
// reach the judge as they were sent, or the suite calls its own changes wrong.
func TestAShortKeyChangesNoAnswer(t *testing.T) {
	const answer = `{"RequestId":"A","SagStatistics":{"Statistics":[{"UserName":"doctest","TotalBytes":12}]}}`
	address := serving(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, answer) })
	short := config(t, nil)
	short.Getenv = func(name string) string {
		return map[string]string{"ALIBABA_CLOUD_ACCESS_KEY_ID": "test", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "test"}[name]
	}
	tested, err := target.Parse(address, short)
	if err != nil {
		t.Fatal(err)
	}
	if x := ask(t, tested, soon); string(x.Body) != answer {
		t.Errorf("with the key \"test\" the answer\n%s\nis read as\n%s", answer, x.Body)
	}
}

func TestTextsThatAreShownAreRedacted(t *testing.T) {
	tested := parse(t, "http://127.0.0.1:1", nil)
	for _, text := range []string{"planted-alibaba-id", "planted-tencent-secret", planted("TENCENTCLOUD_TOKEN"), url.QueryEscape(planted("ALIBABA_CLOUD_SECURITY_TOKEN"))} {
		if got := tested.Redact("before " + text + " after"); strings.Contains(got, "planted") || !strings.HasPrefix(got, "before [") || !strings.HasSuffix(got, "] after") {
			t.Errorf("%q is shown as %q", text, got)
		}
	}
}

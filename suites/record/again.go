package record

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/probe"
)

// FromAccount gives the account as it is recorded, every text of it redacted.
func FromAccount(a probe.Account, redact func(string) string) Account {
	return Account{Unsigned: a.Unsigned, Strict: a.Strict, Values: redacted(a.Values, redact), Accept: redacted(a.Accept, redact), Operations: a.Operations, Zone: a.Zone}
}

func redacted(texts map[string][]string, redact func(string) string) map[string][]string {
	out := map[string][]string{}
	for key, values := range texts {
		for _, value := range values {
			out[redact(key)] = append(out[redact(key)], redact(value))
		}
	}
	return out
}

// CaseAccounts gives what the cases of a record were made from, by product: the
// accounts, and the time.
func (h *Header) CaseAccounts() map[string]probe.Account {
	out := map[string]probe.Account{}
	for product, a := range h.Accounts {
		out[product] = probe.Account{Unsigned: a.Unsigned, Strict: a.Strict, Values: a.Values, Accept: a.Accept, Operations: a.Operations, Zone: a.Zone, Asked: h.Start}
	}
	return out
}

// Traffic is the key of the configuration that names the recordings of others that
// a record was made of.
const Traffic = "traffic"

// OfTraffic tells whether a record was made of recordings: then no target was
// asked, and there is none to ask again.
func (h *Header) OfTraffic() bool { return h.Configuration[Traffic] != "" }

// Selected gives the level, the profiles and the ids that a run was limited to,
// as its configuration has them.
func (h *Header) Selected() (level string, profiles, prefixes, skip []string) {
	return h.Configuration["level"], split(h.Configuration["profile"]), split(h.Configuration["select"]), split(h.Configuration["skip"])
}

func split(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

// AnswerTo gives the recorded exchange as if r had been asked, which must ask the same.
// A body that is not in the encoding it says is an error.
func (e *Exchange) AnswerTo(r wire.Request) (*wire.Exchange, error) {
	x := &wire.Exchange{
		Request: r, Recorded: e.ID, Failure: wire.Failure(e.Failure), Detail: e.Detail, Repeats: e.Repeats, Steady: e.Steady,
		Took: time.Duration(e.Millis * float64(time.Millisecond)),
		Sent: wire.Sent{Method: e.Request.Method, URL: e.Request.URL, Header: e.Request.Headers, Body: e.Request.Body},
	}
	came := e.Response
	if came == nil {
		came = e.Partial
	}
	if file := e.File; file != nil {
		x.File = &wire.Exchange{Sent: wire.Sent{Method: http.MethodGet, URL: file.URL}, Failure: wire.Failure(file.Failure), Detail: file.Detail}
		if err := file.Response.fill(x.File, e.ID); err != nil {
			return nil, err
		}
	}
	return x, came.fill(x, e.ID)
}

// fill puts what came, if anything did, into the exchange; id is that of its line.
func (r *Response) fill(x *wire.Exchange, id string) error {
	if r == nil {
		return nil
	}
	x.Status, x.Header, x.Body, x.Cut = r.Status, http.Header(r.Headers), []byte(r.Body), r.Cut
	if r.Encoding == "" {
		return nil
	}
	data, err := base64.StdEncoding.DecodeString(r.Body)
	if err != nil {
		return fmt.Errorf("the body of the response of %s is not %s: %w", id, r.Encoding, err)
	}
	x.Body = data
	return nil
}

package sdk

import (
	"encoding/json"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// Question is one line to a driver.
type Question struct {
	ID int    `json:"id"`
	Do string `json:"do"` // "describe", "call", "calls" or "types"
	// What follows is of an operation.
	Operation string `json:"operation,omitempty"` // "smartag/DescribeUserFlowStatistics"
	Action    string `json:"action,omitempty"`
	Version   string `json:"version,omitempty"`
	LimitMS   int    `json:"limit_ms,omitempty"`        // after which the driver says that its client hangs
	ClientMS  int    `json:"client_limit_ms,omitempty"` // after which the client itself is to give up
	// What follows is of calls only.
	Args     json.RawMessage `json:"args,omitempty"`     // an object: strings, numbers, lists of strings
	Each     json.RawMessage `json:"each,omitempty"`     // of calls that are made at once: a list of such objects
	Endpoint string          `json:"endpoint,omitempty"` // host:port, plain HTTP
	Secure   string          `json:"tls_endpoint,omitempty"`
	CA       string          `json:"ca_file,omitempty"` // the certificate of the TLS endpoint
	Keys     *Keys           `json:"credentials,omitempty"`
	Format   string          `json:"format,omitempty"` // of the answer
}

// Keys are the credentials of a call. They open nothing but the recorder.
type Keys struct {
	ID     string `json:"id"`
	Secret string `json:"secret"`
}

// Description is what a driver says of its client.
type Description struct {
	Client   string `json:"client"` // as the registry names it
	Version  string `json:"version"`
	Language string `json:"language"`
	// Signature is how the client signs: "v1", "acs3", "tc3" or "tencent-v1".
	Signature string `json:"signature"`
	Format    string `json:"format"` // the one format the client is asked to read
	// Typed is true for a client that knows the members of each answer by name.
	Typed bool `json:"typed"`
	// AtOnce is true for a driver that can let its client make several calls at once.
	AtOnce bool `json:"at_once"`
	// Operations are the keys of those it can ask.
	Operations []string `json:"operations"`
}

// Can tells whether the client has an operation.
func (d Description) Can(op *contract.Operation) bool { return slices.Contains(d.Operations, op.Key()) }

// Reply is one line of a driver. Exactly one of the members beside ID is there.
type Reply struct {
	ID       int          `json:"id"`
	Describe *Description `json:"describe,omitempty"`
	// Values is what the client gave its user, members under the names that the
	// client's own output gives them, a typed client's under the documented ones.
	Values json.RawMessage `json:"values,omitempty"`
	Error  *Raised         `json:"error,omitempty"`
	Crash  string          `json:"crash,omitempty"`  // the client died of it: a panic, a NullPointerException
	Hang   bool            `json:"hang,omitempty"`   // no answer within limit_ms
	Cannot string          `json:"cannot,omitempty"` // the client has no way to say this, or no types; why
	Types  *Types          `json:"types,omitempty"`
	// Replies are those to calls that were made at once, in the order of the question.
	Replies []Reply `json:"replies,omitempty"`
}

// Raised is an error as the client raises it.
type Raised struct {
	Class     string `json:"class"`
	Code      string `json:"code,omitempty"`
	Message   string `json:"message,omitempty"`
	RequestID string `json:"request_id,omitempty"`
	Status    int    `json:"status,omitempty"`
}

// each gives the replies to calls that were made at once, or the one to one call.
func (r *Reply) each() []Reply {
	if r.Replies != nil {
		return r.Replies
	}
	return []Reply{*r}
}

// belongs tells whether a reply has exactly what answers a question of that kind.
func (r *Reply) belongs(do string) bool {
	switch {
	case r.parts() != 1:
		return false
	case do == "describe":
		return r.Describe != nil
	case do == "types":
		return r.Types != nil || r.Cannot != ""
	case do == "calls":
		return r.Cannot != "" || r.Replies != nil && !slices.ContainsFunc(r.Replies, func(one Reply) bool { return !one.belongs("call") })
	}
	return r.Describe == nil && r.Types == nil && r.Replies == nil
}

// parts counts the members of which a reply must have exactly one.
func (r *Reply) parts() int {
	n := 0
	for _, there := range []bool{r.Describe != nil, r.Values != nil, r.Error != nil, r.Crash != "", r.Hang, r.Cannot != "", r.Types != nil, r.Replies != nil} {
		if there {
			n++
		}
	}
	return n
}

// excerpt makes anything a driver or a client wrote fit for a report.
func excerpt(text string) string { return body.Cut([]byte(text), 300) }

// excerptOf makes a longer text fit for a report, one that is looked at as a whole.
func excerptOf(text string) string { return body.Cut([]byte(text), 4000) }

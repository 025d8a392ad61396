package record

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
)

// exchangeID names an exchange by its number in the session.
func exchangeID(number int) string { return fmt.Sprintf("x%d", number) }

// exchangeNumber is the number in the id of an exchange; ok is false if it is none.
func exchangeNumber(id string) (number int, ok bool) {
	digits, named := strings.CutPrefix(id, "x")
	number, err := strconv.Atoi(digits)
	return number, named && err == nil
}

// ByNumber compares the ids of exchanges, in the order in which they were sent.
func ByNumber(a, b string) int {
	x, _ := exchangeNumber(a)
	y, _ := exchangeNumber(b)
	return cmp.Compare(x, y)
}

// FromVerdict gives the line of a verdict that rests on numbered exchanges.
func FromVerdict(v judge.Verdict, exchanges []int) Verdict {
	c := v.Case
	line := Verdict{
		ID: c.ID, Requirement: c.Requirement, Operation: c.Operation.Key(), Family: c.Family,
		Level: c.Level, Profile: c.Profile, Outcome: v.Outcome,
		Reading: v.Reading, Reason: v.Reason, Expected: v.Expected, Received: v.Received, Text: c.Text,
		Source: c.Origin.Sources.String(), Location: c.Origin.Location.String(), Exchanges: []string{},
		Weight: &Weight{Judged: v.Weight.Judged, Accepted: v.Weight.Accepted, Code: c.Code, Came: v.Weight.Came},
	}
	for _, number := range exchanges {
		line.Exchanges = append(line.Exchanges, exchangeID(number))
	}
	for _, f := range v.Findings {
		line.Findings = append(line.Findings, fromFinding(f, line.Exchanges))
	}
	if v.Culprit >= 0 && v.Culprit < len(exchanges) {
		line.Culprit = exchangeID(exchanges[v.Culprit])
		line.Sent = sent(c, v.Culprit)
	}
	return line
}

// fromFinding puts the ids of exchanges in the place of the indexes of answers.
func fromFinding(f finding.Finding, exchanges []string) Finding {
	out := Finding{Finding: f}
	if f.OfAnswer() && f.Answer < len(exchanges) {
		out.Exchange = exchanges[f.Answer]
	}
	if f.Kind.Compares() && f.Other < len(exchanges) {
		out.Other = exchanges[f.Other]
	}
	return out
}

// Decisive is what decided a case: the first of its findings, and the exchange
// that shows it, "" if none does: of a failure the culprit, of an error the last
// of its exchanges of which unanswered, which may be nil, is true. A record of
// format 1 has no findings; then ok is false.
func (v *Verdict) Decisive(unanswered func(exchange string) bool) (f Finding, exchange string, ok bool) {
	if len(v.Findings) > 0 {
		f, ok = v.Findings[0], true
	}
	if exchange = v.Culprit; exchange != "" || v.Outcome != finding.Error || unanswered == nil {
		return f, exchange, ok
	}
	for _, id := range slices.Backward(v.Exchanges) {
		if unanswered(id) {
			return f, id, ok
		}
	}
	return f, "", ok
}

// With gives the verdict with what change makes of each of its texts, those of
// its findings among them.
func (v Verdict) With(change func(string) string) Verdict {
	texts := []*string{&v.ID, &v.Requirement, &v.Operation, &v.Family, (*string)(&v.Profile), &v.Reading, &v.Reason, &v.Sent, &v.Expected, &v.Received,
		&v.Text, &v.Source, &v.Location, &v.Culprit}
	if v.Accepted != nil {
		accepted := *v.Accepted
		v.Accepted = &accepted
		texts = append(texts, &accepted.Reason, &accepted.Link, &accepted.Place)
	}
	if v.Weight != nil {
		weight := *v.Weight
		v.Weight = &weight
		texts = append(texts, &weight.Code)
	}
	v.Findings = slices.Clone(v.Findings)
	for i := range v.Findings {
		f := &v.Findings[i]
		texts = append(texts, (*string)(&f.Kind), &f.Path, &f.Row, (*string)(&f.Class), &f.Code, &f.Trouble.Detail, (*string)(&f.GotKind), &f.Want, &f.Got, &f.Beside)
	}
	for _, text := range texts {
		*text = change(*text)
	}
	return v
}

// Rename gives the exchanges of a verdict other ids.
func (v *Verdict) Rename(name func(string) string) {
	rename := func(id *string) {
		if *id != "" {
			*id = name(*id)
		}
	}
	for i := range v.Exchanges {
		rename(&v.Exchanges[i])
	}
	for i := range v.Findings {
		rename(&v.Findings[i].Exchange)
		rename(&v.Findings[i].Other)
	}
	rename(&v.Culprit)
}

// sent names the request of a case that an exchange asked, counted with the
// anchor, which stands first.
func sent(c probe.Case, exchange int) string {
	if c.Anchor != nil {
		exchange--
	}
	if exchange < 0 || exchange >= len(c.Requests) {
		return ""
	}
	return finding.InWords(c.Requests[exchange])
}

// FromExchange gives the line of an exchange; target is the address for its
// command line.
func FromExchange(number int, x *wire.Exchange, target string) Exchange {
	line := Exchange{
		ID: exchangeID(number), Failure: string(x.Failure), Detail: x.Detail, Repeats: x.Repeats, Steady: x.Steady,
		Millis:  float64(x.Took.Microseconds()) / 1000,
		Request: Request{Method: x.Sent.Method, URL: x.Sent.URL, Headers: x.Sent.Header, Body: x.Sent.Body},
		Curl:    wire.Curl(x.Request, target),
		Asks:    x.Request.Digest(),
	}
	if line.Request.Headers == nil {
		line.Request.Headers = map[string][]string{}
	}
	if x.Failure == wire.Answered {
		line.Response = response(x)
	} else if x.Status != 0 {
		line.Partial = response(x)
	}
	if file := x.File; file != nil {
		line.File = &File{URL: file.Sent.URL, Failure: string(file.Failure), Detail: file.Detail}
		if file.Failure == wire.Answered {
			line.File.Response = response(file)
		}
	}
	return line
}

func response(x *wire.Exchange) *Response {
	out := &Response{Status: x.Status, Headers: x.Header, Body: string(x.Body), Size: len(x.Body), Cut: x.Cut}
	if !utf8.Valid(x.Body) {
		out.Body, out.Encoding = base64.StdEncoding.EncodeToString(x.Body), "base64"
	}
	return out
}

package traffic

import (
	"context"
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/want"
)

// Repeated is a recorded question that was asked again.
type Repeated struct {
	Number  int // of the exchange of the recording
	Request wire.Request
	Then    *answer.Answer
	Now     *answer.Answer // nil where it was not asked
	// Outcome is pass for the same answer, whatever its request id, fail for another one,
	// error for one that is not the target's own, and skip where it was not asked.
	Outcome  finding.Outcome
	Findings []finding.Finding // of the answers now and then
}

// Again asks each question once more that the recordings hold an answer of the target's own
// to, in their order, and holds what comes against the last answer that was recorded. What
// changes something, and what cannot be written again, is not asked. ask sends one request.
func (t *Traffic) Again(ctx context.Context, ask func(context.Context, wire.Request) *answer.Answer, each func(Repeated)) {
	last := map[string]*seenExchange{}
	all := t.answered()
	for _, e := range all {
		last[e.question()] = e
	}
	for _, e := range all {
		if ctx.Err() != nil {
			return
		}
		if last[e.question()] != e {
			continue
		}
		r := Repeated{Number: e.number, Request: e.request, Then: e.answer, Outcome: finding.Skip}
		if !e.op.Writes() && e.request.Body == nil {
			r.Now = ask(ctx, e.request)
			r.Findings = unlike(r.Now, e)
			r.Outcome = r.Findings[0].Kind.Outcome()
		}
		each(r)
	}
}

// answered gives the exchanges with an answer that says something of the target.
func (t *Traffic) answered() []*seenExchange {
	var out []*seenExchange
	for _, e := range t.exchanges {
		if e.answer != nil && !e.answer.Throttled() && !e.answer.Transient() {
			out = append(out, e)
		}
	}
	return out
}

// unlike says how an answer differs from the recorded one; one finding that it does not.
func unlike(now *answer.Answer, e *seenExchange) []finding.Finding {
	then := e.answer
	kind := finding.AsWanted
	switch {
	case now.Inconclusive():
		kind = finding.FromBefore
	case now.Class == answer.Success && then.Class == answer.Success:
		if f, other := reshaped(now.Payload(), then.Payload(), ""); other {
			return []finding.Finding{f}
		}
		return want.Same{}.Judge(want.Evidence{Operation: e.op, Requests: []wire.Request{e.request, e.request}, Answers: []*answer.Answer{now, then}}).Findings
	case then.Class == answer.Success:
		kind = finding.NotAccepted
	case now.Class == answer.Success:
		kind = finding.NotRefused
	case now.Code != then.Code:
		kind = finding.OtherCode
	case now.Exchange.Status != then.Exchange.Status:
		kind = finding.OtherStatus
	}
	return []finding.Finding{finding.FromAnswer(kind, 0, now)}
}

// reshaped finds the first member that is not there any more or new, or of another kind:
// a number that became a string is the same amount, and breaks who reads it.
func reshaped(now, then *body.Node, path string) (f finding.Finding, other bool) {
	differs := finding.Finding{Kind: finding.Differs, Path: path, Got: now.Excerpt(finding.LongestExcerpt), Beside: then.Excerpt(finding.LongestExcerpt), Other: 1}
	if now == nil || then == nil || now.Kind != then.Kind {
		return differs, true
	}
	for i := range min(len(now.Items), len(then.Items)) {
		if f, other = reshaped(now.Items[i], then.Items[i], fmt.Sprintf("%s[%d]", path, i)); other {
			return f, true
		}
	}
	for _, m := range slices.Concat(now.Members, then.Members) {
		here, _ := now.Get(m.Name)
		there, _ := then.Get(m.Name)
		if f, other = reshaped(here, there, answer.Join(path, m.Name)); other {
			return f, true
		}
	}
	return f, false
}

package observe

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// evidence is what a record holds about one operation.
type evidence struct {
	file  string
	op    *contract.Operation
	past  *record.Run
	kinds map[string]revision.Kind
	cases []*askedCase
	sent  []recordedAnswer          // every ordinary request and its answer, each once
	read  map[string]recordedAnswer // by the exchange and the key of the request
	found []Difference
}

// recordedAnswer is a request and the answer that came.
type recordedAnswer struct {
	*answer.Answer
	id string // of the exchange
}

func (s recordedAnswer) request() wire.Request { return s.Exchange.Request }

// ok tells whether the request was answered with a result.
func (s recordedAnswer) ok() bool { return s.Class == answer.Success }

// refused tells whether it was refused, be it with a status of the server.
func (s recordedAnswer) refused() bool {
	return s.Class == answer.Refusal || s.Class == answer.Elsewhere || s.Class == answer.Broken && s.Code != ""
}

// askedCase is a case with the answers to its own requests.
type askedCase struct {
	probe.Case
	verdict record.Verdict
	outcome finding.Outcome
	anchor  *recordedAnswer
	answers []recordedAnswer
}

// fails tells whether the case speaks against the target. One that is only
// worth knowing does not: no document demands it.
func (a *askedCase) fails() bool { return a.outcome == finding.Fail && a.Level != contract.May }

// decisiveAnswer is the answer that the case is about.
func (a *askedCase) decisiveAnswer() (recordedAnswer, bool) {
	if len(a.answers) == 0 {
		return recordedAnswer{}, false
	}
	return a.answers[len(a.answers)-1], true
}

// variant is the last word of the case's id.
func (a *askedCase) variant() string { return a.ID[strings.LastIndex(a.ID, "/")+1:] }

// gather puts the cases of an operation beside their answers in the record.
func gather(file string, op *contract.Operation, past *record.Run) (*evidence, error) {
	e := &evidence{file: file, op: op, past: past, read: map[string]recordedAnswer{}}
	every := run.Selection{Level: contract.May, Profiles: []contract.Profile{contract.Documents, contract.Gateway, contract.Frequency}}
	known := map[string]probe.Case{}
	for _, c := range every.Cases([]*contract.Operation{op}, past.Header.CaseAccounts()) {
		known[c.ID] = c
	}
	seen := map[string]bool{}
	for _, v := range past.Verdicts {
		if !strings.HasPrefix(v.ID, op.Key()+"/") || v.Family == "drawn" {
			continue
		}
		c, ok := known[v.ID]
		if !ok {
			return nil, fmt.Errorf("%s: the record has a verdict on %s, which this plumb does not ask; run it again with this plumb", file, v.ID)
		}
		a := &askedCase{Case: c, verdict: v, outcome: v.Outcome}
		if v.Accepted != nil {
			a.outcome = v.Accepted.Outcome
		}
		if err := e.take(a, seen); err != nil {
			return nil, err
		}
		e.cases = append(e.cases, a)
	}
	slices.SortStableFunc(e.sent, func(a, b recordedAnswer) int { return record.ByNumber(a.id, b.id) })
	return e, nil
}

// take reads the exchanges of a case.
func (e *evidence) take(a *askedCase, seen map[string]bool) error {
	for i, r := range run.Needs(a.Case) {
		if i >= len(a.verdict.Exchanges) {
			break
		}
		s, err := e.readAnswer(a.verdict.Exchanges[i], r)
		if err != nil {
			return err
		}
		if s.Answer == nil {
			continue
		}
		if !seen[s.id] && r.Tamper == (wire.Tamper{}) && a.Profile == contract.Documents {
			seen[s.id] = true
			e.sent = append(e.sent, s)
		}
		if i == 0 && a.Anchor != nil {
			a.anchor = &s
			continue
		}
		a.answers = append(a.answers, s)
	}
	return nil
}

// readAnswer reads one exchange; it has no answer if what the record holds is
// another message.
func (e *evidence) readAnswer(id string, r wire.Request) (recordedAnswer, error) {
	key := id + " " + r.Key()
	if s, ok := e.read[key]; ok {
		return s, nil
	}
	line := e.past.Exchanges[id]
	if line.Asks != "" && line.Asks != r.Digest() {
		e.read[key] = recordedAnswer{}
		return recordedAnswer{}, nil
	}
	x, err := line.AnswerTo(r)
	if err != nil {
		return recordedAnswer{}, fmt.Errorf("%s: %w", e.file, err)
	}
	e.read[key] = recordedAnswer{answer.Read(x), id}
	return e.read[key], nil
}

// askedAbout gives the cases of a requirement that were asked of a way that is served.
func (e *evidence) askedAbout(format string, args ...any) []*askedCase {
	requirement := e.op.Key() + "/" + fmt.Sprintf(format, args...)
	var out []*askedCase
	for _, a := range e.cases {
		if s, ok := a.decisiveAnswer(); a.Requirement == requirement && ok && a.outcome != finding.Error && e.served(s) {
			out = append(out, a)
		}
	}
	return out
}

// served tells whether a way of asking gave a result to any request at all: what
// a way that is not served refuses says nothing about the parameters.
func (e *evidence) served(s recordedAnswer) bool {
	return slices.ContainsFunc(e.sent, func(other recordedAnswer) bool { return other.ok() && sameWay(other, s) })
}

func sameWay(a, b recordedAnswer) bool {
	return a.request().Carrier.ID == b.request().Carrier.ID && a.request().Format == b.request().Format
}

// fail tells whether one of the cases speaks against the target.
func fail(cases []*askedCase) bool { return slices.ContainsFunc(cases, (*askedCase).fails) }

// firstOf gives the answer of the first case that keep wants, of those that fail
// if there is one, and how many there are.
func firstOf(cases []*askedCase, keep func(recordedAnswer) bool) (first recordedAnswer, seen int) {
	loud := false
	for _, a := range cases {
		s, _ := a.decisiveAnswer()
		if !keep(s) {
			continue
		}
		if seen++; seen == 1 || a.fails() && !loud {
			first, loud = s, a.fails()
		}
	}
	return first, seen
}

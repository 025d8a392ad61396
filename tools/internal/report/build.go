package report

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/traffic"
)

// Knowledge is what a report knows beside its records.
type Knowledge struct {
	Operations []*contract.Operation // what readings do to clients may stand in them
	Impact     *impact.Table         // what real clients were seen to make of answers; it may be nil
	// Explain gives the text that plumb explain prints for a case of a run, "" if
	// the case is not one of this suite. It may be nil.
	Explain func(run *record.Run, id string) string
}

// Build makes the model of records that have been read and found whole.
func Build(records []*record.Run, known Knowledge) *Report {
	r := &Report{Format: formatVersion, operations: known.Operations, impact: known.Impact}
	for i, one := range records {
		run := build(one)
		run.explain = func(id string) string {
			if known.Explain == nil {
				return ""
			}
			return known.Explain(one, id)
		}
		if len(records) > 1 {
			run.prefix = strconv.Itoa(i+1) + ":"
		}
		r.Runs = append(r.Runs, run)
		result := r.result(run)
		run.Verdict = verdict(result)
		for _, f := range result.Felt() {
			run.Readings = append(run.Readings, Felt{Reading: f.Reading, Operations: f.Operations, Clients: f.Clients, line: f.String()})
		}
	}
	name(r.Runs)
	r.Verdict = overall(r.Runs)
	if len(r.Runs) > 1 {
		r.Matrix = matrix(r.Runs)
	}
	return r
}

// textLimit bounds, in bytes, a text of a record that no judge wrote.
const textLimit = 4000

// clean makes a text of a record fit to be shown anywhere: no control
// character, no escape of a terminal, no change of direction, not endless.
func clean(text string) string {
	if len(text) <= textLimit && isPrintableASCII(text) {
		return text
	}
	return body.Cut([]byte(text), textLimit)
}

// isPrintableASCII tells whether a text is printable ASCII, as nearly every one is.
func isPrintableASCII(text string) bool {
	for i := range len(text) {
		if text[i] < 0x20 || text[i] > 0x7E {
			return false
		}
	}
	return true
}

func build(from *record.Run) *Run {
	h := from.Header
	run := &Run{
		Target: clean(h.Target), Suite: clean(h.Suite), Specs: clean(h.Specs), CaseList: clean(h.Cases),
		Configuration: map[string]string{}, Start: h.Start.UTC(), End: from.Footer.End.UTC(),
		Requests: from.Footer.Requests, Repeats: from.Footer.Repeats, byID: map[string]*exchange{}, Baseline: baseline(from.Footer.Baseline),
	}
	if from.Unfinished {
		run.Unfinished, run.planned, run.missing = true, h.Planned, from.MissingShards()
	}
	run.again, run.served, run.heard = clean(question.Again(h)), clean(question.Served(h)), h.OfTraffic()
	for key, value := range h.Configuration {
		run.Configuration[clean(key)] = clean(value)
	}
	for id, x := range from.Exchanges {
		run.byID[id] = &exchange{Exchange: x, body: bytesOf(x.Response)}
		run.exchanges = append(run.exchanges, run.byID[id])
	}
	slices.SortFunc(run.exchanges, func(a, b *exchange) int { return record.ByNumber(a.ID, b.ID) })
	for _, v := range from.Verdicts {
		run.add(v)
	}
	run.unsent = from.Unsent()
	run.weigh()
	return run
}

func baseline(from *record.Baseline) *Baseline {
	if from == nil {
		return nil
	}
	out := &Baseline{File: clean(from.File), Problems: []Problem{}}
	for _, problem := range from.Problems {
		out.Problems = append(out.Problems, Problem{Place: clean(problem.Place), Text: clean(problem.Text)})
	}
	return out
}

// bytesOf gives the body of an answer as it came.
func bytesOf(r *record.Response) []byte {
	switch {
	case r == nil:
		return nil
	case r.Encoding == "base64":
		if raw, err := base64.StdEncoding.DecodeString(r.Body); err == nil {
			return raw
		}
	}
	return []byte(r.Body)
}

func (r *Run) add(v record.Verdict) {
	c := &Case{Verdict: v.With(clean)}
	c.Kind = ""
	c.Variant, c.Explain = strings.TrimPrefix(c.ID, c.Requirement+"/"), "plumb explain"+r.again+" "+c.ID
	if r.heard { // not asked: what a run asks of it
		c.Explain = "plumb explain" + r.again + " " + c.Requirement
		if c.Family == traffic.Family {
			c.Explain = "plumb explain" + r.again + " " + c.Operation
		}
	}
	if v.Outcome != finding.Pass {
		_, id, _ := v.Decisive(func(id string) bool { return r.byID[id] != nil && r.byID[id].Response == nil })
		c.decided = r.byID[id]
	}
	if c.decided != nil {
		c.Culprit, c.Curl = clean(c.decided.ID), clean(c.decided.Curl)
	}
	r.Totals.add(c)
	op := r.operation(c.Operation)
	op.Totals.add(c)
	q := op.requirement(c.Requirement)
	q.Totals.add(c)
	q.Cases = append(q.Cases, c)
}

// operation finds an operation, or begins it.
func (r *Run) operation(id string) *Operation {
	for _, op := range r.Operations {
		if op.ID == id {
			return op
		}
	}
	product, _, _ := strings.Cut(id, "/")
	op := &Operation{ID: id, Product: product, index: map[string]*Requirement{}}
	r.Operations = append(r.Operations, op)
	return op
}

func (o *Operation) requirement(id string) *Requirement {
	if o.index[id] == nil {
		o.index[id] = &Requirement{ID: id, operation: o.ID}
		o.Requirements = append(o.Requirements, o.index[id])
	}
	return o.index[id]
}

// weigh says which part of the contract was asked, and what was sent and judged for
// each requirement.
func (r *Run) weigh() {
	var lines []record.Verdict
	of := map[string]*Requirement{}
	for q, c := range r.each {
		lines = append(lines, c.Verdict)
		of[q.ID] = q
	}
	if scope, ok := record.ScopeOf(lines); ok {
		r.Scope = &scope
	}
	r.efforts = record.Efforts(lines, r.unsent)
	for _, e := range r.efforts {
		if of[e.Requirement].effort = e; e.Weighed {
			of[e.Requirement].Judged = &e.Judged
		}
		of[e.Requirement].Sent = e.Sent
	}
}

// each gives every case of a run in order.
func (r *Run) each(yield func(*Requirement, *Case) bool) {
	for _, op := range r.Operations {
		for _, q := range op.Requirements {
			for _, c := range q.Cases {
				if !yield(q, c) {
					return
				}
			}
		}
	}
}

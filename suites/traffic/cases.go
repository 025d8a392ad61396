package traffic

import (
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
)

// NotSeen is why a case is skipped that recordings could decide and do not.
const NotSeen = "not in this traffic"

// Decided is a verdict and the numbers of the exchanges it rests on.
type Decided struct {
	judge.Verdict
	Exchanges []int
}

// Line gives the verdict as a record has it.
func (d Decided) Line() record.Verdict { return record.FromVerdict(d.Verdict, d.Exchanges) }

// Judge decides the cases of a level and stronger, in the order of the operations:
// those about all answers under their own ids, as a run does; what the requests
// and their refusals show, under ids of its own; and one skip for each requirement
// that recordings do not show.
func (t *Traffic) Judge(level contract.Level) []Decided {
	var out []Decided
	for _, op := range t.operations {
		out = append(out, t.JudgeOne(op, level)...)
	}
	return out
}

// JudgeOne is Judge for one of the operations.
func (t *Traffic) JudgeOne(op *contract.Operation, level contract.Level) []Decided {
	return slices.DeleteFunc(slices.Concat(t.answers(op), t.requests(op)), func(d Decided) bool { return !level.Includes(d.Case.Level) })
}

// of gives what was seen of an operation.
func (t *Traffic) of(op *contract.Operation) []*seenExchange {
	return slices.DeleteFunc(slices.Clone(t.exchanges), func(s *seenExchange) bool { return s.op != op })
}

// answers decides what the answers to an operation decide.
func (t *Traffic) answers(op *contract.Operation) []Decided {
	all := t.of(op)
	answered := answeredFirst(all)
	provoked := breaches(op, all)
	var out []Decided
	told := map[string]bool{} // requirements
	if t.cases[op] == nil {
		t.cases[op] = probe.Cases([]*contract.Operation{op}, nil)
	}
	for _, c := range t.cases[op] {
		if c.Profile != contract.Documents || told[c.Requirement] && !c.Sweeps() {
			continue
		}
		if c.Sweeps() {
			out = append(out, t.sweep(c, answered, len(all) > 0))
			continue
		}
		told[c.Requirement] = true
		made := provoked[c.Requirement]
		for _, b := range made {
			out = append(out, b.decide(c, all))
		}
		if len(made) == 0 {
			out = append(out, Decided{Verdict: left(c, op, len(all) > 0)})
		}
	}
	return out
}

// answeredFirst gives the exchanges with answers, results before refusals: what a way
// of asking that gave a result refuses is the request's fault and not the way's.
func answeredFirst(all []*seenExchange) []*seenExchange {
	out := slices.DeleteFunc(slices.Clone(all), func(s *seenExchange) bool { return s.answer == nil })
	refused := func(s *seenExchange) int {
		if s.answer.Class == answer.Success {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out, func(a, b *seenExchange) int { return refused(a) - refused(b) })
	return out
}

// sweep decides a case about all answers, of those in the formats that it asks for.
func (t *Traffic) sweep(c probe.Case, exchanges []*seenExchange, seen bool) Decided {
	formats := map[contract.Format]bool{}
	for _, r := range c.Requests {
		formats[r.Format] = true
	}
	exchanges = slices.DeleteFunc(slices.Clone(exchanges), func(s *seenExchange) bool { return !formats[s.request.Format] })
	c.Requests, c.Skip = nil, ""
	var d Decided
	for _, s := range exchanges {
		c.Requests = append(c.Requests, s.request)
		d.Exchanges = append(d.Exchanges, s.number)
	}
	answers := read(exchanges)
	d.Verdict = judge.Judge(c, answers, nil)
	if kind := d.Findings[0].Kind; kind == finding.NothingSeen || kind == finding.NothingSent {
		return Decided{Verdict: unseen(c, seen)}
	}
	d.Weight = judge.Weigh(d.Verdict, answers, nil)
	return d
}

// read gives the answers of exchanges; where there is none, what stands for it.
func read(exchanges []*seenExchange) []*answer.Answer {
	out := make([]*answer.Answer, len(exchanges))
	for i, s := range exchanges {
		if out[i] = s.answer; s.answer == nil {
			out[i] = &answer.Answer{Exchange: s.exchange, Class: answer.NotLookedAt}
		}
	}
	return out
}

// unseen is the verdict on a case that recordings could decide. Of an operation
// of which nothing was seen nothing is missing: who recorded did not ask it.
func unseen(c probe.Case, seen bool) judge.Verdict { return skipped(c, NotSeen, !seen) }

func skipped(c probe.Case, why string, outside bool) judge.Verdict {
	c.Requests, c.Anchor, c.Root, c.Skip, c.Outside = nil, nil, nil, why, outside
	return judge.Judge(c, nil, nil)
}

// left is the verdict on a requirement of which no request was seen that decides
// it; c is its first case.
func left(c probe.Case, op *contract.Operation, seen bool) judge.Verdict {
	c.ID = c.Requirement + "/in-traffic"
	if why := Undecidable(c.Family); seen && why != "" && !decidable(c, op) {
		return skipped(c, why, false)
	}
	return unseen(c, seen)
}

// decidable tells whether a request that somebody else made can decide a
// requirement: by being wrong in a way that it alone shows.
func decidable(c probe.Case, op *contract.Operation) bool {
	for i := range op.Params {
		for _, k := range contract.Checked() {
			if c.Requirement == requirement(op, op.Params[i].Name, k) {
				return true
			}
		}
	}
	for _, rule := range op.Rules {
		if c.Requirement == requirement(op, rule.Parameters[0], rule.Kind.Keyword()) {
			return true
		}
	}
	for i := range op.Errors {
		for _, trigger := range op.Errors[i].Triggers {
			if slices.Contains(shownBy(), trigger.When) && slices.Contains(rowRequirements(op, &op.Errors[i]), c.Requirement) {
				return true
			}
		}
	}
	return false
}

// shownBy are the triggers of error rows that a request shows by itself.
func shownBy() []contract.When {
	return []contract.When{contract.Absent, contract.Empty, contract.Outside, contract.OverLimit, contract.Together, contract.Unaccompanied, contract.NoneOf}
}

func requirement(op *contract.Operation, parameter string, k contract.Keyword) string {
	return fmt.Sprintf("%s/%s/%s", op.Key(), parameter, k)
}

// rowRequirements are what an error row demands: its code, status and message.
func rowRequirements(op *contract.Operation, row *contract.ErrorCode) []string {
	var out []string
	for _, part := range []string{"code", "status", "message"} {
		out = append(out, fmt.Sprintf("%s/errors/%s/%s", op.Key(), row.Code, part))
	}
	return out
}

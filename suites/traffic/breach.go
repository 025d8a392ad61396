package traffic

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// breach is a requirement that requests broke alone, at one level.
type breach struct {
	level     contract.Level
	want      want.Want
	code      string
	text      string // the demand, "" for that of the requirement's first case
	exchanges []*seenExchange
}

// breaches finds, by requirement, the requests that are wrong in one thing.
func breaches(op *contract.Operation, all []*seenExchange) map[string][]*breach {
	out := map[string][]*breach{}
	add := func(requirement, text string, level contract.Level, w want.Want, code string, s *seenExchange) {
		i := slices.IndexFunc(out[requirement], func(b *breach) bool { return b.level == level })
		if i < 0 {
			i = len(out[requirement])
			out[requirement] = append(out[requirement], &breach{level: level, want: w, code: code, text: text})
		}
		out[requirement][i].exchanges = append(out[requirement][i].exchanges, s)
	}
	for _, s := range all {
		if !s.clean || len(s.breaks) != 1 || s.answer == nil || s.answer.Class != answer.Success && s.answer.Class != answer.Refusal {
			continue
		}
		v := s.breaks[0]
		d, ok := probe.Demanded(op, s.request.Args, v)
		if !ok {
			continue
		}
		text := fmt.Sprintf("A request that is wrong in %s alone (%s) is refused.", v.Parameter, v.Keyword)
		add(requirement(op, v.Parameter, v.Keyword), text, d.Level, want.Refused{}, "", s)
		for _, row := range op.Errors {
			i := slices.IndexFunc(row.Triggers, func(t contract.Trigger) bool { return d.When != "" && t.Parameter == v.Parameter && t.When == d.When })
			if i < 0 {
				continue
			}
			names, level := rowRequirements(op, &row), row.Triggers[i].Level.Weaker(d.Level)
			add(names[0], "", level, want.RowCode{Row: row}, row.Code, s)
			if row.Status != 0 {
				add(names[1], "", level, want.RowStatus{Row: row}, row.Code, s)
			}
			if row.MessageStated {
				add(names[2], "", level, want.RowMessage{Row: row}, row.Code, s)
			}
		}
	}
	return out
}

// decide gives the verdict on a breach; c is a case of its requirement, all what
// was seen of the operation.
func (b *breach) decide(c probe.Case, all []*seenExchange) Decided {
	c = probe.Case{ID: c.Requirement + "/in-traffic", Requirement: c.Requirement, Operation: c.Operation, Family: c.Family, Level: b.level,
		Profile: c.Profile, Text: cmp.Or(b.text, c.Text), Origin: c.Origin, Want: b.want, Code: b.code}
	if b.level != contract.Must {
		c.ID += "-" + string(b.level)
	}
	var d Decided
	var fails, passes, skips []finding.Finding
	for i, s := range b.exchanges {
		c.Requests = append(c.Requests, s.request)
		d.Exchanges = append(d.Exchanges, s.number)
		f := b.want.Judge(want.Evidence{Operation: c.Operation, Level: c.Level, Requests: []wire.Request{s.request}, Answers: []*answer.Answer{s.answer}}).Findings[0]
		f.Answer = i
		switch f.Kind.Outcome() {
		case finding.Fail:
			fails = append(fails, f)
		case finding.Pass:
			passes = append(passes, f)
		default:
			skips = append(skips, f)
		}
	}
	judged := len(fails) + len(passes)
	accepted := slices.ContainsFunc(all, func(s *seenExchange) bool { return s.answer != nil && s.answer.Class == answer.Success })
	if !accepted && len(fails) == 0 && judged > 0 {
		return Decided{Verdict: skipped(c, "nothing of the operation is accepted in this traffic, so that a refusal shows nothing", false)}
	}
	answers := read(b.exchanges)
	d.Verdict = judge.VerdictOf(c, answers, want.Judgement{Findings: slices.Concat(fails, passes, skips)})
	if d.Outcome == finding.Pass {
		d.Findings = d.Findings[:1] // that of the first stands for all
	}
	d.Weight = judge.Weigh(d.Verdict, answers, nil)
	d.Weight.Judged = judged // those of which the want says nothing are not
	return d
}

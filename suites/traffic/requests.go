package traffic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/suites/want"
)

// judgeRequest holds a request against the contract as the gate of clients does,
// but for what only its caller knows: its signature, and what it was told to send.
func (s *seenExchange) judgeRequest(received wire.Received, body []byte) {
	args := received.ArgsFor(s.op)
	_, disputed := unfolded(args, s.op)
	s.sent = sdk.Recorded(s.op, sdk.Hit{Named: s.op, Observation: emulator.Observation{Received: received, RequestBody: body, Operation: s.op}}, nil)
	s.clean = len(received.Problems) == 0 && received.Version == s.op.Version && !disputed && inOrder(received.Own, s.op)
	for _, f := range s.sent {
		s.clean = s.clean && f.Check != sdk.ListCheck && f.Check != sdk.WrittenCheck
	}
	if s.clean {
		s.breaks = s.op.Check(args)
	}
}

// inOrder tells whether the items of lists are numbered from the first on, none left
// out, and stand so: servers differ about others.
func inOrder(pairs []sign.Pair, op *contract.Operation) bool {
	next := map[string]int{}
	for _, pair := range pairs {
		for i := range op.Params {
			p := &op.Params[i]
			if p.Kind != contract.List || !strings.HasPrefix(pair.Name, p.Prefix()) {
				continue
			}
			if pair.Name != p.Item(p.First+next[p.Name]) {
				return false
			}
			next[p.Name]++
		}
	}
	return true
}

// promise is one thing that is demanded of what clients send.
type promise struct {
	check sdk.Check
	level contract.Level
	text  string
}

// promises are the checks that one recorded request decides.
func promises() []promise {
	return []promise{
		{sdk.VersionCheck, contract.Must, "A request names the version of its operation."},
		{sdk.WrittenCheck, contract.Must, "A request can be read without guessing."},
		{sdk.RequiredCheck, contract.Must, "What the document requires is sent."},
		{sdk.ListCheck, contract.Must, "A list is written as the document has it, from its first number on."},
		{sdk.KindCheck, contract.Must, "Numbers are sent as numbers, texts as texts, lists as lists."},
		{sdk.ValueCheck, contract.Must, "Values are such as the document allows."},
		{sdk.LimitCheck, contract.May, "No list is longer than the document allows."},
		{sdk.UnknownCheck, contract.Should, "Nothing is sent that no document names."},
	}
}

// Family is the keyword of the cases about what clients send.
const Family = "requests"

// requests decides what is demanded of the requests of an operation.
func (t *Traffic) requests(op *contract.Operation) []Decided {
	exchanges := t.of(op)
	var out []Decided
	for _, p := range promises() {
		requirement := fmt.Sprintf("%s/%s/%s", op.Key(), Family, p.check)
		c := probe.Case{ID: requirement + "/in-traffic", Requirement: requirement, Operation: op, Family: Family, Level: p.level,
			Profile: contract.Documents, Text: p.text, Origin: op.Origin, Want: want.Sent{Text: p.text}}
		out = append(out, about(c, exchanges, func(s *seenExchange) finding.Finding {
			i := slices.IndexFunc(s.sent, func(f sdk.Finding) bool { return f.Check == p.check })
			if i < 0 {
				return finding.Finding{Kind: finding.SentRight}
			}
			return finding.Finding{Kind: finding.SentWrong, Got: s.sent[i].Detail}
		}))
	}
	return out
}

// about decides a case about requests by what is found of each.
func about(c probe.Case, exchanges []*seenExchange, look func(*seenExchange) finding.Finding) Decided {
	d := Decided{}
	if len(exchanges) == 0 {
		d.Verdict = unseen(c, false)
		return d
	}
	var j want.Judgement
	wrong := 0
	for i, s := range exchanges {
		c.Requests = append(c.Requests, s.request)
		d.Exchanges = append(d.Exchanges, s.number)
		f := look(s)
		if f.Answer = i; f.Kind.Outcome() != finding.Fail {
			continue
		}
		if wrong++; len(j.Findings) < finding.MostFindings {
			j.Findings = append(j.Findings, f)
		}
	}
	for i := range j.Findings {
		j.Findings[i].Count, j.Findings[i].Of = wrong, len(exchanges)
	}
	if wrong == 0 {
		j.Findings = []finding.Finding{{Kind: finding.SentRight, Count: len(exchanges)}}
	}
	d.Verdict = judge.VerdictOf(c, read(exchanges), j)
	d.Weight = judge.Weight{Judged: len(exchanges)}
	return d
}

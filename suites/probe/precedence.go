package probe

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// flaw is one thing wrong with a request, and the codes documented for it.
type flaw struct {
	parameter string
	kind      contract.When
	name      string
	args      func(contract.Args) contract.Args
	codes     []string
}

// precedence sends requests with two faults at once. No document says which is
// answered; the code of either will do, and which it is gets recorded.
func precedence(a *Asker) []Case {
	var out []Case
	flaws, paired := a.flaws(), map[[2]contract.When]bool{}
	for i, first := range flaws {
		for _, second := range flaws[i+1:] {
			kinds := [2]contract.When{first.kind, second.kind}
			if first.parameter == second.parameter || paired[kinds] {
				continue // one pair of each two kinds of fault
			}
			paired[kinds] = true
			wanted := want.Ranked{}
			if len(first.codes) > 0 && len(second.codes) > 0 {
				wanted.Codes = append(append(wanted.Codes, first.codes...), second.codes...)
			}
			c := a.one(a.requirement("precedence"), fmt.Sprintf("%s-and-%s", first.name, second.name), a.refusalOrigin(),
				a.request(a.printed(), second.args(first.args(a.minimal()))), wanted,
				"A request with two faults, %s and %s, is refused for one of them.", first.name, second.name)
			out = append(out, a.anchored(c.at(contract.Should), a.printed()))
		}
	}
	return out
}

// flaws are the single faults: those with error rows, and absent required ones.
func (a *Asker) flaws() []flaw {
	var out []flaw
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if p.Required && !p.Fixed() {
			codes := a.codes(p.Name, contract.Absent)
			out = append(out, flaw{p.Name, contract.Absent, p.Name + "-absent", func(args contract.Args) contract.Args { return args.Without(p.Name) }, codes})
		}
		if codes := a.codes(p.Name, contract.Unknown); len(codes) > 0 {
			value := valueOf(p, a.unknown(p))
			out = append(out, flaw{p.Name, contract.Unknown, p.Name + "-unknown", func(args contract.Args) contract.Args { return args.With(p.Name, value) }, codes})
		}
		if far := outside(p); len(far) > 0 {
			value := contract.Value{Kind: p.Kind, Text: far[0].value}
			out = append(out, flaw{p.Name, contract.Outside, p.Name + "-outside", func(args contract.Args) contract.Args { return args.With(p.Name, value) },
				a.hierarchical(a.codes(p.Name, contract.Outside))})
		}
		if items := a.over(p); items != nil {
			value := p.Listing(items)
			out = append(out, flaw{p.Name, contract.OverLimit, p.Name + "-over-limit", func(args contract.Args) contract.Args { return args.With(p.Name, value) }, nil})
		}
	}
	return out
}

// hierarchical leaves the codes open where codes have codes below them and common
// ones beside the documented: an absent parameter is refused by a common code
// there.
func (a *Asker) hierarchical(codes []string) []string {
	if a.op.Gateway.Codes.Hierarchical {
		return nil
	}
	return codes
}

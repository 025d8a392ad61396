package probe

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// exclusive breaks each rule between parameters, by every carrier and in every format.
// That what keeps the rules is accepted is asked by the families optional and company.
func exclusive(a *Asker) []Case {
	var out []Case
	for i := range a.op.Rules {
		r := &a.op.Rules[i]
		first, _ := a.op.Param(r.Parameters[0])
		anchor := a.minimal()
		if r.Kind == contract.Exclusive {
			anchor = a.having(first, a.sample(first))
		}
		breaches := a.breaches(r, a.needed())
		for _, w := range a.ways() {
			for _, b := range breaches {
				out = append(out, a.breakingCase(r, b, b.variant+w.suffix, w).anchoredTo(a.request(w, anchor)))
			}
		}
		if len(breaches) == 0 {
			a.unask(a.requirement("%s/%s", r.Parameters[0], r.Kind), r.Origin, "no request breaks the rule %s and nothing else", r.ID)
		}
	}
	return out
}

func (a *Asker) breakingCase(r *contract.Rule, b breach, variant string, w way) Case {
	c := a.one(a.requirement("%s/%s", r.Parameters[0], r.Kind), variant, r.Origin, a.request(w, b.args), want.Refused{}, "%s", ruleBroken(r))
	c.unruly = true
	return c.at(r.Level)
}

// ruleBroken says in a sentence what a request that breaks a rule is.
func ruleBroken(r *contract.Rule) string {
	names := strings.Join(r.Parameters, ", ")
	switch r.Kind {
	case contract.Exclusive:
		return "At most one of " + names + " is sent: two are refused."
	case contract.AtLeastOne:
		return "One of " + names + " is sent, or several: none is refused."
	}
	first, rest := r.Parameters[0], strings.Join(r.Parameters[1:], ", ")
	if r.Value != "" {
		first += " " + r.Value
	}
	return first + " needs " + rest + " beside it: without, the request is refused."
}

// ruleBeside breaks the rules between parameters in another company.
func (a *Asker) ruleBeside(b base) []Case {
	var out []Case
	for i := range a.op.Rules {
		r := &a.op.Rules[i]
		breaches := a.breaches(r, b.args)
		if len(breaches) == 0 || !a.keeps(b.args) {
			continue
		}
		w := a.printed()
		c := a.breakingCase(r, breaches[0], breaches[0].variant+"-"+b.word, w)
		c.Text = strings.TrimSuffix(c.Text, ".") + ", also beside other parameters."
		out = append(out, c.anchoredTo(a.request(w, b.args)))
	}
	return out
}

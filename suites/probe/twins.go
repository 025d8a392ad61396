package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// twins asks the same question in two formats and by two carriers, and wants
// the same answer, field by field, to the last digit.
func twins(a *Asker) []Case {
	var out []Case
	printed := a.printed()
	for _, w := range a.ways()[1:] {
		other, name := printed, a.requirement("twins/%s-equals-%s", w.carrier.ID, printed.carrier.ID)
		text := "The answer is the same by " + w.carrier.ID + " as by " + printed.carrier.ID + "."
		if w.format != printed.format {
			other = a.wayOf(w.carrier.ID, printed.format) // the documents print one answer in both formats
			name = a.requirement("twins/%s-equals-%s", w.format, printed.format)
			text = "The answer is the same in " + string(w.format) + " as in " + string(printed.format) + "."
		}
		for _, q := range a.questions() {
			c := a.one(name, q.variant+w.suffix, joined(a.op.Response.Origin(contract.Row), q.rows.Origin), a.request(w, q.args), want.Same{Rows: q.rows.Rows, Key: q.rows.Key}, "%s", text)
			c.Requests = append(c.Requests, a.request(other, q.args))
			c.Control = true
			out = append(out, a.anchored(c, w))
		}
	}
	return out
}

// question is a request that has an answer worth comparing.
type question struct {
	variant string
	args    contract.Args
	rows    contract.Relation // says which rows the answer has, if any
}

// questions gives a request for one name and one for many; where an operation
// answers no rows, the plain one and the full ones, with the first and with the last
// of its values: what is lost on the way shows where it is not the default.
func (a *Asker) questions() []question {
	for _, r := range a.op.Relations {
		p, ok := a.op.Param(r.Parameter)
		if !ok || r.Kind != contract.Union {
			continue
		}
		known := a.known(p)
		if len(known) == 0 {
			continue
		}
		if p.MaxItems > 0 {
			known = known[:min(len(known), p.MaxItems)]
		}
		full := a.telling()
		return []question{
			{"one", full.With(p.Name, p.Listing(known[:1])), r},
			{"many", full.With(p.Name, p.Listing(unsorted(known))), r},
		}
	}
	if len(a.op.Response.Members) < 3 {
		return nil // the only field beside the request id is made for each answer
	}
	return []question{{variant: "plain", args: a.minimal()}, {variant: "full", args: a.full()}, {variant: "last-values", args: a.last()}}
}

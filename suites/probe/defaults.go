package probe

import (
	"slices"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// sameAsAbsent compares a value with none. Near the turn of a month the current one is a
// matter of time zones: it is one month or the other.
func (a *Asker) sameAsAbsent(r contract.Relation, p *contract.Param) []Case {
	value, other := r.Whole, ""
	if value == "current-month" {
		value, other = a.currentMonth()
	}
	base := a.minimal()
	if _, list := a.rowsList(); list != nil {
		base = a.naming(base, max(3, list.MaxItems)) // one may have more than the others, and lose it
	}
	set := func(value string) contract.Args { return base.With(p.Name, contract.Value{Kind: p.Kind, Text: value}) }
	c := a.defaulted(r, p, want.Same{Fields: r.Fields, Rows: r.Rows, Key: r.Key}, base.Without(p.Name), set(value))
	after := a.afterAnother(c, r, p, base, value)
	if other != "" {
		c.Requests = append(c.Requests, a.request(a.printed(), set(other)))
	}
	return append(append([]Case{c}, a.emptyAsAbsent(r, p, base)...), after...)
}

// emptyAsAbsent compares an empty text with none: a target that takes it has nothing else to
// take it for.
func (a *Asker) emptyAsAbsent(r contract.Relation, p *contract.Param, base contract.Args) []Case {
	if p.Kind != contract.String || r.Whole == "" {
		return nil
	}
	c := a.defaulted(r, p, want.Same{Fields: r.Fields, Rows: r.Rows, Key: r.Key}, base.With(p.Name, contract.Text("")), base.Without(p.Name))
	c.ID = c.Requirement + "/empty"
	return []Case{c.at(contract.Should)}
}

// currentMonth is the month of now, and the other that it is in some time zone; "" if
// there is none, or the zone is known.
func (a *Asker) currentMonth() (month, other string) {
	now := a.now()
	month = now.Format("200601")
	for _, away := range []time.Duration{-14 * time.Hour, 14 * time.Hour} {
		if there := now.Add(away).Format("200601"); there != month && a.account.Zone != time.UTC.String() {
			other = there
		}
	}
	return month, other
}

// afterAnother asks without a value twice, after the one that stands for none and after
// another: a server may take the last for its default. Which month is the current one is
// no matter then, as none is named.
func (a *Asker) afterAnother(c Case, r contract.Relation, p *contract.Param, base contract.Args, value string) []Case {
	classes := a.classes(p)
	if p.Kind == contract.Integer { // the example may be the default
		if one := classOf(p, "one", contract.Whole("1")); len(a.op.Check(base.Merged(one.args))) == 0 {
			classes = append(classes, one)
		}
	}
	for _, other := range classes {
		if given, sent := other.args.Get(p.Name); !sent || given.Text == value || given.Text == "" {
			continue
		}
		explicit := base.With(p.Name, contract.Value{Kind: p.Kind, Text: value})
		nth := slices.IndexFunc(a.op.Params, func(other contract.Param) bool { return other.Name == p.Name })
		var out []Case
		for _, w := range a.carrierWays() { // what reads a form may keep it, and what reads a query not
			after := c
			after.ID += "-after-" + other.word + w.suffix
			after.Want, after.Order, after.Requests = want.Unmoved{Rows: r.Rows, Key: r.Key, InTurns: true}, InTurn, nil
			for i, args := range []contract.Args{explicit, base.Without(p.Name), explicit.Merged(other.args), base.Without(p.Name)} {
				asked := a.request(w, args)
				asked.Again = 500 + 10*nth + i // anew, right after one another
				after.Requests = append(after.Requests, asked)
			}
			out = append(out, after)
		}
		return out
	}
	return nil
}

// defaulted makes the case of a relation that is a parameter's default under
// the parameter's name.
func (a *Asker) defaulted(r contract.Relation, p *contract.Param, wanted want.Want, requests ...contract.Args) Case {
	c := a.related(r, "plain", wanted, requests...)
	if p.Default != "" {
		c.Requirement = a.requirement("%s/default", p.Name)
		c.ID, c.Origin = c.Requirement+"/absent", p.Origin(contract.Default)
	}
	return c
}

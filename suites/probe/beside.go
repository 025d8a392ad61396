package probe

import (
	"cmp"
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// base is a legal request that a wrong one is made from.
type base struct {
	word   string // "in-full", "beside-DeviceList"
	args   contract.Args
	speaks bool // another parameter speaks in the stead of a placeholder
}

// bases are the companies in which whatever is refused alone is refused too: the
// fullest legal request, each printed one, one in which another parameter speaks
// in the stead of a placeholder, and one without what the documents only half
// require.
func (a *Asker) bases() []base {
	out := []base{{word: "in-full", args: a.full()}}
	for i := range a.op.Params { // what the fullest request may not have has one of its own
		if name := a.op.Params[i].Name; a.excluded(name) && !out[0].args.Has(name) {
			out = append(out, base{word: "in-full-with-" + name, args: a.full(name)})
		}
	}
	if last := a.last(); a.request(a.printed(), last).Key() != a.request(a.printed(), a.full()).Key() {
		out = append(out, base{word: "in-full-of-last-values", args: last})
	}
	for _, d := range a.dimensions(a.printed()) {
		if len(d.parameters) < 2 {
			continue
		}
		for _, p := range d.parameters[1:] {
			out = append(out, base{"beside-" + p.Name, a.plainWith(p, a.sample(p)), true})
		}
	}
	for _, example := range a.op.Examples {
		if example.Role == contract.RequestExample && example.Complete {
			out = append(out, base{word: "in-" + example.ID, args: a.localised(example.Args)})
		}
	}
	for _, set := range a.op.Readings {
		if set.Aspect == contract.NeedAspect {
			out = append(out, base{word: "without-" + set.At, args: a.minimal().Without(set.At)})
		}
	}
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if _, _, spoken := a.op.SpeaksFor(p.Name); p.Kind != contract.List || spoken {
			continue
		}
		if known := a.several(p, cmp.Or(p.MaxItems, several)); known != nil {
			out = append(out, base{word: "of-many-" + p.Name, args: a.having(p, p.Listing(known))})
		}
	}
	return out
}

// last is the fullest request with the last of each enumeration in it, where the
// full one has the first.
func (a *Asker) last() contract.Args {
	out := a.full()
	for i := range a.op.Params {
		if p := &a.op.Params[i]; len(p.Enum) > 0 && (out.Has(p.Name) || !a.excluded(p.Name)) {
			out = out.With(p.Name, contract.Value{Kind: p.Kind, Text: p.Enum[len(p.Enum)-1]})
		}
	}
	return a.ruled(out)
}

// beside asks what is refused alone in every other company too. A check that is
// made on one way through a server only is made by one of these requests.
func beside(a *Asker) []Case {
	var out []Case
	for _, b := range a.bases() {
		for _, p := range a.op.Places() {
			for _, v := range a.violations(p, b.args) {
				w := a.printed()
				c := a.one(a.requirement("%s/%s", p.Path, v.keyword), v.variant+"-"+b.word, p.Origin(v.keyword), a.request(w, v.args), want.Refused{},
					"%s: also beside other parameters.", v.text)
				out = append(out, c.at(v.level).anchoredTo(a.request(w, b.args)))
			}
		}
		out = append(append(out, a.ruleBeside(b)...), a.rowsBeside(b)...)
	}
	return out
}

// rowsBeside triggers the error rows that no keyword speaks of, and those of a
// value that is empty, in a company.
func (a *Asker) rowsBeside(b base) []Case {
	var out []Case
	for _, row := range a.op.Errors {
		for _, trigger := range row.Triggers {
			p, ok := a.op.Param(trigger.Parameter)
			if !ok || trigger.When != contract.Unknown && trigger.When != contract.Empty {
				continue
			}
			if _, sent := b.args.Get(p.Name); !sent {
				continue
			}
			value, _ := emptyOf(p, contract.InQuery)
			refusal := true
			if trigger.When == contract.Unknown {
				if a.unknown(p) == "" {
					continue
				}
				value, refusal = valueOf(p, a.unknown(p)), true
			}
			w := a.printed()
			c := a.rowCode(row, trigger, fmt.Sprintf("%s-%s-%s", p.Name, trigger.When, b.word), a.request(w, b.args.With(p.Name, value)), refusal, ", also beside other parameters.")
			out = append(out, c.anchoredTo(a.request(w, b.args)))
		}
	}
	return out
}

// violation is a legal request made wrong in one thing.
type violation struct {
	keyword contract.Keyword
	variant string
	level   contract.Level
	args    contract.Args
	text    string
}

// violations makes a legal request wrong about a parameter, once for each of its
// keywords.
func (a *Asker) violations(p *contract.Param, legal contract.Args) []violation {
	var out []violation
	add := func(keyword contract.Keyword, variant string, level contract.Level, args contract.Args, text string) {
		if a.keeps(args) { // a second thing wrong would hide the first
			out = append(out, violation{keyword, variant, level, args, p.Path + " " + text})
		}
	}
	with := func(v contract.Value) contract.Args { return a.put(legal, p, v) }
	_, sent := a.op.At(legal, p)
	if p.Required && sent && !p.IsItem() && !p.Fixed() {
		if without, _ := a.without(legal, p); a.expressed(a.request(a.printed(), without), p) {
			add(contract.Required, "absent", p.Level(contract.Required, contract.Must), without, "is required")
		}
		if v, ok := emptyOf(p, contract.InMixed); ok && len(p.Placeholders) == 0 {
			add(contract.Required, "empty", a.emptyLevel(p), with(v), "is required and may not be empty")
		}
	}
	for _, o := range outside(p) {
		if level := p.Level(contract.Enum, o.level); level == contract.Must {
			add(contract.Enum, o.variant, level, with(contract.Value{Kind: p.Kind, Text: o.value}), "takes enumerated values only")
		}
	}
	if odd := a.misfits(p, a.printed().carrier.Of(p)); len(odd) > 0 && !p.IsItem() {
		add(contract.TypeKeyword, odd[0].variant, kindLevel(p, odd[0]), with(odd[0].value), "is of another kind")
	}
	if contract.IsForm(p.Format) {
		add(contract.FormatWord, "words", contract.Must, with(contract.Text("abcdef")), "has a form")
	}
	for _, e := range append(a.edges(p), a.unmatched(p)...) {
		if e.outside && e.level == contract.Must {
			add(e.keyword, e.variant, p.Level(e.keyword, e.level), with(e.value), "has a "+string(e.keyword))
		}
	}
	if items := a.over(p); items != nil && (sent || p.Required) {
		add(contract.MaxItems, "over-limit", p.Level(contract.MaxItems, contract.Must), with(p.Listing(items)), "has a limit")
	}
	return out
}

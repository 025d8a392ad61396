package probe

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// errorRows triggers each documented error row, by every carrier and in every
// format, and looks at its code, its status and its message.
func errorRows(a *Asker) []Case {
	var out []Case
	for _, row := range a.op.Errors {
		for _, trigger := range row.Triggers {
			p, ok := a.op.Param(trigger.Parameter)
			if !ok {
				a.unask(a.requirement("errors/%s", row.Code), row.Origin, "nothing that a request says makes the server fail")
				continue
			}
			requests := a.triggered(p, trigger)
			if len(requests) == 0 {
				a.unask(a.requirement("errors/%s", row.Code), row.Origin, "%s", a.untriggered(p, trigger.When))
			}
			for _, w := range a.ways() {
				for _, t := range requests {
					if w.format == contract.XML && unprintable(t.args, p.Name) {
						continue // a target that repeats it could not write it in XML
					}
					out = append(out, a.rowCases(row, trigger, t, w)...)
				}
			}
			for _, t := range a.nearlyKnown(p, trigger) {
				out = append(out, a.rowCases(row, trigger, t, a.printed())...)
			}
			out = append(out, append(a.unknownOfNobody(row, p, trigger), a.unknownInCapitals(row, p, trigger)...)...)
		}
	}
	return out
}

// triggering is a request that ought to be answered with an error row.
type triggering struct {
	variant string
	args    contract.Args
	// alone says that no other family asks whether this request is refused.
	alone bool
}

// triggered writes the requests of a trigger.
func (a *Asker) triggered(p *contract.Param, t contract.Trigger) []triggering {
	name := fmt.Sprintf("%s-%s", p.Name, t.When)
	switch t.When {
	case contract.Absent:
		without, _ := a.without(a.minimal(), p)
		return []triggering{{name, without, false}}
	case contract.Empty:
		return []triggering{{name, a.emptied(p), !p.Required}} // what may be left out is still no empty text
	case contract.Unknown:
		if a.unknown(p) == "" {
			return nil
		}
		return []triggering{{name, a.having(p, valueOf(p, a.unknown(p))), true}}
	case contract.Outside:
		far := outside(p)
		for _, e := range append(a.edges(p), a.unmatched(p)...) {
			if e.outside {
				far = append(far, other{e.variant, e.value.Text, e.level})
			}
		}
		if len(far) == 0 {
			return nil
		}
		return []triggering{{name, a.valued(p, far[len(far)-1].value), false}, {name + "-" + far[0].variant, a.valued(p, far[0].value), false}}
	case contract.OverLimit:
		items, ok := a.beyond(p)
		if !ok {
			return nil
		}
		return []triggering{{name, a.plainWith(p, items), false}}
	case contract.Malformed:
		var out []triggering
		for i, bad := range p.Fixture.Malformed {
			out = append(out, triggering{fmt.Sprintf("%s-%d", name, i+1), a.having(p, valueOf(p, bad)), false})
		}
		return out
	case contract.Together, contract.Unaccompanied, contract.NoneOf:
		var out []triggering
		if r, ok := a.ruleOf(p.Name, t.When); ok {
			for _, b := range a.breaches(r, a.needed()) {
				out = append(out, triggering{name + "-" + b.variant, b.args, false})
			}
		}
		return out
	}
	return nil
}

// nearlyKnown asks about what is known but for its last letter: a value that lacks it
// and one that has another behind it name nothing.
func (a *Asker) nearlyKnown(p *contract.Param, t contract.Trigger) []triggering {
	if t.When != contract.Unknown || p.Kind != contract.String {
		return nil
	}
	var out []triggering
	for _, near := range a.near(p) {
		out = append(out, triggering{fmt.Sprintf("%s-%s-by-%s", p.Name, t.When, near.variant), a.having(p, contract.Text(near.text)), true})
	}
	return out
}

// unknownOfNobody asks about what is not there for somebody who is not there either: who
// looks for the one by the other finds nothing wrong. A target that refuses nobodys anyway,
// which the anchor shows, is not asked.
func (a *Asker) unknownOfNobody(row contract.ErrorCode, p *contract.Param, t contract.Trigger) []Case {
	_, list := a.rowsList()
	if t.When != contract.Unknown || list == nil || list.Name == p.Name || a.unknown(p) == "" || len(invented(list, 1)) == 0 {
		return nil
	}
	nobodys := a.plainWith(list, list.Listing(invented(list, 1)))
	c := a.rowCode(row, t, fmt.Sprintf("%s-%s-of-nobody", p.Name, t.When), a.request(a.printed(), nobodys.With(p.Name, valueOf(p, a.unknown(p)))), true, ", whoever is asked for.")
	return []Case{c.anchoredTo(a.request(a.printed(), nobodys))}
}

// unknownInCapitals asks about what is known in small letters only. Whether such names are
// told apart by case no document says.
func (a *Asker) unknownInCapitals(row contract.ErrorCode, p *contract.Param, t contract.Trigger) []Case {
	known := a.known(p)
	if t.When != contract.Unknown || p.Kind != contract.String || len(known) == 0 || slices.Contains(known, strings.ToUpper(known[0])) {
		return nil
	}
	name := contract.Text(strings.ToUpper(known[0]))
	c := a.rowCode(row, t, fmt.Sprintf("%s-%s-in-capitals", p.Name, t.When), a.request(a.printed(), a.having(p, name)), true, ", and it may be told apart by case.")
	return []Case{a.anchored(c.at(contract.May), a.printed())}
}

// valueOf is a text as the value of a parameter; of a list it is the one item.
func valueOf(p *contract.Param, text string) contract.Value {
	if p.Kind == contract.List {
		return p.Listing([]string{text})
	}
	return contract.Value{Kind: p.Kind, Text: text}
}

func (a *Asker) rowCases(row contract.ErrorCode, trigger contract.Trigger, t triggering, w way) []Case {
	r, variant, about, level := a.request(w, t.args), t.variant+w.suffix, answeredWhen(row, trigger), codeLevel(trigger, t.args)
	cases := []Case{a.rowCode(row, trigger, variant, r, t.alone, ".")}
	if row.Status != 0 {
		cases = append(cases, a.one(a.requirement("errors/%s/status", row.Code), variant, row.Origin, r,
			want.RowStatus{Row: row}, "%s, with status %d.", about, row.Status).at(level))
	}
	if row.MessageStated {
		cases = append(cases, a.one(a.requirement("errors/%s/message", row.Code), variant, row.Origin, r,
			want.RowMessage{Row: row}, "%s, with the message %q.", about, row.Message).at(level))
	}
	if len(a.atTheGateway(trigger.Parameter, trigger.When)) > 0 && w.suffix == "" {
		own := a.rowCode(row, trigger, variant+"-by-the-service", r, false, ", not the gateway's code.").at(contract.May)
		own.Want = want.RowCode{Row: row, Alternative: a.account.Accept[row.Code]}
		cases = append(cases, own)
	}
	if trigger.When == contract.Malformed && w.suffix == "" {
		cases = append(cases, a.rowCode(row, trigger, variant+"-refused", r, true, ", and a name like this may be taken for one.").at(contract.May))
	}
	_, ruled := a.ruleOf(trigger.Parameter, trigger.When)
	for i := range cases {
		cases[i] = a.anchored(cases[i], w)
		cases[i].unruly = ruled
		cases[i].Code = row.Code
	}
	return cases
}

// rowCode asks for the code of a row by a request that triggers it. refusal says
// that no other case asks whether this request is refused, more how the sentence
// goes on.
func (a *Asker) rowCode(row contract.ErrorCode, t contract.Trigger, variant string, r wire.Request, refusal bool, more string) Case {
	c := a.one(a.requirement("errors/%s/code", row.Code), variant, row.Origin, r,
		want.RowCode{Row: row, Alternative: a.alternatives(row, t, r.Args), Refusal: refusal}, "%s%s", answeredWhen(row, t), more)
	c.Code = row.Code
	return c.at(codeLevel(t, r.Args))
}

// answeredWhen begins the sentence of what a trigger of a row demands.
func answeredWhen(row contract.ErrorCode, t contract.Trigger) string {
	return fmt.Sprintf("%s is answered when %s is %s", row.Code, t.Parameter, cause(t.When))
}

// cause names a trigger as it stands in a sentence.
func cause(w contract.When) string {
	switch w {
	case contract.Outside:
		return "none of its values"
	case contract.OverLimit:
		return "over its limit"
	case contract.Together:
		return "sent beside what it excludes"
	case contract.Unaccompanied:
		return "sent without what it needs"
	case contract.NoneOf:
		return "absent, and so is what would do in its stead"
	}
	return string(w)
}

// codeLevel is the level of the trigger. Whether a name is malformed no document
// says; but if a target refuses one that a person could type, the row's code is
// what the refusal has, while an absurd one may be stopped before the service.
func codeLevel(trigger contract.Trigger, args contract.Args) contract.Level {
	if trigger.When != contract.Malformed {
		return trigger.Level
	}
	value, _ := args.Get(trigger.Parameter)
	if len(value.String()) > 64 || unprintable(args, trigger.Parameter) {
		return contract.Should
	}
	return contract.Must
}

// unprintable tells whether a parameter holds a control character.
func unprintable(args contract.Args, parameter string) bool {
	value, _ := args.Get(parameter)
	return strings.ContainsFunc(value.Text+strings.Join(value.Strings(), ""), unicode.IsControl)
}

// alternatives are further codes that answer a trigger rightly: the account's, the
// gateway's for what is absent, and those of rows that share the trigger in another
// guise (a blank name is both empty and malformed).
func (a *Asker) alternatives(row contract.ErrorCode, t contract.Trigger, args contract.Args) []string {
	out := append([]string{}, a.account.Accept[row.Code]...)
	if value, _ := args.Get(t.Parameter); t.When == contract.Malformed && strings.TrimSpace(value.Text+strings.Join(value.Strings(), "")) == "" {
		out = append(out, a.codes(t.Parameter, contract.Empty)...)
	}
	for _, code := range a.atTheGateway(t.Parameter, t.When) {
		if code != row.Code {
			out = append(out, code)
		}
	}
	return out
}

package probe

import (
	"slices"
	"strconv"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// misfit is a value of another kind than the parameter's.
type misfit struct {
	variant string
	value   contract.Value
}

// kinds sends values of other kinds, and those that a kind itself lists: true and
// false, and null where it is one.
func kinds(a *Asker) []Case {
	var out []Case
	for _, p := range a.op.Places() {
		if p.IsItem() {
			continue // its list has it
		}
		requirement, origin := a.requirement("%s/type", p.Path), p.Origin(contract.TypeKeyword)
		for _, w := range a.carrierWays() {
			for _, m := range fits(p, w.carrier.Of(p)) {
				c := a.one(requirement, m.variant+w.suffix, origin, a.request(w, a.plainWith(p, m.value)), want.Accepted{},
					"%s is of type %s: %s is accepted.", p.Path, p.Kind, m.value)
				out = append(out, a.anchored(c.at(p.Level(contract.TypeKeyword, contract.Must)), w))
			}
			out = append(out, a.bareNumber(p, requirement, origin, w)...)
			for _, m := range append(a.misfits(p, w.carrier.Of(p)), null(p, w.carrier.Of(p))...) {
				c := a.one(requirement, m.variant+w.suffix, origin, a.request(w, a.plainWith(p, m.value)), want.Refused{},
					"%s is of type %s: %s is refused.", p.Path, p.Kind, m.value)
				out = append(out, a.beneath(p, c.at(kindLevel(p, m)), w))
			}
		}
		if p.Nullable && !a.op.Kinded(p) {
			a.unask(requirement, origin, "only JSON has null")
		}
	}
	return out
}

// bareNumber sends a text that is made of digits as a number: what is known, or stands for
// none beside another parameter. A server that converts it finds what was meant, where it
// finds nothing under another number.
func (a *Asker) bareNumber(p *contract.Param, requirement string, origin contract.Origin, w way) []Case {
	if p.Kind != contract.String || w.carrier.Of(p) != contract.InJSON {
		return nil
	}
	args := a.minimal()
	texts := slices.DeleteFunc(slices.Clone(a.known(p)), func(s string) bool { return !plainNumber(s) })
	if len(texts) > 0 {
		args = a.having(p, contract.Text(texts[0]))
	}
	for _, none := range p.Placeholders {
		if beside, ok := a.op.Param(none.Beside); ok && len(texts) == 0 && plainNumber(none.Value) {
			texts, args = []string{none.Value}, a.plainWith(beside, a.sample(beside)).With(p.Name, contract.Text(none.Value))
		}
	}
	if len(texts) == 0 {
		return nil
	}
	c := a.one(requirement, "digits-without-quotes", origin, a.request(w, a.put(args, p, contract.Whole(texts[0]))), want.Refused{},
		"%s is of type %s: %s is refused where it is a number.", p.Path, p.Kind, texts[0])
	return []Case{c.anchoredTo(a.request(w, args)).at(p.Level(contract.TypeKeyword, contract.Must))}
}

// plainNumber tells whether a text is how a number is written.
func plainNumber(text string) bool {
	n, err := strconv.ParseInt(text, 10, 64)
	return err == nil && strconv.FormatInt(n, 10) == text
}

// fits gives the values that a kind lists, if they are not enumerated anyway.
func fits(p *contract.Param, place contract.Place) []misfit {
	var out []misfit
	if p.Kind == contract.Boolean && len(p.Enum) == 0 {
		for _, text := range []string{"true", "false"} {
			out = append(out, misfit{text, contract.Value{Kind: p.Kind, Text: text}})
		}
	}
	if p.Kind == contract.List && p.Items != nil && p.Items.Kind == contract.Boolean && len(p.Items.Enum) == 0 {
		yes, no := contract.Value{Kind: contract.Boolean, Text: "true"}, contract.Value{Kind: contract.Boolean, Text: "false"}
		out = append(out, misfit{"true-and-false", contract.Listed(yes, no)})
	}
	if p.Nullable && place == contract.InJSON {
		out = append(out, misfit{"null", contract.Value{Kind: contract.Null}})
	}
	return out
}

// misfits gives the values of other kinds that can be written in a place: only
// JSON has kinds, elsewhere everything is text.
func (a *Asker) misfits(p *contract.Param, place contract.Place) []misfit {
	if p.Kind == contract.List && p.Items != nil && p.Items.Kind != contract.String {
		return append(misfitsOf(p.Kind, place), a.itemMisfits(p.Items, place)...)
	}
	out := misfitsOf(p.Kind, place)
	for i := range out { // what a server makes of digits must be right in everything else
		usual := a.sample(p)
		if l := p.Limits; l.Minimum != "" || l.Maximum != "" || l.MultipleOf != "" {
			usual = unsaid(p)
		}
		switch _, err := strconv.ParseInt(usual.Text, 10, 64); {
		case err != nil || p.Kind != contract.Integer && p.Kind != contract.Number:
		case out[i].variant == "digits-in-a-string":
			out[i].value.Text = usual.Text
		case out[i].variant == "fraction":
			out[i].value.Text = usual.Text + ".5"
		}
	}
	if p.Kind == contract.List && place == contract.InJSON {
		if items := a.known(p); len(items) > 0 { // whoever takes an item for a list of it knows this one
			out[0].value = contract.Text(items[0])
		}
		out = append(out, misfit{"list-of-objects", contract.Listed(anObject())}, misfit{"list-of-numbers", contract.Listed(contract.Whole("1"))})
	}
	return out
}

// itemMisfits puts values of other kinds than the items' into a list.
func (a *Asker) itemMisfits(items *contract.Param, place contract.Place) []misfit {
	var out []misfit
	for _, m := range a.misfits(items, place) {
		out = append(out, misfit{"item-" + m.variant, contract.Listed(m.value)})
	}
	return out
}

func anObject() contract.Value {
	return contract.Made(contract.Arg{Name: "a", Value: contract.Whole("1")})
}

func misfitsOf(kind contract.Kind, place contract.Place) []misfit {
	word, fraction := misfit{"word", contract.Text("abc")}, misfit{"fraction", contract.Value{Kind: contract.Number, Text: "1.5"}}
	object, list, number := misfit{"object", anObject()}, misfit{"list", contract.Listed(contract.Whole("1"))}, misfit{"number", contract.Whole("1")}
	boolean, digits := misfit{"boolean", contract.Value{Kind: contract.Boolean, Text: "true"}}, misfit{"digits-in-a-string", contract.Text("1")}
	if place != contract.InJSON {
		switch kind {
		case contract.Integer:
			return []misfit{word, {fraction.variant, contract.Text("1.5")}}
		case contract.Number, contract.Boolean:
			return []misfit{word}
		}
		return nil
	}
	switch kind {
	case contract.Integer:
		return []misfit{word, object, list, fraction, boolean, digits}
	case contract.Number:
		return []misfit{word, object, list, boolean, digits}
	case contract.Boolean:
		return []misfit{word, object, list, {"number", contract.Whole("7")}, {"true-in-a-string", contract.Text("true")}}
	case contract.List:
		return []misfit{word, object, number}
	case contract.Object:
		return []misfit{word, list, number}
	case contract.String:
		return []misfit{object, {list.variant, contract.Texts([]string{"a"})}, number}
	}
	return nil
}

// null is no value: a required parameter that is null is as good as absent.
func null(p *contract.Param, place contract.Place) []misfit {
	if place != contract.InJSON || !p.Required || p.Nullable {
		return nil
	}
	return []misfit{{"null", contract.Value{Kind: contract.Null}}}
}

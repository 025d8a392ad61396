package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// misfit is a value of another kind than the parameter's.
type misfit struct {
	variant string
	value   contract.Value
}

// kinds sends values of other kinds.
func kinds(a *Asker) []Case {
	var out []Case
	for i := range a.op.Params {
		p := &a.op.Params[i]
		for _, w := range a.carrierWays() {
			for _, m := range append(misfits(p, w.carrier.Place), null(p, w.carrier.Place)...) {
				c := a.one(a.requirement("%s/type", p.Name), m.variant+w.suffix, p.Origin(contract.TypeKeyword),
					a.request(w, a.plainWith(p, m.value)), want.Refused{},
					"%s is of type %s: %s is refused.", p.Name, p.Kind, m.value)
				out = append(out, a.anchored(c.at(kindLevel(p, m)), w))
			}
		}
	}
	return out
}

// misfits gives the values of other kinds that can be written in a place: only
// JSON has kinds, elsewhere everything is text.
func misfits(p *contract.Param, place contract.Place) []misfit {
	object := contract.Value{Kind: contract.Object, Text: `{"a":1}`}
	switch {
	case p.Kind == contract.Integer && place == contract.InJSON:
		return []misfit{
			{"word", contract.Text("abc")},
			{"object", object},
			{"list", contract.Value{Kind: contract.List, Items: []contract.Value{contract.Whole("1")}}},
			{"fraction", contract.Value{Kind: contract.Number, Text: "1.5"}},
			{"boolean", contract.Value{Kind: contract.Boolean, Text: "true"}},
			{"digits-in-a-string", contract.Text("1")},
		}
	case p.Kind == contract.Integer:
		return []misfit{{"word", contract.Text("abc")}, {"fraction", contract.Text("1.5")}}
	case p.Kind == contract.List && place == contract.InJSON:
		return []misfit{
			{"word", contract.Text("mna-dev1")},
			{"object", object},
			{"number", contract.Whole("1")},
			{"list-of-objects", contract.Value{Kind: contract.List, Items: []contract.Value{object}}},
			{"list-of-numbers", contract.Value{Kind: contract.List, Items: []contract.Value{contract.Whole("1")}}},
		}
	case p.Kind == contract.String && place == contract.InJSON:
		return []misfit{
			{"object", object},
			{"list", contract.Texts([]string{"a"})},
			{"number", contract.Whole("1")},
		}
	}
	return nil
}

// null is no value: a required parameter that is null is as good as absent.
func null(p *contract.Param, place contract.Place) []misfit {
	if place != contract.InJSON || !p.Required {
		return nil
	}
	return []misfit{{"null", contract.Value{Kind: contract.Null}}}
}

package probe

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
)

// Sweeps tells whether the case looks at all answers of an operation, whichever
// other cases asked for, and needs none in particular.
func (c Case) Sweeps() bool {
	switch c.Want.(type) {
	case Present, OfKind, Formed, NotNegative, ListAlways, PlainDigits, Sound, Holds, Follows, Current:
		return true
	}
	return false
}

// Question writes down what a case asks: two cases of one id ask the same if
// their questions are equal, whichever revision of the documents made them. It
// holds what goes over the wire, what is wanted of the answers and how strongly;
// not the words, citations and places, nor, of a case about all answers, which
// other cases there are.
func (c Case) Question() string { return c.question(wire.Request.Asks) }

// Questions gives the questions of cases by their ids. Messages that many of
// them send are written once.
func Questions(cases []Case) map[string]string {
	out, known := map[string]string{}, map[string]string{}
	asks := func(r wire.Request) string {
		key := r.Key()
		text, ok := known[key]
		if !ok {
			text = r.Asks()
			known[key] = text
		}
		return text
	}
	for _, c := range cases {
		out[c.ID] = c.question(asks)
	}
	return out
}

func (c Case) question(asks func(wire.Request) string) string {
	q := struct {
		Level        contract.Level
		Profile      contract.Profile
		Family, Kind string
		Want         any
		Requests     []string
		Anchor, Root string
		Order        Order
		Control      bool
		Skip         string
	}{Level: c.Level, Profile: c.Profile, Family: c.Family, Kind: fmt.Sprintf("%T", c.Want), Want: wanted(c), Order: c.Order, Control: c.Control, Skip: c.Skip}
	if !c.Sweeps() {
		for _, r := range c.Requests {
			q.Requests = append(q.Requests, asks(r))
		}
		if c.Anchor != nil {
			q.Anchor = asks(*c.Anchor)
		}
		if c.Root != nil {
			q.Root = asks(*c.Root)
		}
	}
	text, err := json.Marshal(q)
	if err != nil {
		panic(err) // strings, numbers and lists of them always marshal
	}
	return string(text)
}

// wanted gives what a judge takes from a want and from the operation behind it,
// without the words and places that come along.
func wanted(c Case) any {
	switch want := c.Want.(type) {
	case RowCode:
		return []any{want.Row.Code, want.Alternative, want.Refusal}
	case RowStatus:
		return []any{want.Row.Code, want.Row.Status}
	case RowMessage:
		return []any{want.Row.Code, want.Row.Message}
	case Present:
		lone := len(want.Field.Members) == 1 && want.Field.Members[0].Items != nil
		return []any{place(c.Operation, want.Field), want.Field.Items != nil, lone}
	case OfKind:
		return []any{place(c.Operation, want.Field), kindsOf(want.Field), kindsOf(want.Field.Items)}
	case Formed:
		return []any{place(c.Operation, want.Field), want.Field.Format, want.Field.Digits}
	case ListAlways:
		return place(c.Operation, want.Field)
	case PlainDigits:
		return place(c.Operation, want.Field)
	case NotNegative:
		return place(c.Operation, want.Field)
	case Sound:
		return []any{want.Property, sound(c.Operation, want.Property)}
	case Holds:
		r := want.Relation
		return []any{r.Kind, r.Parameter, r.Rows, r.Key, r.Fields, r.Parts, r.Whole, r.Slack}
	case Follows:
		return ways(want.Set, false)
	case Current:
		return ways(want.Set, true)
	case Encoded:
		if want.Set == nil {
			return []any{want.Rows, want.Key, want.Names}
		}
		return []any{want.Rows, want.Key, want.Names, ways(*want.Set, false)}
	}
	return c.Want // strings and numbers only, which a test looks after
}

// place is where a field is looked for: its path, and what else its documents
// let it be called or stand in.
func place(o *contract.Operation, f *contract.Field) []any {
	out := []any{f.Path}
	for _, aspect := range []contract.Aspect{contract.KeyAspect, contract.NestingAspect} {
		if set, ok := o.Reading("response/"+f.Path, aspect); ok {
			out = append(out, ways(*set, false))
		}
	}
	return out
}

func kindsOf(f *contract.Field) []contract.Kind {
	if f == nil {
		return nil
	}
	kinds := slices.Clone(f.Kinds)
	slices.Sort(kinds)
	return kinds
}

// sound gives what a property is held against, of what documents may change.
func sound(o *contract.Operation, p Property) any {
	switch p {
	case Wrapped:
		return o.Envelope.Member
	case Rooted:
		if set, ok := o.Reading("response", contract.RootAspect); ok {
			return ways(*set, false)
		}
		return o.Envelope.XMLRoot
	}
	return nil
}

// ways gives the readings of a set, in an order of their own; levels matter
// where one is advised against.
func ways(set contract.ReadingSet, levels bool) []string {
	out := []string{string(set.Aspect) + " of " + set.At}
	for _, r := range set.Readings {
		text := r.ID + "=" + r.Value
		if levels {
			text += " " + string(r.Level)
		}
		out = append(out, text)
	}
	slices.Sort(out[1:])
	return out
}

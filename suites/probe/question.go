package probe

import (
	"encoding/json"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// Question writes down what a case asks: two cases of one id ask the same if
// their questions are equal, whichever revision of the documents made them. It
// holds what goes over the wire, what is wanted of the answers and how strongly;
// not the words, citations and places, nor, of a case about all answers, which
// other cases there are.
func (c Case) Question() string { return c.question(wire.Request.Digest) }

// Questions gives the questions of cases by their ids. Messages that many of
// them send are written once.
func Questions(cases []Case) map[string]string {
	out, known := map[string]string{}, map[string]string{}
	asks := func(r wire.Request) string {
		key := r.Key()
		text, ok := known[key]
		if !ok {
			text = r.Digest()
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
	}{Level: c.Level, Profile: c.Profile, Family: c.Family, Kind: want.TypeOf(c.Want), Want: c.Want.Question(c.Operation), Order: c.Order, Control: c.Control, Skip: c.Skip}
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

package probe

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// encoding writes the items of a list in the ways that are open to a client:
// with gaps, out of order, from the other first index, under the bare name,
// with commas. Only what real clients send is asked at should.
func encoding(a *Asker) []Case {
	var out []Case
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if p.Kind != contract.List {
			continue
		}
		for _, w := range a.carrierWays() {
			if w.carrier.Of(p) == contract.InJSON {
				continue // a JSON list has no indices
			}
			out = append(out, a.encodings(p, w)...)
		}
	}
	return out
}

// writing is a way to write the items of a list as pairs.
type writing struct {
	variant string
	level   contract.Level
	pairs   []contract.Arg
	want    want.Want
	text    string
	whole   bool     // pairs hold what stands beside the list too
	among   []string // names that must be accepted for the writing to mean anything, nil for known ones
}

func (a *Asker) encodings(p *contract.Param, w way) []Case {
	names := a.several(p, 3)
	if p.MinItems > 2 {
		a.unask(a.requirement("%s/encoding", p.Name), p.Origin(contract.Encoding), "two items are written in each way, and it has %d at least", p.MinItems)
		return nil
	}
	if names == nil {
		a.unask(a.requirement("%s/encoding", p.Name), p.Origin(contract.Encoding), "two items are needed, and %d are known", len(a.known(p)))
		return nil
	}
	one := func(index int) contract.Args {
		args := slices.Clone(a.beside(p))
		for i, name := range names[:fewest(p)] {
			args = append(args, contract.Arg{Name: p.Item(index + i), Value: contract.Text(name)})
		}
		return args
	}
	firstIndex := a.one(a.requirement("%s/encoding", p.Name), "first-index"+w.suffix, p.Origin(contract.Encoding), a.request(w, one(p.First)), want.Accepted{},
		"The first item of %s has the index %d.", p.Name, p.First)
	out := []Case{firstIndex.anchoredTo(a.request(w, one(1-p.First)))}
	for _, e := range a.writings(p, names) {
		args := contract.Args(e.pairs)
		if !e.whole {
			args = append(a.beside(p), e.pairs...)
		}
		among := names
		if e.among != nil {
			among = e.among
		}
		c := a.one(a.requirement("%s/encoding", p.Name), e.variant+w.suffix, p.Origin(contract.Encoding), a.request(w, args), e.want, "%s", e.text)
		_, c.Control = e.want.(want.Encoded) // which holds the rows against the anchor's
		out = append(out, c.at(e.level).anchoredTo(a.request(w, a.plainWith(p, p.Listing(among)))))
	}
	return out
}

// writings lists the ways. Alibaba's own clients leave gaps where an item is
// empty and send pairs in any order; Tencent's always count from 0.
func (a *Asker) writings(p *contract.Param, names []string) []writing {
	relation, _ := a.rowsOf(p)
	level := contract.Should
	if p.First == 0 {
		level = contract.May
	}
	understood := func(names []string) want.Want {
		return want.Encoded{Rows: relation.Rows, Key: relation.Key, Names: names}
	}
	pair := func(index int, name string) contract.Arg {
		return contract.Arg{Name: p.Item(index), Value: contract.Text(name)}
	}
	commas := want.Encoded{Rows: relation.Rows, Key: relation.Key, Names: names[:2]}
	if set, ok := a.op.Reading(p.Name, contract.EncodingAspect); ok {
		commas.Set = set
	}
	var out []writing
	write := func(variant string, level contract.Level, pairs []contract.Arg, want want.Want, text string) {
		out = append(out, writing{variant: variant, level: level, pairs: pairs, want: want, text: text})
	}
	write("gap", level, []contract.Arg{pair(p.First, names[0]), pair(p.First+2, names[1])}, understood(names[:2]),
		"An index may be left out, as the vendor's clients do for an empty item: both names are looked up.")
	disorder := level
	if p.First > 0 { // N in the name of the list is the number of the item
		disorder = contract.Must
	}
	write("disorder", disorder, []contract.Arg{pair(p.First+1, names[1]), pair(p.First, names[0])}, understood(names[:2]),
		"The order of the pairs does not matter: both names are looked up.")
	write("duplicate-index", contract.May, []contract.Arg{pair(p.First, names[0]), pair(p.First, names[1])}, want.Orderly{},
		"An index that stands twice is answered in an orderly way.")
	write("other-first-index", contract.May, []contract.Arg{pair(1-p.First, names[0])}, want.Orderly{},
		"A list that begins at the other vendor's first index is answered in an orderly way.")
	write("bare-name", contract.May, []contract.Arg{{Name: p.Name, Value: contract.Text(names[0])}}, want.Orderly{},
		"The bare name without an index is answered in an orderly way.")
	write("commas", contract.May, []contract.Arg{pair(p.First, strings.Join(names[:2], ","))}, commas,
		"Names joined by commas are split or taken as one name, in an orderly way.")
	if commas.Set != nil {
		out[len(out)-1].level = contract.Must
		out = append(out, a.commaWritings(p, names, commas, pair)...)
	}
	apart := append(append([]contract.Arg{pair(p.First, names[0])}, a.beside(p)...), pair(p.First+1, names[1]))
	out = append(out, writing{variant: "apart", level: level, pairs: apart, whole: true, want: understood(names[:2]),
		text: "Another parameter may stand between two items: both names are looked up."})
	return append(out, a.limitWritings(p, level, pair)...)
}

// commaWritings joins names by commas in one item of several, where the documents speak of
// commas: not in the first alone, and no other item is lost. And it joins more than the
// limit: whoever parts them counts them. The same two names are joined as elsewhere, so that
// who has no row hides the reading there too.
func (a *Asker) commaWritings(p *contract.Param, names []string, commas want.Encoded, pair func(int, string) contract.Arg) []writing {
	var out []writing
	if len(names) > 2 {
		behind := commas
		behind.Names, behind.Alone = names, names[2:]
		out = append(out, writing{variant: "commas-behind-an-item", level: contract.Must, want: behind,
			pairs: []contract.Arg{pair(p.First, names[2]), pair(p.First+1, strings.Join(names[:2], ","))},
			text:  "Names joined by commas in the second item are split or taken as one name, as in the first, and the first item is looked up."})
	}
	if over := a.over(p); over != nil {
		commas.Names, commas.Over = names, true
		out = append(out, writing{variant: "over-limit-in-commas", level: contract.Must, want: commas,
			pairs: []contract.Arg{pair(p.First, strings.Join(over, ","))}, text: "The limit counts names: one more, joined by commas, is refused where commas part names."})
	}
	return out
}

// beside gives what the plain request with a list has beside the list.
func (a *Asker) beside(p *contract.Param) contract.Args {
	return a.plainWith(p, a.sample(p)).Without(p.Name)
}

// limitWritings counts to the limit in unusual writings: the limit is one of
// items. That it is none of indices no document says: 000:19 may be read so.
func (a *Asker) limitWritings(p *contract.Param, level contract.Level, pair func(int, string) contract.Arg) []writing {
	if a.over(p) == nil {
		return nil
	}
	spread := func(n, step int) []contract.Arg {
		var out []contract.Arg
		for i, name := range a.items(p, n) {
			out = append(out, pair(p.First+i*step, name))
		}
		return out
	}
	turned := spread(p.MaxItems+1, 1)
	for i, j := 0, len(turned)-1; i < j; i, j = i+1, j-1 {
		turned[i], turned[j] = turned[j], turned[i]
	}
	return []writing{
		{variant: "over-limit-with-gaps", level: level, pairs: spread(p.MaxItems+1, 2), want: want.Refused{}, text: "The limit counts items, whatever their indices: one more is refused."},
		{variant: "over-limit-in-disorder", level: level, pairs: turned, want: want.Refused{}, text: "The limit counts items, in whatever order they come: one more is refused."},
		{variant: "at-limit-with-a-gap", level: contract.May, pairs: append(spread(p.MaxItems-1, 1), pair(p.First+p.MaxItems, a.items(p, p.MaxItems)[p.MaxItems-1])), want: want.Accepted{},
			text: "The limit counts items, not indices: exactly the limit is accepted.", among: a.fewest(p)},
	}
}

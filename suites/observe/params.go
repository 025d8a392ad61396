package observe

import (
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/want"
)

// withVariant gives the cases whose variant is a word or goes on with a hyphen.
func withVariant(cases []*askedCase, word string) []*askedCase {
	var out []*askedCase
	for _, a := range cases {
		if v := a.variant(); v == word || strings.HasPrefix(v, word+"-") {
			out = append(out, a)
		}
	}
	return out
}

// need finds parameters that may be left out, or may not, otherwise than
// documented.
func (e *evidence) need(p *contract.Param) {
	all := e.askedAbout("%s/required", p.Name)
	absent, empty := withVariant(all, "absent"), withVariant(all, "empty")
	if s, n := firstOf(absent, recordedAnswer.ok); n > 0 && fail(absent) {
		e.note("request/required/lost", p.Name, side("required", p.Origin(contract.Required)), "optional", s,
			"%s may be left out, the documents require it", p.Name).seenIn(n, len(absent)).explains(all...).
			mended(func(d document.Node) error { return d.DropText(p.Name, "components", "schemas", "Request", "required") })
	} else if s, n := firstOf(empty, recordedAnswer.ok); n > 0 && fail(empty) {
		e.note("request/level/weakened", p.Name+" empty", side(string(empty[0].Level), p.Origin(contract.Required)), "may", s,
			"%s may be empty, the documents require a value", p.Name).seenIn(n, len(empty)).explains(empty...).mended(weaken(p, contract.EmptyValue))
	}
	optional := e.askedAbout("%s/optional", p.Name)
	if e.op.Disputed(p.Name) || !fail(optional) {
		return
	}
	absent, present := withVariant(optional, "absent"), withVariant(optional, "present")
	if s, n := firstOf(absent, recordedAnswer.refused); n > 0 && fail(absent) {
		e.note("request/required/gained", p.Name, side("optional", p.Origin(contract.Optional)), "required", s,
			"%s may not be left out, the documents call it optional; without it comes %s", p.Name, codeAndStatus(s)).seenIn(n, len(absent)).explains(optional...).
			mended(func(d document.Node) error { return addText(d, p.Name, "components", "schemas", "Request", "required") })
		return
	}
	s, n := firstOf(present, recordedAnswer.refused)
	if n > 0 && fail(present) && !e.explainedElsewhere(p) {
		e.note("request/removed", p.Name, side(p.Name, p.Origin(contract.Row)), "", s, "%s is refused: %s", p.Name, codeAndStatus(s)).seenIn(n, len(present)).explains(present...).
			left("what else the documents say of the parameter would have to go with it")
	}
}

// common finds a common parameter that may be left out, although the operation's
// document requires it.
func (e *evidence) common(p *contract.CommonParam) {
	cases := e.askedAbout("%s/required", p.Name)
	if s, n := firstOf(cases, recordedAnswer.ok); n > 0 && fail(cases) {
		e.note("common/required/lost", p.Name, side("required", p.Origin), "optional", s,
			"%s may be left out, the documents require it", p.Name).seenIn(n, len(cases)).explains(cases...).
			mended(func(d document.Node) error { return d.Put(false, "x-operation", "common", "name="+p.Name, "required") })
	}
}

// weaken lets a keyword of a parameter be no demand any more.
func weaken(p *contract.Param, keyword contract.Keyword) func(document.Node) error {
	return func(d document.Node) error {
		path := []string{"components", "schemas", "Request", "properties", p.Name}
		if err := d.Put("may", below(path, "x-level", string(keyword))...); err != nil || p.LevelReason != "" {
			return err
		}
		return d.Put("It was observed.", below(path, "x-level-reason")...)
	}
}

// explainedElsewhere tells whether something else about a parameter explains that it is
// refused: single values, how its items are counted, what stands beside it.
func (e *evidence) explainedElsewhere(p *contract.Param) bool {
	for _, d := range e.found {
		if d.At == p.Name && strings.HasPrefix(d.Kind, "request/") || d.Kind == "request/placeholder/removed" && strings.HasSuffix(d.Old.Value, " beside "+p.Name) {
			return true
		}
	}
	return false
}

// values finds enumerated values that are refused, and others that are not.
func (e *evidence) values(p *contract.Param) {
	all := e.askedAbout("%s/enum", p.Name)
	byValue := map[string][]*askedCase{}
	var order []string
	for _, a := range all {
		value, _ := a.Requests[0].Args.Get(p.Name)
		if byValue[value.Text] == nil {
			order = append(order, value.Text)
		}
		byValue[value.Text] = append(byValue[value.Text], a)
	}
	origin := p.Origin(contract.Enum)
	properties := []string{"components", "schemas", "Request", "properties", p.Name, "enum"}
	var further []string
	outside := 0
	for _, value := range order {
		cases := byValue[value]
		if _, wanted := cases[0].Want.(want.Accepted); wanted {
			if s, n := firstOf(cases, recordedAnswer.refused); n > 0 && fail(cases) {
				e.note("request/enum/value/removed", p.Name, side(shown(value), origin), "", s, "%s may not be %s: %s", p.Name, shown(value), codeAndStatus(s)).
					seenIn(n, len(cases)).explains(cases...).mended(func(d document.Node) error { return d.DropText(value, properties...) })
			}
			continue
		}
		if cases[0].Level != contract.Must {
			continue
		}
		if _, err := strconv.ParseInt(value, 10, 64); p.Kind == contract.Integer && err != nil {
			continue // no integer of 64 bits: refused for its size, with or without an enumeration
		}
		outside++
		if _, n := firstOf(cases, recordedAnswer.ok); n > 0 && fail(cases) {
			further = append(further, value)
		}
	}
	e.further(p, byValue, further, outside, origin)
}

// further says which values outside an enumeration are accepted; all of them
// make it no enumeration.
func (e *evidence) further(p *contract.Param, byValue map[string][]*askedCase, further []string, outside int, origin contract.Origin) {
	properties := []string{"components", "schemas", "Request", "properties", p.Name}
	if len(further) > 0 && len(further) == outside {
		var cases []*askedCase
		for _, list := range byValue {
			cases = append(cases, slices.DeleteFunc(slices.Clone(list), func(a *askedCase) bool { _, wanted := a.Want.(want.Accepted); return wanted })...)
		}
		slices.SortFunc(cases, func(a, b *askedCase) int { return strings.Compare(a.ID, b.ID) })
		must := slices.DeleteFunc(slices.Clone(cases), func(a *askedCase) bool { return a.Level != contract.Must })
		s, n := firstOf(must, recordedAnswer.ok)
		e.note("request/enum/dropped", p.Name, side(strings.Join(p.Enum, ", "), origin), "", s,
			"%s takes any value, the documents say one of %s", p.Name, strings.Join(p.Enum, ", ")).seenIn(n, len(must)).explains(cases...).
			mended(func(d document.Node) error { return d.Drop(below(properties, "enum")...) })
		return
	}
	for _, value := range further {
		s, n := firstOf(byValue[value], recordedAnswer.ok)
		e.note("request/enum/value/added", p.Name, revision.Side{Origin: origin}, shown(value), s, "%s takes %s too, the documents say one of %s", p.Name, shown(value), strings.Join(p.Enum, ", ")).
			seenIn(n, len(byValue[value])).explains(byValue[value]...).
			mended(func(d document.Node) error { return d.AddLike(value, below(properties, "enum")...) })
	}
}

// kindsOf finds values of another kind that are accepted.
func (e *evidence) kindsOf(p *contract.Param) {
	all := e.askedAbout("%s/type", p.Name)
	if !fail(all) {
		return
	}
	wanted := slices.DeleteFunc(slices.Clone(all), func(a *askedCase) bool { return a.Level == contract.May })
	kinds := []string{string(p.Kind)}
	for _, a := range wanted {
		s, _ := a.decisiveAnswer()
		value, _ := a.Requests[len(a.Requests)-1].Args.Get(p.Name)
		if kind := string(value.Kind); s.ok() && a.fails() && !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	s, n := firstOf(wanted, recordedAnswer.ok)
	if n == 0 {
		return
	}
	d := e.note("request/type/widened", p.Name, side(string(p.Kind), p.Origin(contract.TypeKeyword)), strings.Join(kinds, " or "), s,
		"%s takes values of other kinds, %s; the documents say %s", p.Name, strings.Join(kinds[1:], ", "), p.Kind)
	if len(kinds) == 1 { // a list of things that are no texts
		d.Text, d.New.Value = p.Name+" takes a list of other things than texts", "a list of anything"
	}
	d.sometimes(n, len(wanted)).explains(all...).mended(weaken(p, contract.TypeKeyword))
	d.as = named{"request/level/weakened", p.Name + " type"}
}

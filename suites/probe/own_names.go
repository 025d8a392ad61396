package probe

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// mostNames bounds how many names are asked about one by one.
const mostNames = 8

// ownNames asks for names with letters that software on the way likes to change: a
// plus that becomes a blank, a percent sign that is decoded twice, a capital that is
// folded. Some are asked for alone, all of them together by every carrier and in every
// format.
func (a *Asker) ownNames(r contract.Relation, p *contract.Param) []Case {
	known := a.known(p)
	if p.MaxItems > 0 {
		known = known[:min(len(known), p.MaxItems)]
	}
	plain := plainNames(known)
	many := unsorted(known)
	all := slices.DeleteFunc(slices.Clone(known), func(n string) bool { return slices.Contains(plain, n) })
	var out []Case
	ask := func(variant string, names []string, w way, lists ...[]string) {
		c := a.related(r, variant+w.suffix, want.Spelt{Rows: r.Rows, Key: r.Key, Names: names, Plain: plain})
		for _, list := range lists {
			c.Requests = append(c.Requests, a.request(w, a.telling(p.Name).With(p.Name, p.Listing(list))))
		}
		out = append(out, c)
	}
	for i, name := range awkward(known) {
		ask("name-"+letters(i), []string{name}, a.printed(), many, []string{name})
	}
	for _, w := range a.ways() {
		if len(all) > 0 {
			ask("all", all, w, many)
		}
	}
	out = append(out, a.blanksAsPlus(r, p, many)...)
	return append(out, a.nearNames(r, p, plain)...)
}

// blanksAsPlus asks for names with a blank as some of the vendor's clients write it, as a
// plus sign: the answer is the one to the other writing.
func (a *Asker) blanksAsPlus(r contract.Relation, p *contract.Param, known []string) []Case {
	if !slices.ContainsFunc(known, func(n string) bool { return strings.Contains(n, " ") }) {
		return nil
	}
	var out []Case
	for _, w := range a.carrierWays() {
		if w.carrier.Of(p) == contract.InJSON {
			continue
		}
		usual := a.request(w, a.telling(p.Name).With(p.Name, p.Listing(known)))
		c := a.related(r, "blank-as-plus"+w.suffix, want.Same{Rows: r.Rows, Key: r.Key})
		c.Requests = []wire.Request{usual.Altered(func(r *wire.Request) { r.Tamper.Plus = true }), usual}
		out = append(out, a.anchored(c.at(contract.Should), w)) // which writings there are is the common pages' word
	}
	return out
}

// nearNames asks for names that are nearly somebody's: nobody's amount is theirs, and no
// row for somebody else is an answer. Whether names are told apart by case, or by blanks
// around them, no document says.
func (a *Asker) nearNames(r contract.Relation, p *contract.Param, known []string) []Case {
	i := slices.IndexFunc(known, func(n string) bool { return utf8.RuneCountInString(n) > 3 })
	if i < 0 {
		return nil
	}
	name := known[i]
	_, last := utf8.DecodeLastRuneInString(name)
	ask := func(name string) contract.Args { return a.telling().With(p.Name, p.Listing([]string{name})) }
	var out []Case
	for _, near := range []struct {
		variant, name string
		level         contract.Level
	}{{"a-letter-less", name[:len(name)-last], contract.Must}, {"a-letter-more", name + "x", contract.Must}, {"in-capitals", strings.ToUpper(name), contract.May},
		{"in-blanks", " " + name + " ", contract.May}, {"as-a-pattern", name[:1] + "%", contract.Should}} {
		if !slices.Contains(a.known(p), near.name) {
			c := a.related(r, near.variant, want.Nobody{Rows: r.Rows, Key: r.Key}, ask(name), ask(near.name))
			c.Level = near.level
			out = append(out, c)
		}
	}
	if less := name[:len(name)-last]; !slices.Contains(a.known(p), less) {
		out = append(out, a.stillFormed(p, ask(less))...)
	}
	return out
}

// stillFormed asks for a name that nobody has and that lacks a letter of one that somebody
// has: its form is not what is wrong with it. An older page says no more than that a name
// is wrong, so that it is only worth knowing.
func (a *Asker) stillFormed(p *contract.Param, args contract.Args) []Case {
	trigger, ok := a.refusing(p.Name, contract.Malformed)
	i := slices.IndexFunc(a.op.Errors, func(row contract.ErrorCode) bool { return slices.Contains(row.Triggers, trigger) })
	if !ok || i < 0 {
		return nil
	}
	row := a.op.Errors[i]
	c := a.one(a.requirement("errors/%s/code", row.Code), p.Name+"-a-letter-less", row.Origin, a.request(a.printed(), args), want.NotFor{Codes: contract.Codes{row.Code}},
		"%s is answered when %s is malformed, not when nobody has the name.", row.Code, p.Name)
	return []Case{a.anchored(c.at(contract.May), a.printed())}
}

// letters numbers the awkward names in words: a, b, c …
func letters(i int) string { return string(rune('a' + i)) }

func isPlain(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.", r)
}

// longName is how many letters a name has that software on the way may cut.
const longName = 24

// oddities are what software on the way likes to change in a name: letters that are
// not plain, of another script as one and capitals as another, its length, zeros
// that numbers lose, and being a word of programs.
func oddities(name string) []rune {
	const capital, script, beyond, long, zero, word = 'A', 0x80, 0x10000, -1, '0', -2
	var out []rune
	for _, r := range name {
		switch {
		case isPlain(r):
		case r >= 'A' && r <= 'Z':
			out = append(out, capital)
		case r > 0xffff:
			out = append(out, beyond)
		case r > 0x7f:
			out = append(out, script)
		default:
			out = append(out, r)
		}
	}
	if strings.TrimLeft(name, "0") != name {
		out = append(out, zero)
	}
	if utf8.RuneCountInString(name) > longName {
		out = append(out, long)
	}
	if slices.Contains([]string{"null", "nil", "none", "undefined", "true", "false", "nan"}, name) {
		out = append(out, word)
	}
	return out
}

// plainNames are the names that nothing on the way changes.
func plainNames(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return len(oddities(n)) > 0 })
}

// awkward picks names so that every oddity stands in one of them.
func awkward(names []string) []string {
	seen := map[rune]bool{}
	var out []string
	for _, name := range names {
		fresh := false
		for _, odd := range oddities(name) {
			fresh, seen[odd] = fresh || !seen[odd], true
		}
		if fresh && len(out) < mostNames {
			out = append(out, name)
		}
	}
	return out
}

package probe

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// mostNames bounds how many names are asked about one by one.
const mostNames = 8

// ownNames asks for names with letters that software on the way likes to change,
// each alone and by every carrier: a plus that becomes a blank, a percent sign
// that is decoded twice, a capital that is folded. That they are among many
// says nothing, since one row of many is enough there.
func (a *Asker) ownNames(r contract.Relation, p *contract.Param) []Case {
	known := a.known(p)
	if p.MaxItems > 0 {
		known = known[:min(len(known), p.MaxItems)]
	}
	var out []Case
	for i, name := range awkward(known) {
		for _, w := range a.ways() {
			ask := func(names ...string) contract.Args { return a.telling().With(p.Name, p.Listing(names)) }
			c := a.related(r, "name-"+letters(i)+w.suffix, want.Spelt{Rows: r.Rows, Key: r.Key, Name: name, Plain: plainNames(known)})
			c.Requests = append(c.Requests, a.request(w, ask(known...)), a.request(w, ask(name)))
			out = append(out, c)
		}
	}
	return out
}

// letters numbers the awkward names in words: a, b, c …
func letters(i int) string { return string(rune('a' + i)) }

func isPlain(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.", r)
}

// plainNames are the names that nothing on the way changes.
func plainNames(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return strings.ContainsFunc(n, func(r rune) bool { return !isPlain(r) }) })
}

// awkward picks names so that every letter that is not plain stands in one of
// them; letters of another script count as one, capitals as another.
func awkward(names []string) []string {
	kind := func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return 'A'
		case r > 0xffff:
			return 0x10000
		case r > 0x7f:
			return 0x80
		}
		return r
	}
	seen := map[rune]bool{}
	var out []string
	for _, name := range names {
		fresh := false
		if digits := strings.TrimLeft(name, "0"); digits != name && !seen['0'] { // which numbers lose
			seen['0'], fresh = true, true
		}
		for _, r := range name {
			if !isPlain(r) && !seen[kind(r)] {
				seen[kind(r)], fresh = true, true
			}
		}
		if fresh && len(out) < mostNames {
			out = append(out, name)
		}
	}
	return out
}

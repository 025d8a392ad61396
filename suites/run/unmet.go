package run

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/suites/probe"
)

// unmet are the prefixes of a selection that no id has had so far, in their order, and of
// each the first fact below it that no case asks about.
type unmet struct {
	prefixes []string
	unasked  map[string]probe.Unasked
}

func newUnmet(s Selection) *unmet {
	return &unmet{prefixes: slices.Concat(s.Prefixes, s.Skip), unasked: map[string]probe.Unasked{}}
}

// meet takes in what was made of some operations.
func (u *unmet) meet(made []probe.Case, unasked []probe.Unasked) {
	u.prefixes = slices.DeleteFunc(u.prefixes, func(prefix string) bool {
		return slices.ContainsFunc(made, func(c probe.Case) bool { return under(c.ID, prefix) })
	})
	for _, prefix := range u.prefixes {
		i := slices.IndexFunc(unasked, func(one probe.Unasked) bool { return under(one.Requirement, prefix) })
		if _, known := u.unasked[prefix]; i >= 0 && !known {
			u.unasked[prefix] = unasked[i]
		}
	}
}

// err is what is wrong with the first of the prefixes that are left; nil where none is.
func (u *unmet) err(p *Parts) error {
	if len(u.prefixes) == 0 {
		return nil
	}
	prefix := u.prefixes[0]
	if one, ok := u.unasked[prefix]; ok {
		return fmt.Errorf("no case asks about %s: %s", one.Requirement, one.Why)
	}
	return fmt.Errorf("no case id is %q or begins with it%s", prefix, near(prefix, p.beginnings(len(strings.Split(prefix, "/"))+1)))
}

// beginnings gives the first so many words of all ids, each once, in their order.
func (p *Parts) beginnings(words int) []string {
	var out []string
	seen := map[string]bool{}
	for some := range p.make {
		for _, c := range some.cases {
			parts := strings.Split(c.ID, "/")
			if head := strings.Join(parts[:min(words, len(parts))], "/"); !seen[head] {
				seen[head] = true
				out = append(out, head)
			}
		}
	}
	return out
}

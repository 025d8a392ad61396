// Package run carries a plan out: cases become requests, each sent once however
// many cases look at its answer, several at a time, within the target's rate;
// answers become verdicts. It knows no keyword and no protocol.
package run

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/target"
	"github.com/plumbline/plumbline/suites/want"
)

// Selection says which cases are asked.
type Selection struct {
	Level    contract.Level     // this level and stronger ones
	Profiles []contract.Profile // nil for contract alone
	Prefixes []string           // of ids, whole words; nil for all
	Skip     []string           // prefixes of ids that are not asked
	Only     []string           // ids; nil for all
	// Draw is how many requests are drawn for each operation beside the written
	// cases, from Seed; the plan's requests do not count them.
	Draw int
	Seed uint64
	// Writes are the keys of operations that may be asked though they may change
	// things.
	Writes []string
}

// Plan is what a run will do: its cases, and the requests they need, each once,
// in the order in which they are first needed.
type Plan struct {
	Cases    []probe.Case
	Requests []wire.Request
	// Unasked are the facts below the selected prefixes that no case asks about,
	// whatever the level.
	Unasked []probe.Unasked
}

// New makes the plan of a selection. A prefix that no id has, or a selection
// that leaves nothing, is an error: nothing selected is not a pass.
func New(operations []*contract.Operation, t *target.Target, s Selection) (Plan, error) {
	all, unasked := probe.All(operations, t.Accounts())
	for _, o := range operations {
		if s.Draw > 0 {
			all = append(all, probe.Draws(o, s.Draw, s.Seed))
		}
	}
	for _, prefix := range slices.Concat(s.Prefixes, s.Skip) {
		if !slices.ContainsFunc(all, func(c probe.Case) bool { return under(c.ID, prefix) }) {
			if i := slices.IndexFunc(unasked, func(u probe.Unasked) bool { return under(u.Requirement, prefix) }); i >= 0 {
				return Plan{}, fmt.Errorf("no case asks about %s: %s", unasked[i].Requirement, unasked[i].Why)
			}
			return Plan{}, fmt.Errorf("no case id is %q or begins with it%s", prefix, near(prefix, all))
		}
	}
	p := Plan{Cases: burstsLast(s.careful(s.among(all, t.Accounts()), t.Accounts()))}
	if len(p.Cases) == 0 {
		return Plan{}, fmt.Errorf("the selection leaves no case: level %s, profiles %v, ids %v, without %v", s.Level, s.profiles(), s.Prefixes, s.Skip)
	}
	p.Requests = requests(p.Cases)
	p.Unasked = slices.DeleteFunc(unasked, func(u probe.Unasked) bool { return !s.named(u.Requirement) })
	return p, nil
}

// Cases gives the cases of a selection; a prefix that no id has selects none.
// What is asked of a product that accounts lack is skipped.
func (s Selection) Cases(operations []*contract.Operation, accounts map[string]probe.Account) []probe.Case {
	return s.among(probe.Cases(operations, accounts), accounts)
}

// among gives those of all cases that are selected.
func (s Selection) among(all []probe.Case, accounts map[string]probe.Account) []probe.Case {
	var out []probe.Case
	for _, c := range all {
		if !s.Selects(c) {
			continue
		}
		account, served := accounts[c.Operation.Product]
		switch {
		case !served:
			c.Skip, c.Outside = "the target has no "+c.Operation.Product, true
		case account.Operations != nil && !slices.Contains(account.Operations, c.Operation.Key()):
			c.Skip, c.Outside = "the target does not claim to serve "+c.Operation.Key(), true
		}
		out = append(out, c)
	}
	return across(out)
}

// across lets what no two answers of a product may share be looked at in the
// answers to its operations before too, where the same is asked of them: that
// sends nothing more.
func across(cases []probe.Case) []probe.Case {
	before := map[string][]wire.Request{} // by product
	for i, c := range cases {
		if c.Want != (want.Sound{Property: want.RequestIDUnique}) || c.Skip != "" {
			continue
		}
		product := c.Operation.Provider + "/" + c.Operation.Product
		cases[i].Requests = slices.Concat(c.Requests, before[product])
		before[product] = append(before[product], c.Requests...)
	}
	return cases
}

func (s Selection) profiles() []contract.Profile {
	if s.Profiles == nil {
		return []contract.Profile{contract.Documents}
	}
	return s.Profiles
}

// Selects tells whether a case is asked.
func (s Selection) Selects(c probe.Case) bool {
	only := s.Only == nil || slices.Contains(s.Only, c.ID)
	return only && s.named(c.ID) && s.Level.Includes(c.Level) && slices.Contains(s.profiles(), c.Profile)
}

// named tells whether an id lies below one of the prefixes, if there are any, and
// below none that is skipped.
func (s Selection) named(id string) bool {
	below := func(prefix string) bool { return under(id, prefix) }
	return (len(s.Prefixes) == 0 || slices.ContainsFunc(s.Prefixes, below)) && !slices.ContainsFunc(s.Skip, below)
}

// under tells whether an id is a prefix or lies below it, whole words compared.
func under(id, prefix string) bool {
	prefix = strings.TrimSuffix(prefix, "/")
	return id == prefix || strings.HasPrefix(id, prefix+"/")
}

// requests gives what cases need, each once.
func requests(cases []probe.Case) []wire.Request {
	var out []wire.Request
	seen := map[string]bool{}
	for _, c := range cases {
		for _, r := range Needs(c) {
			if key := r.Key(); !seen[key] {
				seen[key] = true
				out = append(out, r)
			}
		}
	}
	return out
}

// Measuring is how many requests beside those of the plan are sent at most to measure
// limits: none where each is at its documented place.
func (p Plan) Measuring() int {
	n := 0
	for _, c := range p.Cases {
		if c.Measure != nil && c.Skip == "" {
			n += mostSteps(c.Measure)
		}
	}
	return n
}

// Drawing is how many requests are drawn beside those of the plan; what is answered
// wrongly is then asked ever more briefly.
func (p Plan) Drawing() int {
	n := 0
	for _, c := range p.Cases {
		if w, drawn := c.Want.(want.Drawn); drawn && c.Skip == "" {
			n += w.N
		}
	}
	return n
}

// Needs gives the requests of a case, its anchor first; none if it is skipped.
func Needs(c probe.Case) []wire.Request {
	if c.Skip != "" {
		return nil
	}
	if c.Anchor == nil {
		return c.Requests
	}
	return append([]wire.Request{*c.Anchor}, c.Requests...)
}

// Package run carries a plan out: cases become requests, each sent once however
// many cases look at its answer, several at a time, within the target's rate;
// answers become verdicts. It knows no keyword and no protocol.
package run

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/target"
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

// New makes the plan of a selection, whole. It errs as NewParts does.
func New(operations []*contract.Operation, t *target.Target, s Selection) (Plan, error) {
	p := &Parts{operations: operations, accounts: t.Accounts(), selection: s, whole: true}
	if err := p.announce(); err != nil {
		return Plan{}, err
	}
	return *p.only, nil
}

// plan makes the plan of what was made of some operations.
func (s Selection) plan(made []probe.Case, unasked []probe.Unasked, accounts map[string]probe.Account) Plan {
	p := Plan{Cases: burstsLast(s.careful(s.among(made, accounts), accounts))}
	p.Requests = requests(p.Cases)
	p.Unasked = slices.DeleteFunc(unasked, func(u probe.Unasked) bool { return !s.named(u.Requirement) })
	return p
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
		if c.Want != unique() || c.Skip != "" {
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

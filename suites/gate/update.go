package gate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

// Changes is what an update did to the entries.
type Changes struct{ Added, Deleted, Narrowed int }

// String says it in a few words.
func (c Changes) String() string {
	return fmt.Sprintf("%d added, %d deleted, %d narrowed", c.Added, c.Deleted, c.Narrowed)
}

// hint stands beside a reason that somebody has to write.
const hint = "# say why this is accepted; without a reason the gate stays red"

// Update gives the text of the baseline that accepts the run as it is, once
// people have given the reasons. Entries that hold keep reason, link, comments
// and place; stale ones go; a prefix that covers passing cases becomes the cases
// it rightly covers; failures that nothing covers are added. It errs if an entry
// of the baseline cannot be rewritten.
func (g *Gate) Update() ([]byte, Changes, error) {
	var changes Changes
	top := g.baseline.top
	list := top.Need("accepted", document.Sequence, "")
	var kept []document.Node
	for _, e := range g.baseline.Entries {
		state, _ := g.state(e)
		switch {
		case !e.applies(g.run.Target) || state == holds:
			kept = append(kept, e.node)
		case state == broad:
			changes.Narrowed++
			cases, err := g.narrowed(e)
			if err != nil {
				return nil, changes, fmt.Errorf("baseline: %w", err)
			}
			kept = append(kept, cases...)
		default:
			changes.Deleted++
		}
	}
	added := g.additions()
	changes.Added = len(added)
	list.SetItems(append(kept, added...))
	top.Need("suite", document.Scalar, "").SetText(g.run.Suite)
	top.Need("specs", document.Scalar, "suite").SetText(g.run.Specs) // they belong together
	g.known(top.Need("known", document.Mapping, ""))
	text, err := top.Write()
	if err != nil {
		return nil, changes, fmt.Errorf("baseline: %w", err)
	}
	return []byte(spaced(string(text))), changes, nil
}

// Updated gives the text of the updated baseline, the gate that holds the same
// run against it, and what was changed. The text has been read again: one that
// would be refused the next time is an error, and must replace no file.
func (g *Gate) Updated() (text []byte, next *Gate, changes Changes, err error) {
	if text, changes, err = g.Update(); err != nil {
		return nil, nil, changes, err
	}
	written, err := Read(g.baseline.File, text)
	if err != nil {
		return nil, nil, changes, unreadable(g.baseline.File, err)
	}
	return text, written.For(g.run), changes, nil
}

// unreadable is the error of a text that must replace no file.
func unreadable(file string, err error) error {
	return fmt.Errorf("the updated baseline cannot be read, %s is left as it was: %w", file, err)
}

// narrowed gives one entry for each case that a prefix rightly covers; the first
// keeps the comments.
func (g *Gate) narrowed(e *Entry) ([]document.Node, error) {
	var out []document.Node
	for _, v := range g.owned[e] {
		if v.Outcome != e.Outcome {
			continue
		}
		n := e.node.Copy()
		if len(out) > 0 {
			n = n.Bare()
		}
		n.Get("prefix").SetText(v.ID)
		if err := n.Rename("prefix", "id"); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// additions makes entries of the failures that nothing covers. Cases with the
// same beginning are one entry, a prefix, if all that it covers fails.
func (g *Gate) additions() []document.Node {
	open := map[string]bool{}
	for _, v := range g.verdicts {
		owner := g.owner(v.ID)
		open[v.ID] = v.Outcome == finding.Fail && (owner == nil || owner.Outcome != finding.Fail)
	}
	var out []document.Node
	done := map[string]bool{}
	for _, v := range g.verdicts {
		if !open[v.ID] || done[v.ID] || v.Level == contract.May { // what is only worth knowing fails no run
			continue
		}
		prefix, cases := g.common(v, open)
		if len(cases) < 2 {
			out = append(out, g.addition("id", v.ID))
			continue
		}
		for _, id := range cases {
			done[id] = true
		}
		out = append(out, g.addition("prefix", prefix))
	}
	return out
}

// common finds the beginning that covers most failures beside a given one, and
// nothing else, not even a case that was not asked; of several the longest.
func (g *Gate) common(v record.Verdict, open map[string]bool) (prefix string, cases []string) {
	for end := len(v.Requirement); end <= len(v.ID); end++ {
		if end < len(v.ID) && v.ID[end] != '/' && v.ID[end] != '-' {
			continue
		}
		covered, pure := g.below(v.ID[:end], open)
		switch {
		case !pure:
		case cases != nil && len(covered) < len(cases):
			return prefix, cases
		default:
			prefix, cases = v.ID[:end], covered
		}
	}
	return prefix, cases
}

// below gives the failures below a prefix; pure tells whether there is nothing
// else.
func (g *Gate) below(prefix string, open map[string]bool) (cases []string, pure bool) {
	for _, v := range g.verdicts {
		if below(v.ID, prefix) {
			if !open[v.ID] {
				return nil, false
			}
			cases = append(cases, v.ID)
		}
	}
	for _, id := range g.run.Catalogue {
		if _, asked := open[id]; !asked && below(id, prefix) {
			return nil, false
		}
	}
	return cases, true
}

// addition makes an entry. It names the target if the file is one for several.
func (g *Gate) addition(key, value string) document.Node {
	n := document.Map(document.Entry{Key: key, Value: document.Text(value)})
	if g.joint || slices.ContainsFunc(g.baseline.Entries, func(e *Entry) bool { return !e.applies(g.run.Target) }) {
		n.Add("target", document.Text(g.run.Target))
	}
	n.Add("outcome", document.Text("fail"))
	reason := document.Text("")
	reason.Quote(hint)
	n.Add("reason", reason)
	return n
}

// known writes down what the next run is compared with: the cases that were asked and
// those that are known and were not asked, though they exist.
func (g *Gate) known(into document.Node) {
	variants := map[string][]string{}
	var order []string
	add := func(requirement, id string) {
		if variants[requirement] == nil {
			order = append(order, requirement)
		}
		variants[requirement] = append(variants[requirement], strings.TrimPrefix(id, requirement+"/"))
	}
	asked := map[string]bool{}
	for _, v := range g.verdicts {
		if g.run.Catalogue == nil || g.catalogue[v.ID] { // not what was drawn at random
			asked[v.ID] = true
			add(v.Requirement, v.ID)
		}
	}
	for _, id := range g.run.Catalogue {
		if at := strings.LastIndex(id, "/"); g.baseline.known[id] && !asked[id] && at > 0 {
			add(id[:at], id)
		}
	}
	slices.Sort(order)
	into.Clear()
	for _, requirement := range order {
		slices.Sort(variants[requirement])
		var list []document.Node
		for _, variant := range variants[requirement] {
			list = append(list, document.Text(variant))
		}
		into.Add(requirement, document.List(list...).Flow())
	}
}

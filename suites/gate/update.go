package gate

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

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
// it rightly covers; failures that nothing covers are added.
func (g *Gate) Update() ([]byte, Changes, error) {
	var changes Changes
	top := g.baseline.doc.Content[0]
	list := field(top, "accepted", yaml.SequenceNode)
	list.Style &^= yaml.FlowStyle
	var kept []*yaml.Node
	for _, e := range g.baseline.Entries {
		state, _ := g.state(e)
		switch {
		case !e.applies(g.run.Target) || state == holds:
			kept = append(kept, e.node)
		case state == broad:
			changes.Narrowed++
			kept = append(kept, g.narrowed(e)...)
		default:
			changes.Deleted++
		}
	}
	added := g.additions()
	changes.Added = len(added)
	list.Content = append(kept, added...)
	set(top, "suite", g.run.Suite)
	set(top, "specs", g.run.Specs)
	known := field(top, "known", yaml.MappingNode)
	known.Content = g.known()
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(g.baseline.doc); err != nil {
		return nil, changes, fmt.Errorf("baseline: %w", err)
	}
	return []byte(spaced(out.String())), changes, nil
}

// narrowed gives one entry for each case that a prefix rightly covers; the first
// keeps the comments.
func (g *Gate) narrowed(e *Entry) []*yaml.Node {
	var out []*yaml.Node
	for _, v := range g.owned[e] {
		if v.Outcome != e.Outcome {
			continue
		}
		n := &yaml.Node{Kind: yaml.MappingNode}
		for i := 0; i+1 < len(e.node.Content); i += 2 {
			key, value := *e.node.Content[i], *e.node.Content[i+1]
			if key.Value == "prefix" {
				key.Value, value.Value = "id", v.ID
			}
			if len(out) > 0 {
				key.HeadComment, key.LineComment, key.FootComment = "", "", ""
				value.HeadComment, value.LineComment, value.FootComment = "", "", ""
			}
			n.Content = append(n.Content, &key, &value)
		}
		if len(out) == 0 {
			n.HeadComment, n.LineComment, n.FootComment = e.node.HeadComment, e.node.LineComment, e.node.FootComment
		}
		out = append(out, n)
	}
	return out
}

// additions makes entries of the failures that nothing covers. Cases with the
// same beginning are one entry, a prefix, if all that it covers fails.
func (g *Gate) additions() []*yaml.Node {
	open := map[string]bool{}
	for _, v := range g.verdicts {
		owner := g.owner(v.ID)
		open[v.ID] = v.Outcome == "fail" && (owner == nil || owner.Outcome != "fail")
	}
	var out []*yaml.Node
	done := map[string]bool{}
	for _, v := range g.verdicts {
		if !open[v.ID] || done[v.ID] || v.Level == "may" { // what is only worth knowing fails no run
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
func (g *Gate) addition(key, value string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	set(n, key, value)
	if slices.ContainsFunc(g.baseline.Entries, func(e *Entry) bool { return !e.applies(g.run.Target) }) {
		set(n, "target", g.run.Target)
	}
	set(n, "outcome", "fail")
	reason := set(n, "reason", "")
	reason.Style, reason.LineComment = yaml.DoubleQuotedStyle, hint
	return n
}

// known lists what the next run is compared with: the cases that were asked and
// those that are known and were not asked, though they exist.
func (g *Gate) known() []*yaml.Node {
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
	var out []*yaml.Node
	for _, requirement := range order {
		list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		slices.Sort(variants[requirement])
		for _, variant := range variants[requirement] {
			list.Content = append(list.Content, scalar(variant))
		}
		out = append(out, scalar(requirement), list)
	}
	return out
}

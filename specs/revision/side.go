package revision

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// sentence fills a kind's sentence in.
func sentence(says string, c *Change) string {
	return strings.NewReplacer("{at}", c.At, "{old}", c.Old.brief(), "{new}", c.New.brief()).Replace(says)
}

// Say puts the change in other words; {at}, {old} and {new} stand for what it is
// about and its values.
func (c *Change) Say(says string) { c.Text = sentence(says, c) }

// brief is what a sentence says of a side: what a longer fact says of itself in
// words, or its value.
func (s *Side) brief() string { return cmp.Or(s.words, s.Value, "not stated") }

// side describes one side of an edit: the fact, or the place that lacks it.
func side(d *Document, root *tree, path []string, fact *tree) Side {
	s := Side{Value: fact.value(), There: fact != nil, words: fact.words()}
	s.Location = contract.Location{File: d.File, Line: d.root.line}
	t := root
	for i, step := range append(slices.Clone(path), "") {
		if t == nil {
			break
		}
		if t.line > 0 {
			s.Location.Line = t.line
		}
		if cited := t.sources(keyword(path[i:])); cited != nil {
			s.Sources = cited
		}
		t = t.kid(step)
	}
	if fact != nil && fact.line > 0 {
		s.Location.Line = fact.line
	}
	if n := len(path) - 2; s.Location.Line == d.root.line && n >= 0 && path[n] == "required" { // of a file that does not say it there
		if p := root.at(below(path[:n], "properties", path[n+1])...); p != nil {
			s.Location.Line = p.line
		}
	}
	if fact == nil {
		s.words = unsaid(path)
	}
	for _, cited := range []contract.Sources{fact.sources(string(contract.Row)), required(root, path)} {
		if cited != nil {
			s.Sources = cited
		}
	}
	return s
}

// unsaid is what holds where a level is not stated.
func unsaid(path []string) string {
	switch n := len(path); {
	case n == 0:
	case path[n-1] == "level":
		return usualLevel(path[0])
	case n > 1 && path[n-2] == "x-level":
		return "its usual level"
	}
	return ""
}

// required gives what a parameter or field cites for its requiredness, which is
// written in the list of what is around it.
func required(root *tree, path []string) contract.Sources {
	at := len(path) - 2
	if at < 0 || path[at] != "required" {
		return nil
	}
	return root.at(below(path[:at], "properties", path[at+1])...).sources("required")
}

// keyword is the word under which a parameter cites what stands at the rest of
// a path.
func keyword(rest []string) string {
	if len(rest) == 0 {
		return string(contract.Row)
	}
	switch rest[0] {
	case "x-list":
		return string(contract.Encoding)
	case "x-default":
		return string(contract.Default)
	case "x-placeholders":
		return string(contract.Placed)
	case "x-level":
		return strings.Join(rest[1:], "")
	}
	return rest[0]
}

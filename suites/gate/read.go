package gate

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// Read reads the text of a baseline. Unknown keys, entries that stand twice and
// dates that are none are refused with file and line.
func Read(file string, text []byte) (*Baseline, error) {
	r := reader{Baseline: &Baseline{File: file}, text: strings.Split(string(text), "\n")}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var doc, second yaml.Node
	if err := decoder.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s:1: not a baseline: the file is empty; one that accepts nothing says accepted: []", file)
	} else if err != nil {
		return nil, r.syntax(err)
	}
	top := doc.Content[0]
	if top.Kind != yaml.MappingNode {
		return nil, r.fail(top, "not a baseline: it is a YAML mapping with accepted, a list of known deviations")
	}
	if err := decoder.Decode(&second); err == nil {
		return nil, r.fail(&second, "a second YAML document: a baseline is one")
	}
	r.doc = &doc
	err := r.keys(top, "a baseline", map[string]func(*yaml.Node) error{
		"suite": r.scalar(&r.Suite), "specs": r.scalar(&r.Specs), "accepted": r.entries, "known": r.cases,
	})
	if err != nil {
		return nil, err
	}
	return r.Baseline, nil
}

// reader is a baseline being read.
type reader struct {
	*Baseline
	text []string // the file's lines
}

func (r *reader) fail(n *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", r.File, max(n.Line, 1), fmt.Sprintf(format, args...))
}

// syntax puts the line of a YAML error where readers look for it.
func (r *reader) syntax(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if found := regexp.MustCompile(`^line (\d+): (.*)`).FindStringSubmatch(text); found != nil {
		return fmt.Errorf("%s:%s: %s", r.File, found[1], found[2])
	}
	return fmt.Errorf("%s:1: %s", r.File, text)
}

// keys reads a mapping with known keys, each at most once.
func (r *reader) keys(n *yaml.Node, what string, known map[string]func(*yaml.Node) error) error {
	if n.Kind != yaml.MappingNode {
		return r.fail(n, "%s is a YAML mapping", what)
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		read := known[key.Value]
		if read == nil {
			var names []string
			for name := range known {
				names = append(names, name)
			}
			slices.Sort(names)
			return r.fail(key, "unknown key %q of %s; known are %s", key.Value, what, strings.Join(names, ", "))
		}
		if seen[key.Value] {
			return r.fail(key, "%s stands twice", key.Value)
		}
		seen[key.Value] = true
		if err := read(value); err != nil {
			return err
		}
	}
	return nil
}

// scalar reads one value, which may be empty.
func (r *reader) scalar(into *string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if n.Kind != yaml.ScalarNode {
			return r.fail(n, "one value is wanted here")
		}
		if strings.ContainsFunc(n.Value, func(c rune) bool { return unicode.IsControl(c) && c != '\n' && c != '\t' }) {
			return r.fail(n, "a control character stands in this text; it would be printed")
		}
		if n.Tag != "!!null" {
			*into = strings.TrimSpace(n.Value)
		}
		return nil
	}
}

func (r *reader) entries(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		return r.fail(n, "accepted is a list of known deviations")
	}
	seen := map[[3]string]*Entry{}
	for _, item := range n.Content {
		e, err := r.entry(item)
		if err != nil {
			return err
		}
		key := [3]string{e.ID, e.Prefix, e.Target}
		if first := seen[key]; first != nil {
			return r.fail(item, "%s stands twice, first in line %d; delete one of them", e.name(), first.First)
		}
		seen[key] = e
		r.Entries = append(r.Entries, e)
	}
	return nil
}

func (r *reader) entry(n *yaml.Node) (*Entry, error) {
	e := &Entry{First: n.Line, Last: r.last(n.Line), node: n}
	at := map[string]*yaml.Node{}
	fields := map[string]func(*yaml.Node) error{}
	for key, into := range map[string]*string{
		"id": &e.ID, "prefix": &e.Prefix, "target": &e.Target, "outcome": &e.Outcome, "reason": &e.Reason, "link": &e.Link, "expires": &e.Expires,
	} {
		fields[key] = func(value *yaml.Node) error {
			at[key] = value
			return r.scalar(into)(value)
		}
	}
	if err := r.keys(n, "an entry of accepted", fields); err != nil {
		return nil, err
	}
	e.Prefix = strings.TrimSuffix(e.Prefix, "/")
	switch {
	case (e.ID == "") == (e.Prefix == ""):
		return nil, r.fail(n, "an entry has either the id of a case or the prefix of several")
	case at["target"] != nil && e.Target == "":
		return nil, r.fail(at["target"], "target is empty; leave it out if the entry is about all targets")
	case !slices.Contains([]string{"fail", "skip", "error"}, e.Outcome):
		return nil, r.fail(n, "outcome %q of %s is not fail, skip or error", e.Outcome, e.name())
	}
	if e.Link != "" {
		if u, err := url.Parse(e.Link); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, r.fail(at["link"], "link %q is not an http(s) URL", e.Link)
		}
	}
	if e.Expires != "" {
		if _, err := time.Parse(time.DateOnly, e.Expires); err != nil {
			return nil, r.fail(at["expires"], "expires %q is not a date, YYYY-MM-DD", e.Expires)
		}
	}
	return e, nil
}

// last finds the last line of an entry that begins in a line: what follows and
// is indented further than its dash belongs to it.
func (r *reader) last(first int) int {
	indent := func(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }
	dash, last := indent(r.text[first-1]), first
	for i := first; i < len(r.text); i++ {
		line := strings.TrimRight(r.text[i], "\r ")
		switch {
		case line == "":
			continue
		case indent(line) <= dash:
			return last
		}
		last = i + 1
	}
	return last
}

// cases reads the ids that were there when the baseline was accepted: each
// requirement with its variants.
func (r *reader) cases(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode || len(n.Content) == 0 {
		return r.fail(n, "known maps requirements to the variants of their cases; --update writes it: leave it out to have no case counted as new")
	}
	r.known = map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		requirement, variants := n.Content[i], n.Content[i+1]
		if variants.Kind != yaml.SequenceNode {
			return r.fail(variants, "the variants of %s are a list", requirement.Value)
		}
		for _, variant := range variants.Content {
			id := requirement.Value + "/" + variant.Value
			if variant.Kind != yaml.ScalarNode || r.known[id] {
				return r.fail(variant, "%s is no name of a case, or stands twice", id)
			}
			r.known[id] = true
		}
	}
	return nil
}

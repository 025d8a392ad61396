package gate

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/suites/finding"
)

// Read reads the text of a baseline. Unknown keys, entries that stand twice and
// dates that are none are refused with file and line.
func Read(file string, text []byte) (*Baseline, error) {
	r := reader{Baseline: &Baseline{File: file}, text: strings.Split(string(text), "\n")}
	top, err := document.Read(file, text)
	switch {
	case err != nil:
		return nil, err
	case top.Kind() == document.Nothing:
		return nil, top.Fail("not a baseline: the file is empty; one that accepts nothing says accepted: []")
	case top.Kind() != document.Mapping:
		return nil, top.Fail("not a baseline: it is a YAML mapping with accepted, a list of known deviations")
	}
	r.top = top
	err = top.Keys("a baseline", map[string]func(document.Node) error{
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

// scalar reads one value, which may be empty.
func (r *reader) scalar(into *string) func(document.Node) error {
	return func(n document.Node) error {
		if n.Kind() != document.Scalar {
			return n.Fail("one value is wanted here")
		}
		if strings.ContainsFunc(n.Text(), func(c rune) bool { return unicode.IsControl(c) && c != '\n' && c != '\t' }) {
			return n.Fail("a control character stands in this text; it would be printed")
		}
		if !n.Null() {
			*into = strings.TrimSpace(n.Text())
		}
		return nil
	}
}

func (r *reader) entries(n document.Node) error {
	if n.Null() {
		return nil
	}
	if n.Kind() != document.Sequence {
		return n.Fail("accepted is a list of known deviations")
	}
	seen := map[[3]string]*Entry{}
	for _, item := range n.Items() {
		e, err := r.entry(item)
		if err != nil {
			return err
		}
		key := [3]string{e.ID, e.Prefix, e.Target}
		if first := seen[key]; first != nil {
			return item.Fail("%s stands twice, first in line %d; delete one of them", e.name(), first.First)
		}
		seen[key] = e
		r.Entries = append(r.Entries, e)
	}
	return nil
}

func (r *reader) entry(n document.Node) (*Entry, error) {
	e := &Entry{First: n.Line(), Last: r.last(n.Line()), node: n}
	at := map[string]document.Node{}
	fields := map[string]func(document.Node) error{}
	for key, into := range map[string]*string{
		"id": &e.ID, "prefix": &e.Prefix, "target": &e.Target, "outcome": (*string)(&e.Outcome), "reason": &e.Reason, "link": &e.Link, "expires": &e.Expires,
	} {
		fields[key] = func(value document.Node) error {
			at[key] = value
			return r.scalar(into)(value)
		}
	}
	fields["flaky"] = func(value document.Node) error {
		var word string
		if err := r.scalar(&word)(value); err != nil || word != "true" && word != "false" {
			return value.Fail("flaky is true or false")
		}
		e.Flaky = word == "true"
		return nil
	}
	if err := n.Keys("an entry of accepted", fields); err != nil {
		return nil, err
	}
	e.Prefix = strings.TrimSuffix(e.Prefix, "/")
	switch {
	case (e.ID == "") == (e.Prefix == ""):
		return nil, n.Fail("an entry has either the id of a case or the prefix of several")
	case at["target"].There() && e.Target == "":
		return nil, at["target"].Fail("target is empty; leave it out if the entry is about all targets")
	case !slices.Contains([]finding.Outcome{finding.Fail, finding.Skip, finding.Error}, e.Outcome):
		return nil, n.Fail("outcome %q of %s is not fail, skip or error", e.Outcome, e.name())
	}
	if e.Link != "" {
		if u, err := url.Parse(e.Link); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, at["link"].Fail("link %q is not an http(s) URL", e.Link)
		}
	}
	if e.Expires != "" {
		if _, err := time.Parse(time.DateOnly, e.Expires); err != nil {
			return nil, at["expires"].Fail("expires %q is not a date, YYYY-MM-DD", e.Expires)
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
func (r *reader) cases(n document.Node) error {
	if len(n.Entries()) == 0 {
		return n.Fail("known maps requirements to the variants of their cases; --update writes it: leave it out to have no case counted as new")
	}
	r.known = map[string]bool{}
	for _, e := range n.Entries() {
		if e.Value.Kind() != document.Sequence {
			return e.Value.Fail("the variants of %s are a list", e.Key)
		}
		for _, variant := range e.Value.Items() {
			id := e.Key + "/" + variant.Text()
			if variant.Kind() != document.Scalar || r.known[id] {
				return variant.Fail("%s is no name of a case, or stands twice", id)
			}
			r.known[id] = true
		}
	}
	return nil
}

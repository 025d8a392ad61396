package definition

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/revision"
)

// Defines tells whether the definition has an operation.
func (d *Definition) Defines(o *contract.Operation) bool {
	return o.Product == d.product && o.Version == d.version && d.top.At("actions", o.Name).There()
}

// As gives the document of an operation as the definition has it: what that says of types,
// members, what is required, null and, in its prose, of values; the rest is the document's.
// It errs where the definition is of another shape.
func (d *Definition) As(of *revision.Document) (*revision.Document, error) {
	account, err := d.account(of.Operation.Name, false)
	if err != nil {
		return nil, err
	}
	return of.As(account), nil
}

// account is what the definition says of an action, with or without its words.
func (d *Definition) account(action string, words bool) (revision.Account, error) {
	n := d.top.At("actions", action)
	r := &members{Definition: d, words: words}
	out := revision.Account{File: d.top.Location().File, Line: n.Line(), Words: r.said(n), Request: r.of(n.Get("input"))}
	r.answer = true
	out.Answer = r.of(n.Get("output"))
	return out, r.err
}

// members reads the members of defined objects.
type members struct {
	*Definition
	words  bool     // whether to read what is said in prose
	answer bool     // whether they are those of an answer
	inside []string // the objects that are being read, from the outside in
	err    error    // the first
}

// said gives what the prose of an action or a member says, if it is to be read.
func (r *members) said(of document.Node) *revision.Words {
	if !r.words {
		return nil
	}
	return &revision.Words{Description: plainly(of.Get("document").Text()), Example: of.Get("example").Text()}
}

// tag is one of HTML, which prose is marked up with, in some versions.
var tag = regexp.MustCompile(`</?\w[^<>]*>`)

// plainly is prose without its markup.
func plainly(prose string) string {
	return strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(prose, " "))), " ")
}

// of lists the members of a defined object.
func (r *members) of(name document.Node) []revision.Member {
	listed := r.top.At("objects", name.Text(), "members")
	if listed.Kind() != document.Sequence && r.err == nil {
		r.err = name.Fail("the object %q is not defined", name.Text())
	}
	r.inside = append(r.inside, name.Text())
	defer func() { r.inside = r.inside[:len(r.inside)-1] }()
	out := []revision.Member{}
	for _, of := range listed.Items() {
		if of.Get("disabled").True() || slices.Contains(r.inside, of.Get("member").Text()) {
			continue // of an object within itself no draft says anything
		}
		m := r.member(of, of.Get("type").Text())
		m.Words = r.said(of)
		m.Name, m.Required, m.Null = of.Get("name").Text(), required(of, r.answer), states(of, "value_allowed_null")
		out = append(out, m)
	}
	return out
}

// required tells whether a member is, nil where that is not said. One of what both
// requests and answers are made of has a key for either.
func required(of document.Node, answer bool) *bool {
	if answer && of.Get("output_required").There() {
		return states(of, "output_required")
	}
	return states(of, "required")
}

// states tells whether a key says yes, nil where it does not stand.
func states(of document.Node, key string) *bool {
	if !of.Get(key).There() {
		return nil
	}
	yes := of.Get(key).True()
	return &yes
}

// member is what is said of a member, or of the items of a list, which are of another type.
func (r *members) member(of document.Node, kind string) revision.Member {
	made := of.Get("member")
	m := revision.Member{Line: of.Line(), Exact: true}
	switch scalar := kinds()[kind]; {
	case kind == "list":
		m.Types = []string{"array"}
		item := made.Text()
		if kinds()[item] == "" {
			item = "object"
		}
		items := r.member(of, item)
		m.Items = &items
	case scalar == "":
		m.Types, m.Fields = []string{"object"}, r.of(made)
	default:
		m.Types, m.Values = []string{scalar}, values(scalar, plainly(of.Get("document").Text()))
	}
	return m
}

// counted is a value with what it means: "1: by the hour".
var counted = regexp.MustCompile(`(\d+)\s*[:：]`)

// quoted is a list of words: ['MC','AP'].
var quoted = regexp.MustCompile(`\[\s*'[^']*'(\s*[,，]\s*'[^']*')+\s*\]`)

// values are those that the prose of a member lists, nil where it lists none: numbers that
// count up from 0 or 1, each with its meaning, or words in quotes. Words that may be left out
// may be empty.
func values(kind, prose string) []string {
	var out []string
	if kind == "integer" {
		for i, found := range counted.FindAllStringSubmatch(prose, -1) {
			number, _ := strconv.Atoi(found[1])
			if last := len(out) - 1; i == 0 && number > 1 || i > 0 && out[last] != strconv.Itoa(number-1) {
				return nil
			}
			out = append(out, strconv.Itoa(number))
		}
		if len(out) < 2 {
			return nil
		}
	}
	if list := quoted.FindString(prose); kind == "string" && list != "" {
		for i, part := range strings.Split(list, "'") {
			if i%2 == 1 {
				out = append(out, part)
			}
		}
		out = append(out, "")
	}
	return out
}

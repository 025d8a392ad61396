package revision

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// Compare says what changed between two revisions of one operation. Two
// documents of different operations are an error.
func Compare(old, new *Document) ([]Change, error) {
	if old.Operation.Key() != new.Operation.Key() {
		return nil, fmt.Errorf("%s is about %s, %s about %s: two operations are not two revisions", old.File, old.Operation.Key(), new.File, new.Operation.Key())
	}
	return CompareAll([]*Document{old}, []*Document{new})
}

// CompareAll says what changed between two sets of documents, one a operation.
// Sets that have no operation in common are an error.
func CompareAll(old, new []*Document) ([]Change, error) {
	var pairs []*comparison
	var out []Change
	kinds := map[string]Kind{}
	for _, k := range Kinds() {
		kinds[k.ID] = k
	}
	for _, d := range new {
		if before := of(old, d); before != nil {
			pairs = append(pairs, &comparison{old: before, new: d, kinds: kinds})
			continue
		}
		out = append(out, came(kinds["operation/added"], d))
	}
	for _, d := range old {
		if of(new, d) == nil {
			out = append(out, went(kinds["operation/removed"], d))
		}
	}
	if len(pairs) == 0 && len(old) > 0 && len(new) > 0 {
		return nil, fmt.Errorf("%s is about %s, %s about %s: the two sides have no operation in common", old[0].File, keys(old), new[0].File, keys(new))
	}
	changed, err := compareTogether(pairs)
	out = append(out, changed...)
	order(out)
	return out, err
}

// of finds the document of the same operation.
func of(documents []*Document, d *Document) *Document {
	i := slices.IndexFunc(documents, func(other *Document) bool { return other.Operation.Key() == d.Operation.Key() })
	if i < 0 {
		return nil
	}
	return documents[i]
}

func keys(documents []*Document) string {
	var out []string
	for _, d := range documents {
		out = append(out, d.Operation.Key())
	}
	return strings.Join(out, ", ")
}

// compareTogether compares pairs; oasdiff looks at those that differ at once.
func compareTogether(pairs []*comparison) ([]Change, error) {
	var differing []*comparison
	var trees []twoTrees
	for _, c := range pairs {
		if c.align(); len(c.left) > 0 {
			differing = append(differing, c)
			trees = append(trees, twoTrees{c.aligned, c.new.root})
		}
	}
	places, err := openAPIChanges(trees)
	if err != nil {
		return nil, err
	}
	for i, c := range differing {
		c.left = slices.DeleteFunc(c.left, func(e edit) bool { return openAPIHalf(e) && !found(places[i], e) })
	}
	var out []Change
	for _, c := range pairs {
		c.classify()
		out = append(out, c.changes...)
	}
	return out, nil
}

// comparison is the work on one operation.
type comparison struct {
	old, new *Document
	kinds    map[string]Kind
	aligned  *tree // the old tree under the names of the new one
	left     []edit
	changes  []Change
}

// align finds what goes on under other names, and then what differs.
func (c *comparison) align() {
	c.aligned = c.old.root.clone()
	for _, r := range renames(c.aligned, c.new.root) {
		c.renamed(r)
	}
	c.left = edits(c.aligned, c.new.root, nil)
}

// classify makes a change of every edit, or of several that belong together.
func (c *comparison) classify() {
	c.document()
	c.schemas()
	c.facts()
	for _, e := range c.left {
		c.note(unexplained, strings.Join(e.path, "/"), e)
	}
	c.citations()
}

// take removes the edits that match from what is left, and gives them.
func (c *comparison) take(match func(edit) bool) []edit {
	var out []edit
	c.left = slices.DeleteFunc(c.left, func(e edit) bool {
		if match(e) {
			out = append(out, e)
			return true
		}
		return false
	})
	return out
}

// note adds a change of a kind; the first edit has its values and places.
func (c *comparison) note(kind, at string, all ...edit) *Change {
	e := all[0]
	change := Change{At: at, Old: side(c.old, c.aligned, e.path, e.old), New: side(c.new, c.new.root, e.path, e.new), edits: all}
	c.add(kind, change)
	return &c.changes[len(c.changes)-1]
}

// add fills in what the table says about a kind.
func (c *comparison) add(kind string, change Change) {
	k, known := c.kinds[kind]
	if !known {
		k = c.kinds[unexplained]
	}
	change.Kind, change.Weight, change.Operation = k.ID, k.Weight, c.new.Operation.Key()
	change.Text = sentence(k.Says, &change)
	c.changes = append(c.changes, change)
}

// sentence fills a kind's sentence in.
func sentence(says string, c *Change) string {
	return strings.NewReplacer("{at}", c.At, "{old}", c.Old.brief(), "{new}", c.New.brief()).Replace(says)
}

// brief is what a sentence says of a side: what a longer fact says of itself in
// words, or its value.
func (s *Side) brief() string { return cmp.Or(s.words, s.Value, "nothing") }

// side describes one side of an edit: the fact, or the place that lacks it.
func side(d *Document, root *tree, path []string, fact *tree) Side {
	s := Side{Value: fact.value(), There: fact != nil, words: fact.words()}
	s.Location = contract.Location{File: d.File, Line: 1}
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
	return s
}

// keyword is the word under which a parameter cites what stands at the rest of
// a path.
func keyword(rest []string) string {
	if len(rest) == 0 {
		return "row"
	}
	if rest[0] == "x-list" {
		return string(contract.Encoding)
	}
	return rest[0]
}

// came is an operation that only the new side has.
func came(k Kind, d *Document) Change {
	change := Change{Kind: k.ID, Weight: k.Weight, Operation: d.Operation.Key(), At: d.Operation.Name, New: Side{Value: d.Operation.Key(), There: true, Origin: d.Operation.Origin}}
	change.Text = sentence(k.Says, &change)
	return change
}

// went is an operation that only the old side has.
func went(k Kind, d *Document) Change {
	change := came(k, d)
	change.Old, change.New = change.New, Side{}
	change.Text = sentence(k.Says, &change)
	return change
}

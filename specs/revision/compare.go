package revision

import (
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/atonce"
)

// Compare says what changed between two revisions of one operation. Two
// documents of different operations are an error.
func Compare(old, new *Document) ([]Change, error) {
	if old.Operation.Key() != new.Operation.Key() && !old.IsPlain() && !new.IsPlain() {
		return nil, fmt.Errorf("%s is about %s, %s about %s: two operations are not two revisions", old.File, old.Operation.Key(), new.File, new.Operation.Key())
	}
	return CompareAll([]*Document{old}, []*Document{new})
}

// CompareAll says what changed between two sets of documents, one a operation.
// Sets that have no operation in common are an error.
func CompareAll(old, new []*Document) ([]Change, error) {
	old, new = slices.Clone(old), slices.Clone(new)
	if err := Halve(old, new); err != nil {
		return nil, err
	}
	var pairs []*comparison
	var out []Change
	kinds := map[string]Kind{}
	for _, k := range Kinds() {
		kinds[k.ID] = k
	}
	before, after := byKey(old), byKey(new)
	for _, d := range new {
		if was := before[d.Operation.Key()]; was != nil {
			pairs = append(pairs, &comparison{old: was, new: d, kinds: kinds})
			continue
		}
		out = append(out, came(kinds["operation/added"], d))
	}
	for _, d := range old {
		if after[d.Operation.Key()] == nil {
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

// byKey gives the documents by their operations; of several of one the first.
func byKey(documents []*Document) map[string]*Document {
	out := make(map[string]*Document, len(documents))
	for _, d := range documents {
		if key := d.Operation.Key(); out[key] == nil {
			out[key] = d
		}
	}
	return out
}

func keys(documents []*Document) string {
	var out []string
	for _, d := range documents {
		out = append(out, d.Operation.Key())
	}
	return strings.Join(out, ", ")
}

// compareTogether compares pairs, several at a time.
func compareTogether(pairs []*comparison) ([]Change, error) {
	concurrently(pairs, func(c *comparison) {
		if c.old.root == c.new.root {
			return // the same text
		}
		c.align()
		if c.failure = c.confirm(); c.failure == nil {
			c.classify()
		}
	})
	var out []Change
	for _, c := range pairs {
		if c.failure != nil {
			return nil, c.failure
		}
		out = append(out, c.changes...)
	}
	return out, nil
}

// concurrently does the same to each of many, as many at a time as there are
// processors.
func concurrently[T any](all []T, do func(T)) {
	var working atonce.Group
	working.SetLimit(runtime.GOMAXPROCS(0))
	for _, one := range all {
		working.Go(func() error { do(one); return nil })
	}
	_ = working.Wait()
}

// comparison is the work on one operation.
type comparison struct {
	old, new *Document
	kinds    map[string]Kind
	aligned  *tree // the old tree under the names of the new one
	left     []edit
	changes  []Change
	failure  error
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
	c.foreign()
	c.document()
	c.schemas()
	c.facts()
	for _, e := range c.left {
		c.note(unexplained, strings.Join(e.path, "/"), e)
	}
	c.shared()
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

// groups removes the edits that have a key, and gives those of one key together,
// in the order of the first of each.
func (c *comparison) groups(key func(edit) string) [][]edit {
	var out [][]edit
	index := map[string]int{}
	c.left = slices.DeleteFunc(c.left, func(e edit) bool {
		k := key(e)
		if k == "" {
			return false
		}
		i, known := index[k]
		if !known {
			i, index[k] = len(out), len(out)
			out = append(out, nil)
		}
		out[i] = append(out[i], e)
		return true
	})
	return out
}

// note adds a change of a kind; the first edit has its values and places.
func (c *comparison) note(kind, at string, all ...edit) *Change {
	return c.noteAs(kind, at, all[0], all...)
}

// noteAs is note where another edit has the values and places.
func (c *comparison) noteAs(kind, at string, e edit, all ...edit) *Change {
	change := Change{At: at, item: e.which(), Old: side(c.old, c.aligned, e.path, e.old), New: side(c.new, c.new.root, e.path, e.new), edits: all}
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

package revision

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// The bounds of a document. References may go in circles, and a few aliases of
// aliases can stand for more than memory holds.
const (
	maxDepth = 40
	maxFacts = 200_000
	// A plain document has many operations, and repeats a schema wherever it is used.
	manyTimes = 10
)

// reader makes trees of one file.
type reader struct {
	file   string
	top    document.Node
	begins int // the line of what stands nowhere
	facts  int // read so far
	// parts are the schemas that are read as components, by their names in a tree.
	parts map[string]document.Node
	// plain is set for the OpenAPI half alone, in which schemas may stand within
	// themselves and our own keys are left out.
	plain  bool
	ours   []string
	inside []document.Node // the mappings that are being read, from the outside in
}

func (r *reader) fail(line int, format string, args ...any) error {
	return &document.Error{Location: contract.Location{File: r.file, Line: line}, Text: fmt.Sprintf(format, args...)}
}

// tree reads a node that is found below a path of names. The path is the
// caller's again when it returns, so that a longer one can use its memory.
func (r *reader) tree(n document.Node, path []string, line int) (*tree, error) {
	n, err := r.follow(n, path, line)
	if err != nil {
		return nil, err
	}
	depth, facts := maxDepth, maxFacts
	if r.plain {
		depth, facts = manyTimes*maxDepth, manyTimes*maxFacts
	}
	if len(path) > depth {
		return nil, r.fail(line, "nests deeper than %d: does a schema refer to itself?", depth)
	}
	if r.facts++; r.facts > facts {
		return nil, r.fail(line, "the document stands for more than %d values: do references or aliases multiply each other?", facts)
	}
	if name := r.component(n, path); name != "" {
		return &tree{name: path[len(path)-1], kind: document.Scalar, tag: component, text: name, line: line}, nil
	}
	t := &tree{kind: n.Kind(), line: line}
	if len(path) > 0 {
		t.name = path[len(path)-1]
	}
	switch n.Kind() {
	case document.Scalar:
		t.tag, t.text = scalar(n)
		if t.tag == "!!float" && !strings.ContainsAny(t.text, ".eIN") && !printedData(path) {
			t.tag = "!!int" // 100.0 is 100
		}
		if n.Block() && !printedData(path) {
			t.text = strings.TrimRight(t.text, "\n") // the end of a block says nothing
		}
	case document.Mapping:
		err = r.mapping(t, n, path)
	case document.Sequence:
		err = r.sequence(t, n, path)
	}
	return t, err
}

func (r *reader) mapping(t *tree, n document.Node, path []string) error {
	if r.plain {
		r.inside = append(r.inside, n)
		defer func() { r.inside = r.inside[:len(r.inside)-1] }()
	}
	gives := false
	for _, e := range n.Written() {
		if contains(r.ours, e.Key) && !printedData(path) && path[len(path)-1] != "properties" {
			continue
		}
		if e.Key == "<<" && !printedData(path) {
			if err := r.merged(t, e.Value, path); err != nil {
				return err
			}
			gives = true
			continue
		}
		kid, err := r.tree(e.Value, append(path, e.Key), e.Value.Location().Line)
		if err != nil {
			return err
		}
		if gives { // what is merged in gives way
			t.drop(e.Key)
		}
		t.kids = append(t.kids, kid)
	}
	if !printedData(path) && (len(path) < 2 || path[len(path)-1] != "properties") {
		t.flatten()
	}
	return nil
}

// merged takes in what a merge key names: one mapping, or several of which the
// first that has a key counts.
func (r *reader) merged(t *tree, n document.Node, path []string) error {
	n = n.Aliased()
	if n.Kind() == document.Sequence {
		for _, e := range n.Written() {
			if err := r.merged(t, e.Value, path); err != nil {
				return err
			}
		}
		return nil
	}
	from, err := r.tree(n, path, n.Line())
	if err != nil {
		return err
	}
	for _, kid := range from.kids {
		if t.kid(kid.name) == nil {
			t.kids = append(t.kids, kid)
		}
	}
	return nil
}

func (r *reader) sequence(t *tree, n document.Node, path []string) error {
	for i, e := range n.Written() {
		kid, err := r.tree(e.Value, append(path, strconv.Itoa(i)), e.Value.Line())
		if err != nil {
			return err
		}
		t.kids = append(t.kids, kid)
	}
	if !printedData(path) && contains([]string{"enum", "required"}, path[len(path)-1]) {
		t.once()
	}
	t.identify(path)
	return nil
}

// once leaves out what a list says a second time.
func (t *tree) once() {
	said := make(map[string]bool, len(t.kids))
	t.kids = slices.DeleteFunc(t.kids, func(kid *tree) bool {
		key := kid.tag + kid.value()
		twice := said[key]
		said[key] = true
		return twice
	})
}

// scalar gives a scalar's tag and text, the same for all ways to write a value.
// A day is a text here, as in the loader.
func scalar(n document.Node) (tag, text string) {
	tag, text = n.Tag(), n.Text()
	switch tag {
	case "!!timestamp":
		tag = "!!str"
	case "!!null":
		text = "null"
	case "!!bool":
		text = strings.ToLower(text)
	case "!!int":
		if number, err := strconv.ParseInt(text, 0, 64); err == nil {
			text = strconv.FormatInt(number, 10)
		}
	case "!!float":
		if number, err := strconv.ParseFloat(text, 64); err == nil {
			text = strconv.FormatFloat(number, 'g', -1, 64)
		}
	}
	return tag, text
}

// pointer reads a step of a JSON pointer.
var pointer = strings.NewReplacer("~1", "/", "~0", "~")

// follow resolves an alias or a reference into the same file.
func (r *reader) follow(n document.Node, path []string, line int) (document.Node, error) {
	for range maxDepth {
		if n.Kind() == document.Alias {
			n = n.Aliased()
			continue
		}
		reference := n.Child("$ref")
		if reference.Kind() != document.Scalar || printedData(path) {
			return n, nil
		}
		if len(n.Written()) > 1 {
			return document.Node{}, r.fail(line, "other keys stand beside the reference %s: OpenAPI does not read them", reference.Text())
		}
		inside, ok := strings.CutPrefix(reference.Text(), "#/")
		if !ok {
			return document.Node{}, r.fail(line, "the reference %s leads out of the file: only references within a file are followed", reference.Text())
		}
		n = r.top
		for _, key := range strings.Split(inside, "/") {
			n = n.Child(pointer.Replace(key))
		}
		if !n.There() {
			return document.Node{}, r.fail(line, "the reference %s leads nowhere", reference.Text())
		}
	}
	return document.Node{}, r.fail(line, "references go in a circle")
}

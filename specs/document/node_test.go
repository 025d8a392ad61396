package document

import (
	"errors"
	"fmt"
	"slices"
	"testing"
)

const thing = `# head
a: {b: [1, x, {code: E, n: 2}]} # beside
r: {$ref: "#/a"}
s: &s [p, q]
t: *s
gone: {$ref: "#/nowhere"}
`

func read(t *testing.T, text string) Node {
	t.Helper()
	top, err := Parse("a.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return top
}

func TestLooking(t *testing.T) {
	top := read(t, thing)
	for path, want := range map[string]string{"a/b/code=E/n": "2", "r/b/code=E/n": "2", "a/b/code=F/n": "", "a/c/d": ""} {
		if got := top.At(split(path)...).Text(); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
	if got := top.Get("t").Texts(); !slices.Equal(got, []string{"p", "q"}) {
		t.Errorf("through an alias: %q", got)
	}
	if got := top.Child("t").Kind(); got != Alias {
		t.Errorf("as written it is %v", got)
	}
	if top.Get("gone").There() {
		t.Error("a reference to nowhere leads somewhere")
	}
	if got := top.At("a", "b").Location().String(); got != "a.yaml:2" {
		t.Errorf("the place is %s", got)
	}
}

func split(path string) (out []string) {
	for len(path) > 0 {
		i := slices.Index([]byte(path), '/')
		if i < 0 {
			return append(out, path)
		}
		out, path = append(out, path[:i]), path[i+1:]
	}
	return out
}

func TestEditing(t *testing.T) {
	for _, row := range []struct {
		name string
		edit func(Node) error
		want string // "" for an error and the file as it was
	}{
		{"put", func(n Node) error { return n.Put(3, "a", "c", "d") }, "# head\na: {b: [1], c: {d: 3}} # beside\ns: [p, q]\n"},
		{"put in place", func(n Node) error { return n.Put("1", "a", "b") }, "# head\na: {b: \"1\"} # beside\ns: [p, q]\n"},
		{"drop", func(n Node) error { return n.Drop("a", "b") }, "# head\na: {} # beside\ns: [p, q]\n"},
		{"rename", func(n Node) error { return n.Rename("s", "z") }, "# head\na: {b: [1]} # beside\nz: [p, q]\n"},
		{"double", func(n Node) error { return n.Double("s", "z") }, "# head\na: {b: [1]} # beside\ns: [p, q]\nz: [p, q]\n"},
		{"append", func(n Node) error { return n.Append("r", "s") }, "# head\na: {b: [1]} # beside\ns: [p, q, r]\n"},
		{"an item goes", func(n Node) error { return n.DropItems(func(i Node) bool { return i.Text() == "p" }, "s") }, "# head\na: {b: [1]} # beside\ns: [q]\n"},
		{"a list without items goes", func(n Node) error { return n.DropItems(func(Node) bool { return true }, "s") }, "# head\na: {b: [1]} # beside\n"},
		{"need", func(n Node) error { n.Need("m", Scalar, "a").SetText("1.4"); return nil }, "# head\na: {b: [1]} # beside\nm: \"1.4\"\ns: [p, q]\n"},
		{"drop what is not there", func(n Node) error { return n.Drop("a", "c") }, ""},
		{"rename what is not there", func(n Node) error { return n.Rename("c", "d") }, ""},
		{"put into an item that is not there", func(n Node) error { return n.Put(1, "s", "id=x", "y") }, ""},
		{"no such item", func(n Node) error { return n.DropItems(func(Node) bool { return false }, "s") }, ""},
	} {
		const before = "# head\na: {b: [1]} # beside\ns: [p, q]\n"
		top := read(t, before)
		untouched := top.Copy()
		err := row.edit(top)
		if (err != nil) != (row.want == "") {
			t.Errorf("%s: error %v", row.name, err)
		}
		want := row.want
		if want == "" {
			want = before
		}
		for n, want := range map[Node]string{top: want, untouched: before} {
			if got, err := n.Write(); err != nil || string(got) != want {
				t.Errorf("%s: got %v\n%s\nwant\n%s", row.name, err, got, want)
			}
		}
	}
}

func TestWhatIsNoFile(t *testing.T) {
	for text, want := range map[string]string{
		"a: [":              "a.yaml:1: did not find expected node content",
		"a: 1\nb: {\n":      "a.yaml:2: did not find expected node content",
		"a: 1\n---\nb: 2\n": "a.yaml:2: a second YAML document begins here: a file is one",
		"- a\n":             "a.yaml:1: not a YAML mapping",
		"":                  "a.yaml:1: not a YAML mapping",
	} {
		_, err := Parse("a.yaml", []byte(text))
		var placed *Error
		if !errors.As(err, &placed) || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

func TestErrorsAreTakenApart(t *testing.T) {
	top := read(t, "a: 1\nb: 2\n")
	one, other := top.Get("a").Fail("x: %d", 1), top.Get("b").Fail("y")
	var got []string
	for _, e := range Errors("f.yaml", errors.Join(one, fmt.Errorf("loading: %w", other), errors.New("z"))) {
		got = append(got, e.Error())
	}
	if want := []string{"a.yaml:1: x: 1", "a.yaml:2: y", "f.yaml:1: z"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhatStandsTwiceOrInCircles(t *testing.T) {
	top := read(t, "a: {b: 1, b: 2}\nc: &c {d: *c}\n")
	if got := top.DuplicateKeys(); len(got) != 1 || got[0].Error() != "a.yaml:1: the key b stands in line 1 already: remove one" {
		t.Errorf("twice: %v", got)
	}
	if got := top.Cycles(); len(got) != 1 || got[0].Text() != "c" || got[0].Location().Line != 2 {
		t.Errorf("circles: %v", got)
	}
}

package revision

import (
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/revision/pairs"
)

// raw is a spec file as YAML, in which the tests write and look up lines without
// any code of the package.
type raw struct{ pairs.Spec }

func parseRaw(t testing.TB, data []byte) raw {
	t.Helper()
	read, err := pairs.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return raw{read}
}

// base reads a spec that changes are made in.
func base(t testing.TB, name string) raw {
	t.Helper()
	read, err := pairs.Base(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw{read}
}

func (r raw) text(t testing.TB) []byte {
	t.Helper()
	data, err := r.Text()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (r raw) walk(path string) (nodes []*yaml.Node, line int, there bool) { return r.Walk(path) }

// put makes a value stand at a path, nil nothing.
func (r raw) put(t testing.TB, path string, value *yaml.Node) {
	t.Helper()
	if err := r.Put(path, value); err != nil {
		t.Fatal(err)
	}
}

func steps(path string) []string { return pairs.Steps(path) }

func find(n *yaml.Node, step string) (i, line int) { return pairs.Find(n, step) }

func copied(n *yaml.Node) *yaml.Node { return pairs.Copy(n) }

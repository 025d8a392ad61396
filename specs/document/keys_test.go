package document

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"x-source", "x-errors", "x-list"}
	for given, want := range map[string]string{"x-sources": "x-source", "x-error": "x-errors", "x-lsit": "x-list", "x-errors": "x-errors"} {
		if got := Nearest(given, known); got != want {
			t.Errorf("nearest to %s is %s, want %s", given, got, want)
		}
	}
	if got := Nearest("a", nil); got != "" {
		t.Errorf("nearest of nothing is %q", got)
	}
}

func TestKeys(t *testing.T) {
	for text, want := range map[string]string{
		"{name: a, size: 3}":        "",
		"name: a\nsise: 3\n":        `a.yaml:2: unknown key "sise" of a thing: did you mean size? known are name, size`,
		"name: a\nsize: 1\nname: b": "a.yaml:3: the key name stands in line 1 already: remove one",
		"[name]":                    "a.yaml:1: a thing is a YAML mapping",
	} {
		top, err := Read("a.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		nothing := func(Node) error { return nil }
		if err := top.Keys("a thing", map[string]func(Node) error{"name": nothing, "size": nothing}); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

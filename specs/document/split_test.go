package document

import (
	"slices"
	"testing"
)

func TestSplit(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                     {""},
		"---\n# none\n":                        {"---\n# none\n"},
		"a: 1\n":                               {"a: 1\n"},
		"---\na: 1\n":                          {"---\na: 1\n"},
		"a: 1\n---\nb: 2\n":                    {"a: 1\n", "\n---\nb: 2\n"},
		"a: 1\r\n---\r\nb: 2\r\n":              {"a: 1\r\n", "\n---\r\nb: 2\r\n"},
		"%YAML 1.2\n---\na: 1\n":               {"%YAML 1.2\n---\na: 1\n"},
		"a: 1\n...\n# said\n%YAML 1.2\n--- b":  {"a: 1\n...", "\n\n# said\n%YAML 1.2\n--- b"},
		"---\n---\na: 1\n---\n":                {"\n---\na: 1\n"},
		"---\n# none\n---\na: 1\n--- {b: 2}\n": {"\n\n---\na: 1\n", "\n\n\n\n--- {b: 2}\n"},
		"a: |\n  ---\n  b\n":                   {"a: |\n  ---\n  b\n"},
	} {
		var got []string
		for _, part := range Split([]byte(text)) {
			got = append(got, string(part))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestASplitFileKeepsItsLines reads what Split gives.
func TestASplitFileKeepsItsLines(t *testing.T) {
	for i, part := range Split([]byte("a: 1\n---\nb: 2\n...\n---\n\nc: 3\n")) {
		top, err := Parse("a.yaml", part)
		if err != nil {
			t.Fatal(err)
		}
		one := top.Written()[0]
		if want := []string{"a1", "b3", "c7"}[i]; one.Key+string(rune('0'+one.Value.Line())) != want {
			t.Errorf("%s in line %d, want %s", one.Key, one.Value.Line(), want)
		}
	}
}

package terminal_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/plumbline/plumbline/tools/internal/terminal"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, nil},
		{"one two three", 7, []string{"one two", "three"}},
		{"one two", 100, []string{"one two"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"ab cdefghijklmn", 8, []string{"ab cdefg", "hijklmn"}},
		{"ünï cödé", 4, []string{"ünï", "cödé"}},
	} {
		if got := terminal.Wrap(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q at %d: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func FuzzWrapKeepsTextWithinWidth(f *testing.F) {
	f.Add("one two {\"long\":\"" + strings.Repeat("x", 200) + "\"}")
	f.Fuzz(func(t *testing.T, text string) {
		for _, width := range []int{20, 60} {
			lines := terminal.Wrap(text, width)
			for _, line := range lines {
				if utf8.RuneCountInString(line) > width {
					t.Errorf("%q is longer than %d", line, width)
				}
			}
			joined := strings.Join(lines, "")
			if utf8.ValidString(text) && strings.Join(strings.Fields(joined), "") != strings.Join(strings.Fields(text), "") {
				t.Errorf("%q became %q", text, joined)
			}
		}
	})
}

func TestCut(t *testing.T) {
	for _, c := range [][2]string{{"short", "short"}, {"exactly10!", "exactly10!"}, {"longer than ten", "longer th…"}} {
		if got := terminal.Cut(c[0], 10); got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}

func TestColours(t *testing.T) {
	var piped bytes.Buffer
	noEnv := func(string) string { return "" }
	for when, want := range map[terminal.When]bool{terminal.Always: true, terminal.Never: false, terminal.Auto: false} {
		if got := terminal.Colours(&piped, when, noEnv); got != want {
			t.Errorf("%s on a pipe: %v, want %v", when, got, want)
		}
	}
	if got := (terminal.Style{}).Red("x"); got != "x" {
		t.Errorf("a plain style gives %q", got)
	}
}

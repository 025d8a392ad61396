package question

import (
	"path/filepath"
	"regexp"
	"strings"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/target"
)

// Again gives the flags with which plumb explain and plumb replay ask the target
// of a run as that run did, each word fit for a shell and a space before each.
// Those that say what is usual are left out.
func Again(h record.Header) string {
	var out strings.Builder
	target := h.Configuration["target"]
	if target == "" && strings.HasPrefix(h.Target, "http") {
		target = h.Target // of a record from before the word was kept
	}
	if target != "" && target != "emulator" {
		out.WriteString(" --target " + shellWord(target))
	}
	for _, dir := range filepath.SplitList(h.Configuration["specs"]) {
		out.WriteString(" --specs " + shellWord(dir))
	}
	return out.String()
}

// Served gives the command that serves the embedded emulator of a run, as it was then,
// where command lines about it ask; "" for another target, which is served already.
func Served(h record.Header) string {
	faults, variants, embedded := target.Embedded(h.Configuration["target"])
	if !embedded {
		return ""
	}
	out := "plumb emulate"
	for _, flag := range []struct {
		name  string
		words []string
	}{{"--fault", faults}, {"--variant", variants}, {"--specs", filepath.SplitList(h.Configuration["specs"])}} {
		for _, word := range flag.words {
			out += " " + flag.name + " " + shellWord(word)
		}
	}
	return out
}

// joined is a list of folders as a record keeps it: as the system writes lists of
// paths, with the sign that no path has there.
func joined(dirs []string) string { return strings.Join(dirs, string(filepath.ListSeparator)) }

// shellWord makes one word of a text for a shell, quoted if it must be.
func shellWord(text string) string {
	if regexp.MustCompile(`^[\w./:@=,+-]+$`).MatchString(text) {
		return text
	}
	return wire.ShellQuote(text)
}

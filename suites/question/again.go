package question

import (
	"regexp"
	"strings"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/record"
)

// Again gives the flags with which plumb explain and plumb replay ask the target
// of a run as that run did, each word fit for a shell and a space before each.
// Those that say what is usual are left out.
func Again(h record.Header) string {
	var out strings.Builder
	for _, flag := range []struct{ name, usual string }{{"target", "emulator"}, {"specs", ""}} {
		value := h.Configuration[flag.name]
		if flag.name == "target" && value == "" && strings.HasPrefix(h.Target, "http") {
			value = h.Target // of a record from before the word was kept
		}
		if value != "" && value != flag.usual {
			out.WriteString(" --" + flag.name + " " + shellWord(value))
		}
	}
	return out.String()
}

// shellWord makes one word of a text for a shell, quoted if it must be.
func shellWord(text string) string {
	if regexp.MustCompile(`^[\w./:@=,+-]+$`).MatchString(text) {
		return text
	}
	return wire.ShellQuote(text)
}

package difference

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// group is the cases to which a change does the same.
type group struct {
	verb string
	ids  []string
}

// groups are the cases of a change by what happens to them; none is left out.
func (c cases) groups() []group {
	var out []group
	for _, g := range []group{{"adds", c.Added}, {"removes", c.Removed}, {"alters", c.Altered}} {
		if len(g.ids) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// counted counts the cases of a change: "adds 2, alters 5".
func (c cases) counted() string {
	var out []string
	for _, g := range c.groups() {
		out = append(out, fmt.Sprintf("%s %d", g.verb, len(g.ids)))
	}
	return strings.Join(out, ", ")
}

// some names the first few ids, below what stands above them.
func some(ids []string, above string) string {
	shown := ids
	if len(ids) > casesShown+1 { // one more takes no more room than saying so
		shown = ids[:casesShown]
	}
	var out []string
	for _, id := range shown {
		out = append(out, terminal.Cut(strings.TrimPrefix(id, above+"/"), valueShown))
	}
	text := strings.Join(out, ", ")
	if n := len(ids) - len(shown); n > 0 {
		text += fmt.Sprintf(" and %d more", n)
	}
	return text
}

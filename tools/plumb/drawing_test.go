package main

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

// columns is how wide the terminal of a drawing is: what is longer goes on below.
const columns = 104

// drawing is what a terminal shows of a text with colours, as an SVG.
func drawing(text string) string {
	const high, left, top, width = 19, 18, 46, 910
	colours := map[string]string{"1": `font-weight="700"`, "2": `fill="#98a2b3"`, "31": `fill="#ff8a80"`, "32": `fill="#71d398"`, "33": `fill="#f0b54a"`}
	code := regexp.MustCompile("\x1b\\[([0-9]+)m|[^\x1b]")
	var rows, piece strings.Builder
	row, column, style := 0, 0, ""
	put := func() {
		if piece.Len() > 0 {
			fmt.Fprintf(&rows, "<tspan %s>%s</tspan>", style, strings.ReplaceAll(html.EscapeString(piece.String()), " ", "\u00a0"))
			piece.Reset()
		}
	}
	down := func() {
		put()
		row, column = row+1, 0
		fmt.Fprintf(&rows, "</text>\n<text x=\"%d\" y=\"%d\">", left, top+row*high)
	}
	for _, m := range code.FindAllStringSubmatch(strings.TrimRight(text, "\n"), -1) {
		switch {
		case m[1] != "":
			put()
			style = colours[m[1]]
			continue
		case m[0] == "\n":
			down()
			continue
		case column == columns:
			down()
		}
		piece.WriteString(m[0])
		column++
	}
	put()
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[2]d" role="img" aria-label="plumb run in a terminal">
<rect width="%[1]d" height="%[2]d" rx="10" fill="#12151b"/>
<circle cx="20" cy="17" r="5" fill="#ff8a80"/><circle cx="37" cy="17" r="5" fill="#f0b54a"/><circle cx="54" cy="17" r="5" fill="#71d398"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#e4e8ef">
<text x="%[3]d" y="%[4]d">%[5]s</text>
</g>
</svg>
`, width, top+row*high+18, left, top, rows.String())
}

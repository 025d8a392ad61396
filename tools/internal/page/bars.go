package page

import (
	"fmt"
	"strings"
)

// Bar is a row of a chart: what it is about, its bar, and in words what the bar shows,
// so that nobody has to see it.
type Bar struct {
	Name  string // as HTML
	Words string
	Parts []Part
	Whole int // what the full width stands for
	Mark  int // where a line stands, 0 for none
}

// Part is a stretch of a bar in the colour of an outcome: a class of the style.
type Part struct {
	Class string
	N     int
}

// Bars is a chart as HTML: a table whose bars are SVG. It needs no script, and is as
// wide as there is room.
func Bars(bars []Bar) string {
	var out strings.Builder
	out.WriteString("<div class=\"wide\"><table class=\"chart\"><tbody>\n")
	for _, b := range bars {
		fmt.Fprintf(&out, "<tr><th scope=\"row\">%s</th><td><svg viewBox=\"0 0 %d 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">", b.Name, b.Whole)
		at := 0
		for _, p := range b.Parts {
			if p.N > 0 {
				fmt.Fprintf(&out, "<rect class=\"%s\" x=\"%d\" width=\"%d\" height=\"10\"/>", p.Class, at, p.N)
			}
			at += p.N
		}
		if b.Mark > 0 {
			fmt.Fprintf(&out, "<line x1=\"%[1]d\" x2=\"%[1]d\" y2=\"10\"/>", b.Mark)
		}
		out.WriteString("</svg></td><td>" + HTML(b.Words) + "</td></tr>\n")
	}
	out.WriteString("</tbody></table></div>\n")
	return out.String()
}

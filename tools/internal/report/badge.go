package report

import (
	"fmt"
	"unicode/utf8"

	"github.com/plumbline/plumbline/tools/internal/page"
)

// Measures of a badge, in pixels: of a letter, and what stands around each half.
const (
	badgeLetter = 6.2
	badgeAround = 12
)

// badge is how all runs ended as a picture of a line, for a page that people see first. It
// fetches nothing; the sentence of the verdict is its title.
func badge(p *sheet) {
	const left = "plumbline"
	right, colour := p.Verdict.Word, "#8a5a00"
	switch {
	case len(p.Runs) > 1:
		right = p.Verdict.Sentence
	case p.Verdict.ExitStatus == 0 && p.Runs[0].partly():
		right += " in part"
	}
	switch p.Verdict.ExitStatus {
	case 0:
		colour = "#1a7f37"
	case 1:
		colour = "#b3261e"
	}
	said := p.Verdict.Word + ": " + p.Verdict.Sentence
	if len(p.Runs) == 1 {
		said = p.Runs[0].Target + " " + said
	}
	l, r := badgeWidth(left), badgeWidth(right)
	fmt.Fprintf(p, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="20" role="img" aria-label="%s"><title>%s</title>`, l+r, page.HTML(left+": "+right), page.HTML(said))
	fmt.Fprintf(p, `<rect width="%d" height="20" rx="3" fill="#444"/><path d="M%d 0h%da3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-%dz" fill="%s"/>`, l+r, l, r-3, r-3, colour)
	p.Put(`<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">`)
	for _, half := range []struct {
		text      string
		at, width int
	}{{left, 0, l}, {right, l, r}} {
		fmt.Fprintf(p, `<text x="%d" y="14" textLength="%d">%s</text>`, half.at+half.width/2, half.width-badgeAround, page.HTML(half.text))
	}
	p.Put("</g></svg>\n")
}

// badgeWidth is the room of one half.
func badgeWidth(text string) int {
	return badgeAround + int(badgeLetter*float64(utf8.RuneCountInString(text)))
}

// partly tells whether a run was told to leave something out of what the documents say.
func (r *Run) partly() bool {
	for _, key := range []string{"select", "skip", "only-failed"} {
		if r.Configuration[key] != "" {
			return true
		}
	}
	return false
}

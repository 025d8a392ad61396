package summary

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// Effort says what was sent for a requirement and what was judged: "3 answers judged, 4
// requests sent".
func Effort(e record.Effort) string {
	sent := page.Plural(e.Sent, "request") + " sent"
	if !e.Weighed {
		return sent
	}
	return page.Plural(e.Judged, "answer") + " judged, " + sent
}

// Efforts says what was judged of all requirements, "" for a record of an older
// version, which does not say what was judged.
func Efforts(all record.Judged) string {
	if !all.Weighed {
		return ""
	}
	requests := 0
	for _, e := range all.Lost {
		requests += e.Sent
	}
	text := fmt.Sprintf("%s for %d of %s", page.Plural(all.Answers, "answer"), all.Judged, page.Plural(all.Requirements, "requirement"))
	if lost := len(all.Lost); lost > 0 {
		text += fmt.Sprintf("; %s sent for %d more, and nothing judged", page.Plural(requests, "request"), lost)
	}
	return text
}

// lost gives the requirements of which something was sent and nothing judged, the most
// sent first.
func lost(all record.Judged) []record.Effort {
	lost := slices.Clone(all.Lost)
	slices.SortStableFunc(lost, func(a, b record.Effort) int { return cmp.Compare(b.Sent, a.Sent) })
	return lost
}

// shownLost is how many requirements are listed of which nothing was judged.
const shownLost = 6

// judged says what was judged, and lists what was asked for nothing.
func (p *sheet) judged() {
	all := p.taken.tally.Judged()
	text := Efforts(all)
	if text == "" {
		return
	}
	p.heading("judged", text)
	lost := lost(all)
	for i, e := range lost {
		if i == shownLost {
			fmt.Fprintf(p, "  and %s; --requirements lists them all\n", page.Plural(len(lost)-i, "more requirement"))
			return
		}
		p.labelled(2, p.Style.Yellow(fmt.Sprintf("%5d", e.Sent)), 7, "sent, none judged: "+e.Requirement)
	}
}

package summary

import (
	"fmt"

	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// Baseline is what was found about the baseline of a run.
type Baseline struct {
	File     string
	Problems []record.Problem
	NotAsked int // entries whose cases this run did not ask
}

// Bounds of how many entries of a baseline are listed: those that all is well with,
// and those to delete or to mend.
const (
	shownDeviations = 12
	shownProblems   = 40
)

// deviations lists what the baseline accepts, an entry a line.
func (p *sheet) deviations() {
	order := p.taken.accepted.order
	if len(order) == 0 {
		return
	}
	p.heading("known deviations", "accepted in "+p.file())
	for i, a := range order {
		if i == shownDeviations {
			p.WriteString(terminal.Labelled(2, "", 0, fmt.Sprintf("%s more are as accepted", page.Plural(len(order)-i, "entry")), p.Width))
			return
		}
		text := p.taken.first[a]
		if cases := p.taken.accepted.of[a]; cases > 1 {
			text += fmt.Sprintf(" and %d more", cases-1)
		}
		fmt.Fprintf(p, "  %s %s  %s\n", p.Style.Yellow("·"), text, p.Style.Dim(string(a.Outcome)+" · "+a.Place))
		reason := a.Reason
		if a.Link != "" {
			reason += " " + a.Link
		}
		p.WriteString(terminal.Labelled(4, "", 0, reason, p.Width))
	}
}

// file names the baseline; a record of a run with one may be looked at without.
func (p *sheet) file() string {
	if p.Baseline == nil {
		return "the baseline of the run"
	}
	return p.Baseline.File
}

// fresh says which cases the baseline did not know, and shows those that fail.
func (p *sheet) fresh() {
	counts, n := p.taken.fresh, 0
	for _, some := range counts {
		n += some
	}
	if n == 0 {
		return
	}
	p.heading("new", p.file()+" does not know these cases; what fails counts once --update has accepted them")
	p.labelled(2, p.Style.Yellow(fmt.Sprintf("%5d", n)), 7, "new: "+ended(counts))
	failing := p.taken.newlyFailing.all
	for i, b := range failing {
		if i == shownInFull {
			p.WriteString(terminal.Labelled(2, "", 0, fmt.Sprintf("and %s that new cases find broken", page.Plural(len(failing)-i, "more requirement")), p.Width))
			return
		}
		p.failure(b)
	}
}

// problems lists the entries of the baseline to delete or to mend.
func (p *sheet) problems() {
	if p.Baseline == nil {
		return
	}
	if n := len(p.Baseline.Problems); n > 0 {
		p.heading("baseline", toMend(n, p.Baseline.File))
	}
	for i, problem := range p.Baseline.Problems {
		if i == shownProblems {
			p.WriteString(terminal.Labelled(2, "", 0, page.Plural(len(p.Baseline.Problems)-i, "entry")+" more", p.Width))
			break
		}
		// Not wrapped: editors and terminals open a file at its line.
		fmt.Fprintf(p, "%s: %s\n", p.Style.Bold(problem.Place), problem.Text)
	}
	if n := p.Baseline.NotAsked; n > 0 && !p.Quiet {
		p.heading("baseline", fmt.Sprintf("%s not looked at: this run did not ask the cases", page.Plural(n, "entry")))
	}
}

func toMend(n int, file string) string {
	return fmt.Sprintf("%s of %s to delete or mend", page.Plural(n, "entry"), file)
}

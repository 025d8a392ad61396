package summary

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/sdkimpact"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// sheet is a summary being written.
type sheet struct {
	bytes.Buffer
	*Result
	Layout
}

// Write writes the summary of a run.
func Write(out io.Writer, r *Result, l Layout) {
	p := &sheet{Result: r, Layout: l}
	if l.Requirements {
		p.requirements()
	}
	all := r.taken.failing.all
	for _, level := range contract.Levels() {
		p.section(atLevel(all, level), string(level), level.Reason())
	}
	p.hints(all)
	p.undecided()
	p.fresh()
	p.problems()
	if !l.Quiet {
		p.readings()
		p.skips()
		p.deviations()
		p.judged()
		p.table()
	}
	p.sentence()
	_, _ = p.WriteTo(out)
}

// heading begins a block.
func (p *sheet) heading(word, text string) {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	p.WriteString(p.Style.Bold(word))
	if text != "" {
		p.WriteString(p.Style.Dim("  " + text))
	}
	p.WriteByte('\n')
}

// undecided groups the cases that the environment kept from being decided.
func (p *sheet) undecided() {
	p.reasons("error", "not decided", "the target could not be asked", p.Style.Red)
}

// skips groups the cases that could not be asked.
func (p *sheet) skips() {
	p.reasons("skip", "skipped", "cannot be asked of this target", p.Style.Yellow)
}

// shownReasons is how many different reasons are listed.
const shownReasons = 6

func (p *sheet) reasons(outcome finding.Outcome, heading, text string, colour func(string) string) {
	told := p.taken.reasons[outcome]
	if told == nil {
		return
	}
	order, counts := told.order, told.of
	p.heading(heading, text)
	rest := 0
	for i, reason := range order {
		if i >= shownReasons {
			rest += counts[reason]
			continue
		}
		p.labelled(2, colour(fmt.Sprintf("%5d", counts[reason])), 7, reason)
	}
	if rest > 0 {
		p.labelled(2, colour(fmt.Sprintf("%5d", rest)), 7, fmt.Sprintf("for %s", page.Plural(len(order)-shownReasons, "other reason")))
	}
}

// labelled sets a text behind a label that may be coloured.
func (p *sheet) labelled(indent int, label string, column int, text string) {
	p.WriteString(terminal.Labelled(indent, label, column, text, p.Width))
}

// shownReadings is how many readings are listed: few are felt at all.
const shownReadings = 6

// readings lists the readings the target follows that real clients feel. They
// are documented, so no verdict hangs on them.
func (p *sheet) readings() {
	all := p.Felt()
	if len(all) == 0 {
		return
	}
	p.heading("readings", "all documented, and felt by real clients")
	for i, r := range all {
		if i == shownReadings {
			fmt.Fprintf(p, "  and %s\n", page.Plural(len(all)-i, "more reading"))
			return
		}
		p.WriteString(terminal.Labelled(2, "", 0, r.String(), p.Width))
		fmt.Fprintf(p, "  %s\n", p.Style.Dim(strings.Join(r.Operations, ", ")))
	}
}

// Felt gives the readings that the target follows and that real clients feel.
func (r *Result) Felt() []sdkimpact.Reading {
	return sdkimpact.Readings(r.taken.felt, r.Operations, r.Impact)
}

// sentence is the last word.
func (p *sheet) sentence() {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	word, text := p.Verdict()
	colour := p.Style.Red
	if word == conforms {
		colour = p.Style.Green
	}
	p.labelled(0, colour(word)+":", len(word)+2, text)
}

// conforms is the word of a run that found nothing.
const conforms = "conforms"

// Verdict says in a word and a sentence how a run ended.
func (r *Result) Verdict() (word, text string) {
	all := r.taken.failing.all
	must, should, may := len(atLevel(all, contract.Must)), len(atLevel(all, contract.Should)), len(atLevel(all, contract.May))
	effort := fmt.Sprintf("%s in %s", page.Plural(r.Requests, "request"), r.Took.Round(10*time.Millisecond))
	if r.Repeats > 0 {
		effort = fmt.Sprintf("%s (%d of them repeats, or to find where a limit is) in %s", page.Plural(r.Requests, "request"), r.Repeats, r.Took.Round(10*time.Millisecond))
	}
	if r.Foreign > 0 {
		effort += fmt.Sprintf("; unstable: %s not the target's own (%.1f %%)", page.Plural(r.Foreign, "answer"), 100*float64(r.Foreign)/float64(max(r.Requests, 1)))
	}
	if 10*r.Overloads > r.Requests { // one in a while is another matter
		effort += fmt.Sprintf("; overloaded: %d of them are said of too much at once; ask more slowly, as with --rate 5", r.Overloads)
	}
	breaks := fmt.Sprintf("%s broken (%d must, %d should)", page.Plural(must+should, "requirement"), must, should)
	known := ""
	if may > 0 {
		known = fmt.Sprintf("; %d more worth knowing", may)
	}
	if n := r.count("deviation"); n > 0 {
		known += "; " + page.Plural(n, "known deviation")
	}
	if n := len(r.taken.newlyFailing.all); n > 0 {
		known += fmt.Sprintf("; new cases find %s broken", page.Plural(n, "more requirement"))
	}
	toDo := ""
	if r.Baseline != nil && len(r.Baseline.Problems) > 0 {
		toDo = toMend(len(r.Baseline.Problems), r.Baseline.File)
		known += "; " + toDo
	}
	scope := ""
	asked, weighed := r.taken.tally.Scope()
	if weighed {
		scope = "; " + asked.String()
	}
	switch status := r.Status(); {
	case !r.Finished:
		if r.Took == 0 { // a record that no run closed does not say when it ended
			effort = page.Plural(r.Requests, "request")
		}
		missing := ""
		if r.Missing != "" {
			missing = r.Missing + "; "
		}
		return "not finished", missing + fmt.Sprintf("%d of %s decided, so far %s; %s", r.taken.tally.All, page.Plural(r.Planned, "case"), breaks, effort)
	case r.count("skip") == r.taken.tally.All:
		return "nothing asked", page.Plural(r.count("skip"), "case") + " skipped" + scope
	case status == exit.Unfinished && r.count("error") == 0:
		return "undecided", fmt.Sprintf("not everything that was selected could be asked; %s pass, %d skipped%s%s; %s", page.Plural(r.count("pass"), "case"), r.count("skip"), known, scope, effort)
	case status == exit.Unfinished:
		return "undecided", fmt.Sprintf("%s not asked, %s%s%s; %s", page.Plural(r.count("error"), "case"), breaks, known, scope, effort)
	case status == exit.Differs:
		return "does not conform", fmt.Sprintf("%s%s%s; %s", breaks, known, scope, effort)
	case status == exit.Stale:
		return "stale baseline", fmt.Sprintf("%s; %s pass, %d skipped%s; %s", toDo, page.Plural(r.count("pass"), "case"), r.count("skip"), scope, effort)
	}
	return conforms, fmt.Sprintf("%s, %d skipped%s%s; %s", page.Plural(r.count("pass"), "case")+" pass", r.count("skip"), known, scope, effort)
}

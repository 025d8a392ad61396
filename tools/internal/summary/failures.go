package summary

import (
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// Bounds that keep many failures readable: requirements of a section that are
// shown in full, requirements with one answer from which on they are shown as
// one, ids listed of those, and the length of a command line.
const (
	shownInFull = 8
	oneCause    = 4
	listed      = 3
	longestCurl = 600
)

// section shows the requirements that are broken at a level.
func (p *sheet) section(all []*broken, word, text string) {
	if len(all) == 0 {
		return
	}
	p.heading(fmt.Sprintf("%s: %s broken", word, page.Plural(len(all), "requirement")), text)
	hidden := 0
	for i, cluster := range clusters(all) {
		if i >= shownInFull {
			hidden += len(cluster)
			continue
		}
		if i > 0 {
			p.WriteByte('\n')
		}
		p.failure(cluster[0])
		p.alike(cluster[1:])
	}
	if hidden > 0 {
		hint := "plumb run --select OPERATION shows those of one operation"
		switch {
		case p.Record != "" && p.Heard:
			hint = "all are in " + p.Record
		case p.Record != "":
			hint += "; all are in " + p.Record
		case p.Heard:
			hint = "--record FILE writes all of them down"
		default:
			hint += ", --record FILE writes all of them down"
		}
		p.WriteByte('\n')
		p.WriteString(terminal.Labelled(2, "", 0, fmt.Sprintf("and %s broken: %s", page.Plural(hidden, "more requirement"), hint), p.Width))
	}
}

// cause is what decided a case, wherever it was found; of a record of format 1,
// which has no findings, it is what was said.
type cause struct {
	found finding.Finding
	said  string
}

func causeOf(v record.Verdict) cause {
	if f, _, ok := v.Decisive(nil); ok {
		return cause{found: f.Cause()}
	}
	return cause{said: v.Received}
}

// clusters puts together requirements that are broken by the same answer, if
// there are many of them; they stand where the first of them stands.
func clusters(all []*broken) [][]*broken {
	byCause := map[cause][]*broken{}
	for _, b := range all {
		why := causeOf(b.first.Verdict)
		byCause[why] = append(byCause[why], b)
	}
	var out [][]*broken
	for _, b := range all {
		same := byCause[causeOf(b.first.Verdict)]
		switch {
		case len(same) < oneCause:
			out = append(out, []*broken{b})
		case same[0] == b:
			out = append(out, same)
		}
	}
	return out
}

// failure shows a broken requirement by the first of its failing cases.
func (p *sheet) failure(b *broken) {
	first := b.first
	mark := p.Style.Red("✗")
	if b.level == contract.May {
		mark = p.Style.Yellow("·")
	}
	also := ""
	if n := b.cases - 1 + b.more; n > 0 {
		also = p.Style.Dim("  and " + page.Plural(n, "more variant"))
	}
	fmt.Fprintf(p, "%s %s%s\n", mark, p.Style.Bold(first.ID), also)
	p.WriteString(terminal.Labelled(2, "", 0, first.Text, p.Width))
	p.line("sent", first.Sent)
	p.line("expected", first.Expected)
	p.line("received", first.Received)
	p.line("stated", first.Source+" · "+first.Location)
	switch {
	case first.Curl == "":
	case len(first.Curl) > longestCurl && !p.Heard:
		fmt.Fprintf(p, "  plumb replay%s %s  # prints its curl line of %d characters too\n", p.Again, first.ID, len(first.Curl))
	default:
		p.WriteString("  " + first.Curl + "\n")
	}
}

// line shows one property of a failure.
func (p *sheet) line(label, text string) {
	p.labelled(2, p.Style.Dim(fmt.Sprintf("%-10s", label)), 10, text)
}

// alike names further requirements that the same answer breaks.
func (p *sheet) alike(same []*broken) {
	if len(same) == 0 {
		return
	}
	fmt.Fprintf(p, "  %s\n", p.Style.Dim(fmt.Sprintf("the same answer breaks %s:", page.Plural(len(same), "more requirement"))))
	for i, b := range same {
		if i == listed && len(same) > listed+1 {
			fmt.Fprintf(p, "    %s\n", p.Style.Dim(fmt.Sprintf("… and %d more", len(same)-listed)))
			return
		}
		fmt.Fprintf(p, "    %s\n", b.first.ID)
	}
}

// hints say, once, what to do next.
func (p *sheet) hints(all []*broken) {
	if len(all) == 0 || p.Heard {
		return
	}
	p.WriteByte('\n')
	first := slices.Concat(atLevel(all, contract.Must), atLevel(all, contract.Should), all)[0].first.ID
	if p.Served != "" {
		p.WriteString(p.Style.Dim(p.Served+" &  # serves it where curl asks") + "\n")
	}
	for _, line := range []string{
		"plumb explain" + p.Again + " " + first + "  # says what is asked and why",
		"plumb replay" + p.Again + " " + first + "  # asks it again and shows the exchange",
	} {
		p.WriteString(p.Style.Dim(line) + "\n")
	}
}

package conformance_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	. "github.com/onsi/ginkgo/v2"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/record"
)

// close ends the run: it writes what was held back, says what the baseline lacks,
// and closes the record of a run that decided all its cases.
func (s *suite) close(report Report) {
	d := s.desk
	d.mu.Lock()
	defer d.mu.Unlock()
	finished := len(d.verdicts) == len(d.planned)
	if s.options.Update && finished {
		d.update()
	}
	footer := record.Footer{Counts: map[finding.Outcome]int{}, End: time.Now().UTC()}
	var all []record.Verdict
	for _, id := range d.order {
		v := d.verdicts[id]
		all = append(all, v)
		footer.Counts[v.Outcome]++
		if d.hold {
			d.recorder.Verdict(v)
		}
	}
	if !finished {
		return // a record without a footer is a run that did not finish
	}
	footer.Requests, footer.Repeats = d.session.Sent()
	footer.ExitStatus = record.Status(all)
	if d.gate != nil {
		footer.Baseline = &record.Baseline{File: s.baseline.File, Problems: d.gate.Problems()}
		if footer.ExitStatus == 0 && len(footer.Baseline.Problems) > 0 {
			footer.ExitStatus = 4
		}
	}
	if d.writer != nil {
		d.recorder.Footer(footer)
	}
	if err := d.recorder.Broken(); err != nil {
		Fail(err.Error())
	}
	if report.SuiteSucceeded && footer.ExitStatus != 0 {
		Fail(wrong(footer, all, s.options.Update))
	}
}

// wrong says what is wrong with a run of which every It is well.
func wrong(footer record.Footer, all []record.Verdict, update bool) string {
	if footer.Baseline == nil || len(footer.Baseline.Problems) == 0 {
		scope, _ := record.ScopeOf(all)
		return "not everything that was selected could be asked: " + scope.String()
	}
	lines := []string{"the baseline must be mended:"}
	if update {
		lines[0] = "the baseline is written; it still lacks something:"
	}
	for _, problem := range footer.Baseline.Problems {
		lines = append(lines, problem.Place+": "+problem.Text)
	}
	return strings.Join(lines, "\n")
}

// update writes the baseline for what this run found, and holds it against that.
func (d *desk) update() {
	text, next, changes, err := d.gate.Updated()
	if err == nil {
		err = output.Save(context.Background(), d.baseline.File, output.Text(text))
	}
	if err != nil {
		Fail(err.Error())
	}
	fmt.Fprintf(GinkgoWriter, "%s: written, %s\n", d.baseline.File, changes)
	d.gate = next
	for _, id := range d.order {
		d.verdicts[id] = next.Take(d.verdicts[id])
	}
}

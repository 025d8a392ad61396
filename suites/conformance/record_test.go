package conformance_test

import (
	"encoding/json"
	"slices"
	"time"

	. "github.com/onsi/ginkgo/v2"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// writeTo writes header, what each It left, and, if every It of the plan had
// its turn, the footer.
func (s *suite) writeTo(w *record.Writer, report Report) error {
	header := s.plan.Header(s.operations, s.target.Name, map[string]string{
		"target": s.target.Word, "level": s.options.level, "profile": s.options.profile, "select": s.options.selection,
	})
	header.Accounts = run.Accounts(s.target)
	header.Start = report.StartTime.UTC()
	left := collect(report)
	header.Planned = len(left)
	if err := w.Header(header); err != nil {
		return err
	}
	footer := record.Footer{Counts: map[finding.Outcome]int{}, End: time.Now().UTC()}
	processes, _ := GinkgoConfiguration()
	var verdicts []record.Verdict
	for _, l := range left {
		l.renumber(processes.ParallelTotal)
		if err := writeLines(w, l, &footer); err != nil {
			return err
		}
		verdicts = append(verdicts, l.Verdict)
	}
	footer.ExitStatus = record.Status(verdicts)
	if len(report.SpecialSuiteFailureReasons) > 0 {
		return nil // interrupted: a record without a footer is a run that did not finish
	}
	return w.Footer(footer)
}

// collect gives what the Its left, in their order.
func collect(report Report) []lines {
	var out []lines
	for _, spec := range report.SpecReports {
		for _, entry := range spec.ReportEntries {
			if entry.Name != entryName {
				continue
			}
			// The value is a struct in this process and JSON from another one.
			var l lines
			text, err := json.Marshal(entry.GetRawValue())
			if err == nil && json.Unmarshal(text, &l) == nil {
				out = append(out, l)
			}
		}
	}
	return out
}

// renumber makes the ids of exchanges unique over all processes.
func (l *lines) renumber(processes int) {
	rename := func(id string) string {
		number, ok := record.ExchangeNumber(id)
		if !ok {
			return id
		}
		return record.ExchangeID(number*processes + l.Process - 1)
	}
	for i := range l.Exchanges {
		l.Exchanges[i].ID = rename(l.Exchanges[i].ID)
	}
	l.Verdict.Rename(rename)
}

func writeLines(w *record.Writer, l lines, footer *record.Footer) error {
	for _, exchange := range l.Exchanges {
		footer.Requests += 1 + exchange.Repeats
		footer.Repeats += exchange.Repeats
		if !slices.Contains(l.Verdict.Exchanges, exchange.ID) {
			footer.Repeats++ // asked beside the plan
		}
		if err := w.Exchange(exchange); err != nil {
			return err
		}
	}
	footer.Counts[l.Verdict.Outcome]++
	return w.Verdict(l.Verdict)
}

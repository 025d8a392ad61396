package report

import (
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// CTRF 1.0.0, the Common Test Report Format, as far as its readers want it.
type (
	ctrfReport struct {
		Format  string      `json:"reportFormat"`
		Version string      `json:"specVersion"`
		By      string      `json:"generatedBy"`
		Results ctrfResults `json:"results"`
	}
	ctrfResults struct {
		Tool    ctrfTool    `json:"tool"`
		Summary ctrfSummary `json:"summary"`
		Tests   []ctrfTest  `json:"tests"`
	}
	ctrfTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	ctrfSummary struct {
		Tests   int   `json:"tests"`
		Passed  int   `json:"passed"`
		Failed  int   `json:"failed"`
		Skipped int   `json:"skipped"`
		Pending int   `json:"pending"`
		Other   int   `json:"other"`
		Start   int64 `json:"start"` // both in milliseconds since 1970
		Stop    int64 `json:"stop"`
	}
	ctrfTest struct {
		Name     string            `json:"name"`
		Status   string            `json:"status"`
		Raw      string            `json:"rawStatus"`
		Duration int               `json:"duration"` // milliseconds
		Suite    []string          `json:"suite"`
		Message  string            `json:"message,omitempty"`
		Trace    string            `json:"trace,omitempty"`
		Labels   map[string]string `json:"labels"`
		File     string            `json:"filePath"`
		Line     int               `json:"line"`
	}
)

// ctrf writes a test a case. A failure is what makes the run fail; what is neither that
// nor a pass nor a skip is "other", and rawStatus says what.
func ctrf(p *sheet) {
	first := p.Runs[0]
	out := ctrfReport{Format: "CTRF", Version: "1.0.0", By: "plumb " + first.Suite, Results: ctrfResults{Tool: ctrfTool{"plumbline", first.Suite}, Tests: []ctrfTest{}}}
	s := &out.Results.Summary
	s.Start, s.Stop = first.Start.UnixMilli(), first.Start.UnixMilli()
	for _, run := range p.Runs {
		t := run.Totals
		s.Tests, s.Passed, s.Failed, s.Skipped = s.Tests+t.Cases(), s.Passed+t.Pass, s.Failed+t.Fail, s.Skipped+t.Skip
		s.Start = min(s.Start, run.Start.UnixMilli())
		if s.Stop = max(s.Stop, run.Start.UnixMilli()); !run.Unfinished { // which does not say when it ended
			s.Stop = max(s.Stop, run.End.UnixMilli())
		}
		timed := map[string]bool{}
		for q, c := range run.each {
			out.Results.Tests = append(out.Results.Tests, p.ctrfTest(run, q, c, timed))
		}
	}
	s.Other = s.Tests - s.Passed - s.Failed - s.Skipped
	_ = page.JSON(p, out) // what the stream says is asked at the end
}

func (p *sheet) ctrfTest(run *Run, q *Requirement, c *Case, timed map[string]bool) ctrfTest {
	var ended Totals
	ended.add(c)
	t := ctrfTest{Name: c.ID, Status: "other", Raw: ended.worst(), Duration: int(1000 * run.seconds(c, timed)), Suite: []string{q.operation, q.ID},
		Labels: map[string]string{"level": string(c.Level), "profile": string(c.Profile), "document": c.Source}}
	if len(p.Runs) > 1 {
		t.Suite = append([]string{run.Name}, t.Suite...)
	}
	switch {
	case c.fails():
		t.Status, t.Message, t.Trace = "failed", c.Text, c.details()
	case c.Outcome == finding.Pass:
		t.Status = "passed"
	case c.Outcome == finding.Skip:
		t.Status, t.Message = "skipped", c.Reason
	case c.Outcome == finding.Fail:
		t.Message, t.Trace = c.Text, c.details()
	default:
		t.Message = c.why()
	}
	t.File, t.Line = p.at(c)
	return t
}

package report

import (
	"fmt"

	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/summary"
)

// result gives a run to the summary, which owns the words of a verdict.
func (r *Report) result(run *Run) *summary.Result {
	res := &summary.Result{
		Operations: r.operations, Impact: r.impact, Requests: run.Requests, Repeats: run.Repeats, Took: run.End.Sub(run.Start), Finished: !run.Unfinished, Missing: run.missing, Again: run.again, Served: run.served, Heard: run.heard, Unsent: run.unsent,
	}
	for _, c := range run.each {
		res.Take(summary.Verdict{Curl: c.Curl, Verdict: c.Verdict})
	}
	res.Planned = max(run.planned, res.Tally().All)
	if run.Baseline != nil {
		res.Baseline = &summary.Baseline{File: run.Baseline.File}
		for _, problem := range run.Baseline.Problems {
			res.Baseline.Problems = append(res.Baseline.Problems, record.Problem{Place: problem.Place, Text: problem.Text})
		}
	}
	return res
}

func verdict(res *summary.Result) Verdict {
	word, text := res.Verdict()
	return Verdict{Word: word, Sentence: text, ExitStatus: int(res.Status())}
}

// overall is the verdict on all runs: no better than the worst of them.
func overall(runs []*Run) Verdict {
	if len(runs) == 1 {
		return runs[0].Verdict
	}
	worst, conforming := Verdict{Word: "conforms"}, 0
	for _, run := range runs {
		switch {
		case run.Verdict.ExitStatus == 0:
			conforming++
		case run.Verdict.ExitStatus > worst.ExitStatus:
			worst = run.Verdict
		}
	}
	worst.Sentence = fmt.Sprintf("%d of %d runs conform", conforming, len(runs))
	return worst
}

// name names the columns: by target, and by the time too where a target comes
// more than once.
func name(runs []*Run) {
	count := map[string]int{}
	for _, run := range runs {
		count[run.Target]++
	}
	taken := map[string]int{}
	for _, run := range runs {
		run.Name = run.Target
		if count[run.Target] > 1 {
			run.Name += " " + run.Start.Format("2006-01-02 15:04:05")
		}
		if taken[run.Name]++; taken[run.Name] > 1 {
			run.Name += fmt.Sprintf(" (%d)", taken[run.Name])
		}
	}
}

package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"time"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/summary"
)

// gating is a run being held against its baseline.
type gating struct {
	flags    *gateFlags
	baseline *gate.Baseline
	run      gate.Run
	gate     *gate.Gate
	held     []summary.Verdict // with --update: they are held against the new file too
}

// take gives a verdict as the baseline sees it.
func (g *gating) take(v summary.Verdict) summary.Verdict {
	v.Verdict = g.gate.Take(v.Verdict)
	if g.flags.update {
		g.held = append(g.held, v)
	}
	return v
}

// settle says, once all verdicts are in, what was found about the baseline; with
// --update it writes the file first and holds the verdicts against that. The
// line it gives says what was written.
func (g *gating) settle(ctx context.Context, result *summary.Result) (line string, err error) {
	line, err = g.update(ctx, result)
	if err != nil {
		return "", err
	}
	result.Baseline = &summary.Baseline{File: g.baseline.File, Problems: g.gate.Problems(), NotAsked: g.gate.NotAsked()}
	return line, nil
}

func (g *gating) update(ctx context.Context, result *summary.Result) (string, error) {
	if !g.flags.update {
		return "", nil
	}
	file := g.baseline.File
	if result.Status() == exit.Unfinished {
		return file + ": not updated, because the run could not ask everything\n", nil
	}
	text, next, changes, err := g.gate.Updated()
	if err != nil {
		return "", exit.Wrong(err)
	}
	line, err := rewritten(ctx, file, text, changes)
	if err != nil {
		return "", err
	}
	g.gate = next
	result.Anew()
	for i, v := range g.held {
		g.held[i].Verdict = g.gate.Take(v.Verdict)
		result.Take(g.held[i])
	}
	return line, nil
}

// rewritten writes the text of a baseline that was updated, unless the file says that
// already, and tells which.
func rewritten(ctx context.Context, file string, text []byte, changes gate.Changes) (line string, err error) {
	if before, err := os.ReadFile(file); err == nil && string(before) == string(text) {
		return file + ": nothing to change\n", nil
	}
	if err := output.Save(ctx, file, output.Text(text)); err != nil {
		return "", exit.Unfinishedf("%w", err)
	}
	return fmt.Sprintf("%s: written, %s\n", file, changes), nil
}

// settle finds what a run says about its baseline, and writes the verdicts that
// had to wait for that: with --update they are held against the new file.
func (r *running) settle(ctx context.Context, finished bool) (line string, err error) {
	r.result.Finished = finished
	if r.gating != nil && finished {
		if line, err = r.gating.settle(ctx, &r.result); err != nil {
			return "", err
		}
	}
	if r.gating != nil {
		for _, v := range r.gating.held {
			r.record.Verdict(v.Verdict)
		}
	}
	return line, nil
}

// footer closes the record of a run that came to its end.
func (r *running) footer() record.Footer {
	footer := record.Footer{Counts: map[finding.Outcome]int{finding.Pass: 0, finding.Fail: 0, finding.Skip: 0, finding.Error: 0}, End: time.Now().UTC()}
	footer.Requests, footer.Repeats = r.session.Sent()
	maps.Copy(footer.Counts, r.result.Tally().Counts)
	if b := r.result.Baseline; b != nil {
		footer.Baseline = &record.Baseline{File: b.File, Problems: b.Problems}
	}
	return footer
}

package run

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

// Record carries out a plan and writes its record: the header, what was asked and
// decided as it is, and the footer if all of it was. Command lines in it have the
// given address. It errs if out cannot be written, and if ctx ended before every
// case was decided; then there is no footer.
func (s *Session) Record(ctx context.Context, p Plan, h record.Header, address string, out io.Writer) error {
	w := record.NewWriter(out)
	if err := w.Header(h); err != nil {
		return err
	}
	footer := record.Footer{Counts: map[finding.Outcome]int{}}
	recorder := s.Recorder(w, func(string) string { return address })
	var lines []record.Verdict
	finished := s.Each(ctx, p, func(d Decided) {
		recorder.Exchanges(d)
		line := record.FromVerdict(d.Verdict, d.Exchanges)
		lines = append(lines, line)
		footer.Counts[line.Outcome]++
		recorder.Verdict(line)
	})
	switch {
	case recorder.Broken() != nil:
		return recorder.Broken()
	case !finished:
		return fmt.Errorf("%d of %d cases decided: %w", len(lines), len(p.Cases), context.Cause(ctx))
	}
	footer.Requests, footer.Repeats = s.Sent()
	footer.End, footer.ExitStatus = time.Now().UTC(), record.Status(lines)
	return w.Footer(footer)
}

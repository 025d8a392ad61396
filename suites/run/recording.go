package run

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

// Record carries out a plan and writes its record: the header, what was asked
// and decided as it is, and the footer if all of it was. Command lines in it
// have the given address.
func (s *Session) Record(ctx context.Context, p Plan, h record.Header, address string, out io.Writer) error {
	w := record.NewWriter(out)
	if err := w.Header(h); err != nil {
		return err
	}
	footer := record.Footer{Counts: map[finding.Outcome]int{}}
	seen := map[int]bool{}
	var lines []record.Verdict
	var failed error
	note := func(err error) {
		if failed == nil {
			failed = err
		}
	}
	finished := s.Each(ctx, p, func(d Decided) {
		for _, number := range slices.Concat(d.Exchanges, d.Further) {
			if !seen[number] {
				seen[number] = true
				note(w.Exchange(record.FromExchange(number, s.Exchange(number), address)))
			}
		}
		line := record.FromVerdict(d.Verdict, d.Exchanges)
		lines = append(lines, line)
		footer.Counts[line.Outcome]++
		note(w.Verdict(line))
	})
	switch {
	case failed != nil:
		return failed
	case !finished:
		return fmt.Errorf("%d of %d cases decided: %w", len(lines), len(p.Cases), context.Cause(ctx))
	}
	footer.Requests, footer.Repeats = s.Sent()
	footer.End, footer.ExitStatus = time.Now().UTC(), record.Status(lines)
	return w.Footer(footer)
}

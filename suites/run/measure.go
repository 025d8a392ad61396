package run

import (
	"context"
	"math/bits"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
)

// measure finds the largest number of items that is accepted, halving the
// distance each time.
func (s *Session) measure(ctx context.Context, c probe.Case, d *Decided) (limit finding.Finding, ok bool) {
	m, unknown := c.Measure, false
	accepted := func(n int) bool {
		r := c.Requests[0].Altered(func(r *wire.Request) { r.Args = r.Args.With(m.Parameter, contract.Texts(m.Items[:n])) })
		a := s.further(ctx, r, d)
		unknown = unknown || a.Inconclusive()
		return a.Class == answer.Success
	}
	low, high := span(m)
	if low >= high || !accepted(low) {
		return limit, false
	}
	if high > len(m.Items) && accepted(len(m.Items)) {
		return finding.Finding{Kind: finding.LimitAbove, Count: len(m.Items)}, true
	}
	for low+1 < high && ctx.Err() == nil {
		if middle := (low + high) / 2; accepted(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	if unknown {
		return limit, false // the record that answers does not hold every step
	}
	return finding.Finding{Kind: finding.LimitAt, Count: low}, true
}

// span is where a limit is looked for: a number of items that was accepted, and one
// that is refused or that there are not.
func span(m *probe.Measure) (low, high int) { return m.Accepted, min(m.Refused, len(m.Items)+1) }

// mostSteps is how many requests measuring takes at most: one to see that it can be done, one
// with all items where none is known to be refused, and halving.
func mostSteps(m *probe.Measure) int {
	low, high := span(m)
	if low >= high {
		return 0
	}
	steps := 1 + bits.Len(uint(high-low-1))
	if high > len(m.Items) {
		steps++
	}
	return steps
}

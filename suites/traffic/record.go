package traffic

import (
	"io"
	"slices"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// Header opens the record of what was judged at a level, begun at a time.
func (t *Traffic) Header(decided []Decided, level contract.Level, begun time.Time) record.Header {
	plan := run.Plan{}
	for _, d := range decided {
		plan.Cases = append(plan.Cases, probe.Case{ID: d.Case.ID})
	}
	names := strings.Join(t.files, ",")
	h := plan.Header(t.operations, "traffic in "+names, map[string]string{record.Traffic: names, "level": string(level)})
	h.Start = begun.UTC()
	return h
}

// Write writes the record, which ends with an exit status: every exchange that a
// verdict rests on, and the verdicts. It fails where out does.
func (t *Traffic) Write(out io.Writer, h record.Header, decided []Decided, status int) error {
	w := record.NewWriter(out)
	if err := w.Header(h); err != nil {
		return err
	}
	footer := record.Footer{Counts: map[finding.Outcome]int{}, Requests: t.numbered, ExitStatus: status}
	for _, s := range t.exchanges {
		if err := w.Exchange(record.FromExchange(s.number, s.exchange, s.address())); err != nil {
			return err
		}
	}
	for _, d := range decided {
		line := d.Line()
		footer.Counts[line.Outcome]++
		if err := w.Verdict(line); err != nil {
			return err
		}
	}
	footer.End = time.Now().UTC()
	return w.Footer(footer)
}

// address is where the request went, without its path.
func (s *seenExchange) address() string {
	scheme, rest, ok := strings.Cut(s.exchange.Sent.URL, "://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, "?")
	return scheme + "://" + host
}

// Curl is the command line of the exchange that decided a verdict, "" if none did.
func (t *Traffic) Curl(d Decided) string {
	if d.Culprit < 0 || d.Culprit >= len(d.Exchanges) {
		return ""
	}
	i := slices.IndexFunc(t.exchanges, func(s *seenExchange) bool { return s.number == d.Exchanges[d.Culprit] })
	s := t.exchanges[i]
	return record.FromExchange(s.number, s.exchange, s.address()).Curl
}

// Accepted gives each request that a result was the answer to, and where it went.
func (t *Traffic) Accepted(visit func(r wire.Request, address string, a *answer.Answer)) {
	for _, s := range t.exchanges {
		if s.answer != nil && s.answer.Class == answer.Success {
			visit(s.request, s.address(), s.answer)
		}
	}
}

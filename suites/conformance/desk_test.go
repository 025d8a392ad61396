package conformance_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/types"

	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// desk decides the cases of all processes: it stands in process 1, so that pace,
// budget and answers are one however many processes Ginkgo has.
type desk struct {
	*suite
	ctx      context.Context // ends with the budget
	cases    map[string]probe.Case
	planned  []probe.Case
	session  *run.Session
	recorder *run.Recorder
	writer   *record.Writer // nil without --record
	gate     *gate.Gate     // nil without --baseline
	hold     bool           // verdicts may still change: they are written at the end

	mu       sync.Mutex
	earlier  map[string]run.Decided
	verdicts map[string]record.Verdict
	order    []string
}

// Asked is the question of one It, at its attempt, counted from 1.
type Asked struct {
	ID      string
	Attempt int
}

// Reply is how a case ended.
type Reply struct {
	Verdict record.Verdict
	Curl    string // asks the deciding request again, "" if none decided
	Ended   string // why the case is not decided
}

// open makes ready to ask, and begins to ask ahead what Ginkgo's filters leave.
func (s *suite) open(configuration types.SuiteConfig) (stop func(), err error) {
	d := &desk{suite: s, cases: map[string]probe.Case{}, session: run.Begin(s.Target, s.options.Options()), earlier: map[string]run.Decided{}, verdicts: map[string]record.Verdict{}}
	for _, c := range s.plan.Cases {
		d.cases[c.ID] = c
	}
	d.hold = s.options.Update || configuration.FlakeAttempts > 1 || configuration.MustPassRepeatedly > 1
	d.planned = s.willRun(PreviewSpecs("Plumbline conformance", configuration))
	closeRecord := func() error { return nil }
	if s.options.Record != "" {
		file, err := output.Grow(context.Background(), s.options.Record)
		if err != nil {
			return nil, err
		}
		closeRecord = file.Close
		d.writer = record.NewWriter(file)
	}
	d.recorder = d.session.Recorder(d.writer, func(product string) string { return s.Target.Products[product].Endpoint.URL })
	header := d.header()
	if d.writer != nil {
		d.recorder.Header(header)
	}
	if s.baseline != nil {
		d.gate = s.baseline.For(gate.Of(header, probe.IDs(s.Operations), time.Now()))
	}
	ctx, cancel := context.WithCancel(context.Background())
	if s.options.Budget > 0 {
		ctx, cancel = context.WithTimeoutCause(ctx, s.options.Budget, fmt.Errorf("the budget of %s ended the run", s.options.Budget))
	}
	d.ctx, s.desk = ctx, d
	if err := d.session.First(ctx, d.planned); err != nil {
		cancel()
		return nil, errors.Join(err, closeRecord())
	}
	ahead := d.session.Ahead(ctx, d.planned)
	return func() {
		ahead()
		cancel()
		_ = closeRecord() // every write that failed has been told
	}, nil
}

// header is that of the cases that Ginkgo's filters leave.
func (d *desk) header() record.Header {
	prepared := *d.Prepared
	prepared.Parts = &run.Parts{Announced: run.Plan{Cases: d.planned}.Announced()}
	return d.options.Header(&prepared)
}

// decide decides a case; at a further attempt by answers that nobody has seen.
func (d *desk) decide(ctx context.Context, asked Asked) Reply {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(d.ctx, cancel)()
	c := d.cases[asked.ID]
	d.mu.Lock()
	before, again := d.earlier[asked.ID]
	d.mu.Unlock()
	var decided run.Decided
	ok := false
	if again && asked.Attempt > 1 {
		decided, ok = d.session.Anew(ctx, c, before)
	} else {
		decided, ok = d.session.Decide(ctx, c)
	}
	if !ok {
		reason := "interrupted before the case was decided"
		if d.ctx.Err() != nil {
			reason = context.Cause(d.ctx).Error()
		}
		return Reply{Ended: reason}
	}
	d.recorder.Exchanges(decided)
	if err := d.recorder.Broken(); err != nil {
		return Reply{Ended: err.Error()}
	}
	return d.take(decided, again && before.Outcome != decided.Outcome)
}

// take keeps how a case ended, and says it as the baseline sees it.
func (d *desk) take(decided run.Decided, changed bool) Reply {
	d.mu.Lock()
	defer d.mu.Unlock()
	v := record.FromVerdict(decided.Verdict, decided.Exchanges)
	v.Flaky = changed || d.verdicts[v.ID].Flaky
	if d.gate != nil {
		v = d.gate.Take(v)
	}
	if _, again := d.earlier[v.ID]; !again {
		d.order = append(d.order, v.ID)
	}
	d.earlier[v.ID], d.verdicts[v.ID] = decided, v
	if !d.hold {
		d.recorder.Verdict(v)
	}
	reply := Reply{Verdict: v}
	if decided.Culprit >= 0 && decided.Culprit < len(decided.Exchanges) {
		reply.Curl = d.recorder.Exchange(decided.Exchanges[decided.Culprit]).Curl
	}
	return reply
}

package question

import (
	"context"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// Run is a question and how it is carried out.
type Run struct {
	Question
	Record, Baseline string // files, "" for none
	Update           bool   // of the baseline
	Rate             float64
	Timeout, Budget  time.Duration
	Wait             time.Duration // for a target that is coming up
	Workers          int
}

// Flags adds all flags of a run but those of how it is shown.
func (r *Run) Flags(f *pflag.FlagSet) {
	r.Whom(f)
	r.Way(f)
	r.Which(f)
	Gate(f, &r.Baseline, &r.Update)
	f.StringVar(&r.Record, "record", "", "write what is asked, answered and decided to `FILE`, a JSON object a line")
	f.Float64Var(&r.Rate, "rate", 0, "`N` requests a second of each operation; 0: as documented, on this machine as fast as answered")
	f.DurationVar(&r.Timeout, "timeout", 10*time.Second, "wait this `LONG` for one answer, as 500ms or 30s")
	f.DurationVar(&r.Budget, "budget", 0, "end the run after this `LONG`, as 90s or 10m; 0 for no end")
	f.DurationVar(&r.Wait, "wait", 0, "wait up to this `LONG` until the target answers anything, as 30s; 0 for not at all")
	f.IntVar(&r.Workers, "workers", 8, "`N` requests at a time, but for those that ask for being at once")
	f.IntVar(&r.Draw, "fuzz", 0, "draw `N` further requests for each operation, right ones and wrong ones")
	f.Uint64Var(&r.Seed, "seed", 0, "draw from `SEED`, which a run prints; 0 for a new one")
}

// Gate adds the flags about a baseline.
func Gate(f *pflag.FlagSet, baseline *string, update *bool) {
	f.StringVar(baseline, "baseline", "", "accept the known deviations listed in `FILE` (plumb gate --help)")
	f.BoolVar(update, "update", false, "write the baseline for what this run finds, keeping what people wrote in it")
}

// Check refuses numbers that make no sense.
func (r *Run) Check() error {
	switch {
	case r.Rate < 0:
		return fmt.Errorf("rate %v is below zero", r.Rate)
	case r.Timeout <= 0:
		return fmt.Errorf("timeout %v is not above zero", r.Timeout)
	case r.Budget < 0:
		return fmt.Errorf("budget %v is below zero", r.Budget)
	case r.Wait < 0:
		return fmt.Errorf("wait %v is below zero", r.Wait)
	case r.Draw < 0:
		return fmt.Errorf("fuzz %d is below zero", r.Draw)
	case r.Workers < 1:
		return fmt.Errorf("workers %d: at least one is needed", r.Workers)
	}
	return nil
}

// Options gives what the session is told.
func (r *Run) Options() run.Options {
	return run.Options{Timeout: r.Timeout, Rate: r.Rate, Workers: r.Workers, Writes: r.Writes}
}

// Header opens the record of the run; what was asked for stands in it as it was
// asked, so that it can be asked again.
func (r *Run) Header(p *Prepared) record.Header {
	configuration := map[string]string{
		"target": p.Target.Word, "level": r.Level, "profile": strings.Join(r.Profiles, ","), "timeout": r.Timeout.String(), "workers": strconv.Itoa(r.Workers),
		"select": strings.Join(r.Prefixes, ","), "skip": strings.Join(r.Skipped, ","), "specs": joined(r.Specs), "writes": strings.Join(r.Writes, ","), "baseline": r.Baseline,
		"only-failed": r.OnlyFailed, record.ShardKey: r.Shard,
	}
	if r.NoProxy { // the URL of a proxy may hold a password
		configuration["no-proxy"] = "true"
	}
	if r.Rate > 0 {
		configuration["rate"] = strconv.FormatFloat(r.Rate, 'g', -1, 64)
	}
	if r.Budget > 0 {
		configuration["budget"] = r.Budget.String()
	}
	for key, value := range configuration {
		configuration[key] = p.Target.Redact(value)
	}
	maps.DeleteFunc(configuration, func(_, value string) bool { return value == "" })
	header := p.Parts.Header(p.Operations, p.Target.Redact(p.Target.Name), configuration)
	header.Accounts = run.Accounts(p.Target)
	return header
}

// Await gives a target that is coming up the time that the flags say.
func (r *Run) Await(ctx context.Context, t *target.Target) {
	if r.Wait > 0 {
		bounded, cancel := context.WithTimeout(ctx, r.Wait)
		defer cancel()
		t.Await(bounded)
	}
}

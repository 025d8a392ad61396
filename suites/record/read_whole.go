package record

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
)

// present wants that no value is empty.
func present(values map[string]string) error {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if values[key] == "" {
			return fmt.Errorf("%s is missing or empty", key)
		}
	}
	return nil
}

// sound checks a verdict by itself.
func (v Verdict) sound() error {
	switch {
	case v.ID == "":
		return errors.New("a verdict without id")
	case !slices.Contains(finding.Outcomes(), v.Outcome):
		return fmt.Errorf("outcome %q of %s is not pass, fail, skip, error or deviation", v.Outcome, v.ID)
	case !slices.Contains(contract.Levels(), v.Level):
		return fmt.Errorf("level %q of %s is not must, should or may", v.Level, v.ID)
	case (v.Outcome == finding.Deviation) != (v.Accepted != nil):
		return fmt.Errorf("%s: a deviation, and nothing else, says what is accepted", v.ID)
	case v.Culprit != "" && !slices.Contains(v.Exchanges, v.Culprit):
		return fmt.Errorf("the culprit %s of %s is none of its exchanges", v.Culprit, v.ID)
	}
	for _, f := range v.Findings {
		for _, id := range []string{f.Exchange, f.Other} {
			if id != "" && !slices.Contains(v.Exchanges, id) {
				return fmt.Errorf("a finding of %s names %s, which is none of its exchanges", v.ID, id)
			}
		}
	}
	return present(map[string]string{"requirement": v.Requirement, "operation": v.Operation})
}

// whole checks that the record has its footer and does not contradict itself.
func (r *reader) whole() error {
	switch {
	case r.line == 0:
		return r.fail(1, errors.New("not a record: the file is empty"))
	case r.footerAt == 0 && !r.soFar:
		return r.fail(r.line, errors.New("the record has no footer: the run did not finish; run it again"))
	}
	// Looked at here, not line by line: processes that ran side by side may have
	// written a verdict before the exchange of another one.
	for _, v := range r.run.Verdicts {
		for _, id := range v.Exchanges {
			if r.exchangeAt[id] == 0 {
				return r.fail(r.verdictAt[v.ID], fmt.Errorf("%s rests on the exchange %s, which is not in the record", v.ID, id))
			}
		}
	}
	if r.footerAt == 0 {
		r.close()
		return nil
	}
	if err := r.counts(); err != nil {
		return r.fail(r.footerAt, err)
	}
	return nil
}

// close gives the record of a run that did not come to its end a footer of what
// there is. Nothing says when it ended.
func (r *reader) close() {
	run := r.run
	run.Unfinished = true
	run.Footer = Footer{Counts: map[finding.Outcome]int{}, End: run.Header.Start, ExitStatus: 3}
	for _, v := range run.Verdicts {
		run.Footer.Counts[v.Outcome]++
	}
	run.Footer.Requests, run.Footer.Repeats = run.sent()
}

// sent counts the requests of all exchanges, and those that repeat one.
func (r *Run) sent() (sent, repeats int) {
	for _, e := range r.Exchanges {
		repeats += e.Repeats
		if e.Failure != "not-sent" {
			sent += 1 + e.Repeats
		}
	}
	return sent, repeats
}

// counts holds the footer against everything before it.
func (r *reader) counts() error {
	run, footer := r.run, r.run.Footer
	counts := map[finding.Outcome]int{}
	for _, v := range run.Verdicts {
		counts[v.Outcome]++
	}
	outcomes := maps.Clone(counts)
	maps.Copy(outcomes, footer.Counts)
	for _, outcome := range slices.Sorted(maps.Keys(outcomes)) {
		if footer.Counts[outcome] != counts[outcome] {
			return fmt.Errorf("the footer counts %d of %s, the record has %d", footer.Counts[outcome], outcome, counts[outcome])
		}
	}
	if len(run.Verdicts) != run.Header.Planned || run.Header.Planned < 1 {
		return fmt.Errorf("the header announces %d cases, the record has %d", run.Header.Planned, len(run.Verdicts))
	}
	sent, repeats := run.sent()
	// There may be more: what is asked to measure a limit stands in no verdict.
	if footer.Requests < sent || footer.Repeats < repeats {
		return fmt.Errorf("the footer counts %d requests and %d repeats, the exchanges have %d and %d", footer.Requests, footer.Repeats, sent, repeats)
	}
	if want := footer.status(run.Verdicts); footer.ExitStatus != want {
		return fmt.Errorf("the footer has exit status %d, its verdicts make it %d", footer.ExitStatus, want)
	}
	return nil
}

// status is the exit status that a footer must have.
func (f Footer) status(verdicts []Verdict) int {
	status := Status(verdicts)
	if status == 0 && f.Baseline != nil && len(f.Baseline.Problems) > 0 {
		return 4
	}
	return status
}

// Status is the exit status that verdicts make: 3 if the target could not be
// asked everything, or nothing at all; 1 if it breaks a must or a should that no
// baseline accepts; 3 if of an operation nothing was accepted; else 0. What a
// baseline has not known does not count.
func Status(verdicts []Verdict) int { return tallied(verdicts, nil).Status() }

// OfSuite wants that a record was written by a version of the suite: what two
// versions ask under one id need not be the same. The error says which version
// wrote it.
func (r *Run) OfSuite(name, version string) error {
	if r.Header.Suite == version {
		return nil
	}
	return fmt.Errorf("%s:1: the record is of suite %s, wanted is %s; run it again with that version", name, r.Header.Suite, version)
}

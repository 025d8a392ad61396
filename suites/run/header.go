package run

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/record"
)

// Version is the version of the suite, as the build knows it.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "devel"
	}
	return info.Main.Version
}

// Header gives the first line of the record of a plan. configuration holds what
// the user asked for, without secrets.
func (p Plan) Header(operations []*contract.Operation, targetName string, configuration map[string]string) record.Header {
	ids := make([]string, len(p.Cases))
	for i, c := range p.Cases {
		ids[i] = c.ID
	}
	return record.Header{
		Suite: Version(), Specs: digest(placeless(operations)), Cases: digest(ids), Planned: len(p.Cases),
		Target: targetName, Configuration: configuration, Start: time.Now().UTC(),
	}
}

// placeless writes the operations without the places they were read from: the
// same documents have the same digest wherever they lie.
func placeless(operations []*contract.Operation) string {
	text, err := json.Marshal(operations)
	if err != nil {
		panic(err) // operations always marshal
	}
	return regexp.MustCompile(`"Location":\{"File":"[^"]*","Line":\d+\}`).ReplaceAllString(string(text), "")
}

// digest is a short hash of anything that can be written as JSON.
func digest(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // operations and strings always marshal
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// Tally counts verdicts as they come and says how the run ended.
type Tally struct {
	Counts map[judge.Outcome]int
	failed bool // a must or a should
}

// Add counts one verdict.
func (t *Tally) Add(v judge.Verdict) {
	if t.Counts == nil {
		t.Counts = map[judge.Outcome]int{judge.Pass: 0, judge.Fail: 0, judge.Skip: 0, judge.Error: 0}
	}
	t.Counts[v.Outcome]++
	if v.Outcome == judge.Fail && v.Case.Level != contract.May {
		t.failed = true
	}
}

// ExitStatus is 3 if the target could not be asked everything, or nothing at
// all, 1 if it breaks a must or a should, else 0.
func (t *Tally) ExitStatus() int {
	switch {
	case t.Counts[judge.Error] > 0, t.Counts[judge.Pass]+t.Counts[judge.Fail] == 0:
		return 3
	case t.failed:
		return 1
	}
	return 0
}

// Footer gives the last line of the record.
func (t *Tally) Footer(s *Session) record.Footer {
	sent, repeats := s.Sent()
	counts := map[string]int{}
	for outcome, n := range t.Counts {
		counts[string(outcome)] = n
	}
	return record.Footer{Counts: counts, Requests: sent, Repeats: repeats, End: time.Now().UTC(), ExitStatus: t.ExitStatus()}
}

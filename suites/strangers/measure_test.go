package strangers_test

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// atOnce is how many ways one process serves: hundreds of listeners are more
// than some run times hold.
const atOnce = 100

// meeting is what the suite says of one way.
type meeting struct {
	way    way
	failed []judge.Verdict // fail or error
	other  []string        // what a recording of the run says otherwise
	err    error
}

// meetAll runs the suite against each way, several at a time.
func (s stranger) meetAll(ways []way, operations []*contract.Operation) ([]meeting, error) {
	folder, err := os.MkdirTemp("", "stranger")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	var out []meeting
	for chunk := range slices.Chunk(ways, atOnce) {
		stop, err := s.serve(chunk)
		if err != nil {
			return nil, err
		}
		met := make([]meeting, len(chunk))
		var all errgroup.Group
		all.SetLimit(4 * runtime.GOMAXPROCS(0)) // answers that are broken are asked again after a while
		for i, w := range chunk {
			all.Go(func() error {
				met[i] = s.meet(w, s.port+i, folder, operations)
				return nil
			})
		}
		_ = all.Wait() // the errors are in the meetings
		stop()
		out = append(out, met...)
	}
	return beyondRight(out), nil
}

// beyondRight takes away from what fails at a fault what fails at the right server too:
// some of what is only worth knowing does.
func beyondRight(met []meeting) []meeting {
	ours := map[string]bool{}
	for _, m := range met {
		for _, v := range m.failed {
			ours[v.Case.ID] = ours[v.Case.ID] || m.way.Kind == "right"
		}
	}
	for i, m := range met {
		if m.way.Kind == "fault" {
			met[i].failed = slices.DeleteFunc(m.failed, func(v judge.Verdict) bool { return ours[v.Case.ID] })
		}
	}
	return met
}

// meet runs the cases, of the operation a fault is at or of all, against the way on a port.
func (s stranger) meet(w way, port int, folder string, operations []*contract.Operation) (m meeting) {
	m.way = w
	var plan *run.Plan
	var tested *target.Target
	if plan, tested, m.err = s.plan(w, port, folder, operations); m.err != nil {
		return m
	}
	if archives {
		m.other, m.err = archived(tested, plan, operations, "http://stranger.example")
		return m
	}
	if !run.Begin(tested, run.Options{}).Each(context.Background(), *plan, func(d run.Decided) {
		if d.Outcome == finding.Fail || d.Outcome == finding.Error {
			m.failed = append(m.failed, d.Verdict)
		}
	}) {
		m.err = fmt.Errorf("the run against %s did not finish", w.Way)
	}
	return m
}

func (s stranger) plan(w way, port int, folder string, operations []*contract.Operation) (*run.Plan, *target.Target, error) {
	file, err := s.target(port, folder)
	if err != nil {
		return nil, nil, err
	}
	keys := func(name string) string { return cmp.Or(s.Keys[name], "strangers-own-key") }
	tested, err := target.Parse(file, target.Config{Operations: operations, Getenv: keys})
	if err != nil {
		return nil, nil, err
	}
	selection := run.Selection{Level: contract.May, Profiles: contract.Profiles()}
	if archives { // of the common protocol recordings decide little
		selection.Profiles = nil
	}
	if i := slices.IndexFunc(operations, func(o *contract.Operation) bool { return o.Name == w.Operation }); i >= 0 {
		selection.Prefixes = []string{operations[i].Key()}
	}
	plan, err := run.New(operations, tested, selection)
	if err != nil {
		return nil, nil, err
	}
	plan.Cases = slices.DeleteFunc(plan.Cases, func(c probe.Case) bool { return s.Keys == nil && needsSecret(c) || s.waives(c) })
	return &plan, tested, nil
}

// waives tells the cases that ask what the stranger's right server breaks knowingly.
func (s stranger) waives(c probe.Case) bool {
	return slices.ContainsFunc(s.Waives, func(requirement string) bool { return c.Requirement == c.Operation.Key()+"/"+requirement })
}

// needsSecret tells the cases that only a server can pass that knows the secret of
// its caller, which a stranger without keys does not.
func needsSecret(c probe.Case) bool {
	return slices.ContainsFunc([]contract.GatewayFault{contract.WrongKey, contract.UnknownKey, contract.HalfSigned, contract.WrongMethod, contract.Altered}, func(f contract.GatewayFault) bool {
		return c.Requirement == c.Operation.Key()+"/gateway/"+string(f)
	})
}

// alarms are the failures that a right or legal way must not have.
func (m meeting) alarms() []string {
	var out []string
	for _, v := range m.failed {
		if v.Outcome == finding.Error || v.Case.Level != contract.May {
			out = append(out, fmt.Sprintf("[%s] %s %s: expected %s, received %s %s", v.Case.Level, v.Outcome, v.Case.ID, v.Expected, v.Received, v.Reason))
		}
	}
	return out
}

// missed tells whether no case fails. Where a fault leaves nothing to ask, the run says
// so, and no sentence is named.
func (m meeting) missed() bool { return m.caught() == "missed" || m.caught() == "not asked" }

// caught gives the strictest level that a case fails at, "missed" where none does.
func (m meeting) caught() string {
	if m.err != nil {
		return "not asked"
	}
	for _, level := range contract.Levels() {
		if slices.ContainsFunc(m.failed, func(v judge.Verdict) bool { return v.Outcome == finding.Fail && v.Case.Level == level }) {
			return string(level)
		}
	}
	return "missed"
}

// atItsLevel tells whether a fault is caught as strictly as it is meant; the
// common protocol is asked at whatever level.
func (m meeting) atItsLevel() bool {
	switch caught := m.caught(); m.way.Level {
	case "must":
		return caught == "must"
	case "should":
		return caught == "must" || caught == "should"
	default:
		return !m.missed()
	}
}

// fewLines is how many lines make a sentence, or the print of a row: who cites a whole
// example names nothing in it.
const fewLines = 4

// named tells whether a failed case names what is wrong: its requirement the place, what
// states it the sentence that the stranger says it breaks, or what was found the field or
// the parameter that it depends on.
func (m meeting) named() bool {
	broken, err := contract.ParseSource(m.way.Cite)
	stated := func(s contract.Source) bool {
		return err == nil && s.Document == broken.Document && s.First <= broken.First && broken.First <= s.Last && s.Last-s.First < fewLines
	}
	place := strings.ToLower("/" + strings.TrimSuffix(m.way.At, ".N") + "/") // the row of a list is called UserNames.N
	at := func(words ...string) bool {
		return strings.Contains(strings.ToLower("/"+strings.Join(words, "/")+"/"), place)
	}
	found := func(f finding.Finding) bool { // what differs in a row is called by its own name
		return at(f.Path, f.Beside, f.Code) || f.Row != "" && strings.HasSuffix(place, strings.ToLower("/"+f.Path+"/"))
	}
	return slices.ContainsFunc(m.failed, func(v judge.Verdict) bool {
		return at(v.Case.Requirement) || slices.ContainsFunc(v.Case.Origin.Sources, stated) || slices.ContainsFunc(v.Findings, found)
	})
}

// line is the fault's line of the table.
func (m meeting) line() string {
	aim := "named"
	if !m.named() {
		aim = "NOT NAMED"
	}
	caught := m.caught()
	if m.missed() {
		return strings.Join([]string{m.way.Way, m.way.Group, m.way.Level, caught}, "\t")
	}
	return strings.Join([]string{m.way.Way, m.way.Group, m.way.Level, caught, aim}, "\t")
}

// figuresOf says in a line what was caught and what was called wrong.
func figuresOf(met []meeting) string {
	count := map[string]int{}
	for _, m := range met {
		if m.way.Kind != "fault" {
			count["right"]++
			if len(m.alarms()) > 0 {
				count["called wrong"]++
			}
			continue
		}
		count[m.way.Level]++
		count["faults"]++
		if !m.missed() {
			count["caught"]++
			count[m.way.Level+" caught"]++
			if m.way.Level != "common" { // which breaks no sentence of the documents
				count["told"]++
				if m.named() {
					count["named"]++
				}
			}
		}
		if m.atItsLevel() {
			count[m.way.Level+" at level"]++
		}
	}
	var out []string
	for _, level := range []string{"must", "should", "common"} {
		out = append(out, fmt.Sprintf("%s %d of %d at their level, %d at any", level, count[level+" at level"], count[level], count[level+" caught"]))
	}
	return strings.Join(out, "; ") + fmt.Sprintf("; place or sentence named in %d of %d; %d of %d right or legal servers called wrong",
		count["named"], count["told"], count["called wrong"], count["right"])
}

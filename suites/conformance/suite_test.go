package conformance_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/types"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// suite is one plan against one target.
type suite struct {
	options    options
	operations []*contract.Operation
	target     *target.Target
	plan       run.Plan
	session    *run.Session
	mu         sync.Mutex
	kept       map[int]bool // exchanges that an entry holds already
}

// lines are what an It leaves for the record.
type lines struct {
	Process   int // of Ginkgo, which each number their exchanges from 0
	Verdict   record.Verdict
	Exchanges []record.Exchange
}

const entryName = "plumbline"

// register makes the tree: product and operation, requirement, case.
func (s *suite) register() {
	s.kept = map[int]bool{}
	for _, operation := range s.operations {
		Describe(operation.Key(), func() {
			for _, group := range byRequirement(s.plan.Cases, operation) {
				Context(strings.TrimPrefix(group[0].Requirement, operation.Key()+"/"), func() {
					for _, c := range group {
						It(c.ID[len(c.Requirement)+1:]+": "+c.Text, labels(c), location(c.Origin.Location), func(ctx SpecContext) { s.decide(ctx, c) })
					}
				})
			}
		})
	}
	ReportAfterSuite("record", s.write)
}

// byRequirement groups an operation's cases, in the plan's order.
func byRequirement(cases []probe.Case, o *contract.Operation) [][]probe.Case {
	index := map[string]int{}
	var groups [][]probe.Case
	for _, c := range cases {
		if c.Operation != o {
			continue
		}
		i, ok := index[c.Requirement]
		if !ok {
			i = len(groups)
			index[c.Requirement] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], c)
	}
	return groups
}

// labels are what a Ginkgo filter can ask for: --label-filter='keyword: containsAny maxItems'.
func labels(c probe.Case) Labels {
	return Labels{idLabel(c), "product:" + c.Operation.Product, "operation:" + c.Operation.Name,
		"keyword:" + c.Family, "level:" + string(c.Level), "profile:" + string(c.Profile)}
}

// willRun gives the cases that Ginkgo's filters leave.
func (s *suite) willRun(preview Report) []probe.Case {
	chosen := map[string]bool{}
	for _, spec := range preview.SpecReports {
		if spec.State == types.SpecStatePassed { // so a preview marks what would run
			for _, label := range spec.Labels() {
				chosen[label] = true
			}
		}
	}
	var out []probe.Case
	for _, c := range s.plan.Cases {
		if chosen[idLabel(c)] {
			out = append(out, c)
		}
	}
	return out
}

// decide is the body of every It.
func (s *suite) decide(ctx SpecContext, c probe.Case) {
	decided, ok := s.session.Decide(ctx, c)
	if !ok {
		Fail("interrupted before the case was decided")
	}
	verdict, exchanges := decided.Verdict, decided.Exchanges
	line := record.FromVerdict(verdict, exchanges)
	AddReportEntry(entryName, ReportEntryVisibilityNever, lines{GinkgoParallelProcess(), line, s.exchanges(slices.Concat(exchanges, decided.Further))})
	switch {
	case verdict.Outcome == finding.Skip:
		Skip(verdict.Reason)
	case verdict.Outcome == finding.Error:
		Fail("the target could not be asked: " + verdict.Reason)
	case verdict.Outcome == finding.Fail && c.Level == contract.May:
		Skip("worth knowing: " + verdict.Received)
	case verdict.Outcome == finding.Fail:
		conforms(s.message(verdict, line, exchanges))
	}
}

// exchanges gives the lines of exchanges that no earlier It has given.
func (s *suite) exchanges(numbers []int) []record.Exchange {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []record.Exchange
	for _, number := range numbers {
		if x := s.session.Exchange(number); !s.kept[number] && s.options.record != "" {
			s.kept[number] = true
			out = append(out, record.FromExchange(number, x, s.address(x.Request)))
		}
	}
	return out
}

func (s *suite) address(r wire.Request) string {
	return s.target.Products[r.Operation.Product].Endpoint.URL
}

// message is what a failed It says.
func (s *suite) message(v judge.Verdict, line record.Verdict, exchanges []int) string {
	text := fmt.Sprintf("%s\n%s (%s)\nsent     %s\nexpected %s\nreceived %s\nby %s, %s", line.ID, line.Text, line.Level, line.Sent, line.Expected, line.Received, line.Source, line.Location)
	if v.Culprit >= 0 {
		r := s.session.Exchange(exchanges[v.Culprit]).Request
		text += "\nrepeat with " + wire.Curl(r, s.address(r))
	}
	return text
}

// write makes the record of what the Its left in Ginkgo's report, from however
// many processes they ran in.
func (s *suite) write(report Report) {
	if s.options.record == "" {
		return
	}
	file, err := output.Grow(context.Background(), s.options.record)
	if err != nil {
		Fail("the record cannot be written: " + err.Error())
	}
	defer file.Close()
	if err := s.writeTo(record.NewWriter(file), report); err != nil {
		Fail("the record cannot be written: " + err.Error())
	}
}

// idLabel is the id as a label, which cannot hold a slash.
func idLabel(c probe.Case) string { return "id:" + strings.ReplaceAll(c.ID, "/", ".") }

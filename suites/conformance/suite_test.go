package conformance_test

import (
	"cmp"
	"fmt"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/types"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// suite is one plan against one target, in one of Ginkgo's processes.
type suite struct {
	*question.Prepared
	plan     run.Plan // whole: Ginkgo holds a node for each case
	options  *options
	baseline *gate.Baseline // nil without one
	junit    string         // file, "" for none
	desk     *desk          // of process 1
	remote   *remote        // of the others
}

// register makes the tree: operation, case. An It begins with the id of its case,
// so that an id is what --focus wants.
func (s *suite) register() {
	for _, operation := range s.Operations {
		Describe(operation.Key(), func() {
			for _, c := range s.plan.Cases {
				if c.Operation == operation {
					It(c.ID+separator+c.Text, labels(c), location(c.Origin.Location), alone(c), func(ctx SpecContext) { s.decide(ctx, c) })
				}
			}
		})
	}
	if suite, _ := GinkgoConfiguration(); suite.ParallelTotal > 1 {
		SynchronizedBeforeSuite(s.serve, s.connect)
	}
	ReportAfterSuite("record and baseline", s.close)
}

// separator stands between the id of a case and its demand.
const separator = ": "

// idOf gives the id of the case that an It asks, "" if it is none.
func idOf(spec types.SpecReport) string {
	id, _, ok := strings.Cut(spec.LeafNodeText, separator)
	if !ok || spec.LeafNodeType != types.NodeTypeIt {
		return ""
	}
	return id
}

// alone marks a case that needs the target for itself: it runs when no other
// process asks any more.
func alone(c probe.Case) any {
	if c.Order == probe.AnyOrder {
		return Label()
	}
	return Serial
}

// labels are what a Ginkgo filter can ask for: --label-filter='keyword: containsAny maxItems'.
func labels(c probe.Case) Labels {
	return Labels{"product:" + c.Operation.Product, "operation:" + c.Operation.Name,
		"keyword:" + c.Family, "level:" + string(c.Level), "profile:" + string(c.Profile)}
}

// willRun gives the cases that Ginkgo's filters leave.
func (s *suite) willRun(preview Report) []probe.Case {
	chosen := map[string]bool{}
	for _, spec := range preview.SpecReports {
		if spec.State == types.SpecStatePassed { // so a preview marks what would run
			chosen[idOf(spec)] = true
		}
	}
	var out []probe.Case
	for _, c := range s.plan.Cases {
		if chosen[c.ID] {
			out = append(out, c)
		}
	}
	return out
}

// decide is the body of every It.
func (s *suite) decide(ctx SpecContext, c probe.Case) {
	asked := Asked{ID: c.ID, Attempt: CurrentSpecReport().NumAttempts}
	var reply Reply
	var err error
	if s.desk != nil {
		reply = s.desk.decide(ctx, asked)
	} else if reply, err = s.remote.decide(ctx, asked); err != nil {
		Fail("process 1, which asks the target for all, cannot be asked: " + err.Error())
	}
	v := reply.Verdict
	AddReportEntry("plumbline", ReportEntryVisibilityNever, entry{v.ID, v.Outcome, v.Level, v.Flaky})
	switch {
	case reply.Ended != "":
		AbortSuite(reply.Ended)
	case v.Outcome == finding.Skip:
		Skip(v.Reason)
	case v.Accepted != nil:
		Skip(fmt.Sprintf("known deviation: %s (%s)", cmp.Or(v.Reason, "no reason is given"), v.Accepted.Place))
	case v.Outcome == finding.Error:
		Fail("the target could not be asked: " + v.Reason)
	case v.Outcome == finding.Pass:
	case v.Level == contract.May:
		Skip("worth knowing: " + v.Received)
	case v.New:
		Skip("new, the baseline does not know it: " + v.Received)
	case s.options.Update:
		Skip("goes into the baseline: " + v.Received)
	default:
		Fail(message(v, reply.Curl))
	}
}

// entry is what a case leaves in Ginkgo's reports.
type entry struct {
	ID      string
	Outcome finding.Outcome
	Level   contract.Level
	Flaky   bool `json:",omitempty"`
}

// message is what a failed It says.
func message(v record.Verdict, curl string) string {
	text := fmt.Sprintf("%s\n%s (%s)\nsent     %s\nexpected %s\nreceived %s\nby %s, %s", v.ID, v.Text, v.Level, v.Sent, v.Expected, v.Received, v.Source, v.Location)
	if curl != "" {
		text += "\nrepeat with " + curl
	}
	return text
}

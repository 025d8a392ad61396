package probe_test

import (
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// A request that a case sends is weighed no stronger than the case is, whoever
// else may send it: what a lenient reader may accept is not called wrong.
func TestWhatIsDemandedIsNoStrongerThanItsCases(t *testing.T) {
	weighed := 0
	for _, c := range probe.Cases(operations(t), nil) {
		if _, refused := c.Want.(want.Refused); !refused || len(c.Requests) != 1 || c.Requests[0].Tamper != (wire.Tamper{}) || c.Requests[0].Body != nil ||
			c.Family == "encoding" { // how a list is written is seen before it is one
			continue
		}
		r := c.Requests[0]
		violations := c.Operation.Check(r.Args)
		if len(violations) != 1 {
			continue
		}
		d, ok := probe.Demanded(c.Operation, r.Args, violations[0])
		if ok && !d.Level.Includes(c.Level) {
			t.Errorf("%s is %s, demanded is %s", c.ID, c.Level, d.Level)
		}
		if ok {
			weighed++
		}
	}
	if weighed < 150 {
		t.Errorf("%d cases are weighed", weighed)
	}
	if _, ok := probe.Demanded(operations(t)[0], nil, contract.Violation{Parameter: "Nobody", Keyword: contract.Required}); ok {
		t.Error("a parameter that nobody has is demanded")
	}
}

package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// rate sends as many requests at once as the document promises to serve in a
// second, and wants each answered.
func rate(a *Asker) []Case {
	if a.op.Rate == nil {
		return nil
	}
	c := Case{ID: a.requirement("rate/served-at-the-promised-rate"), Requirement: a.requirement("rate"),
		Level: contract.Must, Profile: contract.Frequency, Origin: a.op.Rate.Origin,
		Want: want.Served{PerSecond: a.op.Rate.PerSecond}, Order: AllAtOnce, Text: "The promised number of requests a second is served."}
	for n := range a.op.Rate.PerSecond {
		r := a.request(a.printed(), a.minimal())
		r.Again = n + 1
		c.Requests = append(c.Requests, wire.Request(r))
	}
	return []Case{a.anchored(c, a.printed())}
}

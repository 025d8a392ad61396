package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// readings wants one reading of each contradiction to explain all answers, and
// a reading that the current document supports.
func readings(a *Asker) []Case {
	var out []Case
	for _, set := range a.op.Readings {
		requests := a.sent(func(wire.Request) bool { return true })
		if len(requests) == 0 {
			continue
		}
		requirement := a.requirement("readings/%s", set.ID)
		coherent := a.one(requirement, "coherent", set.Origin, wire.Request{}, want.Follows{Set: set}, "%s One reading explains every answer.", set.Note)
		coherent.Requests = requests
		if set.Aspect == contract.OrderAspect {
			coherent = coherent.at(contract.May) // values that need not be in order may be by chance: it only tells
		}
		out = append(out, coherent)
		for _, reading := range set.Readings {
			if reading.Level != contract.Must {
				current := a.one(requirement, "current", set.Origin, wire.Request{}, want.Current{Set: set},
					"%s The current document's reading is followed.", set.Note).at(reading.Level)
				current.Requests = requests
				out = append(out, current)
				break
			}
		}
	}
	return out
}

package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// carriers asks the plain request and the request with everything in it by the
// printed carrier, and the plain one by every other. These are the anchors of
// all other cases.
func carriers(a *Asker) []Case {
	printed := a.printed()
	whole := a.requirement("carrier/%s", printed.carrier.ID)
	plain := a.one(whole, "plain", printed.carrier.Origin, a.request(printed, a.minimal()), want.Accepted{},
		"A request with the required parameters is accepted.")
	full := a.one(whole, "full", printed.carrier.Origin, a.request(printed, a.full()), want.Accepted{},
		"A request with the optional parameters too is accepted.")
	plain.Serves = true
	out := []Case{plain, full}
	if len(a.op.Formats) > 1 {
		out = append(out, a.firstFormat())
	}
	for _, w := range a.ways()[1:] {
		requirement, origin, text := a.requirement("carrier/%s", w.carrier.ID), w.carrier.Origin, "The operation is served by "+string(w.carrier.ID)+"."
		variant, level := "plain"+w.suffix, w.carrier.Level
		if w.carrier.ID == printed.carrier.ID {
			fact := a.op.Formats[a.formatIndex(w)]
			requirement, origin, text = a.requirement("format/%s", w.format), fact.Origin, "The operation answers in "+string(w.format)+"."
			variant, level = "plain", a.statedLevel(origin)
		}
		c := a.one(requirement, variant, origin, a.request(w, a.minimal()), want.Accepted{}, "%s", text).at(level)
		c.Serves = true
		beside := printed
		if w.carrier.ID != printed.carrier.ID {
			beside = a.wayOf(printed.carrier.ID, w.format) // a format that nothing is answered in is no fault of the carrier
		}
		out = append(out, a.anchored(c, beside))
	}
	return out
}

// firstFormat asks for the first format by name; if the next one is served and
// this one is not, it is the format that is refused.
func (a *Asker) firstFormat() Case {
	printed, fact := a.printed(), a.op.Formats[0]
	next := a.wayOf(printed.carrier.ID, a.op.Formats[1].Format)
	c := a.one(a.requirement("format/%s", fact.Format), "plain", fact.Origin, a.request(printed, a.minimal()), want.Accepted{},
		"The operation answers in %s.", fact.Format)
	c.Serves = true
	return a.anchored(c, next)
}

// formatIndex is the place of a way's format among the operation's.
func (a *Asker) formatIndex(w way) int {
	for i, f := range a.op.Formats {
		if f.Format == w.format {
			return i
		}
	}
	return 0
}

// statedLevel is must for what the operation's document says, should for what
// only the common pages do.
func (a *Asker) statedLevel(origin contract.Origin) contract.Level {
	if origin.Sources.Stated() {
		return contract.Must
	}
	return contract.Should
}

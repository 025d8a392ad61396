package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// notes puts to the target what the documents leave contradictory without
// giving it two readings; any orderly answer will do.
func notes(a *Asker) []Case {
	var out []Case
	for _, note := range a.op.Notes {
		if note.Ask == nil {
			continue
		}
		args := a.minimal()
		if note.Ask.Args != nil {
			args = a.localised(note.Ask.Args)
		}
		r := a.request(a.printed(), args)
		r.Tamper.Action = note.Ask.Action
		out = append(out, a.one(a.requirement("notes/%s", note.ID), "asked", note.Origin, r, want.Orderly{}, "%s", note.Text).at(contract.May))
	}
	return out
}

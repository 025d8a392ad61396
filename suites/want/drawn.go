package want

import "github.com/plumbline/plumbline/specs/contract"

// Drawn wants N requests, drawn from a seed, to be answered rightly.
type Drawn struct {
	N    int
	Seed uint64
}

func (Drawn) Scope() Scope                       { return Last }
func (Drawn) Expectation() string                { return "each drawn request accepted, or refused if it is wrong" }
func (w Drawn) Question(*contract.Operation) any { return w }

// Judge is never asked: which request is drawn next depends on what was answered
// to the one before, so that a session decides the case as it asks.
func (Drawn) Judge(Evidence) Judgement { panic("drawn requests are judged as they are asked") }

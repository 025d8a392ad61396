package want

import "github.com/plumbline/plumbline/specs/contract"

// Sent wants requests that somebody else made to be right about one thing.
type Sent struct{ Text string }

func (Sent) Scope() Scope                       { return Burst }
func (w Sent) Expectation() string              { return w.Text }
func (w Sent) Question(*contract.Operation) any { return w }

// Judge is never asked: what a request is wrong about is found where it is read.
func (Sent) Judge(Evidence) Judgement { panic("requests are judged as they are read") }

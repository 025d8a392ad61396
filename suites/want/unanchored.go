package want

import (
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Unanchored wants what Want does of a refusal with which nothing is compared: no
// request that would be accepted may be sent. A refusal of the common protocol then
// says nothing.
type Unanchored struct{ Want }

// Judge gives the judgement of the want itself where what came is about the request.
func (w Unanchored) Judge(e Evidence) Judgement {
	if e.last().Class == answer.Elsewhere {
		return found(finding.FromAnswer(finding.Incomparable, 0, e.last()))
	}
	return w.Want.Judge(e)
}

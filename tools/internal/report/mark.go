package report

import "github.com/plumbline/plumbline/suites/answer"

// mark is the place of the answer that decided a case which the case is about:
// that of the first finding with a place in it. Records of format 1 have no
// findings, and a place that does not lie in the answer is none.
func (c *Case) mark() answer.Place {
	for _, f := range c.Findings {
		if f.Exchange == c.Culprit && f.Place.Known() && f.Place.Within(len(c.decided.body)) {
			return f.Place
		}
	}
	return answer.Place{}
}

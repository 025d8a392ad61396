package judge_test

import (
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// What the documents print is right by every case that looks at answers: else
// the suite would call the documents' own authors wrong. What the prints show of
// a reading, one of them may be the only one to show.
func TestThePrintedAnswersAreRight(t *testing.T) {
	for _, o := range operations(t) {
		list := probe.Cases([]*contract.Operation{o}, nil)
		looked := 0
		for _, example := range o.Examples {
			if example.Role != contract.ResponseExample {
				continue
			}
			r := request(o, nil, example.Payload)
			came := read(r, ok(example.Payload))
			if came.Class != answer.Success {
				t.Errorf("%s: the printed answer %s is %s: %v", o.Key(), example.ID, came.Class, came.Trouble)
			}
			for _, c := range list {
				switch c.Want.(type) {
				case want.Present, want.OfKind, want.Formed, want.NotNegative, want.ListAlways, want.PlainDigits, want.Sound, want.Holds, want.Follows:
				default:
					continue
				}
				looked++
				c.Requests = []wire.Request{r}
				if v := judge.Judge(c, []*answer.Answer{came}, nil); v.Outcome != finding.Pass && v.Outcome != finding.Skip {
					t.Errorf("%s says of the printed answer %s: %s", c.ID, example.ID, v.Received)
				}
			}
		}
		if looked == 0 {
			t.Errorf("%s: no printed answer was looked at", o.Key())
		}
	}
}

package judge_test

import (
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
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
				t.Errorf("%s: the printed answer %s is %s: %s", o.Key(), example.ID, came.Class, came.Reason)
			}
			for _, c := range list {
				switch c.Want.(type) {
				case probe.Present, probe.OfKind, probe.Formed, probe.NotNegative, probe.ListAlways, probe.PlainDigits, probe.Sound, probe.Holds, probe.Follows:
				default:
					continue
				}
				looked++
				c.Requests = []wire.Request{r}
				if v := judge.Judge(c, []*answer.Answer{came}, nil); v.Outcome != judge.Pass && v.Outcome != judge.Skip {
					t.Errorf("%s says of the printed answer %s: %s", c.ID, example.ID, v.Received)
				}
			}
		}
		if looked == 0 {
			t.Errorf("%s: no printed answer was looked at", o.Key())
		}
	}
}

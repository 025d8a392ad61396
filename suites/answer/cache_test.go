package answer_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/alibabarpc"
	"github.com/plumbline/plumbline/suites/answer"
)

// A long answer is read as a short one is, however often and from wherever its
// values are looked at.
func TestALongAnswerIsReadAgain(t *testing.T) {
	var shelf answer.Cache
	operation := &contract.Operation{Protocol: alibabarpc.Protocol{}, Formats: []contract.FormatFact{{Format: contract.JSON}}}
	var answers []*answer.Answer
	for _, filler := range []string{"", strings.Repeat("a", 100_000), strings.Repeat("b", 100_000), strings.Repeat("c", 100_000)} {
		text := `{"RequestId":"A` + filler + `","Filler":"` + filler + `"}`
		x := &wire.Exchange{Request: wire.Request{Operation: operation}, Status: 200, Body: []byte(text)}
		answers = append(answers, shelf.Read(x))
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i, a := range answers {
				filler, ok := a.Payload().Get("Filler")
				if !ok || len(filler.Text) != len(a.Exchange.Body)/2-len(`{"RequestId":"A","Filler":""}`)/2 {
					t.Errorf("the filler of answer %d is not read: %v", i, ok)
				}
			}
		})
	}
	all.Wait()
}

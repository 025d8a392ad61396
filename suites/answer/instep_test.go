package answer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/alibabarpc"
	"github.com/plumbline/plumbline/suites/answer"
)

// long gives so many long answers, each with its number in it.
func long(n int) []*answer.Answer {
	var shelf answer.Cache
	operation := &contract.Operation{Protocol: alibabarpc.Protocol{}, Formats: []contract.FormatFact{{Format: contract.JSON}}}
	var out []*answer.Answer
	for i := range n {
		text := fmt.Sprintf(`{"RequestId":"A","Number":"%d","Filler":%q}`, i, strings.Repeat("a", 40_000))
		out = append(out, shelf.Read(&wire.Exchange{Request: wire.Request{Operation: operation}, Status: 200, Body: []byte(text)}))
	}
	return out
}

func number(a *answer.Answer) string {
	n, _ := a.Payload().Get("Number")
	return n.Text
}

// All look at one answer before anybody looks at the next; who looks twice, or at some
// only, sees what he would see alone.
func TestLongAnswersAreLookedAtInStep(t *testing.T) {
	all := long(6)
	var seen [4][]string
	var order []string
	look := func(i int, times int) func([]*answer.Answer) {
		return func(own []*answer.Answer) {
			for range times {
				for _, a := range own {
					seen[i] = append(seen[i], number(a))
					order = append(order, number(a))
				}
			}
		}
	}
	some := []*answer.Answer{all[1], all[4]}
	answer.InStep([][]*answer.Answer{all, all, some, nil}, []func([]*answer.Answer){look(0, 1), look(1, 2), look(2, 1), look(3, 1)})
	want := []string{"0", "1", "2", "3", "4", "5"}
	for i, w := range [][]string{want, slices.Concat(want, want), {"1", "4"}, nil} {
		if !slices.Equal(seen[i], w) {
			t.Errorf("look %d saw %v, want %v", i, seen[i], w)
		}
	}
	if got := strings.Join(order, ""); got != "001112233444550"+"12345" {
		t.Errorf("they look in the order %s", got)
	}
}

func TestALookThatPanicsPanicsForAll(t *testing.T) {
	all := long(2)
	ended := false
	defer func() {
		if recover() != "no" || !ended {
			t.Errorf("the panic is lost, or the other look did not end: %v", ended)
		}
	}()
	answer.InStep([][]*answer.Answer{all, all}, []func([]*answer.Answer){
		func(own []*answer.Answer) { number(own[0]); panic("no") },
		func(own []*answer.Answer) { number(own[0]); number(own[1]); ended = true },
	})
}

// What a run keeps of answers is bounded: values beyond that are read again, and are
// the same.
func TestManyAnswersKeepFewValues(t *testing.T) {
	var shelf answer.Cache
	operation := &contract.Operation{Protocol: alibabarpc.Protocol{}, Formats: []contract.FormatFact{{Format: contract.JSON}}}
	text := []byte(`{"RequestId":"A","Number":"7","Rows":[` + strings.Repeat(`{"A":1},`, 2000) + `{}]}`)
	kept := 0
	for range 200 {
		a := shelf.Read(&wire.Exchange{Request: wire.Request{Operation: operation}, Status: 200, Body: text})
		if !a.ReadAgain() {
			kept++
		}
		if number(a) != "7" {
			t.Fatal("it is read as another")
		}
	}
	if kept == 0 || kept > 100 {
		t.Errorf("of 200 answers the values of %d are kept", kept)
	}
}

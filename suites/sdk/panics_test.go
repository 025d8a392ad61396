package sdk

import (
	"bufio"
	"io"
	"net/http"
	"testing"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/atonce"
)

func TestAPanicOfWhoeverIsToldComesUp(t *testing.T) {
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	panicked := atonce.Caught(func() {
		_, _ = Run(t.Context(), []Client{{Name: "a", Absent: "it is not there"}}, Options{Operations: operations, Told: func(string) { panic("a defect") }})
	})
	if panicked == nil || panicked.Cause != "a defect" {
		t.Errorf("the panic is %v", panicked)
	}
}

// A defect of the recorder is never one of the client, whose connection it closes.
func TestAPanicOfTheRecorderIsKeptForItsCall(t *testing.T) {
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRecorder(operations, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for cause, kept := range map[any]bool{"a defect": true, http.ErrAbortHandler: false} {
		for _, over := range []bool{true, false} {
			call, err := r.open(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(cause) }))
			if err != nil {
				t.Fatal(err)
			}
			request, err := http.NewRequest(http.MethodGet, "http://"+call.Endpoint+"/", http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			if over {
				_, err = http.DefaultTransport.RoundTrip(request)
			} else {
				_, err = r.answer(request)
			}
			if err == nil {
				t.Errorf("%v, over loopback %v: it is answered", cause, over)
			}
			if panicked := atonce.Caught(call.raise); (panicked != nil) != kept || kept && panicked.Cause != cause {
				t.Errorf("%v, over loopback %v: the panic is %v", cause, over, panicked)
			}
		}
	}
}

// A loop that panics is the same to whoever asked for it: in a goroutine of its own it
// would end the tests that it is called by.
func TestAPanicOfALoopInThisProcessComesUp(t *testing.T) {
	panicked := atonce.Caught(func() {
		p, err := attach(func(in io.Reader, _ io.Writer) error {
			_, _ = bufio.NewReader(in).ReadString('\n')
			panic("a defect")
		})
		if err != nil {
			t.Fatal(err)
		}
		defer p.end()
		_, _ = p.ask(t.Context(), Question{Do: "describe"}, patience)
	})
	if panicked == nil || panicked.Cause != "a defect" {
		t.Errorf("the panic is %v", panicked)
	}
}

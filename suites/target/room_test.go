package target_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/target"
)

// Long answers are kept as long as there is room for them in a run; then one is as good
// as not asked for, whether it says how long it is or not.
func TestLongAnswersAreKeptWhileThereIsRoom(t *testing.T) {
	const long = target.MaxKept/2 - 1<<20
	for _, name := range []string{"of a length that is said", "of a length that nobody says"} {
		t.Run(name, func(t *testing.T) {
			server := serving(t, func(w http.ResponseWriter, _ *http.Request) {
				if name != "of a length that is said" {
					w.(http.Flusher).Flush()
				}
				w.Write(bytes.Repeat([]byte(" "), long))
			})
			tested := parse(t, server, nil)
			for i := range 3 {
				x := ask(t, tested, soon)
				if kept := x.Failure == wire.Answered && len(x.Body) == long; kept != (i < 2) || tested.Full() != (i == 2) {
					t.Errorf("answer %d: %q, %d bytes: %s", i, x.Failure, len(x.Body), x.Detail)
				}
			}
		})
	}
}

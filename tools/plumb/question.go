package main

import (
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/target"
	"github.com/plumbline/plumbline/tools/internal/exit"
)

// prepared is a question that makes sense, and what real clients make of answers.
type prepared struct {
	*question.Prepared
	impact *impact.Table
}

// prepare makes a question ready to be asked; whatever is wrong is the user's to
// mend.
func prepare(q *question.Question, s streams) (*prepared, error) {
	q.Loaded = func(operations int) { debug.SetMemoryLimit(room(softLimit, operations)) }
	p, err := q.Prepare(s.getenv)
	if err != nil {
		return nil, exit.Wrong(err)
	}
	table, err := impact.Read()
	if err != nil {
		return nil, exit.Wrong(err)
	}
	return &prepared{p, table}, nil
}

// What documents take in memory is the user's, and no hostile target's: so much each, and
// in all so much that machines of any size have it.
const (
	eachOperation = 150 << 10 // bytes
	mostRoom      = 280 << 20 // bytes
)

// room is from how many bytes on memory is collected eagerly where so many operations are
// asked about, if it is so many for a few.
func room(few int64, operations int) int64 {
	return max(few, min(few+eachOperation*int64(operations), mostRoom))
}

// failedBefore limits a question to what failed in the record of --only-failed.
func failedBefore(q *question.Question, c *cobra.Command) error {
	if q.OnlyFailed == "" {
		return nil
	}
	past, err := record.Load(q.OnlyFailed)
	if err != nil {
		return exit.Wrong(err)
	}
	return exit.Wrong(q.Failed(past, c.Flags().Changed))
}

// askedIn makes a question that of a record's run: its target, its documents.
func askedIn(q *question.Question, file string, c *cobra.Command) error {
	if file == "" {
		return nil
	}
	past, err := record.LoadSoFar(file)
	if err != nil {
		return exit.Wrong(err)
	}
	q.As(past.Header, c.Flags().Changed)
	return nil
}

// recordFlag adds the flag that names the record askedIn looks into.
func recordFlag(c *cobra.Command, file *string) {
	c.Flags().StringVar(file, "record", "", "of the target of the run in `RECORD`, by its documents, unless flags say otherwise")
}

// emulatorAddress is where plumb emulate serves unless it is told otherwise.
const emulatorAddress = "127.0.0.1:8801"

// address gives the URL that a command line for a product asks. The embedded
// emulator has none: plumb emulate serves it at its usual one.
func address(t *target.Target, product string) string {
	p, served := t.Products[product]
	if !served || strings.HasSuffix(p.Endpoint.URL, ".invalid") {
		return "http://" + emulatorAddress
	}
	return p.Endpoint.URL
}

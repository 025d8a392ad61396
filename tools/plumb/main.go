// Command plumb checks implementations of documented operations against their
// documents, and says which sentence each difference breaks.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/plumbline/plumbline/tools/internal/exit"
)

// softLimit is from how many bytes on memory is collected eagerly: what a hostile
// target can make a run keep is bounded below it.
const softLimit = 110 << 20

func main() {
	debug.SetMemoryLimit(softLimit)
	os.Exit(plumb(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}

// plumb is the whole program: it gives the exit status. What goes wrong is one
// line on stderr, lower case, without a full stop.
func plumb(args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A second signal ends the program at once.
	defer context.AfterFunc(ctx, stop)()
	root := newRoot(streams{in: stdin, out: stdout, err: stderr, getenv: getenv})
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	status, line := exit.Of(exit.Caught(stderr, func() error { return root.ExecuteContext(ctx) }))
	if line != "" {
		fmt.Fprintln(stderr, "plumb: "+line)
	}
	return int(status)
}

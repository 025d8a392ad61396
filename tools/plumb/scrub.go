package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/traffic"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// scrubFlags are the flags of plumb scrub.
type scrubFlags struct {
	salt  string
	specs []string
}

func scrubCommand(s streams) *cobra.Command {
	var f scrubFlags
	c := &cobra.Command{
		Use: "scrub IN OUT", Short: "Make of a recording one that can be shown", Args: arguments("IN", "OUT"),
		Long: `scrub writes an HTTP archive (HAR) of what a recording, an archive or a record of
plumb, holds of documented operations. All that the documents do not print is
replaced: credentials, account ids, names, devices, addresses, ids of requests; equal
values by equal ones, of the same shape, so that plumb judge says the same of both.
Numbers and times stay where the documents have numbers and times, and so do codes of
errors and the words of documented messages. Headers stay only where they are judged.
An exchange that is not understood, or of which something else would be said, is left
out and counted. Whoever has the salt can try values; without --salt a new one is
taken, and nobody has it.

Exit statuses: 0 OUT is written; 2 wrong usage, or IN is no recording; 3 nothing of
it was understood, and nothing is written.`,
		Example: `  plumb scrub traffic.har shown.har`,
		RunE:    func(c *cobra.Command, args []string) error { return f.scrub(c.Context(), s, args[0], args[1]) },
	}
	c.Flags().StringVar(&f.salt, "salt", "", "replace as in every recording that is scrubbed with this `TEXT`; keep it secret")
	question.Folders(c.Flags(), &f.specs)
	return c
}

func (f *scrubFlags) scrub(ctx context.Context, s streams, in, out string) error {
	if err := output.Check(out, append(slices.Clone(f.specs), in)...); err != nil {
		return exit.Wrong(err)
	}
	operations, err := question.Documents(f.specs...)
	if err != nil {
		return exit.Wrong(err)
	}
	file, err := os.Open(in)
	if err != nil {
		return exit.Wrong(err)
	}
	defer file.Close()
	salt := []byte(f.salt)
	if f.salt == "" {
		salt = []byte(rand.Text())
	}
	var report *traffic.Scrubbed
	var unread error
	err = output.Save(ctx, out, func(to io.Writer) error {
		report, unread = traffic.Scrub(operations, salt, body.Cut([]byte(in), 200), interruptible{ctx, file}, to)
		if unread == nil && report.Kept == 0 {
			return errNothing
		}
		return unread
	})
	switch {
	case ctx.Err() != nil:
		return exit.Unfinishedf("interrupted while %s was read; nothing is written", in)
	case errors.Is(err, errNothing):
		fmt.Fprint(s.err, leftOut(report.Left))
		return exit.Unfinishedf("nothing of %s is of a documented operation and understood; nothing is written", in)
	case unread != nil:
		return exit.Wrong(unread)
	case err != nil:
		return written(err)
	}
	fmt.Fprintf(s.out, "%s is written: %d of %s kept\n%s", out, report.Kept, page.Plural(report.Read, "exchange"), leftOut(report.Left))
	for _, r := range report.Replaced {
		name := r.Name
		if name == "" {
			name = "what no document names"
		}
		fmt.Fprintf(s.out, "  replaced: %s of %s, at %s\n", page.Plural(r.Values, "value"), name, page.Plural(r.Places, "place"))
	}
	return nil
}

// errNothing ends the writing of a recording in which nothing would be.
var errNothing = errors.New("nothing to write")

// leftOut says what was not judged or not kept, a line a reason.
func leftOut(all []traffic.Left) string {
	var out strings.Builder
	for _, left := range all {
		more := ""
		if n := left.Count - len(left.Places); n > 0 {
			more = fmt.Sprintf(" and %d more", n)
		}
		fmt.Fprintf(&out, "  %d not judged: %s (%s%s)\n", left.Count, left.Reason, strings.Join(left.Places, ", "), more)
	}
	return out.String()
}

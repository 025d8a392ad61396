package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestTheReferenceIsThatOfTheCommands holds the reference and the man page against
// the commands. UPDATE_SCRIPTS=1 writes them anew.
func TestTheReferenceIsThatOfTheCommands(t *testing.T) {
	root := newRoot(streams{in: strings.NewReader(""), out: io.Discard, err: io.Discard, getenv: func(string) string { return "" }})
	for file, text := range map[string]string{"../guides/reference.md": markdownOf(root), "../guides/plumb.1": manOf(root)} {
		if os.Getenv("UPDATE_SCRIPTS") != "" {
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if written, err := os.ReadFile(file); err != nil || string(written) != text {
			t.Errorf("%s is not what the commands say (%v); UPDATE_SCRIPTS=1 go test ./tools/plumb -run Reference writes it", file, err)
		}
	}
}

// commands are those that people type, the root first.
func commands(root *cobra.Command) []*cobra.Command {
	out := []*cobra.Command{root}
	for _, c := range root.Commands() {
		if !c.Hidden && c.Name() != "help" && c.Name() != "completion" {
			out = append(out, c)
		}
	}
	return out
}

// flagsOf are the flags of a command, as --help shows them.
func flagsOf(c *cobra.Command) []*pflag.Flag {
	var out []*pflag.Flag
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" {
			out = append(out, f)
		}
	})
	return out
}

// spelled is a flag as it is typed, and what it says.
func spelled(f *pflag.Flag) (typed, says string) {
	value, says := pflag.UnquoteUsage(f)
	typed = "--" + f.Name
	if f.Shorthand != "" {
		typed = "-" + f.Shorthand + ", " + typed
	}
	if value != "" {
		typed += " " + value
	}
	if d := f.DefValue; d != "" && d != "false" && d != "0" && d != "0s" && d != "[]" {
		says += " (default " + d + ")"
	}
	return typed, says
}

func markdownOf(root *cobra.Command) string {
	var out strings.Builder
	out.WriteString("# The commands of plumb\n\nWritten from the commands themselves; `plumb COMMAND --help` says the same.\n")
	for _, c := range commands(root) {
		fmt.Fprintf(&out, "\n## %s\n\n%s.\n\n    %s\n", c.CommandPath(), c.Short, c.UseLine())
		if c.Long != "" {
			fmt.Fprintf(&out, "\n```\n%s\n```\n", c.Long)
		}
		if c.Example != "" {
			fmt.Fprintf(&out, "\nExamples:\n\n```\n%s\n```\n", c.Example)
		}
		if flags := flagsOf(c); len(flags) > 0 {
			out.WriteString("\n| flag | |\n|---|---|\n")
			for _, f := range flags {
				typed, says := spelled(f)
				fmt.Fprintf(&out, "| `%s` | %s |\n", typed, strings.ReplaceAll(says, "|", `\|`))
			}
		}
	}
	return out.String()
}

func manOf(root *cobra.Command) string {
	var out strings.Builder
	fmt.Fprintf(&out, ".TH PLUMB 1\n.SH NAME\nplumb \\- %s\n.SH SYNOPSIS\n.B plumb\nCOMMAND [FLAGS]\n", troff(strings.ToLower(root.Short[:1])+root.Short[1:]))
	for _, c := range commands(root) {
		if c == root {
			fmt.Fprintf(&out, ".SH DESCRIPTION\n.nf\n%s\n.fi\n.SH COMMANDS\n", troff(c.Long))
			continue
		}
		fmt.Fprintf(&out, ".SS %s\n%s.\n", troff(c.UseLine()), troff(c.Short))
		if c.Long != "" {
			fmt.Fprintf(&out, ".PP\n.nf\n%s\n.fi\n", troff(c.Long))
		}
		for _, f := range flagsOf(c) {
			typed, says := spelled(f)
			fmt.Fprintf(&out, ".TP\n.B %s\n%s\n", troff(typed), troff(says))
		}
		if c.Example != "" {
			fmt.Fprintf(&out, ".PP\n.nf\n%s\n.fi\n", troff(c.Example))
		}
	}
	return out.String()
}

// troff makes a text fit for a man page: no line of it is a request.
func troff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}

package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/tools/internal/exit"
)

// streams is what a command may read, write and know of its surroundings.
type streams struct {
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string
}

// credentials names the variables that hold them, a line a vendor: its protocols share
// theirs.
func credentials() string {
	var lines []string
	for _, protocol := range specs.Protocols() {
		lines = append(lines, protocol.Credentials().String())
	}
	return strings.Join(slices.Compact(lines), "\n  ")
}

// newRoot makes the command with all its verbs.
func newRoot(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "plumb",
		Short: "Check implementations of documented operations against their documents",
		Long: `plumb asks an implementation, real or emulated, everything that the documents of
its operations promise, and says which sentence each difference breaks.

Exit statuses: 0 ran and conforms; 1 ran and does not conform; 2 wrong usage or
configuration, nothing was sent; 3 did not run or did not finish; 4 nothing else
is wrong, and the baseline must be mended; 70 plumb itself is at fault.

Credentials come from the environment:
  ` + credentials(),
		SilenceUsage: true, SilenceErrors: true, DisableSuggestions: true,
		Args:              cobra.ArbitraryArgs,
		PersistentPreRunE: func(c *cobra.Command, _ []string) error { return exit.Wrong(question.Given(c.Flags())) },
		RunE: func(c *cobra.Command, args []string) error {
			if asked, err := c.Flags().GetBool("version"); asked || err != nil {
				return versionCommand(s).RunE(c, nil)
			}
			if len(args) == 0 {
				_ = c.Help()
				return exit.With(exit.Usage)
			}
			return unknown(c, args[0])
		},
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return exit.Wrongf("%w%s; %s --help lists the flags", err, nearFlag(c, err), c.CommandPath())
	})
	root.Flags().Bool("version", false, "print the version, as plumb version does")
	root.AddCommand(
		runCommand(s), emulateCommand(s), initCommand(s), planCommand(s), explainCommand(s), catalogueCommand(s), replayCommand(s), judgeCommand(s), watchCommand(s), scrubCommand(s), reportCommand(s), gateCommand(s), lintCommand(s), importCommand(s), pinCommand(s), sdkCommand(s), diffCommand(s), versionCommand(s),
	)
	root.SetHelpCommand(helpCommand())
	root.InitDefaultCompletionCmd()
	complete(root)
	return root
}

// unknown refuses a verb that there is not.
func unknown(root *cobra.Command, word string) error {
	return exit.Wrongf("unknown command %q%s; known are %s", word, meant(word, verbs(root)), strings.Join(verbs(root), ", "))
}

// helpCommand shows the help of a verb that there is.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: "Help about any command",
		ValidArgsFunction: func(c *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return verbs(c.Root()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			verb, rest, err := c.Root().Find(args)
			switch {
			case err != nil:
				return exit.Wrong(err)
			case len(rest) > 0 && verb == c.Root():
				return unknown(verb, rest[0])
			case len(rest) > 0:
				return exit.Wrongf("%q is one word too many; %s --help shows the usage", rest[0], verb.CommandPath())
			}
			verb.InitDefaultHelpFlag()
			return written(verb.Help())
		},
	}
}

// meant asks whether a mistaken word was meant to be one of those there are.
func meant(word string, among []string) string {
	if near := run.Nearest(word, among); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

// nearFlag asks whether a flag that there is not was meant to be one of those there are.
func nearFlag(c *cobra.Command, err error) string {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return ""
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return meant("--"+unknown.GetSpecifiedName(), names)
}

func verbs(c *cobra.Command) []string {
	var out []string
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			out = append(out, sub.Name())
		}
	}
	return out
}

// arguments wants exactly as many words behind a verb as there are names.
func arguments(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) > len(names):
			return exit.Wrongf("%q is one word too many; %s --help shows the usage", args[len(names)], c.CommandPath())
		case len(args) < len(names):
			return exit.Wrongf("%s wants %s; %[1]s --help shows the usage", c.CommandPath(), names[len(args)])
		}
		return nil
	}
}

// unlessGiven wants so many words, or none where the flag that says instead whom to ask, or
// what, is given.
func unlessGiven(flag *string, names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if *flag != "" {
			names = nil
		}
		return arguments(names...)(c, args)
	}
}

func versionCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version of the suite, its commit and the digest of its documents", Args: arguments(),
		RunE: func(*cobra.Command, []string) error {
			text, err := version()
			if err != nil {
				return exit.Wrong(err)
			}
			_, err = fmt.Fprint(s.out, text)
			return written(err)
		},
	}
}

// version says what this program is. The digest is that of the records it writes:
// equal ones ask for the same.
func version() (string, error) {
	operations, err := specs.Embedded()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("plumb %s\ncommit %s\nspecs %s\n", run.Version(), cmp.Or(run.Commit(), "unknown"), run.Specs(operations)), nil
}

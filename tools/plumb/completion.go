package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/tools/internal/difference"
	"github.com/plumbline/plumbline/tools/internal/report"
	"github.com/plumbline/plumbline/tools/internal/sdktable"
)

// complete says what a shell offers behind commands and flags; what it does not
// say is a file.
func complete(root *cobra.Command) {
	words := map[string][]cobra.Completion{"level": {"must", "should", "may"}, "color": {"auto", "always", "never"}}
	for _, profile := range contract.Profiles() {
		words["profile"] = append(words["profile"], string(profile))
	}
	formats := map[string][]cobra.Completion{"report": report.Formats(), "diff": difference.Formats(), "sdk": sdktable.Formats()}
	for _, c := range root.Commands() {
		for flag, values := range words {
			offer(c, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
		}
		for _, flag := range []string{"select", "skip"} {
			offer(c, flag, ids)
		}
		offer(c, "target", targets)
		offer(c, "fault", faults(""))
		offer(c, "format", cobra.FixedCompletions(formats[c.Name()], cobra.ShellCompDirectiveNoFileComp))
		if c.Name() == "explain" || c.Name() == "replay" {
			c.ValidArgsFunction = ids
		}
	}
}

// offer lets a flag be completed, if the command has it.
func offer(c *cobra.Command, flag string, values cobra.CompletionFunc) {
	if c.Flags().Lookup(flag) != nil {
		_ = c.RegisterFlagCompletionFunc(flag, values) // fails for a flag that is not there, or twice
	}
}

// ids offers the ids that begin as the word does, word by word.
func ids(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	operations, err := specs.Embedded()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []cobra.Completion
	for _, id := range probe.IDs(operations) {
		rest, ok := strings.CutPrefix(id, typed)
		if !ok {
			continue
		}
		if end := strings.IndexByte(rest, '/'); end >= 0 {
			rest = rest[:end+1]
		}
		out = append(out, typed+rest)
	}
	slices.Sort(out)
	return slices.Compact(out), cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
}

// targets offers the emulator and its faults; else a target is a file or a URL.
func targets(c *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	const faulty = "emulator:"
	if !strings.HasPrefix(typed, faulty) {
		return []cobra.Completion{"emulator", faulty}, cobra.ShellCompDirectiveNoSpace
	}
	return faults(faulty)(c, args, typed)
}

// faults offers the faults of the emulator behind what stands before each.
func faults(before string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		operations, err := specs.Embedded()
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		var out []cobra.Completion
		for _, fault := range emulator.Faults(operations) {
			if word := before + fault.Name; strings.HasPrefix(word, typed) {
				out = append(out, word)
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

package revisions_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	. "github.com/onsi/gomega"

	"github.com/plumbline/plumbline/specs/revision"
)

// table writes what each change does, one a line: whom it concerns, the change,
// how many cases it adds, removes and alters, and what turns red when the old
// side's emulator is really asked the new side's cases, the first few spelt out.
// Unasked are cases that a record of the old side cannot predict.
func table(ways []*way) string {
	var out strings.Builder
	for _, w := range ways {
		cases := w.cases()
		line := fmt.Sprintf("%-18s  %-38s %-38s ", w.weight(), w.kind(), w.at())
		if all := cases.All(); len(all) > 0 {
			line += fmt.Sprintf(" +%d -%d ~%d", len(cases.Added), len(cases.Removed), len(cases.Altered))
		}
		red := w.red()
		for i := range red {
			red[i] = w.short(red[i])
		}
		if len(red) > 0 {
			line += "  red: " + strings.Join(red[:min(3, len(red))], " ")
		}
		if more := len(red) - 3; more > 0 {
			line += fmt.Sprintf(" and %d more", more)
		}
		if n := len(w.predicted.Unasked); n > 0 {
			line += fmt.Sprintf("  unasked: %d", n)
		}
		out.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return out.String()
}

// summary counts the ways of each weight by what they do.
func summary(ways []*way) string {
	out := "\n"
	for _, weight := range revision.Weights() {
		all, cases, red := 0, 0, 0
		for _, w := range ways {
			if w.weight() == string(weight) {
				all++
				cases += one(len(w.cases().All()) > 0)
				red += one(len(w.red()) > 0)
			}
		}
		out += fmt.Sprintf("%-18s  %d changes: %d differ in cases, %d turn something red\n", weight, all, cases, red)
	}
	return out
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// golden compares lines and what they add up to with a file of testdata, or writes it.
// Of a part of the lines each must be in the file.
func golden(name, lines, sums string) {
	got := lines
	if !testing.Short() {
		got += sums
	}
	file := filepath.Join("testdata", name)
	if update {
		Expect(os.MkdirAll("testdata", 0o755)).To(Succeed())
		Expect(os.WriteFile(file, []byte(got), 0o644)).To(Succeed())
		return
	}
	want, err := os.ReadFile(file)
	Expect(err).NotTo(HaveOccurred())
	if string(want) == got {
		return
	}
	var changed []string
	before, after := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for _, line := range after {
		if !slices.Contains(before, line) {
			changed = append(changed, "+ "+line)
		}
	}
	if !testing.Short() {
		changed = append(changed, "the number or order of lines")
		for _, line := range before {
			if !slices.Contains(after, line) {
				changed = append(changed, "- "+line)
			}
		}
	}
	Expect(changed).To(BeEmpty(), "the table differs from the reviewed one; if the change is meant, run go test ./suites/revisions -update and review the diff")
}

package impact_test

import (
	"testing"

	"github.com/plumbline/plumbline/suites/impact"
)

// BenchmarkCases compares the cases of one operation in two revisions.
func BenchmarkCases(b *testing.B) {
	old, new := only(b, "001"), only(b, "002")
	for b.Loop() {
		impact.Between(old, new)
	}
}

// BenchmarkCompare finds which of the changes from 001 to 002 makes which cases.
func BenchmarkCompare(b *testing.B) {
	for b.Loop() {
		compared(b)
	}
}

// BenchmarkTarget judges one record of four operations again, of which one
// differs.
func BenchmarkTarget(b *testing.B) {
	operations := under(b, "001")
	past := recorded(b, operations, serving(b, operations), everything, words)
	comparison := impact.Compare(operations, under(b, "002"), nil, nil)
	for b.Loop() {
		if _, err := comparison.Target("run.jsonl", past); err != nil {
			b.Fatal(err)
		}
	}
}

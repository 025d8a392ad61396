// Package sdkimpact says what the readings that a target follows do to real clients.
// Nothing of it is a verdict: each of these readings is documented.
package sdkimpact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

// Reading is a reading that a target was seen to follow, and that clients feel.
type Reading struct {
	Reading    string   // "statistics-key=lower-case"
	Operations []string // whose answers follow it
	Clients    string   // what it does to them, in words
}

// String says it in a line.
func (r Reading) String() string {
	set, chosen, _ := strings.Cut(r.Reading, "=")
	return fmt.Sprintf("reads %s as %s: %s", set, chosen, r.Clients)
}

// Readings gives the readings that verdicts were seen to follow and that clients
// feel, in the order seen.
func Readings(verdicts []record.Verdict, operations []*contract.Operation, table *impact.Table) []Reading {
	var out []Reading
	for _, v := range verdicts {
		set, chosen, found := strings.Cut(v.Reading, "=")
		if !found || v.Outcome == finding.Fail || v.Family != "readings" {
			continue
		}
		words := Clients(operations, table, v.Operation, set, chosen)
		if words == "" {
			continue
		}
		i := slices.IndexFunc(out, func(r Reading) bool { return r.Reading == v.Reading && r.Clients == words })
		switch {
		case i < 0:
			out = append(out, Reading{v.Reading, []string{v.Operation}, words})
		case !slices.Contains(out[i].Operations, v.Operation):
			out[i].Operations = append(out[i].Operations, v.Operation)
		}
	}
	return out
}

// Clients says what a reading of an operation does to clients: what they were
// seen to make of it, and what the document that states it says beside. It is
// "" if no client feels it.
func Clients(operations []*contract.Operation, table *impact.Table, operation, set, chosen string) string {
	words := seen(table, operation, set+"="+chosen)
	for _, op := range operations {
		for _, s := range op.Readings {
			for _, r := range s.Readings {
				if op.Key() == operation && s.ID == set && r.ID == chosen && r.Clients != "" {
					words = append(words, r.Clients)
				}
			}
		}
	}
	return strings.Join(words, "; ")
}

// ends are the outcomes that clients feel, the worst first, as one client and
// as several end so.
func ends() [][3]string {
	return [][3]string{
		{"silently lost", "silently loses the answer", "silently lose the answer"},
		{"changed value", "changes values", "change values"},
		{"crash", "crashes", "crash"},
		{"hang", "hangs", "hang"},
		{"unclear error", "fails with an unclear error", "fail with an unclear error"},
		{"clear error", "refuses the answer with an error", "refuse the answer with an error"},
	}
}

// seen gives what clients made of a reading where it is not what they make of
// the operation's usual answer too.
func seen(table *impact.Table, operation, reading string) []string {
	if table == nil {
		return nil
	}
	var out []string
	for _, end := range ends() {
		var names []string
		for _, c := range table.Ended(operation+"/reading/"+reading, operation+"/plain", end[0]) {
			names = append(names, c.String())
		}
		if n := len(names); n > 1 {
			out = append(out, finding.Series(names)+" "+end[2])
		} else if n == 1 {
			out = append(out, names[0]+" "+end[1])
		}
	}
	return out
}

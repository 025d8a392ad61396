package want

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Months wants the answers about Months, each in the order of the requests, to be of
// another amount each, or with Empty none of them without any where all others have some.
// Something is told only of at least three names with amounts: two may be alike by
// chance. Where most months are alike the amounts are made up, or do not move.
type Months struct {
	Rows, Key string
	Months    []string
	Empty     bool
}

func (Months) Scope() Scope { return Together }

func (w Months) Expectation() string {
	if w.Empty {
		return "amounts in each month, or in more than one of them none"
	}
	return "other amounts in each month"
}

// Question leaves the months out: they are those before the day of asking.
func (w Months) Question(*contract.Operation) any { return []any{w.Rows, w.Key, w.Empty} }

// leastNames is of how many names with amounts something is told, and leastMonths of how
// many months with such.
const (
	leastNames  = 3
	leastMonths = 6
)

func (w Months) Judge(e Evidence) Judgement {
	of := make([]map[string]string, len(e.Answers)) // of a month the amounts above zero
	busy := 0
	for i, a := range e.Answers {
		of[i] = w.amounts(a)
		if len(of[i]) >= leastNames {
			busy++
		}
	}
	var out []finding.Finding
	for i := range of {
		if w.Empty && len(of[i]) == 0 && busy == len(of)-1 {
			out = append(out, finding.Finding{Kind: finding.MonthEmpty, Answer: i, Want: w.Months[i]})
		}
		for j := range of[:i] {
			if !w.Empty && len(of[i]) >= leastNames && maps.Equal(of[i], of[j]) {
				out = append(out, finding.Finding{Kind: finding.MonthTwice, Answer: i, Other: j, Want: w.Months[i], Beside: w.Months[j]})
			}
		}
	}
	switch {
	case busy < leastMonths, !w.Empty && len(out)*3 > busy:
		return found(finding.Finding{Kind: finding.OnlyZeros})
	case len(out) == 0:
		return e.check(true, "")
	}
	return Judgement{Findings: appendFindings(nil, out...)}
}

// amounts are the numbers above zero of an answer's rows, by the row's key and the member.
func (w Months) amounts(a *answer.Answer) map[string]string {
	out, declared := map[string]string{}, declaredIn(a.Exchange.Request.Operation, w.Rows, w.Key)
	for key, row := range a.Rows(w.Rows, w.Key) {
		for _, m := range row.Members {
			if n, ok := answer.Number(m.Value.Text); ok && n.Sign() > 0 && slices.Contains(declared, m.Name) {
				out[key+"/"+m.Name] = n.RatString()
			}
		}
	}
	return out
}

// declaredIn names the documented members of the rows of a list but their key: of others,
// which a target may add, nothing is known.
func declaredIn(op *contract.Operation, rows, key string) []string {
	var out []string
	op.Response.Walk(func(f *contract.Field) {
		if list, _ := path.Split(f.Path); strings.TrimSuffix(list, "/") == rows && f.Name != key {
			out = append(out, f.Name)
		}
	})
	return out
}

package want

import (
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// look examines one answer: whether it holds what the want looks at, and all
// that is wrong with it.
type look func(*answer.Answer) (looked bool, wrong []finding.Finding)

// sweep puts a look to each answer. Every finding says in how many answers
// something is wrong, of how many that were looked at.
func sweep(e Evidence, examine look) Judgement {
	var j Judgement
	count := 0
	for i, a := range e.Answers {
		looked, wrong := examine(a)
		if looked {
			j.Looked++
		}
		if len(wrong) > 0 {
			count++
		}
		for _, f := range wrong {
			f.Answer = i
			j.Findings = appendFindings(j.Findings, f)
		}
	}
	for i := range j.Findings {
		j.Findings[i].Count, j.Findings[i].Of = count, j.Looked
	}
	return j
}

// eachOccurrence looks at each place of a field in an answer that is a result.
func eachOccurrence(path string, check func(*answer.Answer, answer.Occurrence) []finding.Finding) look {
	return func(a *answer.Answer) (looked bool, wrong []finding.Finding) {
		if a.Class != answer.Success {
			return false, nil
		}
		spots := a.Occurrences(path)
		for _, s := range spots {
			wrong = appendFindings(wrong, check(a, s)...)
		}
		return len(spots) > 0, wrong
	}
}

// appendFindings adds to findings up to as many as a verdict keeps: a target can make what
// is wrong with an answer as long as the answer.
func appendFindings(all []finding.Finding, more ...finding.Finding) []finding.Finding {
	return append(all, more[:min(len(more), max(finding.MostFindings-len(all), 0))]...)
}

// findingAt is the finding of one place.
func findingAt(kind finding.Kind, s answer.Occurrence, got string) []finding.Finding {
	return []finding.Finding{{Kind: kind, Path: s.Where, Place: s.Place, Got: got}}
}

// findingIf is a finding, if something is wrong.
func findingIf(wrong bool, f finding.Finding) []finding.Finding {
	if !wrong {
		return nil
	}
	return []finding.Finding{f}
}

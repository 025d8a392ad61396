package want

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Nobody wants no row in the second of two answers that is a row of the first or has an amount of
// one: it asks for a name that is nearly the other's. A refusal is right too.
// Where an answer has no rows, Fields are not above zero and those of the first.
type Nobody struct {
	Rows, Key string
	Fields    []string `json:",omitempty"`
}

func (Nobody) Scope() Scope        { return Each }
func (Nobody) Expectation() string { return "nothing of whose name is nearly the same, or a refusal" }

// Takes a failure that the documents list: they do not say what a name that nobody has gets.
func (Nobody) Takes(a *answer.Answer) bool { return listedFailure(a) }

func (w Nobody) Question(*contract.Operation) any { return w }

func (w Nobody) Judge(e Evidence) Judgement {
	first, a := e.Answers[0], e.Answers[1]
	if first.Class != answer.Success {
		return found(finding.FromAnswer(finding.PartRefused, 0, first))
	}
	if a.Class != answer.Success {
		return e.check(a.Class == answer.Refusal || listedFailure(a), finding.NotInOrder)
	}
	if len(w.Fields) > 0 {
		return w.amounts(e)
	}
	theirs, names := map[string]string{}, first.Rows(w.Rows, w.Key) // whose an amount is
	declared := declaredIn(a.Exchange.Request.Operation, w.Rows, w.Key)
	for name, row := range names {
		for _, m := range row.Members {
			if n, ok := answer.Number(m.Value.Text); ok && n.Sign() != 0 && slices.Contains(declared, m.Name) {
				theirs[m.Name+n.RatString()] = name
			}
		}
	}
	var j Judgement
	for _, row := range a.Objects(w.Rows) {
		name, _ := row.Get(w.Key)
		if name == nil {
			continue
		}
		if names[name.Text] != nil {
			j.Findings = appendFindings(j.Findings, finding.Finding{Kind: finding.Stranger, Answer: 1, Path: w.Rows + "/" + w.Key, Row: name.Text, Place: a.Place(name)})
			continue
		}
		for _, m := range row.Members {
			n, ok := answer.Number(m.Value.Text)
			if !ok || !slices.Contains(declared, m.Name) {
				continue
			}
			if whose, same := theirs[m.Name+n.RatString()]; same {
				j.Findings = appendFindings(j.Findings, finding.Finding{Kind: finding.Anothers, Answer: 1, Path: m.Name, Row: name.Text, Beside: whose, Place: a.Place(m.Value), Got: m.Value.Excerpt(finding.LongestExcerpt)})
			}
		}
	}
	if len(j.Findings) == 0 {
		return e.check(true, "")
	}
	return j
}

// amounts finds fields of the second answer that are as in the first, where they are not
// so in the third, which is about something else that is known: amounts that are made up
// are the same for all.
func (w Nobody) amounts(e Evidence) Judgement {
	var j Judgement
	for _, path := range w.Fields {
		theirs, ok := e.Answers[0].NumberAt(path)
		n, also := e.Answers[1].NumberAt(path)
		if others, told := e.Answers[2].NumberAt(path); told && ok && others.Cmp(theirs) == 0 {
			return found(finding.Finding{Kind: finding.OnlyZeros})
		}
		if ok && also && n.Sign() > 0 && n.Cmp(theirs) == 0 {
			j.Findings = appendFindings(j.Findings, finding.Finding{Kind: finding.AnothersToo, Answer: 1, Path: path, Got: decimal(n), Place: e.Answers[1].Occurrences(path)[0].Place})
		}
	}
	if len(j.Findings) == 0 {
		return e.check(true, "")
	}
	return j
}

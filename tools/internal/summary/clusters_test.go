package summary_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/summary"
)

// What is one answer is told by what was found, not by what is said of it: the
// same answer may be no acceptance and no refusal, at different places.
func TestOneAnswerBreaksManyRequirements(t *testing.T) {
	refused := finding.Finding{Kind: finding.NotAccepted, Class: answer.Refusal, Status: 400, Code: "Forbidden", Got: "no"}
	for _, row := range []struct {
		name   string
		change func(i int, f *finding.Finding)
		one    bool
	}{
		{"other words and places", func(i int, f *finding.Finding) { f.Place = answer.Place{Start: i, End: i + 1} }, true},
		{"other demands", func(i int, f *finding.Finding) {
			f.Kind = []finding.Kind{finding.NotAccepted, finding.OtherCode, finding.OtherStatus}[i%3]
		}, true},
		{"other lengths of what broke off", func(i int, f *finding.Finding) {
			*f = finding.Finding{Kind: finding.NotAccepted, Class: answer.Silent, Trouble: answer.Trouble{Kind: answer.NoAnswer, Detail: fmt.Sprintf("%d bytes were promised, %d came", 20+i, 10+i)}}
		}, true},
		{"other bodies that cannot be read", func(i int, f *finding.Finding) {
			*f = finding.Finding{Kind: finding.NotAccepted, Class: answer.Unreadable, Status: 200, Got: fmt.Sprint("<", i), Trouble: answer.Trouble{Kind: answer.NotFormat, At: i, Detail: "unexpected end"}}
		}, true},
		{"other statuses of what cannot be read", func(i int, f *finding.Finding) {
			*f = finding.Finding{Kind: finding.NotAccepted, Class: answer.Unreadable, Status: 200 + i, Trouble: answer.Trouble{Kind: answer.Empty}}
		}, false},
		{"other codes", func(i int, f *finding.Finding) { f.Code = fmt.Sprint("Code", i) }, false},
		{"other fields", func(i int, f *finding.Finding) {
			*f = finding.Finding{Kind: finding.Missing, Path: fmt.Sprint("Field", i)}
		}, false},
	} {
		r := &summary.Result{Finished: true}
		for i := range 6 {
			f := refused
			row.change(i, &f)
			v := verdict(fmt.Sprintf("p/Op/R%d/enum", i), "a", "must", "fail", fmt.Sprint("words ", i))
			v.Findings = []record.Finding{{Finding: f, Exchange: fmt.Sprint("x", i)}}
			r.Take(v)
		}
		if text := written(r, false); strings.Contains(text, "the same answer breaks 5 more requirements") != row.one {
			t.Errorf("%s: one answer is %v in\n%s", row.name, !row.one, text)
		}
	}
}

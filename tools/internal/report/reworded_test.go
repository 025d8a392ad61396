package report

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/summary"
)

// facts are what the outputs for people and machines hold beside sentences.
type facts struct {
	Marks    []string
	Clusters []string
	Report   []string
}

func factsOf(t *testing.T, run *record.Run) facts {
	t.Helper()
	var out facts
	r := Build([]*record.Run{run}, Knowledge{})
	for q, c := range r.Runs[0].each {
		if c.decided != nil {
			m := c.mark()
			text, _ := json.Marshal(m)
			out.Marks = append(out.Marks, c.ID+" "+string(text))
		}
		out.Report = append(out.Report, strings.Join([]string{q.ID, c.ID, string(c.Outcome), string(c.Level), c.Culprit, c.Reading, c.Source}, " "))
	}
	var text bytes.Buffer
	summary.Write(&text, r.result(r.Runs[0]), summary.Layout{Width: 400})
	for line := range strings.Lines(text.String()) {
		if words := strings.Fields(line); slices.ContainsFunc(words, func(w string) bool { return strings.Count(w, "/") > 2 && !strings.Contains(w, ":") }) || strings.Contains(line, "the same answer breaks") {
			out.Clusters = append(out.Clusters, line)
		}
	}
	return out
}

// Sentences are for people: with every word changed the reports have the same
// marks, clusters, counts and exchanges.
func TestNothingReadsASentence(t *testing.T) {
	for _, name := range []string{"limit", "null", "enum", "closed"} {
		var runs [2]*record.Run
		for i := range runs {
			file, err := os.Open("testdata/" + name + ".jsonl")
			if err != nil {
				t.Fatal(err)
			}
			runs[i], err = record.Read(name, file)
			file.Close()
			if err != nil {
				t.Fatal(err)
			}
		}
		for i := range runs[1].Verdicts {
			v := &runs[1].Verdicts[i]
			for _, text := range []*string{&v.Reason, &v.Sent, &v.Expected, &v.Received, &v.Text} {
				if *text != "" {
					*text = "quite other words"
				}
			}
		}
		before, after := factsOf(t, runs[0]), factsOf(t, runs[1])
		if len(before.Marks) == 0 {
			t.Errorf("%s: no exchange decided a case", name)
		}
		for what, pair := range map[string][2][]string{"marks": {before.Marks, after.Marks}, "clusters": {before.Clusters, after.Clusters}, "facts": {before.Report, after.Report}} {
			if !slices.Equal(pair[0], pair[1]) {
				t.Errorf("%s: the %s are %q, with other words %q", name, what, pair[0], pair[1])
			}
		}
	}
}

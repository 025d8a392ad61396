package sdktable

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// verdict is a report in a word, and whether that is good: a class of the style.
func verdict(r *sdk.Report) (word, class string) {
	n := r.Count()
	switch {
	case n.Failing > 0:
		return "does not conform", "bad"
	case n.Errored > 0 || n.Asked == 0:
		return "did not finish", "bad"
	case len(problems(r)) > 0:
		return "stale baseline", "bad"
	}
	return "conforms", "good"
}

// breaches is what is wrong at a level, by what it is wrong about.
type breaches struct {
	Level, Count, Why string
	Wrongs            []wrong
}

// wrong is one thing that is wrong, the first client of which it is, and the others
// with what is wrong of them.
type wrong struct {
	ID, Text, Client string
	Others           []string
}

// More counts the other clients.
func (w wrong) More() string {
	return "the same is wrong of " + page.Plural(len(w.Others), "more client")
}

// broken lists what fails a run, the strongest level first, each thing once, and the
// drivers that failed.
func broken(r *sdk.Report) []breaches {
	why := map[string]string{"not decided": "the driver failed"}
	for _, level := range contract.Levels() {
		why[string(level)] = level.Reason()
	}
	all := failures(r)
	var out []breaches
	for _, level := range []string{string(contract.Must), string(contract.Should), string(contract.May), "not decided"} {
		at := map[string]int{}
		var wrongs []wrong
		noun := "requirement"
		for _, f := range all {
			if f.id == "" && level == "not decided" {
				noun, wrongs = "client", append(wrongs, wrong{Text: f.text, Client: f.client})
			}
			if f.id == "" || string(f.level) != level {
				continue
			}
			if i, there := at[f.id]; there {
				wrongs[i].Others = append(wrongs[i].Others, f.client+": "+f.text)
				continue
			}
			at[f.id] = len(wrongs)
			wrongs = append(wrongs, wrong{ID: f.id, Text: f.text, Client: f.client})
		}
		if len(wrongs) > 0 {
			out = append(out, breaches{level, page.Plural(len(wrongs), noun), why[level], wrongs})
		}
	}
	return out
}

// said counts the answers of a block, and those that some client does not take as wanted.
func (b *block) said() string {
	n := 0
	for _, row := range b.rows {
		for _, c := range b.columns {
			if cell := c.Cells[row.ID]; cell.Outcome != sdk.NotAsked && !cell.Good && cell.Accepted == nil {
				n++
				break
			}
		}
	}
	return fmt.Sprintf("%s, %d not taken as wanted by every client", page.Plural(len(b.rows), "answer"), n)
}

package probe

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// pattern sends a text that keeps a stated pattern, and texts near it that do not.
func pattern(a *Asker) []Case {
	var out []Case
	for _, p := range a.op.Places() {
		if p.Limits.Pattern == "" {
			continue
		}
		edges := a.unmatched(p)
		if len(edges) == 0 {
			a.unask(a.requirement("%s/pattern", p.Path), p.Origin(contract.Pattern), "every text that is tried keeps it")
		}
		if sample := a.sample(p); p.BrokenLimit(sample) == "" {
			edges = append([]edge{{contract.Pattern, "as-stated", sample, contract.Must, false}}, edges...)
		}
		out = append(out, a.edgeCases(p, edges)...)
	}
	return out
}

// mostUnmatched is how many texts a pattern is asked with.
const mostUnmatched = 4

// unmatched gives texts that break the pattern of a parameter and no other limit:
// its sample with one thing changed. Blanks around a text are often cut off
// before anything reads it, so that their refusal only follows.
func (a *Asker) unmatched(p *contract.Param) []edge {
	if p.Kind != contract.String || len(p.Enum) > 0 {
		return nil
	}
	sample := a.sample(p).Text
	half := len([]rune(sample)) / 2
	head, tail := string([]rune(sample)[:half]), string([]rune(sample)[half:])
	var out []edge
	for _, text := range []struct {
		variant, text string
		level         contract.Level
	}{
		{"sign-inside", head + "!" + tail, contract.Must}, {"blank-inside", head + " " + tail, contract.Must},
		{"other-script", head + "漢" + tail, contract.Must}, {"line-after", sample + "\n", contract.Should}, {"blank-after", sample + " ", contract.Should},
		{"other-case", strings.ToUpper(sample), contract.Must}, {"letters", "abc", contract.Must}, {"digits", "123", contract.Must},
	} {
		if value := contract.Text(text.text); len(out) < mostUnmatched && p.BrokenLimit(value) == contract.Pattern {
			out = append(out, edge{contract.Pattern, text.variant, value, text.level, true})
		}
	}
	return out
}

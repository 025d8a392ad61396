package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// format sends texts that have not the documented form. A month 13 has the
// right number of digits, so it only follows that it is refused.
func format(a *Asker) []Case {
	var out []Case
	for _, p := range a.op.Places() {
		if contract.IsForm(p.Format) && p.Format != monthFormat {
			out = append(out, a.times(p)...)
		}
		if p.Format != monthFormat {
			continue
		}
		requirement, origin := a.requirement("%s/format", p.Path), p.Origin(contract.FormatWord)
		out = append(out, a.months(p)...)
		for _, w := range a.ways() {
			for _, bad := range []other{
				{"words", "abcdef", contract.Must},
				{"with-hyphen", "2019-05", contract.Must},
				{"too-short", "2019", contract.Must},
				{"with-day", "20190501", contract.Must},
				{"five-digits", "20195", contract.Must},
				{"month-13", "201913", contract.Should},
				{"month-0", "201900", contract.Should},
			} {
				c := a.one(requirement, bad.variant+w.suffix, origin, a.request(w, a.plainWith(p, contract.Text(bad.value))), want.Refused{},
					"%s has the form %s: %q is refused.", p.Path, p.Format, bad.value)
				c = c.at(bad.level).anchoredTo(a.request(w, a.plainWith(p, a.sample(p))))
				out = append(out, c)
			}
		}
	}
	return out
}

// times sends the sample of a form that is no month's, and texts of other forms.
func (a *Asker) times(p *contract.Param) []Case {
	sample := a.sample(p)
	edges := []edge{{contract.FormatWord, "words", contract.Text("abcdef"), contract.Must, true}, {contract.FormatWord, "seconds", contract.Text("1600000000"), contract.Must, true},
		{contract.FormatWord, "slashes", contract.Text("06/05/2024 07:08"), contract.Must, true}}
	if contract.Formatted(p.Format, sample.Text) {
		thirteenth := contract.Text(sample.Text[:5] + "13" + sample.Text[7:]) // all these forms begin with year and month
		edges = append(edges, edge{contract.FormatWord, "as-stated", sample, contract.Must, false}, edge{contract.FormatWord, "month-13", thirteenth, contract.Should, true})
	}
	return a.edgeCases(p, edges)
}

// months sends the first month of the year of the sample, its last or the last December
// that has begun, and the present one.
func (a *Asker) months(p *contract.Param) []Case {
	sample := a.sample(p)
	if !contract.Formatted(p.Format, sample.Text) {
		return nil
	}
	now := a.now()
	december := sample.Text[:4] + "12"
	if december > now.Format("200601") { // no document says that a month to come is accepted
		december = now.AddDate(-1, 0, 0).Format("2006") + "12"
	}
	var out []Case
	for _, month := range []struct {
		variant, text string
		level         contract.Level
	}{
		{"january", sample.Text[:4] + "01", contract.Must}, {"december", december, contract.Must},
		{"current-month", now.Format("200601"), contract.Should},
	} {
		value := contract.Text(month.text)
		c := a.one(a.requirement("%s/format", p.Path), month.variant, p.Origin(contract.FormatWord), a.request(a.printed(), a.plainWith(p, value)), want.Accepted{},
			"%s has the form %s: %s is accepted.", p.Path, p.Format, value)
		out = append(out, c.at(month.level).anchoredTo(a.request(a.printed(), a.plainWith(p, sample))))
	}
	return out
}

package probe

import "github.com/plumbline/plumbline/specs/contract"

// format sends texts that have not the documented form. A month 13 has the
// right number of digits, so it only follows that it is refused.
func format(a *Asker) []Case {
	var out []Case
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if p.Format != "yyyyMM" {
			continue
		}
		requirement, origin := a.requirement("%s/format", p.Name), p.Origin(contract.FormatWord)
		for _, w := range a.ways() {
			for _, bad := range []other{
				{"words", "abcdef", contract.Must},
				{"with-hyphen", "2019-05", contract.Must},
				{"too-short", "2019", contract.Must},
				{"with-day", "20190501", contract.Must},
				{"month-13", "201913", contract.Should},
				{"month-0", "201900", contract.Should},
			} {
				c := a.one(requirement, bad.variant+w.suffix, origin, a.request(w, a.with(p, contract.Text(bad.value))), Refused{},
					"%s has the form %s: %q is refused.", p.Name, p.Format, bad.value)
				c = c.at(bad.level).anchoredTo(a.request(w, a.with(p, a.sample(p))))
				out = append(out, c)
			}
		}
	}
	return out
}

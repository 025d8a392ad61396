package probe

import (
	"strconv"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// pages asks for one page, and for the pages of a smaller size that lie in it: they do
// not overlap, and together are the first. And it asks for a page that lies behind
// everything. Of pages that a token leads to, which only an answer gives, the first is
// asked in several sizes.
func (a *Asker) pages(r contract.Relation, size *contract.Param) []Case {
	var out []Case
	position, _ := a.op.Param(firstOf(r.Parts))
	for _, company := range []struct {
		word string
		base contract.Args
	}{{"plain", a.needed()}, {"full", a.full(size.Name)}} {
		ask := func(rows, place int) contract.Args {
			args := a.ruled(company.base.With(size.Name, contract.Whole(strconv.Itoa(rows))), size.Name)
			if position == nil || position.Kind != contract.Integer {
				return args
			}
			return args.With(position.Name, contract.Whole(strconv.Itoa(place)))
		}
		for _, cut := range []struct {
			word       string
			rows, many int
		}{{"one-by-one", 1, 3}, {"two-by-two", 2, 3}, {"ten-by-ten", 10, 2}} {
			requests := []contract.Args{ask(cut.rows*cut.many, r.Begin())}
			for i := range cut.many {
				requests = append(requests, ask(cut.rows, r.Place(cut.rows, i)))
			}
			if r.Whole == contract.ByToken {
				requests = requests[:2]
			}
			if a.legal(requests) {
				out = append(out, a.related(r, cut.word+"-"+company.word, want.Pages{Relation: r}, requests...))
			}
		}
		if behind := []contract.Args{ask(1, r.Place(1, 1_000_000))}; r.Whole != contract.ByToken && a.legal(behind) {
			out = append(out, a.related(r, "behind-all-"+company.word, want.Pages{Relation: r}, behind...))
		}
	}
	return out
}

// legal tells whether nothing is wrong with requests.
func (a *Asker) legal(requests []contract.Args) bool {
	for _, args := range requests {
		if len(a.op.Check(args)) > 0 {
			return false
		}
	}
	return true
}

func firstOf(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

// chosen asks for the rows of each value of a parameter that chooses rows by it, and
// without it for all. A page that is as large as may be holds most.
func (a *Asker) chosen(r contract.Relation, p *contract.Param) []Case {
	if len(p.Enum) == 0 || p.Required {
		return nil
	}
	total, base := "", a.needed()
	for _, other := range a.op.Relations {
		size, ok := a.op.Param(other.Parameter)
		if other.Kind != contract.Pages || other.Rows != r.Rows || !ok {
			continue
		}
		total = firstOf(other.Fields)
		if rows := widest(size); rows != "" {
			base = base.With(size.Name, contract.Whole(rows))
		}
	}
	requests := []contract.Args{a.ruled(base)}
	for _, value := range p.Enum {
		requests = append(requests, a.ruled(base.With(p.Name, contract.Value{Kind: p.Kind, Text: value}), p.Name))
	}
	return []Case{a.related(r, "each-value", want.Unites{Rows: r.Rows, Key: r.Key, Total: total}, requests...)}
}

// widest is as many rows as a page may have, or as are wanted of one without a limit; ""
// where none of these is right.
func widest(size *contract.Param) string {
	for _, rows := range []string{size.Limits.Maximum, "100", "50", "20", "10"} {
		if rows != "" && len(size.Check(contract.Whole(rows), nil)) == 0 {
			return rows
		}
	}
	return ""
}

// onePage gives arguments in which the first page is asked for, as large as may be: what
// is asked for by name is all on it. Fewest is how many rows such a page has at most,
// 0 where nothing is answered in pages.
func (a *Asker) onePage(args contract.Args) (wide contract.Args, fewest int) {
	for _, r := range a.op.Relations {
		size, ok := a.op.Param(r.Parameter)
		if r.Kind != contract.Pages || !ok {
			continue
		}
		if rows := widest(size); rows != "" {
			args = args.With(size.Name, contract.Whole(rows))
			fewest, _ = strconv.Atoi(rows)
		}
		for _, part := range r.Parts {
			if p, ok := a.op.Param(part); ok && !p.Required {
				args = args.Without(part)
			}
		}
	}
	return args, fewest
}

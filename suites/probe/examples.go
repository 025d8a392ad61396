package probe

import (
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// examples sends each printed request. What names a thing of the account is
// replaced by the account's own, since the documents' are masked or invented.
func examples(a *Asker) []Case {
	var out []Case
	for _, example := range a.op.Examples {
		if example.Role != contract.RequestExample {
			continue
		}
		requirement := a.requirement("examples/%s", example.ID)
		r := a.request(a.printed(), a.localised(example.Args))
		if !example.Complete {
			out = append(out, a.one(requirement, "printed", example.Origin, r, want.Orderly{},
				"The printed request, which lacks required parameters, is answered in an orderly way.").at(contract.May))
			continue
		}
		c := a.one(requirement, "printed", example.Origin, r, want.Accepted{}, "The printed request is accepted.")
		if a.disputed(example.Args) {
			c.Want = want.Orderly{Codes: a.disputedCodes()}
		}
		out = append(out, c)
		if args := a.printedPeriod(example.Args); args != nil && !slices.ContainsFunc(out, func(c Case) bool { return strings.HasSuffix(c.ID, "/printed-period") }) {
			out = append(out, a.one(requirement, "printed-period", example.Origin, a.request(a.printed(), args), want.Accepted{},
				"A period as long as the printed one, that begins as far within an hour, is accepted."))
		}
	}
	return out
}

// printedPeriod is a printed request about a period of the account that lies in its
// hour as the printed one does; nil where it has no period.
func (a *Asker) printedPeriod(printed contract.Args) contract.Args {
	for _, r := range a.op.Relations {
		if r.Kind != contract.Ordered {
			continue
		}
		out, times := a.localised(printed), [3]int64{}
		for i, value := range []func() (contract.Value, bool){
			func() (contract.Value, bool) { return printed.Get(r.Parts[0]) }, func() (contract.Value, bool) { return printed.Get(r.Parts[1]) },
			func() (contract.Value, bool) { return out.Get(r.Parts[0]) },
		} {
			v, _ := value()
			n, err := strconv.ParseInt(v.Text, 10, 64)
			if err != nil {
				return nil
			}
			times[i] = n
		}
		begin := times[2]/3600*3600 + times[0]%3600
		return during(out, r, begin, begin+times[1]-times[0])
	}
	return nil
}

// localised puts the account's things in the place of the printed ones.
func (a *Asker) localised(args contract.Args) contract.Args {
	out := args
	for _, arg := range args {
		p, ok := a.op.Param(arg.Name)
		if !ok || p.Fixture.Key == "" || arg.Value.Text == "" && arg.Value.Kind == contract.String {
			continue
		}
		known := a.known(p)
		if p.Kind == contract.List {
			out = out.With(arg.Name, p.Listing(known[:min(len(known), len(arg.Value.Items))]))
		} else if len(known) > 0 {
			out = out.With(arg.Name, contract.Value{Kind: p.Kind, Text: known[0]})
		}
	}
	return out
}

// disputed tells whether the arguments lack a parameter about which the
// documents disagree whether it is required.
func (a *Asker) disputed(args contract.Args) bool {
	for _, set := range a.op.Readings {
		if _, sent := args.Get(set.At); set.Aspect == contract.NeedAspect && !sent {
			return true
		}
	}
	return false
}

// disputedCodes are the codes that refuse a request without a disputed parameter.
func (a *Asker) disputedCodes() []string {
	var out []string
	for _, set := range a.op.Readings {
		if set.Aspect == contract.NeedAspect {
			out = append(out, a.codes(set.At, contract.Absent)...)
		}
	}
	return out
}

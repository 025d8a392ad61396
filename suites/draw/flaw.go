package draw

import (
	"fmt"
	"slices"
	"strconv"

	"pgregory.net/rapid"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/probe"
)

// flaw is one way to be wrong about one keyword of one parameter.
type flaw struct {
	param   *contract.Param
	keyword contract.Keyword
}

// flaws lists what a request of an operation can be wrong about, of what the
// document states.
func flaws(o *contract.Operation, a *probe.Asker, carrier contract.Carrier) []flaw {
	var out []flaw
	for i := range o.Params {
		p := &o.Params[i]
		if p.Required && !p.Fixed() {
			out = append(out, flaw{p, contract.Required})
		}
		if len(p.Enum) > 0 && (p.Kind == contract.Integer || p.Kind == contract.String) {
			out = append(out, flaw{p, contract.Enum})
		}
		if a.OverLimit(p) != nil {
			out = append(out, flaw{p, contract.MaxItems})
		}
		if p.Format != "" {
			out = append(out, flaw{p, contract.FormatWord})
		}
		if (p.Kind == contract.Integer || p.Kind == contract.Number || p.Kind == contract.Boolean || p.Kind == contract.Object) && carrier.Of(p) == contract.InJSON {
			out = append(out, flaw{p, contract.TypeKeyword})
		}
	}
	return out
}

// spoil makes arguments wrong in this way, and says how.
func (f flaw) spoil(r *rapid.T, a *probe.Asker, args contract.Args) (contract.Args, string) {
	p := f.param
	if f.keyword == contract.Required {
		return args.Without(p.Name), p.Name + " is missing"
	}
	v := f.wrong(r, a)
	return a.Ruled(a.Put(args, p, v), p.Name), fmt.Sprintf("%s is %s", p.Name, brief(v))
}

func (f flaw) wrong(r *rapid.T, a *probe.Asker) contract.Value {
	p := f.param
	switch f.keyword {
	case contract.MaxItems:
		n := rapid.IntRange(p.MaxItems+1, 3*p.MaxItems).Draw(r, "items")
		return p.Listing(a.Items(p, n))
	case contract.FormatWord:
		return contract.Text(rapid.StringMatching(`[a-z]{1,8}|[0-9]{1,5}|[0-9]{7,9}`).Draw(r, "text"))
	case contract.TypeKeyword:
		return rapid.SampledFrom([]contract.Value{contract.Text("abc"), contract.Listed(contract.Made()), {Kind: contract.List}}).Draw(r, "value")
	}
	if p.Kind == contract.Integer {
		outside := rapid.IntRange(-1000, 1000).Filter(func(n int) bool { return !slices.Contains(p.Enum, strconv.Itoa(n)) })
		return contract.Whole(strconv.Itoa(outside.Draw(r, "value")))
	}
	outside := rapid.StringMatching(`[B-DF-LN-Z]{1,4}`).Filter(func(s string) bool { return !slices.Contains(p.Enum, s) })
	return contract.Text(outside.Draw(r, "value"))
}

// brief names a value in few words.
func brief(v contract.Value) string {
	if v.Kind == contract.List && len(v.Items) > 3 {
		return fmt.Sprintf("a list of %d items", len(v.Items))
	}
	return v.String()
}

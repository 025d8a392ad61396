package probe

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
)

// known gives what the account, or else the document, knows as values of a
// parameter that names a thing of the account.
func (a *Asker) known(p *contract.Param) []string {
	if values := a.account.Values[p.Fixture.Key]; len(values) > 0 {
		return values
	}
	if len(p.Fixture.Default) == 0 && p.Items != nil && p.Items.Kind != contract.Object && p.Items.Kind != contract.List {
		return contract.Listed(p.Shown...).Strings()
	}
	return p.Fixture.Default
}

// unknown gives a value that names nothing.
func (a *Asker) unknown(p *contract.Param) string {
	if values := a.account.Values[p.Fixture.Unknown]; len(values) > 0 {
		return values[0]
	}
	return p.Fixture.Absent
}

// sample gives a value that must be accepted.
func (a *Asker) sample(p *contract.Param) contract.Value {
	if known := a.known(p); len(known) > 0 {
		if p.Kind == contract.List {
			return p.Listing(a.items(p, fewest(p)))
		}
		return contract.Value{Kind: p.Kind, Text: known[0]}
	}
	switch {
	case p.Kind == contract.List && p.Items != nil:
		return a.some(p, fewest(p), a.sample(p.Items))
	case p.Kind == contract.Object:
		return a.object(p, func(m *contract.Param) bool { return m.Required }, a.sample)
	case len(p.Enum) > 0:
		return contract.Value{Kind: p.Kind, Text: p.Enum[0]}
	case p.Example == "":
		return unsaid(p)
	}
	return contract.Value{Kind: p.Kind, Text: p.Example}
}

// object makes an object of the members that are wanted. One without any would be as good
// as absent in a query: it has those with an example then, or else all.
func (a *Asker) object(p *contract.Param, wanted func(*contract.Param) bool, value func(*contract.Param) contract.Value) contract.Value {
	shown := func(m *contract.Param) bool { return m.Example != "" || len(m.Shown) > 0 }
	all := func(*contract.Param) bool { return true }
	object := contract.Made()
	for _, wanted := range []func(*contract.Param) bool{wanted, shown, all} {
		for i := range p.Members {
			if m := &p.Members[i]; wanted(m) {
				object.Members = append(object.Members, contract.Arg{Name: m.Name, Value: value(m)})
			}
		}
		if len(object.Members) > 0 {
			break
		}
	}
	return object
}

// whole gives a value that must be accepted, every object in it with all its members.
func (a *Asker) whole(p *contract.Param) contract.Value {
	switch {
	case p.Kind == contract.Object:
		return a.object(p, func(*contract.Param) bool { return true }, a.whole)
	case p.Kind == contract.List && p.Items != nil && p.Items.Kind == contract.Object:
		return a.some(p, fewest(p), a.whole(p.Items))
	}
	return a.sample(p)
}

// fewest is how many items a list has at least.
func fewest(p *contract.Param) int { return max(1, p.MinItems) }

// some gives a list of n items: one alone, those that the printed example shows where it
// shows as many, or else one again and again.
func (a *Asker) some(p *contract.Param, n int, item contract.Value) contract.Value {
	if n > 1 && len(p.Shown) >= n {
		return contract.Listed(p.Shown[:n]...)
	}
	return contract.Listed(slices.Repeat([]contract.Value{item}, n)...)
}

// unsaid gives a value of a parameter of which nothing says which: one that keeps
// its limits.
func unsaid(p *contract.Param) contract.Value {
	least, greatest := p.Limits.Within()
	switch {
	case p.Kind == contract.Boolean:
		return contract.Value{Kind: p.Kind, Text: "true"}
	case p.Kind == contract.String && contract.IsForm(p.Format):
		return contract.Text(contract.Timed(p.Format, time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)))
	case p.Kind == contract.String:
		return contract.Text(strings.Repeat("a", max(1, p.Limits.MinLength)))
	case p.Limits.MultipleOf != "" && (p.Kind == contract.Integer || p.Kind == contract.Number):
		return decimal(p.Kind, p.Limits.Multiple())
	case p.Kind == contract.Number && p.Limits.Minimum != "":
		return contract.Value{Kind: p.Kind, Text: p.Limits.Minimum}
	case p.Kind != contract.Integer && p.Kind != contract.Number:
		return contract.Value{Kind: p.Kind}
	case least != nil:
		return contract.Whole(least.String())
	case greatest != nil:
		return contract.Whole(greatest.String())
	}
	return contract.Whole("1")
}

// items gives n different items for a list: those that are known, then
// invented ones, which a target may know or not.
func (a *Asker) items(p *contract.Param, n int) []string {
	return p.Different(a.known(p), n)
}

// mostItems bounds the lists that are sent: a limit above it is not asked.
const mostItems = 1000

// over gives one item more than the limit of a list; nil where none is stated, or
// none that can be asked.
func (a *Asker) over(p *contract.Param) []string {
	if p.MaxItems == 0 || p.MaxItems > mostItems {
		return nil
	}
	if items := a.items(p, p.MaxItems+1); len(items) > p.MaxItems {
		return items
	}
	return nil
}

// invented gives n items of a list that probably name nothing.
func invented(p *contract.Param, n int) []string {
	var out []string
	for i := 1; i <= n && p.Fixture.Invented != ""; i++ {
		out = append(out, fmt.Sprintf(p.Fixture.Invented, 9000+i))
	}
	return out
}

// needed gives the request of what is required alone, which may want more by a rule
// between parameters.
func (a *Asker) needed() contract.Args {
	return a.op.Minimal(func(p *contract.Param) (contract.Value, bool) { return a.sample(p), true })
}

// minimal gives the smallest request that must be accepted.
func (a *Asker) minimal() contract.Args { return a.ruled(a.needed()) }

// full gives the fullest request that must be accepted: every optional parameter in it,
// save those that change the meaning of another one, or may not stand beside one that
// is to be there, or is named before them.
func (a *Asker) full(keep ...string) contract.Args {
	out := a.needed()
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if _, _, speaks := a.op.SpeaksFor(p.Name); !speaks {
			out = out.With(p.Name, a.whole(p))
		}
	}
	return a.ruled(out, keep...)
}

// telling gives the fullest request about a time in which an account has data, the month
// before this one, where a document's example is years ago; and of pages the first, as
// large as it may be.
func (a *Asker) telling(keep ...string) contract.Args {
	out := a.full(keep...)
	for i := range a.op.Params {
		if p := &a.op.Params[i]; p.Format == monthFormat && out.Has(p.Name) {
			out = out.With(p.Name, contract.Text(a.monthOver().Format("200601")))
		}
	}
	out, _ = a.onePage(out)
	return out
}

// settled is how long a time must be over before what it says stands: zones and
// traffic that is counted late are no matter of the documents.
const settled = 3 * 24 * time.Hour

// monthOver is the first day of the last month that is settled.
func (a *Asker) monthOver() time.Time {
	at := a.now().Add(-settled)
	return time.Date(at.Year(), at.Month()-1, 1, 0, 0, 0, 0, time.UTC)
}

// monthFormat is the format of a month.
const monthFormat = "yyyyMM"

// plainWith gives the plain request with a parameter set, and the placeholder it
// needs beside it.
func (a *Asker) plainWith(p *contract.Param, value contract.Value) contract.Args {
	root, out := a.op.Root(p).Name, a.needed()
	if of, placeholder, ok := a.op.SpeaksFor(root); ok {
		out = out.With(of.Name, contract.Value{Kind: of.Kind, Text: placeholder})
	}
	return a.ruled(a.put(out, p, value), root)
}

// put gives arguments in which a place has a value: a parameter, or what stands in its
// first item.
func (a *Asker) put(args contract.Args, p *contract.Param, value contract.Value) contract.Args {
	return a.op.Put(args, p, value, a.sample)
}

// around gives the plain request with everything beside a place in the object that it
// stands in.
func (a *Asker) around(p *contract.Param) contract.Args {
	cut := strings.LastIndexByte(p.Path, '/')
	if cut < 0 {
		return a.minimal()
	}
	holder, _ := a.op.Param(p.Path[:cut])
	return a.put(a.plainWith(holder, a.whole(holder)), p, a.sample(p))
}

// lacks says what a case needs that the account does not give: a parameter of
// its requests, or of the anchor, that names a thing nobody has written down.
func (a *Asker) lacks(c Case) string {
	if !a.account.Strict {
		return ""
	}
	requests := c.Requests
	if c.Anchor != nil {
		requests = append(slices.Clone(requests), *c.Anchor)
	}
	for _, r := range requests {
		for _, arg := range r.Args {
			p, ok := a.op.Param(arg.Name)
			if dot := strings.LastIndexByte(arg.Name, '.'); !ok && dot >= 0 { // UserNames.1, an item written as a pair
				p, ok = a.op.List(arg.Name[:dot+1])
			}
			if ok && p.Fixture.Need == contract.Known && len(a.account.Values[p.Fixture.Key]) == 0 {
				return fmt.Sprintf("no %s in the target file", p.Fixture.Key)
			}
		}
	}
	return ""
}

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
			return contract.Texts(known[:1])
		}
		return contract.Value{Kind: p.Kind, Text: known[0]}
	}
	if len(p.Enum) > 0 {
		return contract.Value{Kind: p.Kind, Text: p.Enum[0]}
	}
	if p.Example == "" {
		return unsaid(p)
	}
	return contract.Value{Kind: p.Kind, Text: p.Example}
}

// unsaid gives a value of a parameter of which nothing says which: one that keeps
// its limits.
func unsaid(p *contract.Param) contract.Value {
	least, greatest := p.Limits.Within()
	switch {
	case p.Kind != contract.Integer:
		return contract.Value{Kind: p.Kind, Text: strings.Repeat("a", p.Limits.MinLength)}
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

// minimal gives the smallest request that must be accepted.
func (a *Asker) minimal() contract.Args {
	return a.op.Minimal(func(p *contract.Param) (contract.Value, bool) { return a.sample(p), true })
}

// full gives the request with every optional parameter in it, save those that
// change the meaning of another one.
func (a *Asker) full() contract.Args {
	out := a.minimal()
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if _, _, speaks := a.op.SpeaksFor(p.Name); !speaks {
			out = out.With(p.Name, a.sample(p))
		}
	}
	return out
}

// telling gives the fullest request about a time in which an account has data: the
// month before this one, where a document's example is years ago.
func (a *Asker) telling() contract.Args {
	out := a.full()
	for i := range a.op.Params {
		if p := &a.op.Params[i]; p.Format == monthFormat {
			now := a.now()
			month := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, -1, 0)
			out = out.With(p.Name, contract.Text(month.Format("200601")))
		}
	}
	return out
}

// monthFormat is the format of a month.
const monthFormat = "yyyyMM"

// plainWith gives the plain request with a parameter set, and the placeholder it
// needs beside it.
func (a *Asker) plainWith(p *contract.Param, value contract.Value) contract.Args {
	out := a.minimal()
	if of, placeholder, ok := a.op.SpeaksFor(p.Name); ok {
		out = out.With(of.Name, contract.Value{Kind: of.Kind, Text: placeholder})
	}
	return out.With(p.Name, value)
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

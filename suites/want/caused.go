package want

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Caused wants the code of an error row in those refusals only whose requests have one of
// the row's causes: who leaves out one parameter is not told that another one is absent.
type Caused struct {
	Row contract.ErrorCode
	// Plain is the request that nothing is wrong about, and Known what lists may name.
	Plain contract.Args
	Known map[string][]string
}

func (Caused) Scope() Scope { return Run }

func (w Caused) Expectation() string {
	return w.Row.Code + " only where " + w.parameter() + " is " + w.Causes()
}

func (w Caused) Question(o *contract.Operation) any {
	written := "" // a list under another name is absent
	if p, ok := o.Param(w.parameter()); ok {
		written = fmt.Sprint(p.Wire, p.First)
	}
	return []any{w.Row.Code, w.Row.Triggers, w.Plain, w.Known, written}
}

func (w Caused) parameter() string { return w.Row.Triggers[0].Parameter }

// Causes are those of the row in words: "absent or empty".
func (w Caused) Causes() string {
	var words []string
	for _, t := range w.Row.Triggers {
		words = append(words, string(t.When))
	}
	return strings.Join(words, " or ")
}

func (w Caused) Judge(e Evidence) Judgement {
	return sweep(e, func(a *answer.Answer) (bool, []finding.Finding) {
		if a.Class != answer.Refusal || !e.Operation.RowMatches(&w.Row, a.Code) {
			return false, nil
		}
		caused := slices.ContainsFunc(w.Row.Triggers, func(t contract.Trigger) bool { return w.there(e.Operation, a.Exchange.Request.Args, t) })
		return true, findingIf(!caused, finding.Finding{Kind: finding.CodeAstray, Code: a.Code, Beside: w.parameter(), Want: w.Causes(), Place: a.Place(a.CodeNode)})
	})
}

// there tells whether a request has, or may be said to have, what triggers the row. Of one
// that is written in an unusual way nothing is told.
func (w Caused) there(o *contract.Operation, args contract.Args, t contract.Trigger) bool {
	p, _ := o.Param(t.Parameter)
	value, sent := args.Get(t.Parameter)
	if !sent || p == nil || value.Kind != p.Kind || w.written(args, t.Parameter) {
		return true
	}
	items := append(value.Strings(), value.Text)
	if p.Kind == contract.List {
		items = value.Strings()
	}
	switch t.When {
	case contract.Absent:
		return false
	case contract.Empty:
		return len(items) == 0 || slices.ContainsFunc(items, func(s string) bool { return strings.TrimSpace(s) == "" })
	case contract.Unknown: // a thing may be unknown in another place than its own
		return slices.ContainsFunc(o.Params, func(p contract.Param) bool {
			now, sent := args.Get(p.Name)
			if p.Kind == contract.List {
				return p.Fixture.Key != "" && slices.ContainsFunc(now.Strings(), func(s string) bool { return !slices.Contains(w.Known[p.Name], s) })
			}
			plain, usual := w.Plain.Get(p.Name)
			other := usual && now.Text != plain.Text || !usual && sent && !slices.Contains(w.Known[p.Name], now.Text)
			return p.Kind == contract.String && p.Fixture.Key != "" && other
		})
	case contract.Malformed:
		return p.MaxItems > 0 && len(items) > p.MaxItems || slices.ContainsFunc(items, func(s string) bool { return !slices.Contains(w.Known[p.Name], s) })
	}
	return true
}

// written tells whether a parameter is written under more names than its own.
func (w Caused) written(args contract.Args, name string) bool {
	count := 0
	for _, arg := range args {
		if arg.Name == name || strings.HasPrefix(strings.ReplaceAll(arg.Name, " ", ""), name+".") {
			count++
		}
	}
	return count != 1
}

package explain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/probe"
)

// founded says how firmly a requirement is founded, on what, and what makes that
// an exception.
type founded struct {
	Levels     []leveled // the strongest first
	Sources    []cited
	Derived    bool // some of it is not stated as it is asked, but follows
	Exceptions []string
}

// leveled counts the cases of a level.
type leveled struct {
	Level contract.Level
	Cases int
}

// cited is a place in the documents, "" for the common pages, and what stands there.
type cited struct{ Source, Kind string }

// found adds what founds a case.
func (f *founded) found(c probe.Case) {
	i := slices.IndexFunc(f.Levels, func(l leveled) bool { return l.Level.Includes(c.Level) })
	if i < 0 {
		i = len(f.Levels)
	}
	if i == len(f.Levels) || f.Levels[i].Level != c.Level {
		f.Levels = slices.Insert(f.Levels, i, leveled{Level: c.Level})
	}
	f.Levels[i].Cases++
	f.Derived = f.Derived || c.Level == contract.Should && c.Origin.Sources.Stated()
	for _, s := range c.Origin.Sources {
		one := cited{Kind: standing(c.Operation, c.Origin.Sources, s)}
		if s.Document != contract.CommonPages {
			one.Source = s.String()
		}
		if !slices.Contains(f.Sources, one) {
			f.Sources = append(f.Sources, one)
		}
	}
	if exception := exceptional(c); exception != "" && !slices.Contains(f.Exceptions, exception) {
		f.Exceptions = append(f.Exceptions, exception)
	}
}

// standing says what a cited place is: a cell of a table, a printed example, the only one or all
// of them, a sentence. The tables are known by what is a row of them; what cites
// a line of an example is printed there.
func standing(op *contract.Operation, all contract.Sources, s contract.Source) string {
	if s.Document == contract.CommonPages {
		return "common page"
	}
	printed, holding := 0, 0
	within := false
	for _, role := range []contract.ExampleRole{contract.RequestExample, contract.ResponseExample} {
		of := examplesOf(op, role)
		if !slices.ContainsFunc(of, func(e contract.Sources) bool { return holds(e, s) }) {
			continue
		}
		within = true
		for _, example := range of {
			printed++
			if slices.ContainsFunc(all, func(other contract.Source) bool { return holds(example, other) }) {
				holding++
			}
		}
	}
	switch {
	case within && printed == 1:
		return "the example"
	case within && printed == holding:
		return "all examples"
	case within:
		return "an example"
	case slices.ContainsFunc(rowsOf(op), func(row contract.Source) bool { return same(row, s) }):
		return "a cell"
	}
	return "a sentence"
}

// examplesOf gives where the printed examples of a role stand.
func examplesOf(op *contract.Operation, role contract.ExampleRole) []contract.Sources {
	var out []contract.Sources
	for _, e := range op.Examples {
		if e.Role == role {
			out = append(out, e.Sources)
		}
	}
	return out
}

// rowsOf gives the lines that are rows of the document's tables: of parameters,
// of fields, of codes.
func rowsOf(op *contract.Operation) contract.Sources {
	var out contract.Sources
	for i := range op.Params {
		out = append(out, op.Params[i].Origin(contract.Row).Sources...)
	}
	for _, c := range op.Common {
		out = append(out, c.Sources[:1]...) // another line may show its value
	}
	for _, e := range op.Errors {
		out = append(out, e.Sources...)
	}
	op.Response.Walk(func(f *contract.Field) {
		if f.Name != "" {
			out = append(out, f.Origin(contract.Row).Sources...)
		}
	})
	return out
}

func same(a, b contract.Source) bool { return a.Document == b.Document && a.First == b.First }

// holds tells whether a place lies within others.
func holds(places contract.Sources, s contract.Source) bool {
	return slices.ContainsFunc(places, func(p contract.Source) bool {
		return p.Document == s.Document && p.First <= s.First && s.Last <= p.Last
	})
}

// exceptional names the key of the spec that gives a case another level than its
// source does, with its reason; "" for most.
func exceptional(c probe.Case) string {
	variant := strings.TrimPrefix(c.ID, c.Requirement+"/")
	for i := range c.Operation.Params {
		p := &c.Operation.Params[i]
		for keyword, level := range p.Levels {
			word := keyword
			if keyword == contract.EmptyValue {
				word = contract.Required
			}
			if c.Level == level && c.Requirement == c.Operation.Key()+"/"+p.Name+"/"+string(word) && (word == keyword || strings.HasPrefix(variant, string(keyword))) {
				return fmt.Sprintf("x-level %s: %s. %s", keyword, level, p.LevelReason)
			}
		}
	}
	for _, row := range c.Operation.Errors {
		for _, t := range row.Triggers {
			if t.Reason != "" && c.Level == t.Level && strings.HasPrefix(c.Requirement, c.Operation.Key()+"/errors/"+row.Code+"/") && strings.HasPrefix(variant, t.Parameter+"-"+string(t.When)) {
				return fmt.Sprintf("x-errors, level: %s. %s", t.Level, t.Reason)
			}
		}
	}
	return ""
}

package want

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
)

// observation is a documented value that an answer shows, and the first answer
// that does.
type observation struct {
	value string
	first int
}

// observe gives the readings that answers show, in the order they appear.
// Values that no reading has are left to the cases about the field itself.
func observe(set contract.ReadingSet, answers []*answer.Answer) []observation {
	var out []observation
	for i, a := range answers {
		for _, value := range readingValues(set, a) {
			_, documented := set.Of(value)
			if documented && !slices.ContainsFunc(out, func(o observation) bool { return o.value == value }) {
				out = append(out, observation{value, i})
			}
		}
	}
	if set.Aspect == contract.OrderAspect && len(out) > 1 {
		// Values that need not be ordered may still be, now and then.
		out = slices.DeleteFunc(out, func(o observation) bool { return o.value == "at-least" })
	}
	return out
}

// disputed is the last name of the place that a set is about.
func disputed(set contract.ReadingSet) string { return set.At[strings.LastIndex(set.At, "/")+1:] }

// readingOf names the reading of a value: "total-bytes-kind=number".
func readingOf(set contract.ReadingSet, value string) string {
	if reading, ok := set.Of(value); ok {
		return set.ID + "=" + reading.ID
	}
	return ""
}

// readingValues gives the values of a reading set that one answer shows.
func readingValues(set contract.ReadingSet, a *answer.Answer) []string {
	op := a.Exchange.Request.Operation
	path := strings.TrimPrefix(set.At, "response/")
	switch set.Aspect {
	case contract.NeedAspect:
		return showsNeed(set, a)
	case contract.EncodingAspect:
		return showsEncoding(set, a)
	case contract.BlankAspect:
		// The documents print results only; what a refusal has is its own matter.
		if id, ok := a.RequestIDText(); a.Class != answer.Success {
			return nil
		} else if ok && id == "" {
			return []string{"empty"}
		} else if ok {
			return []string{"filled"}
		}
		return nil
	}
	if a.Class != answer.Success {
		return nil
	}
	if set.Aspect == contract.RootAspect {
		return nonEmpty(a.Root)
	}
	if set.Aspect == contract.OrderAspect {
		return showsOrder(op, path, a)
	}
	if a.Format == contract.XML {
		return nil // kinds, keys and nesting are disputed in JSON only
	}
	var out []string
	for _, s := range a.Occurrences(path) {
		switch {
		case s.Node == nil:
		case set.Aspect == contract.KindAspect || set.Aspect == contract.NestingAspect:
			out = append(out, string(answer.KindOf(s.Node)))
		case set.Aspect == contract.KeyAspect:
			out = append(out, s.Where[strings.LastIndex(s.Where, "/")+1:])
		}
	}
	return out
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// showsNeed looks at answers to requests that lack the disputed parameter and
// nothing else.
func showsNeed(set contract.ReadingSet, a *answer.Answer) []string {
	args := a.Exchange.Request.Args
	if _, sent := args.Get(set.At); sent || a.Exchange.Request.Tamper.Action != "" {
		return nil
	}
	violations := a.Exchange.Request.Operation.Check(args)
	switch {
	case len(violations) > 0, a.Class == answer.Refusal && aboutAnother(a.Exchange.Request.Operation, a.Code, set.At):
		return nil
	case a.Class == answer.Success, a.Class == answer.Refusal:
		return []string{needShown(a)}
	}
	return nil
}

// aboutAnother tells whether a code is that of a row which says what other parameters
// than one are refused for.
func aboutAnother(op *contract.Operation, code, parameter string) bool {
	return slices.ContainsFunc(op.Errors, func(row contract.ErrorCode) bool {
		return op.RowMatches(&row, code) && len(row.Triggers) > 0 && row.Triggers[0].When != contract.ServerSide &&
			!slices.ContainsFunc(row.Triggers, func(t contract.Trigger) bool { return t.Parameter == parameter })
	})
}

// showsOrder compares a field with the numbers of the rows beside it.
func showsOrder(op *contract.Operation, path string, a *answer.Answer) []string {
	spots := a.Occurrences(path)
	if len(spots) == 0 || spots[0].Node == nil {
		return nil
	}
	bound, ok := answer.Number(spots[0].Node.Text)
	if !ok {
		return nil
	}
	seen, value := false, "at-least"
	op.Response.Walk(func(f *contract.Field) {
		if f.Path == path || !strings.Contains(f.Path, "/") || !f.Allows(contract.Number) {
			return
		}
		for _, s := range a.Occurrences(f.Path) {
			if s.Node == nil || s.Node.Kind != body.Number {
				continue
			}
			if point, ok := answer.Number(s.Node.Text); ok {
				seen = true
				if point.Cmp(bound) > 0 {
					value = "below"
				}
			}
		}
	})
	if !seen {
		return nil
	}
	return []string{value}
}

// showsEncoding looks at answers to a list that is written as one item with
// commas in it, which is a name nobody has or the names it joins.
func showsEncoding(set contract.ReadingSet, a *answer.Answer) []string {
	relation, value, ok := joined(set, a)
	if !ok || a.Class != answer.Success {
		return nil
	}
	found := a.Rows(relation.Rows, relation.Key)
	for _, name := range strings.Split(value, ",") {
		if found[name] != nil {
			return []string{"commas"}
		}
	}
	return []string{"repeated"}
}

func joined(set contract.ReadingSet, a *answer.Answer) (contract.Relation, string, bool) {
	op := a.Exchange.Request.Operation
	for _, r := range op.Relations {
		if r.Kind != contract.Union || r.Parameter != set.At {
			continue
		}
		for _, arg := range a.Exchange.Request.Args {
			if strings.HasPrefix(arg.Name, set.At+".") && strings.Contains(arg.Value.Text, ",") {
				return r, arg.Value.Text, true
			}
		}
	}
	return contract.Relation{}, "", false
}

// needShown is the reading of a parameter's need that an answer without it shows.
func needShown(a *answer.Answer) string {
	if a.Class == answer.Success {
		return "optional"
	}
	return "required"
}

// allowed lists a set's readings that are at least as well founded as a level.
func allowed(set contract.ReadingSet, level contract.Level) string {
	var out []string
	for _, reading := range set.Readings {
		if level.Includes(reading.Level) {
			out = append(out, reading.ID)
		}
	}
	return strings.Join(out, " or ")
}

// shownAt is where an answer shows a value of a reading set, if it is a field
// that does.
func shownAt(set contract.ReadingSet, a *answer.Answer, value string) answer.Place {
	if a.Class != answer.Success || !strings.HasPrefix(set.At, "response/") {
		return answer.Place{}
	}
	for _, s := range a.Occurrences(strings.TrimPrefix(set.At, "response/")) {
		if s.Node != nil && (string(answer.KindOf(s.Node)) == value || set.Aspect != contract.KindAspect) {
			return s.Place
		}
	}
	return answer.Place{}
}

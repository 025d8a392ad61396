package judge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
)

// follows wants the answers to show one reading of a set and no other.
func (v Verdict) follows(answers []*answer.Answer, want probe.Follows) Verdict {
	shown := observe(want.Set, answers)
	switch {
	case len(shown) == 0:
		return v.nothing(answers)
	case len(shown) == 1:
		v.Reading = readingOf(want.Set, shown[0].value)
		v.Received = fmt.Sprintf("every answer follows the reading %s", v.Reading)
		return v
	}
	return v.fail(shown[1].first, "both %s, in the answer to %s, and %s, in the answer to %s",
		shown[0].words(want.Set), Sent(answers[shown[0].first].Exchange.Request),
		shown[1].words(want.Set), Sent(answers[shown[1].first].Exchange.Request))
}

// current wants none of the readings that only an older document supports.
func (v Verdict) current(answers []*answer.Answer, want probe.Current) Verdict {
	shown := observe(want.Set, answers)
	if len(shown) == 0 {
		return v.nothing(answers)
	}
	for _, o := range shown {
		if reading, _ := want.Set.Of(o.value); reading.Level != contract.Must {
			v.Reading = readingOf(want.Set, o.value)
			return v.fail(o.first, "%s (%s), which only %s supports", o.words(want.Set), v.Reading, reading.Sources)
		}
	}
	v.Reading = readingOf(want.Set, shown[0].value)
	v.Received = "the reading " + v.Reading
	return v
}

// observation is a documented value that an answer shows, and the first answer
// that does.
type observation struct {
	value string
	first int
}

func (o observation) words(set contract.ReadingSet) string {
	return fmt.Sprintf("%s %s", set.At[strings.LastIndex(set.At, "/")+1:], o.value)
}

// observe gives the readings that answers show, in the order they appear.
// Values that no reading has are left to the cases about the field itself.
func observe(set contract.ReadingSet, answers []*answer.Answer) []observation {
	var out []observation
	for i, a := range answers {
		for _, value := range shows(set, a) {
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

// shows gives the values of a reading set that one answer shows.
func shows(set contract.ReadingSet, a *answer.Answer) []string {
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
	for _, s := range a.Spots(path) {
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
	case len(violations) > 0:
		return nil
	case a.Class == answer.Success, a.Class == answer.Refusal:
		return []string{needShown(a)}
	}
	return nil
}

// showsOrder compares a field with the numbers of the rows beside it.
func showsOrder(op *contract.Operation, path string, a *answer.Answer) []string {
	spots := a.Spots(path)
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
		for _, s := range a.Spots(f.Path) {
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

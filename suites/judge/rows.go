package judge

import (
	"fmt"
	"maps"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
)

// rowsDiffer finds the first key, in alphabetical order, whose rows differ. A
// row that one side leaves out is a difference, a field that no document has is
// not.
func rowsDiffer(op *contract.Operation, path string, a, b map[string]*body.Node) string {
	list, _ := op.Response.Find(path)
	keys := maps.Clone(a)
	maps.Copy(keys, b)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		x, here := a[key]
		y, there := b[key]
		switch {
		case !here:
			return fmt.Sprintf("there is no row for %s here", key)
		case !there:
			return fmt.Sprintf("there is no row for %s there", key)
		}
		for _, m := range x.Members {
			other, ok := y.Get(m.Name)
			if ok && list.Row().Member(m.Name) != nil && leaf(m.Value) && leaf(other) && !equal(m.Value, other) {
				return differ(m.Name+" of "+key, m.Value, other)
			}
		}
	}
	return ""
}

func leaf(n *body.Node) bool { return n.Kind != body.Object && n.Kind != body.Array }

// unites wants the rows of the first answer to be those of the others together.
func (v Verdict) unites(answers []*answer.Answer, want probe.Unites) Verdict {
	together := map[string]*body.Node{}
	for _, a := range answers[1:] {
		maps.Copy(together, a.Rows(want.Rows, want.Key))
	}
	if problem := rowsDiffer(v.Case.Operation, want.Rows, answers[0].Rows(want.Rows, want.Key), together); problem != "" {
		return v.fail(0, "%s; here is the answer to %s, there are the answers for each", problem, Sent(answers[0].Exchange.Request))
	}
	v.Received = fmt.Sprintf("the rows of %d answers", len(answers)-1)
	return v
}

// encoded accepts a list that is understood: the names have the rows that they
// have in the usual writing, which the anchor shows. A list of which some are
// lost is not.
func (v Verdict) encoded(a, anchor *answer.Answer, want probe.Encoded) Verdict {
	if a.Class != answer.Success {
		ok := a.Class == answer.Refusal
		if want.Set != nil && ok {
			v.Reading = readingOf(*want.Set, "repeated")
		}
		if want.Set == nil && v.Case.Level != "may" {
			ok = false // what real clients send is not refused
		}
		return v.check(ok, a)
	}
	if want.Rows == "" {
		return v.check(true, a)
	}
	found, usual := a.Rows(want.Rows, want.Key), anchor.Rows(want.Rows, want.Key)
	var missing []string
	for _, name := range want.Names {
		if found[name] == nil && usual[name] != nil {
			missing = append(missing, name)
		}
	}
	switch {
	case want.Set != nil && len(missing) == 0:
		v.Reading = readingOf(*want.Set, "commas")
	case want.Set != nil && len(found) == 0, want.Set != nil && len(found) == 1 && len(missing) == len(want.Names):
		v.Reading = readingOf(*want.Set, "repeated") // taken as one name, which nobody has
	case len(missing) > 0 && (want.Set != nil || v.Case.Level != "may"):
		return v.fail(0, "no row for %s; the answer has %s", some(missing), count(len(found), "row"))
	}
	return v.check(true, a)
}

package judge

import (
	"fmt"
	"math/big"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
)

// compare decides a case that holds several answers against each other. If one
// of them is no result there is nothing to compare: that is for the cases that
// ask whether the request is accepted.
func (v Verdict) compare(answers []*answer.Answer) Verdict {
	v.Expected = Expectation(v.Case.Want)
	for i, a := range answers {
		if decided, ok := v.noAnswer(i, a); ok {
			return decided
		}
		if a.Class != answer.Success {
			return v.skip("a request it compares is not accepted: %s", Describe(a))
		}
	}
	switch want := v.Case.Want.(type) {
	case probe.Same:
		return v.same(answers, want)
	case probe.Adds:
		return v.adds(answers, want)
	case probe.Unites:
		return v.unites(answers, want)
	}
	panic(fmt.Sprintf("case %s wants %T, which no judge knows", v.Case.ID, v.Case.Want))
}

func (v Verdict) same(answers []*answer.Answer, want probe.Same) Verdict {
	op := v.Case.Operation
	problem := ""
	if len(want.Fields) > 0 {
		for _, path := range want.Fields {
			a, b := answers[0].Spots(path), answers[1].Spots(path)
			if len(a) == 1 && len(b) == 1 && !equal(a[0].Node, b[0].Node) && problem == "" {
				problem = differ(path, a[0].Node, b[0].Node)
			}
		}
	} else if want.Rows != "" {
		problem = rowsDiffer(op, want.Rows, answers[0].Rows(want.Rows, want.Key), answers[1].Rows(want.Rows, want.Key))
	} else {
		problem = difference(&op.Response, answers[0].Payload(), answers[1].Payload(), "")
	}
	if problem != "" {
		return v.fail(0, "%s; the other request is %s", problem, Sent(answers[1].Exchange.Request))
	}
	v.Received = "equal answers"
	return v
}

// difference finds the first documented field in which two answers differ,
// request ids left out.
func difference(f *contract.Field, a, b *body.Node, where string) string {
	if a == nil || b == nil {
		if (a == nil) != (b == nil) && f.Items == nil {
			return differ(where, a, b)
		}
		return ""
	}
	if f.Items != nil {
		if len(a.Items) != len(b.Items) {
			return fmt.Sprintf("%s has %s here and %d there", where, count(len(a.Items), "item"), len(b.Items))
		}
		for i := range a.Items {
			if d := difference(f.Items, a.Items[i], b.Items[i], fmt.Sprintf("%s[%d]", where, i)); d != "" {
				return d
			}
		}
		return ""
	}
	if len(f.Members) == 0 {
		if !equal(a, b) {
			return differ(where, a, b)
		}
		return ""
	}
	for i := range f.Members {
		m := &f.Members[i]
		if m.Name == "RequestId" || m.Format == "url" {
			continue // made anew for each answer
		}
		inA, _ := a.Get(m.Name)
		inB, _ := b.Get(m.Name)
		if d := difference(m, inA, inB, answer.Join(where, m.Name)); d != "" {
			return d
		}
	}
	return ""
}

func differ(where string, a, b *body.Node) string {
	return fmt.Sprintf("%s is %s here and %s there", where, excerpt(a), excerpt(b))
}

func excerpt(n *body.Node) string {
	if n == nil {
		return "missing"
	}
	return n.Excerpt(60)
}

// equal compares two leaves: numbers by value, to the last digit and however
// they are written, since XML and one reading write them as text.
func equal(a, b *body.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, ok := answer.Number(a.Text)
	y, also := answer.Number(b.Text)
	if ok && also {
		return x.Cmp(y) == 0
	}
	return a.Text == b.Text
}

func (v Verdict) adds(answers []*answer.Answer, want probe.Adds) Verdict {
	for _, path := range want.Fields {
		whole, ok := answers[0].NumberAt(path)
		if !ok {
			return v.skip("%s is no number in an answer", path)
		}
		sum := new(big.Rat)
		for _, part := range answers[1:] {
			value, ok := part.NumberAt(path)
			if !ok {
				return v.skip("%s is no number in an answer", path)
			}
			sum.Add(sum, value)
		}
		if !near(whole, sum) {
			return v.fail(0, "%s is %s, the parts make %s", path, decimal(whole), decimal(sum))
		}
	}
	v.Received = "the parts make the whole"
	return v
}

// near allows what floating-point sums lose: a byte, or a millionth.
func near(a, b *big.Rat) bool {
	gap := new(big.Rat).Sub(a, b)
	allowed := new(big.Rat).Mul(new(big.Rat).Abs(a), big.NewRat(1, 1_000_000))
	if one := big.NewRat(1, 1); allowed.Cmp(one) < 0 {
		allowed = one
	}
	return gap.Abs(gap).Cmp(allowed) <= 0
}

func decimal(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	return r.FloatString(3)
}

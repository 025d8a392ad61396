package probe

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/plumbline/plumbline/specs/contract"
)

// Demand is how strongly the documents want a request refused.
type Demand struct {
	Level contract.Level
	When  contract.When // as error rows have it, "" where none speaks of it
}

// Demanded says how strongly the documents want a request refused of which v is
// the only fault, whoever made it; ok is false where they do not say. A value that
// a lenient reader could take for a right one is weighed as the cases do that send
// such values.
func Demanded(op *contract.Operation, args contract.Args, v contract.Violation) (d Demand, ok bool) {
	a := NewAsker(op, Account{})
	if r, ruled := a.ruleOf(v.Parameter, contract.When(v.Keyword)); ruled {
		return Demand{r.Level, contract.When(v.Keyword)}, true
	}
	p, ok := op.Param(v.Parameter)
	if !ok {
		return Demand{}, false
	}
	if p.Items != nil && v.Keyword != contract.Required && v.Keyword != contract.TypeKeyword && v.Keyword != contract.MaxItems {
		p = p.Items // which a list shares its place with
	}
	value, sent := broken(op, args, p, v.Keyword)
	switch v.Keyword {
	case contract.Required:
		return a.lacking(p, value, sent)
	case contract.TypeKeyword:
		if p.Kind != contract.String && value.Kind == contract.String && value.Text == "" {
			return Demand{a.emptyLevel(p), contract.Empty}, p.Required
		}
		level, ok := unkind(p, value)
		return Demand{Level: p.Level(contract.TypeKeyword, level)}, ok
	case contract.Enum:
		level, ok := unlisted(p, value.Text)
		return Demand{p.Level(contract.Enum, level), outsideOf(p, value.Text)}, ok
	case contract.MaxItems:
		names := value.Strings()
		slices.Sort(names)
		if len(slices.Compact(names)) <= p.MaxItems { // whether the limit counts items or names
			return Demand{contract.May, contract.OverLimit}, true
		}
		return Demand{p.Level(contract.MaxItems, contract.Must), contract.OverLimit}, true
	case contract.FormatWord:
		return Demand{Level: unformed(p, value.Text)}, value.Text != ""
	}
	level := contract.Must
	if strings.TrimSpace(value.Text) != value.Text {
		level = contract.Should
	}
	return Demand{p.Level(v.Keyword, level), contract.Outside}, value.Text != ""
}

// broken finds the value of a place that breaks a keyword.
func broken(op *contract.Operation, args contract.Args, p *contract.Param, keyword contract.Keyword) (v contract.Value, sent bool) {
	var all []contract.Value
	op.Each(args, p, func(v contract.Value) contract.Value { all = append(all, v); return v })
	for _, v := range all {
		if found := p.Check(v, args); len(found) > 0 && found[0].Keyword == keyword {
			return v, true
		}
	}
	if len(all) == 0 || p != op.Root(p) {
		return contract.Value{}, false
	}
	return all[0], true
}

// lacking weighs a required parameter that is absent or empty. A list in which
// some items are empty may be read without them.
func (a *Asker) lacking(p *contract.Param, value contract.Value, sent bool) (Demand, bool) {
	if !sent {
		return Demand{p.Level(contract.Required, contract.Must), contract.Absent}, true
	}
	if p.Kind == contract.List && len(value.Items) == 0 {
		return Demand{contract.Should, contract.Empty}, true
	}
	some := slices.ContainsFunc(value.Items, func(item contract.Value) bool { return item.Text != "" })
	return Demand{a.emptyLevel(p), contract.Empty}, !some
}

// kindLevel is how strongly a value of another kind is to be refused.
func kindLevel(p *contract.Param, m misfit) contract.Level {
	level, _ := unkind(p, m.value)
	return p.Level(contract.TypeKeyword, level)
}

// unkind weighs a value of another kind. The type stands in the table, so that it
// is refused at must, a number that is written as a string too. What has the right kind
// otherwise written, 1.0 for 1, say, readers take differently; one that is null is as
// good as absent.
func unkind(p *contract.Param, value contract.Value) (contract.Level, bool) {
	number, isNumber := new(big.Rat).SetString(strings.TrimSpace(value.Text))
	switch {
	case value.Kind == contract.Null:
		return contract.Should, p.Required
	case p.Kind == contract.List && value.Kind == contract.List && p.Items != nil:
		for _, item := range value.Items {
			if !p.Items.Allows(item.Kind) {
				return unkind(p.Items, item)
			}
		}
	case p.Kind == contract.Integer && value.Kind == contract.Number && isNumber && number.IsInt():
		return contract.May, true
	}
	return contract.Must, true
}

// unlisted weighs a value that is not enumerated, as the cases of the family enum
// do; nothing says what an empty one is.
func unlisted(p *contract.Param, text string) (contract.Level, bool) {
	bare := strings.TrimSpace(text)
	number, isNumber := new(big.Int).SetString(bare, 10)
	for _, listed := range p.Enum {
		same, ok := new(big.Int).SetString(listed, 10)
		switch {
		case listed == bare && p.Kind == contract.String:
			return contract.Should, text != ""
		case strings.EqualFold(listed, bare), isNumber && ok && number.Cmp(same) == 0:
			return contract.May, text != ""
		}
	}
	if parts := strings.Split(text, ","); len(parts) > 1 && !slices.ContainsFunc(parts, func(part string) bool { return !slices.Contains(p.Enum, part) }) {
		return contract.Should, true
	}
	return contract.Must, text != ""
}

// outsideOf is the trigger of a value that is not enumerated. One that no person
// would type may be stopped before it is compared with those that are: a number of
// more than 32 bits as being none, a text for its length or its signs.
func outsideOf(p *contract.Param, text string) contract.When {
	if p.Kind == contract.Integer {
		if _, err := strconv.ParseInt(text, 10, 32); err != nil {
			return ""
		}
		return contract.Outside
	}
	if len(text) > 64 || strings.ContainsFunc(text, unicode.IsControl) {
		return ""
	}
	return contract.Outside
}

// unformed weighs a text that has not the documented form, as the cases of the
// family format do: a thirteenth month has the right number of digits.
func unformed(p *contract.Param, text string) contract.Level {
	switch bare := strings.TrimSpace(text); {
	case contract.Formatted(p.Format, bare):
		return contract.May
	case len(bare) == len(p.Format) && strings.Trim(bare, "0123456789") == "":
		return contract.Should
	}
	return contract.Must
}

package contract

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"time"
)

// Violation is one thing about a request that the documents do not allow.
type Violation struct {
	Parameter string
	Keyword   Keyword
	Detail    string
}

// Check says what is wrong with args by the documents, in the order of the
// parameter table, and then between its parameters; nil when nothing is. Names that no parameter has are not
// violations: the documents do not say that others are refused.
func (o *Operation) Check(args Args) []Violation {
	var out []Violation
	for i := range o.Params {
		p := &o.Params[i]
		value, sent := args.Get(p.Name)
		out = append(out, p.check(value, sent, args)...)
	}
	return append(out, o.Unruled(args)...)
}

// Check says what is wrong with a value of a place, beside the other arguments of its
// request.
func (p *Param) Check(value Value, args Args) []Violation { return p.check(value, true, args) }

func (p *Param) check(value Value, sent bool, args Args) []Violation {
	violation := func(keyword Keyword, format string, a ...any) []Violation {
		return []Violation{{p.Path, keyword, fmt.Sprintf(format, a...)}}
	}
	switch {
	case !sent && p.Required:
		return violation(Required, "absent")
	case !sent, value.Kind == Null && p.Nullable:
		return nil
	case !p.Allows(value.Kind):
		return violation(TypeKeyword, "%s is not of kind %s", value, p.Kind)
	case p.Kind == List && len(value.Items) == 0 && p.Required:
		return violation(Required, "an empty list")
	case p.Kind == List && p.MaxItems > 0 && len(value.Items) > p.MaxItems:
		return violation(MaxItems, "%d items, at most %d", len(value.Items), p.MaxItems)
	case p.Kind == List && len(value.Items) < p.MinItems:
		return violation(MinItems, "%d items, at least %d", len(value.Items), p.MinItems)
	case p.Kind == List && p.UniqueItems && value.Repeats():
		return violation(UniqueItems, "an item stands twice")
	case p.Kind == List:
		return p.checkItems(value, args)
	case p.Kind == Object:
		return p.checkMembers(value, args)
	case value.Text == "" && p.Blank, p.StandsForNone(value.Text, args):
		return nil
	case value.Text == "" && p.Required:
		return violation(Required, "empty")
	case p.Enum != nil && !p.Lists(value.Text):
		return violation(Enum, "%s is not among %v", value, p.Enum)
	case p.Format != "" && !Formatted(p.Format, value.Text):
		return violation(FormatWord, "%s is not of the form %s", value, p.Format)
	}
	if missed := p.BrokenLimit(value); missed != "" {
		return violation(missed, "%s does not keep the %s", value, missed)
	}
	return nil
}

// Lists tells whether a value is one of the enumerated ones, a number however it is
// written.
func (p *Param) Lists(text string) bool {
	number, isNumber := new(big.Rat).SetString(text)
	return slices.ContainsFunc(p.Enum, func(listed string) bool {
		if same, ok := new(big.Rat).SetString(listed); ok && isNumber && p.Kind == Number {
			return number.Cmp(same) == 0
		}
		return listed == text
	})
}

// StandsForNone tells whether a text stands for no value, since the parameter
// that speaks in its stead is there.
func (p *Param) StandsForNone(text string, args Args) bool {
	return slices.ContainsFunc(p.Placeholders, func(placeholder Placeholder) bool {
		_, speaks := args.Get(placeholder.Beside)
		return placeholder.Value == text && speaks
	})
}

// checkItems holds the items of a list against what they are said to be; one that is
// empty says nothing where the list may be absent.
func (p *Param) checkItems(value Value, args Args) []Violation {
	if p.Items == nil {
		return nil
	}
	for i, item := range value.Items {
		if item.Kind == String && item.Text == "" && (!p.Required || p.Blank) && !p.Items.Allows(Object) && p.Items.Allows(String) {
			continue
		}
		for _, v := range p.Items.check(item, true, args) {
			if v.Parameter == p.Path {
				v.Detail = fmt.Sprintf("item %d: %s", i+p.First, v.Detail)
			}
			return []Violation{v}
		}
	}
	return nil
}

// checkMembers holds the members of an object against what they are said to be.
func (p *Param) checkMembers(value Value, args Args) []Violation {
	var out []Violation
	for i := range p.Members {
		member, sent := value.Members.Get(p.Members[i].Name)
		out = append(out, p.Members[i].check(member, sent, args)...)
	}
	return out
}

// layouts are the forms of times that documents print, in the words of package time.
func layouts() map[string]string {
	return map[string]string{
		"yyyyMM": "200601", // four digits of a year and two of a month (000:27)
		"date":   "2006-01-02", "date-time": time.RFC3339,
		"yyyy-MM-dd HH:mm:ss": time.DateTime, "yyyy-MM-ddTHH:mmZ": "2006-01-02T15:04Z", "yyyy-MM-ddTHH:mm:ssZ": "2006-01-02T15:04:05Z",
	}
}

// Forms lists the forms of times.
func Forms() []string { return slices.Sorted(maps.Keys(layouts())) }

// IsForm tells whether a format is one of them.
func IsForm(format string) bool { return layouts()[format] != "" }

// Timed writes a time in a form, "" in one that nobody knows.
func Timed(format string, at time.Time) string { return at.UTC().Format(layouts()[format]) }

// Formatted tells whether text has a documented form, such as the month "201905" of yyyyMM. A
// form nobody knows holds for every text.
func Formatted(format, text string) bool {
	if !IsForm(format) {
		return true
	}
	_, err := time.Parse(layouts()[format], text)
	return err == nil && (format == "date-time" || len(text) == len(layouts()[format]))
}

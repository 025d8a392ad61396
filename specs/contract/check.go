package contract

import (
	"fmt"
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
// parameter table; nil when nothing is. Names that no parameter has are not
// violations: the documents do not say that others are refused.
func (o *Operation) Check(args Args) []Violation {
	var out []Violation
	for i := range o.Params {
		p := &o.Params[i]
		value, sent := args.Get(p.Name)
		out = append(out, p.check(value, sent, args)...)
	}
	return out
}

func (p *Param) check(value Value, sent bool, args Args) []Violation {
	violation := func(keyword Keyword, format string, a ...any) []Violation {
		return []Violation{{p.Name, keyword, fmt.Sprintf(format, a...)}}
	}
	switch {
	case !sent && p.Required:
		return violation(Required, "absent")
	case !sent:
		return nil
	case value.Kind != p.Kind:
		return violation(TypeKeyword, "%s is not of kind %s", value, p.Kind)
	case p.Kind == List && len(value.Items) == 0 && p.Required:
		return violation(Required, "an empty list")
	case p.Kind == List && p.MaxItems > 0 && len(value.Items) > p.MaxItems:
		return violation(MaxItems, "%d items, at most %d", len(value.Items), p.MaxItems)
	case p.Kind == List:
		return p.checkItems(value)
	case value.Text == "" && p.Blank, p.StandsForNone(value.Text, args):
		return nil
	case value.Text == "" && p.Required:
		return violation(Required, "empty")
	case p.Enum != nil && !slices.Contains(p.Enum, value.Text):
		return violation(Enum, "%s is not among %v", value, p.Enum)
	case p.Format != "" && !Formatted(p.Format, value.Text):
		return violation(FormatWord, "%s is not of the form %s", value, p.Format)
	}
	if missed := p.Misses(value); missed != "" {
		return violation(missed, "%s does not keep the %s", value, missed)
	}
	return nil
}

// StandsForNone tells whether a text stands for no value, since the parameter
// that speaks in its stead is there.
func (p *Param) StandsForNone(text string, args Args) bool {
	return slices.ContainsFunc(p.Placeholders, func(placeholder Placeholder) bool {
		_, speaks := args.Get(placeholder.Beside)
		return placeholder.Value == text && speaks
	})
}

func (p *Param) checkItems(value Value) []Violation {
	for i, item := range value.Items {
		if item.Kind != String {
			return []Violation{{p.Name, TypeKeyword, fmt.Sprintf("item %d is %s, not a string", i+p.First, item)}}
		}
		if item.Text == "" && p.Required {
			return []Violation{{p.Name, Required, fmt.Sprintf("item %d is empty", i+p.First)}}
		}
	}
	return nil
}

// Formatted tells whether text has a documented form: "yyyyMM" is four digits
// of a year and two of a month from 01 to 12 (000:27). A form nobody knows
// holds for every text.
func Formatted(format, text string) bool {
	if format != "yyyyMM" {
		return true
	}
	_, err := time.Parse("200601", text)
	return err == nil && len(text) == len("200601")
}

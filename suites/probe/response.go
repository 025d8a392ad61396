package probe

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// response looks at every documented field in all answers of a format: whether
// it is there, of which kind, and of which form.
func response(a *Asker) []Case {
	var out []Case
	for _, format := range a.op.Formats {
		answers := a.sent(func(r wire.Request) bool { return r.Format == format.Format || r.Format == "" })
		a.op.Response.Walk(func(f *contract.Field) {
			out = append(out, a.fieldCases(f, format.Format, answers)...)
		})
	}
	return out
}

func (a *Asker) fieldCases(f *contract.Field, format contract.Format, answers []wire.Request) []Case {
	if f.Path == "" || f.Name == "" {
		return nil
	}
	place := a.requirement("response/%s", f.Path)
	short := f.Path[strings.LastIndex(f.Path, "/")+1:]
	look := func(keyword string, wanted want.Want, text string, args ...any) Case {
		c := a.one(place+"/"+keyword, "in-"+string(format), f.Origin(contract.Row), wire.Request{}, wanted, text, args...)
		c.Requests = answers
		return c
	}
	var out []Case
	_, spelt := a.op.Reading("response/"+f.Path, contract.KeyAspect)
	if f.Required && !(spelt && f.Items != nil && format == contract.XML) { // XML has no empty list, and both spellings are read
		out = append(out, look("required", want.Present{Field: f}, "%s is in every answer.", short))
	}
	out = append(out, look("type", want.OfKind{Field: f}, "%s is %s.", short, kindWords(f)))
	if f.Format != "" || f.Digits() {
		out = append(out, look("format", want.Formed{Field: f}, "%s is written as %s.", short, formWords(f)))
	}
	if len(f.Enum) > 0 {
		out = append(out, look("enum", want.Among{Field: f}, "%s is one of %s.", short, strings.Join(f.Enum, ", ")))
	}
	if f.Items != nil && format == contract.JSON {
		out = append(out, look("type", want.ListAlways{Field: f}, "%s is a list even when it is empty.", short).named("empty-in-json").at(contract.Should))
	}
	if slices.Contains(f.Kinds(), contract.Integer) && format == contract.JSON {
		out = append(out, look("notation", want.PlainDigits{Field: f}, "%s, if a number, is written without exponent or fraction.", short).at(contract.May))
	}
	if f.NonNegative() {
		out = append(out, look("minimum", want.NotNegative{Field: f}, "%s is not below zero.", short).at(contract.Should))
	}
	return out
}

func kindWords(f *contract.Field) string {
	words := make([]string, len(f.Kinds()))
	for i, k := range f.Kinds() {
		words[i] = "of kind " + string(k)
	}
	return strings.Join(words, " or ")
}

func formWords(f *contract.Field) string {
	switch {
	case f.Format == "url":
		return "a URL"
	case contract.IsForm(f.Format):
		return f.Format
	}
	return "digits"
}

// named gives the case another variant.
func (c Case) named(variant string) Case {
	c.ID = c.Requirement + "/" + variant
	return c
}

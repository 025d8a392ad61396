package sdk

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// spoiled is a broken answer: the usual one, changed.
type spoiled struct {
	id, text string
	format   contract.Format
	unless   contract.Aspect                // left out where the document has what it does as a reading of this aspect
	where    func(*contract.Operation) bool // left out elsewhere; nil for nowhere
	broken   bool
	change   func(content string) string
}

// spoils are the changes, made for the answers of an operation. One that finds
// nothing to change in its usual answer does nothing.
func spoils(op *contract.Operation) []spoiled {
	constant := func(content string) func(string) string { return func(string) string { return content } }
	amounts, lists := namesOf(op, isAmount), namesOf(op, isList)
	amount := func(with string) func(string) string { return replacingValue(amounts, with) }
	const above = "9007199254740993"
	return []spoiled{
		{id: "truncated", text: "the answer ends in its middle", broken: true, change: func(c string) string { return c[:len(c)*3/5] }},
		{id: "empty", text: "the answer has no body", broken: true, change: constant("")},
		{id: "above-2-53", text: "an amount is above 2^53: " + above, change: amount(above)},
		{id: "exponent", text: "an amount has an exponent: 5.55352e5", format: contract.JSON, change: amount("5.55352e5")},
		{id: "null-amount", text: "an amount is null", format: contract.JSON, change: amount("null")},
		{id: "amount-as-string", text: "an amount is a string", format: contract.JSON, unless: contract.KindAspect, change: amount(`"51548"`)},
		{id: "time-as-number", text: "a string that is written in digits, a time, is a number", format: contract.JSON,
			change: rewriting(namesOf(op, inDigits), `("%s": *)"([0-9]+)"`, "$1$2")},
		{id: "lower-case-name", text: "the name of an amount is in small letters", format: contract.JSON, change: func(c string) string {
			return pattern(amounts, `"%s":`).ReplaceAllStringFunc(c, strings.ToLower)
		}},
		{id: "null-request-id", text: "the RequestId is null", format: contract.JSON, change: rewriting([]string{"RequestId"}, `("%s": *)"[^"]*"`, "${1}null")},
		{id: "null-list", text: "the list is null", format: contract.JSON, change: rewriting(lists, `(?s)("%s": *)\[.*?\]`, "${1}null")},
		{id: "no-wrapper", text: "the answer lacks the member around it", format: contract.JSON, where: wrapped, broken: true, change: func(c string) string {
			_, inside, _ := strings.Cut(c, ":")
			return strings.TrimSuffix(strings.TrimSpace(inside), "}")
		}},
		{id: "list-of-nothing", text: "the body is an empty JSON list", format: contract.JSON, broken: true, change: constant("[]")},
		{id: "code-ok", text: "an answer that is no refusal has the Code OK", format: contract.JSON, where: beside, change: replacing("{", `{"Code":"OK",`)},
		{id: "code-200", text: "an answer that is no refusal has the Code 200, a number", format: contract.JSON, where: beside, change: replacing("{", `{"Code":200,`)},
		{id: flatList, text: "the list stands without the member around it, as the table of the page shows it", format: contract.JSON, unless: contract.NestingAspect,
			change: rewriting(lists, `(?s)("\w+": *)\{\s*"%s": *(\[.*\])\s*\}`, "$1$2")},
	}
}

// applies tells whether the change says something new of an operation, and finds
// something to change in its usual answer.
func (s *spoiled) applies(op *contract.Operation, usual string) bool {
	read := func(set contract.ReadingSet) bool { return set.Aspect == s.unless }
	if slices.ContainsFunc(op.Readings, read) || s.where != nil && !s.where(op) {
		return false
	}
	return s.change(usual) != usual
}

// namesOf gives the names of an answer's fields of one sort, in the order of the document.
func namesOf(op *contract.Operation, of func(*contract.Field) bool) []string {
	var out []string
	op.Response.Walk(func(f *contract.Field) {
		if f.Name != "" && of(f) && !slices.Contains(out, f.Name) {
			out = append(out, f.Name)
		}
	})
	return out
}

// isAmount tells a number of something, as which a document may have a string too.
func isAmount(f *contract.Field) bool {
	return slices.ContainsFunc(f.Kinds(), func(k contract.Kind) bool { return k == contract.Integer || k == contract.Number })
}

// inDigits tells what is a string and written in digits, as times are.
func inDigits(f *contract.Field) bool {
	return f.Kind == contract.String && !isAmount(f) && (f.Format == "epoch-seconds" || f.Digits())
}

func isList(f *contract.Field) bool { return f.Items != nil }

// wrapped tells whether an operation's results have a member around them.
func wrapped(op *contract.Operation) bool { return op.Envelope.Member != "" }

// beside tells whether Code stands in a refusal where the fields of a result do.
func beside(op *contract.Operation) bool { return op.Gateway.Error.Member == "" && !wrapped(op) }

const flatList = "flat-list"

// pattern makes a regular expression of a form in which %s is any of some names; of
// no names it fits nothing.
func pattern(names []string, form string) *regexp.Regexp {
	quoted := []string{`[^\s\S]`}
	for _, name := range names {
		quoted = append(quoted, regexp.QuoteMeta(name))
	}
	return regexp.MustCompile(fmt.Sprintf(form, "(?:"+strings.Join(quoted, "|")+")"))
}

func rewriting(names []string, form, with string) func(string) string {
	found := pattern(names, form)
	return func(content string) string { return found.ReplaceAllString(content, with) }
}

func replacing(old, with string) func(string) string {
	return func(content string) string { return strings.Replace(content, old, with, 1) }
}

// replacingValue gives the first of some numbers another value, in JSON or in XML.
func replacingValue(names []string, with string) func(string) string {
	found := pattern(names, `("%[1]s" *: *|<%[1]s>)"?[0-9.]+"?`)
	return func(content string) string {
		at := found.FindStringSubmatchIndex(content)
		if at == nil {
			return content
		}
		return content[:at[3]] + with + content[at[1]:]
	}
}

// flatXML takes the element around each row out of an XML answer; the one around all
// of them then stands once for each.
func flatXML(op *contract.Operation) func(string) string {
	return func(content string) string {
		for _, name := range namesOf(op, isList) {
			opens, closes := "<"+name+">", "</"+name+">"
			before, rest, found := strings.Cut(content, opens)
			if !found {
				continue
			}
			outer := before[strings.LastIndex(before, "<")+1:]
			outer = outer[:strings.Index(outer, ">")]
			rest = strings.ReplaceAll(rest, closes+opens, "</"+outer+"><"+outer+">")
			return before + strings.Replace(rest, closes, "", 1)
		}
		return content
	}
}

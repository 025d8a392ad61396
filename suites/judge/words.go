package judge

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
)

// Expectation says what a want accepts, in one line.
func Expectation(w probe.Want) string {
	if text := ofOne(w); text != "" {
		return text
	}
	return ofMany(w)
}

// ofOne is the expectation of a want about one answer.
func ofOne(w probe.Want) string {
	switch want := w.(type) {
	case probe.Accepted:
		return "an answer that is no refusal"
	case probe.Refused:
		return "a refusal of the request (any client error)"
	case probe.Orderly:
		if len(want.Codes) > 0 {
			return "an answer, or a refusal with " + strings.Join(want.Codes, " or ")
		}
		return "an answer or a refusal of the request"
	case probe.RowCode:
		codes := strings.Join(append([]string{want.Row.Code}, want.Alternative...), " or ")
		if want.Refusal {
			return "a refusal with " + codes
		}
		return "if it is refused, then with " + codes
	case probe.RowStatus:
		return fmt.Sprintf("if it is refused, then with status %d", want.Row.Status)
	case probe.RowMessage:
		return fmt.Sprintf("if it is refused with %s, then with the message %q", want.Row.Code, want.Row.Message)
	case probe.Answered:
		return fmt.Sprintf("a row for at least one of %s", count(len(want.Names), "name"))
	case probe.Encoded:
		return "each name looked up"
	case probe.Denied:
		return "a refusal with a code that begins with " + strings.Join(want.Codes, " or ")
	case probe.Ranked:
		return "a refusal for one of the two faults"
	}
	return ""
}

// ofMany is the expectation of a want about several answers.
func ofMany(w probe.Want) string {
	switch want := w.(type) {
	case probe.Present:
		return want.Field.Path + " in every answer"
	case probe.OfKind:
		return want.Field.Path + " " + kinds(want.Field.Kinds)
	case probe.Formed:
		if want.Field.Digits {
			return want.Field.Path + ", if a string, in digits"
		}
		return want.Field.Path + " as a " + want.Field.Format + " with a host"
	case probe.NotNegative:
		return want.Field.Path + " not below zero"
	case probe.ListAlways:
		return want.Field.Path + " as a list, be it an empty one"
	case probe.PlainDigits:
		return want.Field.Path + " without exponent or fraction"
	case probe.Sound:
		return properties(want.Property)
	case probe.Same:
		return "the same answer to both requests"
	case probe.Holds:
		return want.Relation.Text
	case probe.Adds:
		return strings.Join(want.Fields, ", ") + " as the sum of the parts"
	case probe.Unites:
		return "the rows of asking for each"
	case probe.Served:
		return fmt.Sprintf("%d answers to %[1]d requests in a second", want.PerSecond)
	case probe.Follows:
		return "one of the readings " + values(want.Set, contract.May) + ", and the same in all answers"
	case probe.Current:
		return "the reading " + values(want.Set, contract.Must)
	}
	return ""
}

func properties(p probe.Property) string {
	return map[probe.Property]string{
		probe.Rooted: "a root with a documented name", probe.Wrapped: "the envelope around every answer", probe.AsAsked: "the format that was asked for", probe.WellFormed: "a body that is one value of the format and nothing else",
		probe.UniqueNames: "no name twice", probe.MediaType: "a Content-Type that names the format",
		probe.RequestIDThere: "a RequestId in every refusal", probe.RequestIDFilled: "a RequestId that is not empty",
		probe.RefusalIDFilled: "a RequestId that is not empty",
		probe.RequestIDUnique: "another RequestId in each answer", probe.SuccessStatus: "a status of success", probe.PlainStatus: "status 200",
		probe.RefusalAsAsked: "the format that was asked for",
		probe.RefusalStatus:  "the status that the vendor gives refusals", probe.RefusalShape: "a Code and a Message, both strings",
		probe.NoPayload: "nothing but the error",
	}[p]
}

func kinds(list []contract.Kind) string {
	words := make([]string, len(list))
	for i, k := range list {
		words[i] = article(k)
	}
	return "as " + strings.Join(words, " or ")
}

// values lists a set's readings that are at least as well founded as a level.
func values(set contract.ReadingSet, level contract.Level) string {
	var out []string
	for _, reading := range set.Readings {
		if level.Includes(reading.Level) {
			out = append(out, reading.ID)
		}
	}
	return strings.Join(out, " or ")
}

// Describe says what came, in one line.
func Describe(a *answer.Answer) string {
	x := a.Exchange
	switch a.Class {
	case answer.Silent:
		return "no answer: " + a.Reason
	case answer.Unreadable:
		return fmt.Sprintf("HTTP %d, %s: %s", x.Status, a.Reason, body.Cut(x.Body, 120))
	case answer.Success:
		return fmt.Sprintf("HTTP %d with a result: %s", x.Status, body.Cut(x.Body, 120))
	case answer.Broken:
		if a.Code == "" && len(x.Body) == 0 {
			return fmt.Sprintf("HTTP %d with an empty body", x.Status)
		}
		if a.Code == "" {
			return fmt.Sprintf("HTTP %d: %s", x.Status, body.Cut(x.Body, 120))
		}
	}
	return fmt.Sprintf("HTTP %d with the error %s (%s)", x.Status, body.Cut([]byte(orNone(a.Code)), 80), body.Cut([]byte(a.Message), 120))
}

func orNone(code string) string {
	if code == "" {
		return "without a code"
	}
	return code
}

// Sent names a request in a few words: how it is sent, and what differs.
func Sent(r wire.Request) string {
	words := r.Carrier.Method + " " + r.Operation.Name
	if r.Tamper.Action != "" {
		words = r.Carrier.Method + " with the Action " + r.Tamper.Action
	}
	words += wrongAbout(r.Tamper)
	if r.Format != "" {
		words += " in " + strings.ToUpper(string(r.Format))
	}
	var args []string
	for _, arg := range r.Args {
		args = append(args, arg.Name+"="+brief(arg.Value))
	}
	return words + " with " + strings.Join(args, ", ")
}

// wrongAbout says what a request is wrong about on purpose, beside its
// parameters.
func wrongAbout(t wire.Tamper) string {
	words := map[wire.Forgery]string{
		wire.Unsigned: ", unsigned", wire.WrongKey: ", signed with another secret", wire.UnknownKey: ", signed with an unknown key",
		wire.WrongMethod: ", signed for another method",
	}[t.Signature]
	if t.Version != "" {
		words += ", of version " + t.Version
	}
	if t.Stale > 0 {
		words += fmt.Sprintf(", dated %d seconds ago", t.Stale)
	}
	if t.Nonce != "" {
		words += ", with a nonce that is used twice"
	}
	if words == "" {
		return ""
	}
	return words + ","
}

// brief cuts a value that would fill a line.
func brief(v contract.Value) string {
	if v.Kind == contract.List && len(v.Items) > 3 {
		return fmt.Sprintf("[%s, … %d items]", v.Items[0], len(v.Items))
	}
	return body.Cut([]byte(v.String()), 40)
}

func some(names []string) string {
	if len(names) <= 3 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:2], ", "), len(names)-2)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// article puts a or an before a kind.
func article(k contract.Kind) string {
	switch k {
	case contract.Null:
		return "null"
	case contract.Object, contract.Integer, contract.List:
		return "an " + string(k)
	}
	return "a " + string(k)
}

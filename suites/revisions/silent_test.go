package revisions_test

import (
	"fmt"
	"regexp"

	"github.com/plumbline/plumbline/specs/revision"
)

// reason says why kinds of changes make no case and flip no verdict.
type reason struct{ kinds, why string }

// silent lists the kinds that show in no case although they concern somebody. A
// hole is something that a target may get wrong and no case would see.
func silent() []reason {
	const hole = "A hole of the suite: "
	return []reason{
		{"^(host|server)/", "The one who tests says where the target is; no case asks there."},
		{"^protocol/changed provider$", "The protocol makes the cases; the provider only says how an address is written."},
		{"^effect/", "What an operation does to an account says what may be sent to whom, and demands nothing of the answer."},
		{"^path/", "How OpenAPI's paths reach the operation is for other tools; the cases are made from x-operation."},
		{"^security/", "How requests are signed is the protocol's business, whatever a document says of its security."},
		{"^request/type/.* header ", "How OpenAPI's paths reach the operation is for other tools; the cases are made from x-operation."},
		{"^common/(added|removed|value/[a-z]+) ", hole + "what an optional common parameter does, and its value, is not asked."},
		{"^error/message/.* InternalError$", "A row that only the server's own failure triggers cannot be asked for."},
		{"^request/level/.* Device empty$", "Only a required parameter, or one with a row, is asked for empty; this one is neither."},
		{"^request/(max|min)Properties/", hole + "no family asks for this bound of requests; no document has it yet."},
		{"^request/(composition|additionalProperties|nullable)/", hole + "no family asks for this keyword of requests; no document has it yet."},
		{"^request/exclusive(Minimum|Maximum)/", "Size has neither minimum nor maximum, without which these words say nothing."},
		{"^request/allowEmptyValue/", hole + "that an empty value may be sent is not asked; no document says it yet."},
		{"^request/(readOnly|xml|unit)/", "What it says is about the meaning or form of a body that no request here has."},
		{"^request/format/.* Names\\[\\]$", "The one form that is asked is that of a month."},
		{"^request/type/.* Names\\[\\]$", hole + "items that are made of several schemas are taken for strings."},
		{"^request/default/", "What stands for an absent value is asked only where a relation compares the two, and Gateway has none."},
		{"^response/((max|min)(Length|Properties|Items)|maximum)/|^response/minimum/.* response/Rows/Seconds$", hole + "of bounds of answers only a minimum of 0 is held against answers; no document has another one yet."},
		{"^response/(pattern|multipleOf|uniqueItems|exclusiveMinimum|exclusiveMaximum|composition|additionalProperties)/", hole + "no family holds answers against this keyword; no document needs it yet."},
		{"^response/(xml|unit|default|writeOnly)/", hole + "the form of XML beyond names, and what values mean, is not held against answers."},
	}
}

// shows tells whether a way does anything to cases or verdicts.
func (w *way) shows() bool { return len(w.cases().All()) > 0 || len(w.red()) > 0 }

// unreasoned gives the ways that concern somebody, show in no case and are not
// said why; and the reasons for what shows, or for nothing.
func unreasoned(ways []*way) []string {
	var out []string
	used := map[string]bool{}
	for _, w := range ways {
		quiet, said := !w.shows() && w.weight() != string(revision.Editorial), false
		for _, r := range silent() {
			if regexp.MustCompile(r.kinds).MatchString(w.kind() + " " + w.at()) {
				used[r.kinds], said = true, true
				if w.shows() {
					out = append(out, fmt.Sprintf("%s shows in cases, though it is said why it does not: %s", w.name(), r.why))
				}
			}
		}
		if quiet && !said {
			out = append(out, fmt.Sprintf("%s (%s) shows in no case; say in silent why", w.name(), w.weight()))
		}
	}
	for _, r := range silent() {
		if !used[r.kinds] {
			out = append(out, "no change is like "+r.kinds)
		}
	}
	return out
}

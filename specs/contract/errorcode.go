package contract

import "strings"

// When is what about a parameter triggers an error row.
type When string

// The triggers.
const (
	Absent    When = "absent"     // not sent
	Empty     When = "empty"      // sent as the empty string
	Unknown   When = "unknown"    // names nothing that exists
	Malformed When = "malformed"  // not of the form that names have
	Outside   When = "outside"    // not among the enumerated values
	OverLimit When = "over-limit" // more items than the limit
	// What breaks a rule between parameters, at the first that the rule names.
	Together      When = "exclusive"
	Unaccompanied When = "requires"
	NoneOf        When = "at-least-one"
	// ServerSide rows answer a failure behind the service; no request triggers them.
	ServerSide When = "server-side"
)

// Trigger says what causes an error row to be answered.
type Trigger struct {
	Parameter string // "" for ServerSide
	When      When
	Level     Level  // how firmly the document ties this code to this cause
	Reason    string // why the level is not the usual one, "" where it is
}

// ErrorCode is a row of an error table.
type ErrorCode struct {
	Code     string
	Status   int    // 0 where the document gives none (003, 004)
	Message  string // as printed; a document without messages gives its description here and MessageStated is false
	Triggers []Trigger
	// MessageStated tells whether Message is a documented message of the wire.
	MessageStated bool
	Origin
}

// under tells whether a code is a documented one, or one below it.
func under(code, documented string) bool {
	below, ok := strings.CutPrefix(code, documented)
	return ok && (below == "" || below[0] == '.')
}

// Says tells whether a message has the words of the row's own, whatever its case, its
// spaces and what else it says.
func (e *ErrorCode) Says(message string) bool {
	words := func(text string) string {
		return strings.TrimSuffix(strings.Join(strings.Fields(strings.ToLower(text)), " "), ".")
	}
	return strings.Contains(words(message), words(e.Message))
}

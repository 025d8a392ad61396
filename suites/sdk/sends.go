package sdk

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
)

// Send is one call whose request is looked at.
type Send struct {
	ID        string
	Operation *contract.Operation
	Text      string
	Args      contract.Args
	// Over is true for more items than the document allows.
	Over bool
}

// unusual are the strings that encodings go wrong at, with names for ids.
func unusual() [][2]string {
	return [][2]string{
		{"empty", ""}, {"blank", "a b"}, {"plus", "a+b"}, {"star", "a*b"}, {"slash", "a/b"}, {"tilde", "a~b"}, {"percent", "a%20b"},
		{"ampersand", "a&b=c"}, {"comma", "a,b"}, {"quotes", `a"b'c\d`}, {"chinese", "用户"}, {"emoji", "a😀"}, {"digits", "007"},
	}
}

// Sends derives what clients are asked to send of an operation.
func Sends(op *contract.Operation) []Send {
	var out []Send
	add := func(id, text string, args contract.Args) *Send {
		out = append(out, Send{ID: op.Key() + "/sends/" + id, Operation: op, Text: text, Args: args})
		return &out[len(out)-1]
	}
	l, listed := list(op)
	if !listed {
		add("all", "every parameter", full(op, nil))
		return out
	}
	add("all", "every parameter, a list of two", full(op, names(l, 2)))
	add("required", "the required parameters only", minimal(op))
	add("one", "a list of one", full(op, names(l, 1)))
	add("eleven", "a list of eleven or of the limit, whose numbers have two digits", full(op, names(l, eleven(l))))
	if l.MaxItems > 0 {
		add("at-limit", fmt.Sprintf("a list of %d, the limit", l.MaxItems), full(op, names(l, l.MaxItems)))
		add("over-limit", fmt.Sprintf("a list of %d, one over the limit", l.MaxItems+1), full(op, names(l, l.MaxItems+1))).Over = true
	}
	for _, s := range unusual() {
		add("list-"+s[0], fmt.Sprintf("%q in the list", s[1]), full(op, []string{names(l, 1)[0], s[1], names(l, 2)[1]}))
	}
	for i := range op.Params {
		// A name of a thing of the account may be any text; so it is asked there.
		if p := &op.Params[i]; p.Kind == contract.String && p.Fixture.Unknown != "" {
			for _, s := range unusual()[1:] {
				add(p.Name+"-"+s[0], fmt.Sprintf("%q as %s", s[1], p.Name), full(op, names(l, 2)).With(p.Name, contract.Text(s[1])))
			}
		}
	}
	return out
}

func eleven(l *contract.Param) int {
	if l.MaxItems > 0 {
		return min(l.MaxItems, 11)
	}
	return 11
}

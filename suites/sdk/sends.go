package sdk

import (
	"fmt"
	"slices"

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
		{"blank-before", " a"}, {"blank-behind", "a "}, {"hash", "a#b?c;d"}, {"brackets", "(a)!b'[c]"}, {"arabic", "مستخدم"}, {"combining", "zoe\u0308"},
		{"upper-case", "aBC"},
	}
}

// large are whole numbers that a kind with fewer bits changes; the last is the
// largest that every language has.
func large() [][2]string {
	return [][2]string{{"zero", "0"}, {"2-31", "2147483648"}, {"2-32", "4294967297"}, {"2-53", "9007199254740991"}}
}

// Sends derives what clients are asked to send of an operation: every parameter,
// with each of its values where the document counts them, and otherwise with
// those that clients are known to change.
func Sends(op *contract.Operation) []Send {
	s := sends{op: op}
	if l, ok := list(op); ok {
		s.lists(l)
	} else {
		s.add("all", "every parameter", full(op, ""))
	}
	for _, speaker := range speakers(op) {
		if p, ok := op.Param(speaker); ok && p.Kind != contract.List {
			s.add("instead-"+speaker, "every parameter, "+speaker+" in the stead of another one", full(op, speaker))
		}
	}
	s.placeholders()
	s.values()
	s.numbers()
	return s.out
}

// placeholders asks for those that full leaves out: it takes the first that a
// parameter has beside another one.
func (s *sends) placeholders() {
	for _, p := range s.op.Params {
		seen := map[string]int{}
		for _, held := range p.Placeholders {
			if seen[held.Beside]++; seen[held.Beside] > 1 {
				args := full(s.op, held.Beside).With(p.Name, contract.Value{Kind: p.Kind, Text: held.Value})
				s.add(fmt.Sprintf("beside-%s-%d", held.Beside, seen[held.Beside]), fmt.Sprintf("%q as %s, which %s speaks for", held.Value, p.Name, held.Beside), args)
			}
		}
	}
}

// allSends are those, and what is looked at beside them.
func allSends(op *contract.Operation) []Send {
	return append(Sends(op), meanwhile(op), together(op), parameters(op))
}

// begun is what came of it so far: nothing wrong.
func (s Send) begun() Sent { return Sent{ID: s.ID, Text: s.Text, State: Ran} }

// meanwhile is what is sent while answers are given: nobody asks for it.
func meanwhile(op *contract.Operation) Send {
	return Send{ID: op.Key() + "/sends/answers", Text: "what is sent for each answer, and again"}
}

type sends struct {
	op  *contract.Operation
	out []Send
}

func (s *sends) add(id, text string, args contract.Args) *Send {
	s.out = append(s.out, Send{ID: s.op.Key() + "/sends/" + id, Operation: s.op, Text: text, Args: args})
	return &s.out[len(s.out)-1]
}

// lists asks for lists of every length and content. What is in the list is in
// every name of a thing of the account too, which may be any text.
func (s *sends) lists(l *contract.Param) {
	of := func(items ...string) contract.Args { return full(s.op, l.Name).With(l.Name, contract.Texts(items)) }
	few := names(l, 3)
	s.add("all", "every parameter, a list of two", of(few[:2]...))
	s.add("required", "the required parameters only", s.op.Minimal(value))
	s.add("one", "a list of one", of(few[0]))
	s.add("eleven", "a list of eleven or of the limit, whose numbers have two digits", of(names(l, eleven(l))...))
	s.add("reversed", "a list that is not in order", of(few[2], few[1], few[0]))
	s.add("twice", "the same item twice", of(few[0], few[1], few[0]))
	if l.MaxItems > 0 {
		s.add("at-limit", fmt.Sprintf("a list of %d, the limit", l.MaxItems), of(names(l, l.MaxItems)...))
		s.add("over-limit", fmt.Sprintf("a list of %d, one over the limit", l.MaxItems+1), of(names(l, l.MaxItems+1)...)).Over = true
	}
	for _, text := range unusual() {
		args := of(few[0], text[1], few[1])
		for i := range s.op.Params {
			if p := &s.op.Params[i]; free(p) && p.Kind == contract.String && text[1] != "" {
				args = args.With(p.Name, contract.Text(text[1]))
			}
		}
		s.add("list-"+text[0], fmt.Sprintf("%q in the list, and as every name", text[1]), args)
	}
}

// free tells a parameter whose value the document does not bound: a name of a
// thing of the account, or a number.
func free(p *contract.Param) bool {
	named := p.Fixture.Need != contract.Any || p.Kind == contract.Integer
	return named && p.Enum == nil && p.Format == ""
}

// counted are the values that the document counts, the empty string among them
// where it gives that a meaning.
func counted(p *contract.Param) []string {
	if p.Blank && len(p.Enum) > 0 && !slices.Contains(p.Enum, "") {
		return append(slices.Clone(p.Enum), "")
	}
	return p.Enum
}

// values asks for every value of every enumeration, one of each at a time.
func (s *sends) values() {
	most := 0
	for i := range s.op.Params {
		most = max(most, len(counted(&s.op.Params[i])))
	}
	for i := range most {
		args := s.usual()
		for j := range s.op.Params {
			p := &s.op.Params[j]
			if all := counted(p); len(all) > 0 {
				args = args.With(p.Name, contract.Value{Kind: p.Kind, Text: all[min(i, len(all)-1)]})
			}
		}
		s.add(fmt.Sprintf("value-%d", i+1), "the next value of every enumeration", args)
	}
}

// numbers asks for large numbers, in every parameter that may have them.
func (s *sends) numbers() {
	numeric := func(p contract.Param) bool { return p.Kind == contract.Integer && free(&p) }
	if !slices.ContainsFunc(s.op.Params, numeric) {
		return
	}
	for _, n := range large() {
		args := s.usual()
		for _, p := range s.op.Params {
			if numeric(p) {
				args = args.With(p.Name, contract.Whole(n[1]))
			}
		}
		s.add("number-"+n[0], n[1]+" as every number", args)
	}
}

func (s *sends) usual() contract.Args { return usualArgs(s.op) }

func eleven(l *contract.Param) int {
	if l.MaxItems > 0 {
		return min(l.MaxItems, 11)
	}
	return 11
}

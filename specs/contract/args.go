package contract

import (
	"iter"
	"slices"
	"strconv"
	"strings"
)

// Value is what a parameter is sent as. Text is the literal: the characters of
// a string, the digits of a number, true or false.
type Value struct {
	Kind    Kind
	Text    string
	Items   []Value // of a List
	Members Args    `json:",omitempty"` // of an Object
}

// Text makes a string value.
func Text(s string) Value { return Value{Kind: String, Text: s} }

// Whole makes an integer value from its digits.
func Whole(digits string) Value { return Value{Kind: Integer, Text: digits} }

// Texts makes a list of strings.
func Texts(items []string) Value {
	v := Value{Kind: List, Items: make([]Value, len(items))}
	for i, item := range items {
		v.Items[i] = Text(item)
	}
	return v
}

// Listed makes a list of values.
func Listed(items ...Value) Value { return Value{Kind: List, Items: items} }

// Made makes an object of its members.
func Made(members ...Arg) Value { return Value{Kind: Object, Members: members} }

// Strings gives the texts of a list's items.
func (v Value) Strings() []string {
	out := make([]string, len(v.Items))
	for i, item := range v.Items {
		out[i] = item.Text
	}
	return out
}

// Repeats tells whether an item of a list stands in it twice.
func (v Value) Repeats() bool {
	seen := map[string]bool{}
	for _, item := range v.Items {
		if seen[item.String()] {
			return true
		}
		seen[item.String()] = true
	}
	return false
}

// String renders the value for a sentence: "a", 12, ["a", "b"], {Name: "a"}.
func (v Value) String() string {
	switch v.Kind {
	case String:
		return `"` + v.Text + `"`
	case List:
		parts := make([]string, len(v.Items))
		for i, item := range v.Items {
			parts[i] = item.String()
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Object:
		parts := make([]string, len(v.Members))
		for i, member := range v.Members {
			parts[i] = member.Name + ": " + member.Value.String()
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case Null:
		return "null"
	}
	return v.Text
}

// Arg is one parameter of a request, or a member of an object. A name that is not a declared list's is
// sent as it stands, so "UserNames.3" can be said too.
type Arg struct {
	Name  string
	Value Value
}

// Args are the parameters of a request in the order they are sent; a name may
// stand twice.
type Args []Arg

// Get gives the first argument of a name.
func (a Args) Get(name string) (Value, bool) {
	for _, arg := range a {
		if arg.Name == name {
			return arg.Value, true
		}
	}
	return Value{}, false
}

// With gives a copy in which name has the value, in its old place or at the end.
func (a Args) With(name string, value Value) Args {
	out := slices.Clone(a)
	for i := range out {
		if out[i].Name == name {
			out[i].Value = value
			return out
		}
	}
	return append(out, Arg{name, value})
}

// Merged gives a copy in which other's arguments stand, each in the place of one
// of its name or at the end.
func (a Args) Merged(other Args) Args {
	out := slices.Clone(a)
	for _, arg := range other {
		out = out.With(arg.Name, arg.Value)
	}
	return out
}

// Only gives a copy that has nothing but the arguments of some names.
func (a Args) Only(names ...string) Args {
	return slices.DeleteFunc(slices.Clone(a), func(arg Arg) bool { return !slices.Contains(names, arg.Name) })
}

// Without gives a copy that lacks name.
func (a Args) Without(name string) Args {
	return slices.DeleteFunc(slices.Clone(a), func(arg Arg) bool { return arg.Name == name })
}

// Listing makes a list of a place from the texts of its items.
func (s *Schema) Listing(texts []string) Value {
	v := Texts(texts)
	for i := range v.Items {
		if s.Items != nil {
			v.Items[i].Kind = s.Items.Kind
		}
	}
	return v
}

// Grouped gives the arguments as they are told: one by one, but the items of a list that
// is written out with their numbers (UserNames.1, UserNames.2) together, if they are
// more than some.
func (a Args) Grouped(most int) iter.Seq[Args] {
	return func(yield func(Args) bool) {
		for len(a) > 0 {
			n := max(1, a.leadingItems())
			if n <= most {
				n = 1
			}
			if !yield(a[:n]) {
				return
			}
			a = a[n:]
		}
	}
}

// leadingItems counts the arguments in front that are the items of one list, written out with
// their numbers: UserNames.1, UserNames.2.
func (a Args) leadingItems() int {
	list := ""
	for i, arg := range a {
		name, number, _ := strings.Cut(arg.Name, ".")
		if _, err := strconv.Atoi(number); err != nil || i > 0 && name != list {
			return i
		}
		list = name
	}
	return len(a)
}

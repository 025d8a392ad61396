package contract

import "strings"

// Field is a place in the answer: the answer itself, a member or an item.
type Field struct {
	Name     string // "" for the answer itself and for items
	Path     string // "SagStatistics/Statistics/TotalBytes"; items add nothing; "" for the answer itself
	Kinds    []Kind // the kinds that some documented reading allows, the table's first
	Digits   bool   // a string stands for a whole number, so it is written in digits
	Format   string // "url", "epoch-seconds" or ""
	Required bool
	// NonNegative is true for amounts, which have a minimum of zero.
	NonNegative bool
	Unit        string
	Example     string
	Members     []Field // of an object
	Items       *Field  // of a list
	Origin
}

// Walk visits the field and everything below it, outermost first.
func (f *Field) Walk(visit func(*Field)) {
	visit(f)
	for i := range f.Members {
		f.Members[i].Walk(visit)
	}
	if f.Items != nil {
		f.Items.Walk(visit)
	}
}

// Find gives the field of a path, items passed through.
func (f *Field) Find(path string) (*Field, bool) {
	if path == "" {
		return f, true
	}
	name, rest, _ := strings.Cut(path, "/")
	if m := f.Row().Member(name); m != nil {
		return m.Find(rest)
	}
	return nil, false
}

// Allows tells whether a kind is among the field's kinds; an integer is a number.
func (f *Field) Allows(kind Kind) bool {
	for _, k := range f.Kinds {
		if k == kind || k == Number && kind == Integer {
			return true
		}
	}
	return false
}

// Row is what has the members: the item of a list, innermost, or the field itself.
func (f *Field) Row() *Field {
	for f.Items != nil {
		f = f.Items
	}
	return f
}

// Member gives a member by its name; nil if there is none, or no field.
func (f *Field) Member(name string) *Field {
	if f == nil {
		return nil
	}
	for i := range f.Members {
		if f.Members[i].Name == name {
			return &f.Members[i]
		}
	}
	return nil
}

package contract

import (
	"slices"
	"strconv"
	"strings"
)

// Schema is a place in a request or in an answer: a parameter, the answer itself, a
// member of an object or the items of a list. One type serves both sides.
type Schema struct {
	Name string // "UserNames"; "" for the answer itself and for items
	// Path leads to the place: "SagStatistics/Statistics/TotalBytes", "Filters/Name";
	// items add nothing; "" for the answer itself.
	Path        string
	Kind        Kind   // the table's
	Others      []Kind // further kinds that some documented reading of an answer allows
	Nullable    bool   // null may stand for a value, where a carrier has it
	Required    bool
	Enum        []string // the values, as text; nil where any value goes
	Blank       bool     // the document gives a meaning to the empty string
	MaxItems    int      // 0: the document states none
	MinItems    int      // of a list of a request; 0: the document states none
	UniqueItems bool     // no item of a list of a request stands twice
	Format      string   // "yyyyMM" of a parameter; "url", "epoch-seconds" of a field; or ""
	Limits      Limits
	Default     string // the value an absent parameter stands for; "current-month" is a word, not a value
	Example     string
	Shown       []Value // of a list of a request: the items of its printed example
	Unit        string
	Members     []Schema          // of an object
	Items       *Schema           // of a list
	Levels      map[Keyword]Level // where the usual level of a keyword does not fit
	LevelReason string            // why it does not, one sentence
	Facts       map[Keyword]Origin

	// What only parameters have.

	In      Place  `json:",omitempty"` // of a parameter that has a place of its own, whatever the carrier, and of all below it
	Wire    string // how the document spells a repeated list: "UserNames.N"; equal to Name otherwise
	First   int    // index of a list's first item when sent as pairs: 1 at Alibaba, 0 at Tencent
	Fixture Fixture
	// Placeholders are values that mean "no value" beside another parameter.
	Placeholders []Placeholder
}

// Param is a schema of a request: a parameter, or a place below one.
type Param = Schema

// Field is a schema of an answer.
type Field = Schema

// Origin gives the origin of a keyword's fact, or of the row when the keyword
// has no line of its own.
func (s *Schema) Origin(keyword Keyword) Origin {
	if origin, ok := s.Facts[keyword]; ok {
		return origin
	}
	return s.Facts[Row]
}

// Level gives the level of a keyword: what the spec says, or the usual one.
func (s *Schema) Level(keyword Keyword, usual Level) Level {
	if level, ok := s.Levels[keyword]; ok {
		return level
	}
	return usual
}

// Kinds are the kinds that a value can have, the table's first.
func (s *Schema) Kinds() []Kind {
	out := append([]Kind{s.Kind}, s.Others...)
	if s.Nullable {
		out = append(out, Null)
	}
	return out
}

// Allows tells whether a kind is among them; an integer is a number.
func (s *Schema) Allows(kind Kind) bool {
	kinds := s.Kinds()
	return slices.Contains(kinds, kind) || kind == Integer && slices.Contains(kinds, Number)
}

// Digits tells whether a string of an answer stands for a whole number, so that it
// is written in digits.
func (s *Schema) Digits() bool { return s.Limits.Pattern == digitsOnly }

// NonNegative tells whether a number is an amount, which has a minimum of zero.
func (s *Schema) NonNegative() bool { return s.Limits.Minimum == "0" }

// Walk visits the place and everything below it, outermost first.
func (s *Schema) Walk(visit func(*Schema)) {
	visit(s)
	for i := range s.Members {
		s.Members[i].Walk(visit)
	}
	if s.Items != nil {
		s.Items.Walk(visit)
	}
}

// Find gives the place of a path from here, items passed through.
func (s *Schema) Find(path string) (*Schema, bool) {
	if path == "" {
		return s, true
	}
	name, rest, _ := strings.Cut(path, "/")
	if m := s.Innermost().Member(name); m != nil {
		return m.Find(rest)
	}
	return nil, false
}

// Innermost is what has the members: the item of a list, innermost, or the place itself.
func (s *Schema) Innermost() *Schema {
	for s.Items != nil {
		s = s.Items
	}
	return s
}

// Member gives a member by its name; nil if there is none, or no schema.
func (s *Schema) Member(name string) *Schema {
	if s == nil {
		return nil
	}
	for i := range s.Members {
		if s.Members[i].Name == name {
			return &s.Members[i]
		}
	}
	return nil
}

// Item is how an item of a list is called when it is sent as a pair:
// "UserNames.3".
func (s *Schema) Item(index int) string { return s.Prefix() + strconv.Itoa(index) }

// Prefix is how the items of a list are called before their number: "UserNames.".
func (s *Schema) Prefix() string {
	if prefix, ok := strings.CutSuffix(s.Wire, "N"); ok && strings.HasSuffix(prefix, ".") {
		return prefix
	}
	return s.Name + "."
}

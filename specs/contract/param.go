package contract

import (
	"strconv"
	"strings"
)

// Kind is the kind of a value, in the words of JSON; an integer is a number
// written without fraction or exponent.
type Kind string

// The kinds.
const (
	String  Kind = "string"
	Integer Kind = "integer"
	Number  Kind = "number"
	Boolean Kind = "boolean"
	Null    Kind = "null"
	List    Kind = "array"
	Object  Kind = "object"
)

// Keyword names what a fact constrains: the OpenAPI keyword where there is one.
type Keyword string

// The keywords a fact of a parameter can have; see package probe for the
// families of cases that ask about them.
const (
	Row         Keyword = "row" // the table row itself: type, requiredness, example
	Required    Keyword = "required"
	Optional    Keyword = "optional"
	TypeKeyword Keyword = "type"
	Enum        Keyword = "enum"
	MaxItems    Keyword = "maxItems"
	FormatWord  Keyword = "format"
	Default     Keyword = "default"
	Encoding    Keyword = "encoding"
	EmptyValue  Keyword = "empty"
	Placed      Keyword = "placeholder"
	Minimum     Keyword = "minimum"
	Maximum     Keyword = "maximum"
	MinLength   Keyword = "minLength"
	MaxLength   Keyword = "maxLength"
	Pattern     Keyword = "pattern"
)

// Param is one parameter of the operation's own.
type Param struct {
	Name     string // "UserNames"
	Wire     string // how the document spells a repeated list: "UserNames.N"; equal to Name otherwise
	First    int    // index of a list's first item when sent as pairs: 1 at Alibaba, 0 at Tencent
	Kind     Kind   // String, Integer or List (of strings)
	Required bool
	Enum     []string // the values, as text; nil where any value goes
	Blank    bool     // the document gives a meaning to the empty string
	MaxItems int      // 0: the document states none
	Format   string   // "yyyyMM" or ""
	Limits   Limits
	Default  string // the value an absent parameter stands for; "current-month" is a word, not a value
	Example  string
	Fixture  Fixture
	// Placeholders are values that mean "no value" beside another parameter.
	Placeholders []Placeholder
	Levels       map[Keyword]Level // where the usual level of a keyword does not fit
	LevelReason  string            // why it does not, one sentence
	Facts        map[Keyword]Origin
}

// Item is how an item of a list is called when it is sent as a pair:
// "UserNames.3".
func (p *Param) Item(index int) string { return p.Prefix() + strconv.Itoa(index) }

// Prefix is how the items of a list are called before their number: "UserNames.".
func (p *Param) Prefix() string {
	if prefix, ok := strings.CutSuffix(p.Wire, "N"); ok && strings.HasSuffix(prefix, ".") {
		return prefix
	}
	return p.Name + "."
}

// Placeholder is a value a parameter takes when another one, Beside, speaks in
// its stead (003:37: DeviceId can be "-1" beside DeviceList).
type Placeholder struct {
	Value  string
	Beside string
	Origin
}

// Fixture says where the value of a parameter comes from: the key of a profile
// file's product section, and what stands in for it when the profile is silent.
type Fixture struct {
	Key     string   // "users"; "" when the parameter does not name a thing of the account
	Need    Need     // what a target file that lacks the key means
	Default []string // one value, or the items of a list
	After   string   // the key whose value comes before: "begin" of "end"
	Unknown string   // profile key of a value that names nothing: "unknown-instance"
	// Absent is the value for Unknown when the profile is silent, "" if none.
	Absent string
	// Malformed are values that no implementation takes for a well-formed one.
	Malformed []string
	// Invented is a printf pattern for further items that probably name nothing.
	Invented string
}

// Need says what it means that a target file lacks a key.
type Need string

// The needs.
const (
	Mandatory Need = "mandatory" // the file is wrong
	Known     Need = "known"     // cases that need it cannot be asked
	Any       Need = ""          // the document's example will do
)

// Origin gives the origin of a keyword's fact, or of the row when the keyword
// has no line of its own.
func (p *Param) Origin(keyword Keyword) Origin {
	if origin, ok := p.Facts[keyword]; ok {
		return origin
	}
	return p.Facts[Row]
}

// Level gives the level of a keyword: what the spec says, or the usual one.
func (p *Param) Level(keyword Keyword, usual Level) Level {
	if level, ok := p.Levels[keyword]; ok {
		return level
	}
	return usual
}

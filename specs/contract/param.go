package contract

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
	Row              Keyword = "row" // the table row itself: type, requiredness, example
	Required         Keyword = "required"
	Optional         Keyword = "optional"
	TypeKeyword      Keyword = "type"
	Enum             Keyword = "enum"
	MaxItems         Keyword = "maxItems"
	MinItems         Keyword = "minItems"
	UniqueItems      Keyword = "uniqueItems"
	FormatWord       Keyword = "format"
	Default          Keyword = "default"
	Encoding         Keyword = "encoding"
	EmptyValue       Keyword = "empty"
	Placed           Keyword = "placeholder"
	Minimum          Keyword = "minimum"
	Maximum          Keyword = "maximum"
	ExclusiveMinimum Keyword = "exclusiveMinimum"
	ExclusiveMaximum Keyword = "exclusiveMaximum"
	MultipleOf       Keyword = "multipleOf"
	MinLength        Keyword = "minLength"
	MaxLength        Keyword = "maxLength"
	Pattern          Keyword = "pattern"
)

// Placeholder is a value a parameter takes when another one, Beside, speaks in
// its stead (003:37: DeviceId can be "-1" beside DeviceList), or when none is meant:
// Beside is then the parameter itself (004:32).
type Placeholder struct {
	Value  string
	Beside string
	Origin
}

// Alone tells whether the placeholder of a parameter needs no other one beside it.
func (h Placeholder) Alone(p *Param) bool { return h.Beside == p.Name }

// Fixture says where the value of a parameter comes from: the key of a target
// file's product section, and what stands in for it when the file is silent.
type Fixture struct {
	Key     string   // "users"; "" when the parameter does not name a thing of the account
	Need    Need     // what a target file that lacks the key means
	Default []string // one value, or the items of a list
	After   string   // the key whose value comes before: "begin" of "end"
	Unknown string   // the key of a value that names nothing: "unknown-instance"
	// Absent is the value for Unknown when the target file is silent, "" if none.
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

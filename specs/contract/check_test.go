package contract

import (
	"strconv"
	"testing"
)

// operation has one parameter of every sort that the documents have.
func operation() *Operation {
	o := &Operation{Params: []Param{
		{Name: "Id", Kind: String, Required: true},
		{Name: "Names", Wire: "Names.N", First: 1, Kind: List, Required: true, MaxItems: 3},
		{Name: "Month", Kind: String, Format: "yyyyMM"},
		{Name: "Region", Kind: String, Enum: []string{"MC", "AP"}, Blank: true},
		{Name: "Type", Kind: Integer, Enum: []string{"1", "2"}},
		{Name: "Others", Wire: "Others.N", Kind: List},
		{Name: "Begin", Kind: Integer},
		{Name: "Weight", Kind: Integer, Limits: Limits{Minimum: "1", Maximum: "30.5"}},
		{Name: "Remark", Kind: String, Limits: Limits{MinLength: 2, MaxLength: 4, Pattern: "^[a-zé]+$"}, Placeholders: []Placeholder{{Value: "-", Beside: "Others"}}},
		{Name: "Dry", Kind: Boolean},
		{Name: "Rate", Kind: Number, Nullable: true, Enum: []string{"0.5", "1"}},
		{Name: "Ids", Kind: List, First: 1, Items: &Schema{Path: "Ids", Required: true, Kind: Integer, Limits: Limits{Minimum: "1"}}},
		{Name: "Filters", Kind: List, Items: &Schema{Path: "Filters", Required: true, Kind: Object, Members: []Schema{
			{Name: "Name", Path: "Filters/Name", Kind: String, Required: true, Enum: []string{"id", "zone"}},
			{Name: "Values", Path: "Filters/Values", Kind: List, MaxItems: 2, Items: &Schema{Path: "Filters/Values", Required: true, Kind: String}},
		}}},
	}}
	for i := range o.Params {
		p := &o.Params[i]
		p.Path = p.Name
		if p.Kind == List && p.Items == nil {
			p.Items = &Schema{Path: p.Name, Required: true, Kind: String}
		}
	}
	return o
}

// filter makes an item of Filters.
func filter(name string, values ...string) Value {
	return Made(Arg{"Name", Text(name)}, Arg{"Values", Texts(values)})
}

func good() Args { return Args{{"Id", Text("a")}, {"Names", Texts([]string{"x"})}} }

func many(n int) Value {
	var items []string
	for i := range n {
		items = append(items, "n"+strconv.Itoa(i))
	}
	return Texts(items)
}

type checkRow struct {
	name string
	args Args
	want []Violation
}

func checkRows() []checkRow {
	return []checkRow{
		{"what is required and no more", good(), nil},
		{"nothing", nil, []Violation{{"Id", Required, "absent"}, {"Names", Required, "absent"}}},
		{"a required one is empty", good().With("Id", Text("")), []Violation{{"Id", Required, "empty"}}},
		{"a required one is of another kind", good().With("Id", Whole("7")), []Violation{{"Id", TypeKeyword, "7 is not of kind string"}}},
		{"a required one is null", good().With("Id", Value{Kind: Null}), []Violation{{"Id", TypeKeyword, "null is not of kind string"}}},
		{"a list of none", good().With("Names", Texts(nil)), []Violation{{"Names", Required, "an empty list"}}},
		{"an optional list of none", good().With("Others", Texts(nil)), nil},
		{"a list at its limit", good().With("Names", many(3)), nil},
		{"a list one over its limit", good().With("Names", many(4)), []Violation{{"Names", MaxItems, "4 items, at most 3"}}},
		{"a list without a limit", good().With("Others", many(1000)), nil},
		{"a string for a list", good().With("Names", Text("x")), []Violation{{"Names", TypeKeyword, `"x" is not of kind array`}}},
		{"an empty item", good().With("Names", Texts([]string{"x", ""})), []Violation{{"Names", Required, "item 2: empty"}}},
		{"an empty item of an optional list", good().With("Others", Texts([]string{""})), nil},
		{"an item of another kind", good().With("Others", Value{Kind: List, Items: []Value{Text("x"), Whole("1")}}), []Violation{{"Others", TypeKeyword, "item 1: 1 is not of kind string"}}},
		{"a value of the enumeration", good().With("Region", Text("AP")), nil},
		{"a value in another case", good().With("Region", Text("ap")), []Violation{{"Region", Enum, `"ap" is not among [MC AP]`}}},
		{"the empty string where it means something", good().With("Region", Text("")), nil},
		{"the empty string where it means nothing", good().With("Month", Text("")), []Violation{{"Month", FormatWord, `"" is not of the form yyyyMM`}}},
		{"a number of the enumeration", good().With("Type", Whole("2")), nil},
		{"a number outside of it", good().With("Type", Whole("3")), []Violation{{"Type", Enum, "3 is not among [1 2]"}}},
		{"a number as a string", good().With("Type", Text("2")), []Violation{{"Type", TypeKeyword, `"2" is not of kind integer`}}},
		{"a fraction for a whole number", good().With("Begin", Value{Kind: Number, Text: "1.5"}), []Violation{{"Begin", TypeKeyword, "1.5 is not of kind integer"}}},
		{"a number at its minimum", good().With("Weight", Whole("1")), nil},
		{"a number below it", good().With("Weight", Whole("0")), []Violation{{"Weight", Minimum, "0 does not keep the minimum"}}},
		{"a number at its maximum", good().With("Weight", Whole("30")), nil},
		{"a number above it", good().With("Weight", Whole("31")), []Violation{{"Weight", Maximum, "31 does not keep the maximum"}}},
		{"a text of the greatest length, in characters", good().With("Remark", Text("éééé")), nil},
		{"a longer text", good().With("Remark", Text("ééééé")), []Violation{{"Remark", MaxLength, `"ééééé" does not keep the maxLength`}}},
		{"a shorter text", good().With("Remark", Text("a")), []Violation{{"Remark", MinLength, `"a" does not keep the minLength`}}},
		{"a text of another pattern", good().With("Remark", Text("a b")), []Violation{{"Remark", Pattern, `"a b" does not keep the pattern`}}},
		{"a text that stands for none", good().With("Remark", Text("-")).With("Others", Texts([]string{"x"})), nil},
		{"the same with nothing to stand for", good().With("Remark", Text("-")), []Violation{{"Remark", MinLength, `"-" does not keep the minLength`}}},
		{"a boolean", good().With("Dry", Value{Kind: Boolean, Text: "false"}), nil},
		{"a word for a boolean", good().With("Dry", Text("true")), []Violation{{"Dry", TypeKeyword, `"true" is not of kind boolean`}}},
		{"a number of an enumeration, otherwise written", good().With("Rate", Value{Kind: Number, Text: "5e-1"}), nil},
		{"a whole number for any number", good().With("Rate", Whole("1")), nil},
		{"null where it may be", good().With("Rate", Value{Kind: Null}), nil},
		{"null where it may not be", good().With("Dry", Value{Kind: Null}), []Violation{{"Dry", TypeKeyword, "null is not of kind boolean"}}},
		{"numbers in a list", good().With("Ids", Listed(Whole("1"), Whole("2"))), nil},
		{"a word among them", good().With("Ids", Listed(Whole("1"), Text("2"))), []Violation{{"Ids", TypeKeyword, `item 2: "2" is not of kind integer`}}},
		{"a number that is too small among them", good().With("Ids", Listed(Whole("0"))), []Violation{{"Ids", Minimum, "item 1: 0 does not keep the minimum"}}},
		{"objects", good().With("Filters", Listed(filter("id", "a"), filter("zone"))), nil},
		{"an object without a member", good().With("Filters", Listed(filter("id"), Made(Arg{"Values", Texts([]string{"a"})}))), []Violation{{"Filters/Name", Required, "absent"}}},
		{"an object with a member that is wrong", good().With("Filters", Listed(filter("name"))), []Violation{{"Filters/Name", Enum, `"name" is not among [id zone]`}}},
		{"a list in an object that is too long", good().With("Filters", Listed(filter("id", "a", "b", "c"))), []Violation{{"Filters/Values", MaxItems, "3 items, at most 2"}}},
		{"a word for an object", good().With("Filters", Listed(Text("id"))), []Violation{{"Filters", TypeKeyword, `item 0: "id" is not of kind object`}}},
		{"a month", good().With("Month", Text("201905")), nil},
		{"the thirteenth month", good().With("Month", Text("201913")), []Violation{{"Month", FormatWord, `"201913" is not of the form yyyyMM`}}},
		{"a name that no parameter has", good().With("Other", Text("")), nil},
		{"all that is wrong, in the order of the table", Args{{"Type", Whole("9")}, {"Id", Text("")}, {"Names", many(5)}},
			[]Violation{{"Id", Required, "empty"}, {"Names", MaxItems, "5 items, at most 3"}, {"Type", Enum, "9 is not among [1 2]"}}},
		{"the first of a name that stands twice", append(good(), Arg{Name: "Id", Value: Text("")}), nil},
	}
}

func TestCheck(t *testing.T) {
	for _, row := range checkRows() {
		t.Run(row.name, func(t *testing.T) {
			got := operation().Check(row.args)
			if len(got) != len(row.want) {
				t.Fatalf("got %v, want %v", got, row.want)
			}
			for i := range got {
				if got[i] != row.want[i] {
					t.Errorf("got %v, want %v", got[i], row.want[i])
				}
			}
		})
	}
}

func TestFormatted(t *testing.T) {
	for text, want := range map[string]bool{"201905": true, "201912": true, "000001": true, "201900": false, "201913": false, "2019-05": false, "20195": false,
		"20190501": false, "": false, "abcdef": false, " 201905": false, "201905 ": false, "２０１９０５": false, "+20195": false} {
		if got := Formatted("yyyyMM", text); got != want {
			t.Errorf("Formatted(%q) = %v, want %v", text, got, want)
		}
	}
	if !Formatted("no such form", "anything") {
		t.Error("a form that nobody knows must hold for every text")
	}
}

func TestSources(t *testing.T) {
	for text, want := range map[string]string{"000:19": "000:19", "000:19#1a2b3c4d": "000:19", "000:69-77#1a2b3c4d": "000:69-77", "000:5-5": "000:5", "common": "common",
		"000": "", "000:0": "", "000:9-3": "", "000:19#1A2B3C4D": "", "Page:1": "", "": "", "000:19 ": ""} {
		source, err := ParseSource(text)
		switch {
		case want == "" && err == nil:
			t.Errorf("%q is read as %s, want an error", text, source)
		case want != "" && (err != nil || source.String() != want):
			t.Errorf("%q is read as %s (%v), want %s", text, source, err, want)
		}
	}
	sources := Sources{{Document: CommonPages}}
	if sources.Stated() {
		t.Error("the common pages state nothing of an operation")
	}
	sources = append(sources, Source{Document: "000", First: 19, Last: 19})
	if !sources.Stated() || sources.String() != "common, 000:19" {
		t.Errorf("got %v, %s", sources.Stated(), sources)
	}
}

func TestWithin(t *testing.T) {
	for _, row := range []struct{ minimum, maximum, least, greatest string }{
		{"1", "30", "1", "30"}, {"-10", "200.5", "-10", "200"}, {"0.5", "-0.5", "1", "-1"}, {"-1.5", "1e3", "-1", "1000"}, {"", "", "<nil>", "<nil>"},
	} {
		least, greatest := Limits{Minimum: row.minimum, Maximum: row.maximum}.Within()
		if least.String() != row.least || greatest.String() != row.greatest {
			t.Errorf("%s to %s: got %s to %s, want %s to %s", row.minimum, row.maximum, least, greatest, row.least, row.greatest)
		}
	}
}

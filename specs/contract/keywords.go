package contract

import (
	"slices"
	"sync"
)

// Site is where in a spec file a keyword may stand.
type Site string

// The sites.
const (
	AtTop       Site = "the top of the file"
	InOperation Site = "x-operation"
	InRequest   Site = "the request's schema" // the object of all parameters
	InParameter Site = "a parameter"
	InItems     Site = "the items of a parameter"
	InAnswer    Site = "a schema of the answer"
	InTrigger   Site = "a trigger"  // the values of when
	InRelation  Site = "a relation" // the values of kind
	InRule      Site = "a rule"     // the values of kind
)

// Home is where a keyword lives on a floor of the house, or the reason why it
// has no home there; exactly one of the two is given.
type Home struct{ At, Hole string }

func at(name string) Home  { return Home{At: name} }
func hole(why string) Home { return Home{Hole: why} }

// KeywordRow is a row of the table of keywords: what a spec file may say at one
// site, and where that is read, asked and compared.
type KeywordRow struct {
	Name string
	Site Site
	// Parsed is the member of this package's model that holds it, "Param.MaxItems".
	Parsed Home
	// Checked is the keyword of the violation that Check finds, "maxItems".
	Checked Home
	// Asked is the family of cases (package probe) that asks about it.
	Asked Home
	// Broken is how a fault of the emulator that breaks it begins, "ignores-max-items".
	Broken Home
	// Diffed is how the kind of a change of it begins (package revision),
	// "request/maxItems".
	Diffed Home
	// Only are the values that are asked about, or taken for granted, where others
	// are not; nil for all.
	Only []string
	// Descriptive tells what demands nothing of a target from what demands something
	// that may go unasked.
	Descriptive bool
}

// Keywords is the table of keywords: every OpenAPI keyword and x- key that a spec
// file may have, once for each site where it may stand. What stands in the x-
// keys themselves is said by specs/x-keys.yaml.
func Keywords() []KeywordRow {
	return slices.Concat(topKeywords(), operationKeywords(), requestKeywords(), parameterKeywords(), itemKeywords(), answerKeywords(), triggerWords(), relationWords(), ruleWords())
}

// KeywordNames lists the names that may stand at a site, in the table's order.
func KeywordNames(site Site) []string { return slices.Clone(namesBySite()[site]) }

// namesBySite reads the table, which never changes, once.
var namesBySite = sync.OnceValue(func() map[Site][]string {
	out := map[Site][]string{}
	for _, k := range Keywords() {
		out[k.Site] = append(out[k.Site], k.Name)
	}
	return out
})

// Checked are the keywords that Check finds a parameter to break, in the table's order.
func Checked() []Keyword { return slices.Clone(checked()) }

// checked reads the table, which never changes, once.
var checked = sync.OnceValue(func() []Keyword {
	var out []Keyword
	for _, k := range parameterKeywords() {
		if found := Keyword(k.Checked.At); found != "" && !slices.Contains(out, found) {
			out = append(out, found)
		}
	}
	return out
})

// Unasked tells why nothing asks about a value of the keyword; "" if something
// does, or if it demands nothing.
func (k *KeywordRow) Unasked(value string) string {
	switch {
	case k.Descriptive, slices.Contains(k.Only, value):
		return ""
	case k.Asked.Hole != "":
		return k.Asked.Hole
	case k.Only != nil:
		return "only " + k.Only[0] + " is asked about"
	}
	return ""
}

// words makes the rows of keywords that demand nothing.
func words(site Site, diffed Home, names ...string) []KeywordRow {
	why := hole("it demands nothing of a target")
	var out []KeywordRow
	for _, name := range names {
		out = append(out, KeywordRow{Name: name, Site: site, Parsed: why, Checked: why, Asked: why, Broken: why, Diffed: diffed, Descriptive: true})
	}
	return out
}

// stated makes the rows of keywords that are compared and that nothing reads, each
// under its own name.
func stated(site Site, side, why string, names ...string) []KeywordRow {
	var out []KeywordRow
	for _, name := range names {
		out = append(out, unread(site, side+name, why, name)...)
	}
	return out
}

// unread is stated for keywords that are compared under another name than theirs.
func unread(site Site, diffed, why string, names ...string) []KeywordRow {
	none := hole(why)
	var out []KeywordRow
	for _, name := range names {
		out = append(out, KeywordRow{Name: name, Site: site, Parsed: none, Checked: none, Asked: none, Broken: none, Diffed: at(diffed)})
	}
	return out
}

// What several rows say of a hole.
const (
	onlyRequests = "only requests are checked"
	noParameter  = "it is about no parameter"
)

func topKeywords() []KeywordRow {
	list := func(name, member, family, broken, diffed string) KeywordRow {
		return KeywordRow{Name: name, Site: AtTop, Parsed: at(member), Checked: hole(noParameter), Asked: at(family), Broken: at(broken), Diffed: at(diffed)}
	}
	elsewhere := hole("its members are rows of their own")
	rows := words(AtTop, hole("other tools read it"), "openapi", "tags", "externalDocs", "security")
	rows = append(rows, words(AtTop, at("server"), "servers")...)
	rows = append(rows, words(AtTop, at("path"), "paths")...)
	for _, name := range []string{"components", "x-operation"} {
		rows = append(rows, KeywordRow{Name: name, Site: AtTop, Parsed: elsewhere, Checked: elsewhere, Asked: elsewhere, Broken: elsewhere, Diffed: elsewhere, Descriptive: true})
	}
	rows = append(rows, words(AtTop, at("summary"), "info")...)
	rows = append(rows,
		list("x-errors", "Operation.Errors", "errors", "answers-other-code", "error"),
		list("x-readings", "Operation.Readings", "readings", "alternates-with-", "reading"),
		KeywordRow{Name: "x-rules", Site: AtTop, Parsed: at("Operation.Rules"), Checked: at("exclusive"), Asked: at("exclusive"), Broken: at("ignores-"), Diffed: at("rule")},
		list("x-relations", "Operation.Relations", "relations", "answers-a-stranger", "relation"),
		KeywordRow{Name: "x-requests", Site: AtTop, Parsed: at("Operation.Examples"), Checked: hole(noParameter), Asked: at("examples"),
			Broken: hole("a fault that refuses it breaks what it holds, too"), Diffed: at("printed-request")},
		KeywordRow{Name: "x-notes", Site: AtTop, Parsed: at("Operation.Notes"), Checked: hole(noParameter), Asked: at("notes"),
			Broken: hole("any orderly answer to a note is right"), Diffed: at("note")},
	)
	rows = append(rows, words(AtTop, hole("it asks the author of the spec"), "x-questions")...)
	return append(rows, words(AtTop, hole("it says that no fact stands there"), "x-uncited")...)
}

// operationKeywords are those that say what a document is about and how its
// operation is carried.
func operationKeywords() []KeywordRow {
	row := func(name, member, family, broken, diffed string) KeywordRow {
		return KeywordRow{Name: name, Site: InOperation, Parsed: at(member), Checked: hole(noParameter), Asked: at(family), Broken: at(broken), Diffed: at(diffed)}
	}
	rows := words(InOperation, at("document"), "document", "revision", "superseded")
	rows = append(rows, words(InOperation, at("protocol"), "provider", "protocol")...)
	rows = append(rows, words(InOperation, at("host"), "host")...)
	rows = append(rows, words(InOperation, at("effect"), "effect")...) // it says what may be sent, and of whom
	rows = append(rows, words(InOperation, at("citations"), "x-source")...)
	rows = append(rows, words(InOperation, hole("another product is another operation"), "product")...)
	return append(rows,
		KeywordRow{Name: "xml-root", Site: InOperation, Parsed: at("Operation.Envelope"), Checked: hole(noParameter), Asked: at("envelope"),
			Broken: hole("another root is a fault of every answer in XML"), Diffed: at("xml-root")},
		row("envelope", "Operation.Envelope", "envelope", "drops-wrapper", "envelope"),
		row("rate", "Operation.Rate", "rate", "serves-", "rate"),
		row("formats", "Operation.Formats", "carrier", "refuses-format", "format"),
		row("carriers", "Operation.Carriers", "carrier", "refuses", "carrier"),
		KeywordRow{Name: "common", Site: InOperation, Parsed: at("Operation.Common"), Checked: hole("it is carried with a request, not among its parameters"),
			Asked: at("required"), Broken: hole("the emulator reads no common parameter that only one operation lists"), Diffed: at("common")})
}

// triggerWords are the causes of an error row.
func triggerWords() []KeywordRow {
	var rows []KeywordRow
	for _, when := range []When{Absent, Empty, Unknown, Malformed, Outside, OverLimit, Together, Unaccompanied, NoneOf} {
		row := KeywordRow{Name: string(when), Site: InTrigger, Parsed: at("Trigger.When"), Checked: hole("Check says what the schema refuses, not by which row"),
			Asked: at("errors"), Broken: hole("the faults of the parameter's own keywords accept it"), Diffed: at("error/trigger")}
		if when == Unknown || when == Malformed { // no keyword of a schema says these
			row.Broken = at("accepts-" + string(when))
		}
		rows = append(rows, row)
	}
	none := hole("no request makes the server fail")
	return append(rows, KeywordRow{Name: string(ServerSide), Site: InTrigger, Parsed: at("Trigger.When"), Checked: none, Asked: none, Broken: none, Diffed: at("error/trigger")})
}

// ruleWords are the kinds of rules between parameters.
func ruleWords() []KeywordRow {
	var rows []KeywordRow
	for _, kind := range RuleKinds() {
		rows = append(rows, KeywordRow{Name: string(kind), Site: InRule, Parsed: at("Rule.Kind"), Checked: at(string(kind)),
			Asked: at("exclusive"), Broken: at("ignores-" + string(kind)), Diffed: at("rule")})
	}
	return rows
}

// relationWords are the kinds of relations.
func relationWords() []KeywordRow {
	var rows []KeywordRow
	for _, r := range []struct {
		kind   RelationKind
		broken string
	}{
		{RowsWithin, "answers-a-stranger"}, {RowsUnique, "repeats-a-row"}, {OrderFree, "mixes-up-rows"}, {Union, "drops-a-row-of-several"},
		{SumOfValues, "whole-is-the-first-part"}, {SumOfItems, "answers-the-first-item"}, {SameAsAbsent, "absent-is-different"}, {AtMost, "first-is-above-second"},
		{Ordered, "swaps-them-back"}, {PointsAtMost, "answers-the-shortest-interval"}, {PointsWithin, "points-are-a-day-early"},
		{SplitPeriod, "looks-back-a-day"}, {SameForEach, "loses-hours"}, {Ahead, "foretells"}, {OwnName, "folds-the-case"}, {PastStands, "counts-on"}, {OfPoints, "forgets-the-highest-point"}, {ToldApart, "takes-one-for-the-other"}, {Opens, "loses-the-file"}, {FileHolds, "files-the-first-question"},
		{Pages, "ignores-the-page"}, {Echoes, "echoes-another"},
	} {
		asked := at("relations")
		if r.kind.OfOneAnswer() {
			asked = at("answers")
		}
		rows = append(rows, KeywordRow{Name: string(r.kind), Site: InRelation, Parsed: at("Relation.Kind"), Checked: hole("it is about answers"),
			Asked: asked, Broken: at(r.broken), Diffed: at("relation")})
	}
	return rows
}

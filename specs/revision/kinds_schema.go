package revision

import "slices"

// The two sides of an operation that schemas describe.
const (
	request  = "request"
	response = "response"
)

// The keywords of a schema, by how they constrain.

// upperBounds constrain more the lower they are.
func upperBounds() []string { return []string{"maxItems", "maxLength", "maximum", "maxProperties"} }

// lowerBounds constrain more the higher they are.
func lowerBounds() []string { return []string{"minItems", "minLength", "minimum", "minProperties"} }

// words constrain by what they say; a change of them can go either way.
func words() []string { return []string{"format", "pattern", "default", "multipleOf", "xml"} }

// toggle is a keyword that is on or off, with what it says when it comes and
// goes.
type toggle struct {
	keyword      string
	gained, lost string
}

// toggles are the keywords that are on or off.
func toggles() []string {
	var out []string
	for _, side := range []string{request, response} {
		for _, t := range slices.Concat(constraints(side), freedoms(side), remarks(side)) {
			out = append(out, t.keyword)
		}
	}
	return out
}

// constraints constrain a side while they are on.
func constraints(side string) []toggle {
	out := []toggle{
		{"uniqueItems", "{at} can hold no item twice now", "{at} can hold an item twice now"},
		{"exclusiveMinimum", "the minimum of {at} is no longer among its values", "the minimum of {at} is now among its values"},
		{"exclusiveMaximum", "the maximum of {at} is no longer among its values", "the maximum of {at} is now among its values"},
	}
	if side == request {
		return append(out, toggle{"readOnly", "{at} can no longer be sent: it is read-only", "{at} can be sent: it is no longer read-only"})
	}
	return out
}

// freedoms constrain a side while they are off.
func freedoms(side string) []toggle {
	out := []toggle{
		{"nullable", "{at} can be null now", "{at} can no longer be null"},
		{"additionalProperties", "{at} can hold other members now", "{at} can no longer hold any other members"},
	}
	if side == request {
		return append(out, toggle{"allowEmptyValue", "{at} can be empty now", "{at} can no longer be empty"})
	}
	return out
}

// remarks constrain nobody on a side.
func remarks(side string) []toggle {
	out := []toggle{{"deprecated", "{at} is deprecated now", "{at} is no longer deprecated"}}
	if side == request {
		return append(out, toggle{"writeOnly", "{at} is write-only now", "{at} is no longer write-only"})
	}
	return append(out,
		toggle{"readOnly", "{at} is read-only now", "{at} is no longer read-only"},
		toggle{"allowEmptyValue", "{at} is now said to allow an empty value", "{at} is no longer said to allow an empty value"})
}

// tightens is the weight of a side that admits less than before: of a request it
// breaks who sends it, of an answer who gives it.
func tightens(side string) Weight {
	if side == request {
		return BreaksCallers
	}
	return BreaksImplementers
}

// loosens is the weight of a side that admits more: requests that must be
// accepted, answers that must be understood.
func loosens(side string) Weight {
	if side == request {
		return BreaksImplementers
	}
	return BreaksCallers
}

// drops is the weight of a constraint that is no longer stated: nobody need
// accept more, but an answer may hold more.
func drops(side string) Weight {
	if side == request {
		return Loosens
	}
	return BreaksCallers
}

// schemaKinds are the kinds of one side's schemas, each of which stands on the
// other side too.
func schemaKinds(side string) []Kind {
	var out []Kind
	for _, keyword := range slices.Concat(upperBounds(), lowerBounds()) {
		out = append(out, boundKinds(side, keyword)...)
	}
	for _, keyword := range words() {
		id, stated, withdrawn := side+"/"+keyword, tightens(side), drops(side)
		if side == request && keyword == "default" {
			stated, withdrawn = BreaksImplementers, BreaksCallers // who leaves it out counts on it
		}
		out = append(out, self(id+"/changed", BreaksCallers, "the "+keyword+" of {at} is {new}, no longer {old}")...)
		out = append(out, pair(id+"/introduced", stated, "the "+keyword+" of {at} is now stated: {new}", id+"/dropped", withdrawn, "the "+keyword+" of {at}, {old}, is no longer stated")...)
	}
	out = append(out, toggleKinds(side)...)
	enum, typed := side+"/enum", side+"/type"
	out = append(out, slices.Concat(
		pair(enum+"/value/added", loosens(side), "{at} can be {new} too", enum+"/value/removed", tightens(side), "{at} can no longer be {old}"),
		pair(enum+"/introduced", tightens(side), "{at} can only be one of {new} now", enum+"/dropped", drops(side), "{at} is no longer one of {old}"),
		self(typed+"/changed", BreaksCallers, "{at} is of type {new}, no longer {old}"),
		pair(typed+"/widened", loosens(side), "{at} can be {new}, no longer only {old}", typed+"/narrowed", tightens(side), "{at} can only be {new}, no longer {old}"),
		self(side+"/composition/changed", BreaksCallers, "{at} must fit {new}, no longer {old}"),
		pair(side+"/composition/introduced", tightens(side), "{at} must now fit {new}", side+"/composition/dropped", drops(side), "{at} need no longer fit {old}"),
		self(side+"/words/changed", Editorial, "{at} is described in other words or with another example"),
		self(side+"/renamed", BreaksCallers, "{old} is renamed {new}"),
		self(side+"/unit/changed", BreaksCallers, "{at} counts in {new}, no longer in {old}"),
		pair(side+"/unit/introduced", tightens(side), "the unit of {at} is now stated: {new}", side+"/unit/dropped", drops(side), "the unit of {at}, {old}, is no longer stated"),
	)...)
	return append(out, memberKinds(side)...)
}

func toggleKinds(side string) []Kind {
	var out []Kind
	for _, t := range constraints(side) {
		out = append(out, pair(side+"/"+t.keyword+"/gained", tightens(side), t.gained, side+"/"+t.keyword+"/lost", loosens(side), t.lost)...)
	}
	for _, t := range freedoms(side) {
		out = append(out, pair(side+"/"+t.keyword+"/gained", loosens(side), t.gained, side+"/"+t.keyword+"/lost", tightens(side), t.lost)...)
	}
	for _, t := range remarks(side) {
		out = append(out, pair(side+"/"+t.keyword+"/gained", Editorial, t.gained, side+"/"+t.keyword+"/lost", Editorial, t.lost)...)
	}
	if side == response {
		out = append(out, pair("response/writeOnly/gained", BreaksCallers, "answers no longer have {at}: it is write-only", "response/writeOnly/lost", Loosens, "answers may have {at}: it is no longer write-only")...)
	}
	return out
}

func boundKinds(side, keyword string) []Kind {
	id, up, down := side+"/"+keyword, loosens(side), tightens(side)
	if keyword[:3] == "min" {
		up, down = down, up
	}
	return slices.Concat(
		pair(id+"/raised", up, "the "+keyword+" of {at} rises from {old} to {new}", id+"/lowered", down, "the "+keyword+" of {at} falls from {old} to {new}"),
		pair(id+"/introduced", tightens(side), "the "+keyword+" of {at} is now stated: {new}", id+"/dropped", drops(side), "the "+keyword+" of {at}, {old}, is no longer stated"),
	)
}

// memberKinds are those of parameters and fields that come and go.
func memberKinds(side string) []Kind {
	if side == request {
		return slices.Concat(
			pair("request/added", BreaksImplementers, "the parameter {at} is new", "request/removed", BreaksCallers, "the parameter {at} is gone"),
			pair("request/added-required", BreaksCallers, "the parameter {at} is new and required", "request/removed-required", BreaksImplementers, "the parameter {at}, which was required, is gone"),
			needs(request, "{at}"),
		)
	}
	return slices.Concat(
		pair("response/added", Loosens, "answers may have a further field, {at}", "response/removed", BreaksCallers, "answers no longer have the field {at}"),
		pair("response/added-required", BreaksImplementers, "answers have a further field, {at}", "response/removed-required", BreaksCallers, "answers no longer have the field {at}, which was always there"),
		pair("response/required/gained", BreaksImplementers, "{at} is always there now", "response/required/lost", BreaksCallers, "{at} may be missing now"),
	)
}

// requestKinds are those that only parameters have.
func requestKinds() []Kind {
	return slices.Concat(
		self("request/list/renamed", BreaksCallers, "the items of {at} are sent as {new}, no longer as {old}"),
		self("request/list/first/changed", BreaksCallers, "the items of {at} are counted from {new}, no longer from {old}"),
		pair("request/placeholder/added", BreaksImplementers, "{new} now stands for no value of {at}", "request/placeholder/removed", BreaksCallers, "{old} no longer stands for no value of {at}"),
		levels("request/level", "{at}"),
		pair("request/common/gained", BreaksCallers, "{at} is a common parameter now", "request/common/lost", BreaksCallers, "{at} is no longer a common parameter"),
		self("request/fixture/changed", Editorial, "the values that {at} is asked with differ"),
	)
}

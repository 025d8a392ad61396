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

// toggles constrain while they are on; those of the second list while they are off.
func toggles() []string { return []string{"uniqueItems", "exclusiveMinimum", "exclusiveMaximum"} }
func freedoms() []string {
	return []string{"nullable", "additionalProperties", "deprecated", "readOnly", "writeOnly"}
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
		id := side + "/" + keyword
		out = append(out, self(id+"/changed", BreaksCallers, "the "+keyword+" of {at} is {new}, no longer {old}")...)
		out = append(out, pair(id+"/introduced", tightens(side), "{at} now has a "+keyword+": {new}", id+"/dropped", drops(side), "{at} no longer has a "+keyword+"; it was {old}")...)
	}
	for _, keyword := range toggles() {
		id := side + "/" + keyword
		out = append(out, pair(id+"/gained", tightens(side), keyword+" now holds for {at}", id+"/lost", loosens(side), keyword+" no longer holds for {at}")...)
	}
	for _, keyword := range freedoms() {
		id := side + "/" + keyword
		out = append(out, pair(id+"/gained", loosens(side), keyword+" now holds for {at}", id+"/lost", tightens(side), keyword+" no longer holds for {at}")...)
	}
	enum, typed := side+"/enum", side+"/type"
	out = append(out, slices.Concat(
		pair(enum+"/value/added", loosens(side), "{at} can be {new} too", enum+"/value/removed", tightens(side), "{at} can no longer be {old}"),
		pair(enum+"/introduced", tightens(side), "{at} can only be one of {new} now", enum+"/dropped", drops(side), "{at} is no longer one of {old}"),
		self(typed+"/changed", BreaksCallers, "{at} is of type {new}, no longer {old}"),
		pair(typed+"/widened", loosens(side), "{at} can be {new}, no longer only {old}", typed+"/narrowed", tightens(side), "{at} can only be {new}, no longer {old}"),
		self(side+"/composition/changed", BreaksCallers, "the schemas that {at} is made of are {new}, no longer {old}"),
		self(side+"/words/changed", Editorial, "{at} is described in other words or with another example"),
		self(side+"/renamed", BreaksCallers, "{old} is renamed {new}"),
	)...)
	return append(out, memberKinds(side)...)
}

func boundKinds(side, keyword string) []Kind {
	id, up, down := side+"/"+keyword, loosens(side), tightens(side)
	if keyword[:3] == "min" {
		up, down = down, up
	}
	return slices.Concat(
		pair(id+"/raised", up, keyword+" of {at} rises from {old} to {new}", id+"/lowered", down, keyword+" of {at} falls from {old} to {new}"),
		pair(id+"/introduced", tightens(side), "{at} now has a "+keyword+": {new}", id+"/dropped", drops(side), "{at} no longer has a "+keyword+"; it was {old}"),
	)
}

// memberKinds are those of parameters and fields that come and go.
func memberKinds(side string) []Kind {
	if side == request {
		return slices.Concat(
			pair("request/added", BreaksImplementers, "the parameter {at} is new", "request/removed", BreaksCallers, "the parameter {at} is gone"),
			pair("request/added-required", BreaksCallers, "the parameter {at} is new and required", "request/removed-required", BreaksImplementers, "the parameter {at}, which was required, is gone"),
			needs(request),
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
		pair("request/placeholder/added", BreaksImplementers, "a value of {at} that stands for none: {new}", "request/placeholder/removed", BreaksCallers, "a value of {at} no longer stands for none: {old}"),
		levels("request/level", "{at}"),
		pair("request/common/gained", BreaksCallers, "{at} is a common parameter now", "request/common/lost", BreaksCallers, "{at} is no longer a common parameter"),
		self("request/fixture/changed", Editorial, "the values that {at} is asked with differ"),
		self("response/unit/changed", BreaksCallers, "{at} counts in {new}, no longer in {old}"),
		pair("response/unit/introduced", BreaksImplementers, "the unit of {at} is now stated: {new}", "response/unit/dropped", BreaksCallers, "the unit of {at}, {old}, is no longer stated"),
	)
}

package contract

// Reasons of holes that are meant to be filled.
const (
	noFamily   = "no family asks for it"
	noAnswers  = "no family holds answers against it"
	composed   = "a schema that is made of others is not read"
	closed     = "what else an object holds is not asked"
	whichValue = "what the value means is not seen in an answer"
)

// requestKeywords are those of the object whose properties are the parameters.
func requestKeywords() []KeywordRow {
	rows := words(InRequest, at("request/words"), "title", "description", "externalDocs", "example")
	rows = append(rows, words(InRequest, hole("the request is an object"), "type")...)
	rows = append(rows, words(InRequest, hole("each property is a parameter, with rows of its own"), "properties")...)
	rows = append(rows, KeywordRow{Name: "required", Site: InRequest, Parsed: at("Param.Required"), Checked: at("required"), Asked: at("required"),
		Broken: at("accepts-absent"), Diffed: at("request/required")})
	rows = append(rows, stated(InRequest, "request/", noFamily, "minProperties", "maxProperties", "additionalProperties")...)
	rows = append(rows, unread(InRequest, "request/", composed, "allOf")...) // it is compared part by part
	return append(rows, unread(InRequest, "request/composition", composed, "anyOf", "oneOf", "not", "discriminator")...)
}

// placeKeywords are those that a property of the request and the items of a list both
// have, at any depth.
func placeKeywords(site Site, type_ KeywordRow) []KeywordRow {
	row := func(name, member, checked, family, broken, diffed string) KeywordRow {
		return KeywordRow{Name: name, Site: site, Parsed: at(member), Checked: at(checked), Asked: at(family), Broken: at(broken), Diffed: at(diffed)}
	}
	type_.Site, type_.Name, type_.Parsed, type_.Diffed = site, "type", at("Param.Kind"), at("request/type")
	rows := []KeywordRow{
		type_,
		row("enum", "Param.Enum", "enum", "enum", "accepts-any-value", "request/enum"),
		row("format", "Param.Format", "format", "format", "ignores-format", "request/format"),
		row("maxItems", "Param.MaxItems", "maxItems", "maxItems", "ignores-max-items", "request/maxItems"),
		row("minItems", "Param.MinItems", "minItems", "limits", "ignores-min-items", "request/minItems"),
		row("uniqueItems", "Param.UniqueItems", "uniqueItems", "limits", "ignores-unique-items", "request/uniqueItems"),
		row("exclusiveMinimum", "Param.Limits", "exclusiveMinimum", "limits", "ignores-exclusive-minimum", "request/exclusiveMinimum"),
		row("exclusiveMaximum", "Param.Limits", "exclusiveMaximum", "limits", "ignores-exclusive-maximum", "request/exclusiveMaximum"),
		row("minimum", "Param.Limits", "minimum", "limits", "ignores-minimum", "request/minimum"),
		row("maximum", "Param.Limits", "maximum", "limits", "ignores-maximum", "request/maximum"),
		row("multipleOf", "Param.Limits", "multipleOf", "limits", "ignores-multiple-of", "request/multipleOf"),
		row("minLength", "Param.Limits", "minLength", "limits", "ignores-min-length", "request/minLength"),
		row("maxLength", "Param.Limits", "maxLength", "limits", "ignores-max-length", "request/maxLength"),
		row("pattern", "Param.Limits", "pattern", "pattern", "ignores-pattern", "request/pattern"),
		row("required", "Param.Required", "required", "required", "accepts-absent", "request/"),
		{Name: "properties", Site: site, Parsed: at("Param.Members"), Checked: at("type"), Asked: at("optional"), Broken: at("requires"), Diffed: at("request/added")},
	}
	rows = append(rows, words(site, at("request/words"), "title", "description", "externalDocs", "example")...)
	rows = append(rows, words(site, at("request/"), "deprecated", "writeOnly", "xml")...)
	rows = append(rows, words(site, hole("what it holds has rows of its own"), "items")...)
	rows = append(rows, stated(site, "request/", noFamily, "readOnly", "allowEmptyValue")...)
	rows = append(rows, stated(site, "request/", closed, "minProperties", "maxProperties", "additionalProperties")...)
	rows = append(rows, unread(site, "request/", composed, "allOf")...) // it is compared part by part
	return append(rows, unread(site, "request/composition", composed, "anyOf", "oneOf", "not", "discriminator")...)
}

// parameterKeywords are those of a property of the request.
func parameterKeywords() []KeywordRow {
	row := func(name, member string, checked Home, family, broken, diffed string) KeywordRow {
		return KeywordRow{Name: name, Site: InParameter, Parsed: at(member), Checked: checked, Asked: at(family), Broken: at(broken), Diffed: at(diffed)}
	}
	absent := hole("a request without it is right")
	rows := append(placeKeywords(InParameter, KeywordRow{Checked: at("type"), Asked: at("type"), Broken: at("accepts-other-kinds")}),
		row("nullable", "Param.Nullable", hole("null is right then"), "type", "refuses-null", "request/nullable"),
		row("default", "Param.Default", absent, "relations", "defaults-to-", "request/default"),
		row("x-default", "Param.Default", absent, "relations", "defaults-to-", "request/default"),
		row("x-list", "Param.First", hole("how a list is written is the protocol's to read"), "encoding", "counts-from-", "request/list"),
		row("x-placeholders", "Param.Placeholders", hole("a value that stands for none is right"), "placeholder", "refuses-", "request/placeholder"),
	)
	rows = append(rows, words(InParameter, at("request/"), "x-unit", "x-level", "x-level-reason", "x-fixture")...)
	rows = append(rows, words(InParameter, at("citations"), "x-source")...)
	return append(rows, words(InParameter, at("request/common"), "x-common")...)
}

// itemKeywords are those of the items of a list.
func itemKeywords() []KeywordRow {
	rows := placeKeywords(InItems, KeywordRow{Checked: at("type"), Asked: at("type"), Broken: hole("the fault is its list's")})
	rows = append(rows, words(InItems, at("citations"), "x-source")...)
	return append(rows, stated(InItems, "request/", noFamily, "nullable", "default")...)
}

// answerKeywords are those of the schema of the answer and of all below it.
func answerKeywords() []KeywordRow {
	row := func(name, member, broken, diffed string, only ...string) KeywordRow {
		return KeywordRow{Name: name, Site: InAnswer, Parsed: at(member), Checked: hole(onlyRequests), Asked: at("response"), Broken: at(broken), Diffed: at(diffed), Only: only}
	}
	rows := []KeywordRow{
		row("type", "Field.Kind", "answers-", "response/type"),
		row("oneOf", "Field.Others", "answers-", "response/type"),
		{Name: "nullable", Site: InAnswer, Parsed: at("Field.Nullable"), Checked: hole(onlyRequests), Asked: at("response"),
			Broken: hole("what may be null need not be"), Diffed: at("response/nullable")},
		row("required", "Field.Required", "leaves-out", "response/required"),
		row("properties", "Field.Members", "answers-", "response/"),
		row("items", "Field.Items", "answers-", "response/"),
		row("format", "Field.Format", "answers-", "response/format"),
		row("enum", "Field.Enum", "answers-another-value", "response/enum"),
		row("pattern", "Field.Limits", "answers-digits-with-a-unit", "response/pattern", digitsOnly),
		row("minimum", "Field.Limits", "answers-below-zero", "response/minimum", "0"),
	}
	rows = append(rows, words(InAnswer, at("response/words"), "title", "description", "externalDocs", "example")...)
	rows = append(rows, words(InAnswer, at("response/"), "deprecated", "readOnly", "allowEmptyValue", "xml", "default")...)
	rows = append(rows, words(InAnswer, at("citations"), "x-source")...)
	rows = append(rows, unread(InAnswer, "response/unit", whichValue, "x-unit")...)
	rows = append(rows, stated(InAnswer, "response/", noAnswers, "maximum", "minLength", "maxLength", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
		"minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "additionalProperties", "writeOnly")...)
	rows = append(rows, unread(InAnswer, "response/", composed, "allOf")...) // it is compared part by part
	return append(rows, unread(InAnswer, "response/composition", composed, "anyOf", "not", "discriminator")...)
}

// digitsOnly is the pattern of a string that is a whole number, the one pattern
// that answers are held against.
const digitsOnly = "^[0-9]+$"

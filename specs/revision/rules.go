package revision

import (
	"slices"
	"strings"
)

// rules is the table of what an edit outside the schemas is called. The first
// rule that fits takes the edit.
func rules() []rule {
	return slices.Concat(operationRules(), errorRules(), readingRules(), exampleRules(), pathRules())
}

func operationRules() []rule {
	x := func(path string) string { return "x-operation/" + path }
	return []rule{
		{"info/version", func(e *edit, c *comparison) (string, string) { // of a plain document it is the edition
			if c.new.IsPlain() {
				return "about/changed", "version"
			}
			return "version/changed", "version"
		}},
		each("tags/**", 0, always("about/changed")), each("externalDocs/**", 0, always("about/changed")),
		each("components/securitySchemes/**", 1, always("security/changed")),
		named("info/**", "summary", always("summary/changed")),
		each(x("provider"), 1, always("protocol/changed")), each(x("protocol"), 1, always("protocol/changed")),
		named(x("host"), "host", stands("host")),
		each("servers/*", 1, item("server")), each("servers/*/description", 1, always("server/words/changed")),
		named(x("carriers/"+first), "carriers", always("carrier/printed/changed")),
		each(x("carriers/*"), 2, item("carrier")),
		each(x("carriers/*/level"), 2, stronger("carrier", "should")),
		named(x("formats/"+first), "formats", always("format/printed/changed")),
		each(x("formats/*"), 2, item("format")),
		named(x("envelope"), "envelope", stands("envelope")), named(x("envelope/value"), "envelope", stands("envelope")),
		named(x("xml-root"), "xml-root", stands("xml-root")), named(x("xml-root/value"), "xml-root", stands("xml-root")),
		named(x("effect"), "effect", stands("effect")),
		each(x("effect/*"), 1, always("effect/changed")),
		named(x("rate"), "rate", stands("rate")), named(x("rate/per-second"), "rate", higher("rate")),
		each(x("common/*"), 2, commonItem),
		each(x("common/*/required"), 2, toggled("common/required/gained", "common/required/lost")),
		each(x("common/*/value"), 2, stands("common/value")),
	}
}

// commonItem tells a common parameter that is required from one that is not.
func commonItem(e *edit) string { return e.needed("common", e.oneSide().kid("required")) }

// oneSide gives the fact of an edit that has only one.
func (e *edit) oneSide() *tree {
	if e.new != nil {
		return e.new
	}
	return e.old
}

// needed names the kind of a parameter or field that came or went; required
// says whether it was required.
func (e *edit) needed(what string, required *tree) string {
	kind := e.item(what)
	if required != nil && required.text == "true" {
		kind += "-required"
	}
	return kind
}

func errorRules() []rule {
	return []rule{
		each("x-errors/*", 1, item("error")),
		each("x-errors/*/status", 1, stands("error/status")),
		each("x-errors/*/message", 1, stands("error/message")),
		each("x-errors/*/description", 1, always("error/description/changed")),
		trigger("", item("error/trigger")),
		trigger("/level", stronger("error/trigger", "must")),
		trigger("/reason", always("error/description/changed")),
	}
}

// trigger makes a rule about what causes an error row: "SAG.InstanceIdEmpty for
// SmartAGId empty".
func trigger(below string, kind func(*edit) string) rule {
	return rule{"x-errors/*/triggers/*" + below, func(e *edit, c *comparison) (string, string) { return kind(e), e.path[1] + " for " + e.path[3] }}
}

func readingRules() []rule {
	set := func(path string, kind func(*edit) string) rule {
		return rule{"x-readings/" + path, func(e *edit, c *comparison) (string, string) {
			return kind(e), c.placeOf(e.path[1])
		}}
	}
	return []rule{
		set("*", item("reading-set")),
		set("*/note", always("reading/words/changed")),
		set("*/readings/*", item("reading")),
		set("*/readings/*/clients", always("reading/words/changed")),
		{"x-readings/*/readings/*/level", func(e *edit, c *comparison) (string, string) {
			return e.stronger("reading", "must"), c.placeOf(e.path[1]) + " as " + e.path[3]
		}},
		set("*/readings/*/value", always("reading/changed")),
		each("x-rules/*", 1, item("rule")),
		each("x-rules/*/level", 1, stronger("rule", "must")),
		each("x-rules/*/text", 1, always("rule/words/changed")),
		each("x-relations/*", 1, item("relation")),
		each("x-relations/*/level", 1, stronger("relation", "should")),
		each("x-relations/*/text", 1, always("relation/words/changed")),
	}
}

// choices are what a set leaves open: "object or array".
func choices(set *tree) string {
	var out []string
	for _, reading := range set.kid("readings").kidsOrNone() {
		out = append(out, reading.kid("value").value())
	}
	return strings.Join(out, " or ")
}

// placeOf is what a reading set speaks about, on whichever side has the set.
func (c *comparison) placeOf(set string) string {
	for _, root := range []*tree{c.new.root, c.aligned} {
		if at := root.at("x-readings", set, "at"); at != nil {
			return at.text
		}
	}
	return set
}

func exampleRules() []rule {
	return []rule{
		each("x-requests/*", 1, item("printed-request")),
		each("x-requests/*/complete", 1, toggled("printed-request/completed", "printed-request/cut")),
		each("x-requests/*/summary", 1, always("printed-request/words/changed")),
		each("components/examples/*", 2, item("printed-answer")),
		each("components/examples/*/value", 2, always("printed-answer/changed")),
		each("components/examples/*/**", 2, always("printed-answer/words/changed")),
		each("x-notes/*", 1, item("note")),
	}
}

// pathRules are about how OpenAPI says that the operation is reached: the path
// item, the method, and below it headers, bodies and statuses.
func pathRules() []rule {
	return []rule{
		path("*", 1, item("path/method")), path("*/*", 2, item("path/method")),
		path("*/*/parameters/*", 4, func(e *edit) string { return e.needed("path/parameter", e.oneSide().kid("required")) }),
		path("*/*/parameters/*/required", 4, toggled("path/required/gained", "path/required/lost")),
		path("*/*/requestBody", 2, func(e *edit) string { return e.needed("path/body", e.oneSide().kid("required")) }),
		path("*/*/requestBody/required", 3, toggled("path/required/gained", "path/required/lost")),
		path("*/*/requestBody/content/*", 5, item("path/media-type")),
		path("*/*/responses/*", 4, item("path/status")),
		path("*/*/responses/*/content/*", 6, item("path/answer/media-type")),
		path("*/*/responses/*/headers/*", 6, item("path/header")),
		path("*/*/deprecated", 2, toggled("path/deprecated/gained", "path/deprecated/lost")),
		path("*/*/parameters/*/deprecated", 4, toggled("path/deprecated/gained", "path/deprecated/lost")),
		path("*/*/operationId", 2, always("path/operation-id/changed")),
		{"paths/*/**", func(e *edit, c *comparison) (string, string) {
			return "path/changed", strings.TrimPrefix(strings.Join(e.path[1:], " "), "/ ")
		}},
	}
}

// path makes a rule about what stands at some place below a method.
func path(pattern string, place int, kind func(*edit) string) rule {
	return rule{"paths/" + pattern, func(e *edit, c *comparison) (string, string) { return kind(e), ofMethod(e.path, place) }}
}

// ofMethod names what stands at some place of a path: "header X-TC-Region (post)".
func ofMethod(path []string, place int) string {
	switch {
	case place == 2:
		return methodOf(path)
	case place < 2:
		return path[place]
	}
	return path[place] + " (" + methodOf(path) + ")"
}

// methodOf names a method, with its path unless that is the only one: "get /pets".
func methodOf(path []string) string { return strings.TrimSuffix(path[2]+" "+path[1], " /") }

// named makes a rule about a fact that some word names.
func named(pattern, about string, kind func(e *edit) string) rule {
	return rule{pattern, func(e *edit, c *comparison) (string, string) { return kind(e), about }}
}

// each makes a rule about items that are known by the name at some place of
// their path.
func each(pattern string, place int, kind func(e *edit) string) rule {
	return rule{pattern, func(e *edit, c *comparison) (string, string) { return kind(e), e.path[place] }}
}

func always(kind string) func(*edit) string { return func(*edit) string { return kind } }
func item(what string) func(*edit) string   { return func(e *edit) string { return e.item(what) } }
func stands(what string) func(*edit) string { return func(e *edit) string { return e.stands(what) } }
func higher(what string) func(*edit) string { return func(e *edit) string { return e.higher(what) } }
func stronger(what, usual string) func(*edit) string {
	return func(e *edit) string { return e.stronger(what, usual) }
}

// toggled is for something that is on or off; absent is off.
func toggled(on, off string) func(*edit) string {
	return func(e *edit) string {
		if e.new != nil && e.new.text == "true" {
			return on
		}
		return off
	}
}

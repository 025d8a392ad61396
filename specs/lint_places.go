package specs

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/contract"
)

// places finds names of parameters and paths of fields that lead nowhere, in
// triggers, readings, placeholders and printed requests.
func (l *linter) places() {
	for _, row := range l.top.get("x-errors").items() {
		for _, t := range row.get("triggers").items() {
			if t.get("when").text() == string(contract.ServerSide) {
				continue
			}
			if !t.get("parameter").there() {
				l.find("unknown-parameter", t.line, "a trigger of %s names no parameter", row.get("code").text())
			}
			l.parameter("a trigger of "+row.get("code").text(), t.get("parameter"))
		}
	}
	for _, set := range l.top.get("x-readings").items() {
		l.readingPlace(set)
	}
	for _, p := range l.top.at("components", "schemas", "Request", "properties").entries() {
		for _, item := range p.value.get("x-placeholders").items() {
			l.parameter("a placeholder of "+p.key, item.get("beside"))
		}
	}
	for _, request := range l.top.get("x-requests").items() {
		for _, e := range request.get("args").entries() {
			if !isCommon(l.operation, e.key) {
				l.parameter("the printed request "+request.get("id").text(), keyNode(e))
			}
		}
		l.quietly(l.incomplete(request))
	}
}

// incomplete finds a printed request that is said to be complete and lacks what is
// required: it would be asked, and rightly refused.
func (l *linter) incomplete(request node) []Finding {
	if !request.get("complete").truth() {
		return nil
	}
	var out []Finding
	args := request.get("args")
	for i := range l.operation.Params {
		if p := &l.operation.Params[i]; p.Required && !args.get(p.Name).there() {
			out = append(out, Finding{args.location(), "incomplete-request", fmt.Sprintf(
				"the printed request %s is marked complete and lacks %s, which is required: say complete: false", request.get("id").text(), p.Name)})
		}
	}
	return out
}

// kinds finds fields that say nothing of what they hold, which any answer would
// satisfy.
func (l *linter) kinds() {
	l.operation.Response.Walk(func(f *contract.Field) {
		if slices.Contains(f.Kinds, "") {
			l.find("field-without-type", f.Location.Line, "the field %q has no type", f.Path)
		}
	})
}

// readingPlace checks where a reading set speaks, and that the readings of a
// kind are the kinds that the schema admits: a client of the schema would
// otherwise refuse an answer that the suite accepts.
func (l *linter) readingPlace(set node) {
	at, what := set.get("at"), "the reading set "+set.get("id").text()
	path, inAnswer := strings.CutPrefix(at.text()+"/", "response/")
	path = strings.TrimSuffix(path, "/")
	if !inAnswer {
		l.parameter(what, at)
		return
	}
	field, ok := l.operation.Response.Find(path)
	if !ok {
		l.field(what, "", node{file: at.file, root: at.root, yaml: scalar(path), line: at.line})
		return
	}
	if set.get("aspect").text() != string(contract.KindAspect) {
		return
	}
	for _, reading := range set.get("readings").items() {
		if value := reading.get("value"); !slices.Contains(field.Kinds, contract.Kind(value.text())) {
			l.find("reading-outside-schema", value.line, "%s reads %s as %s, but its schema admits %v", what, path, value.text(), field.Kinds)
		}
	}
}

// relations checks what each kind of relation needs, and where it points.
func (l *linter) relations() {
	for _, r := range l.top.get("x-relations").items() {
		what, kind := "the relation "+r.get("id").text(), contract.RelationKind(r.get("kind").text())
		for _, key := range wanted(kind) {
			if !r.get(key).there() {
				l.find("relation-incomplete", r.line, "%s is of kind %s and lacks %s", what, kind, key)
			}
		}
		l.parameter(what, r.get("parameter"))
		rows := r.get("rows")
		l.field(what, "", rows)
		switch field, ok := l.operation.Response.Find(rows.text()); {
		case !ok || !rows.there():
		case field.Items == nil:
			l.find("unknown-field", rows.line, "%s wants rows at %s, which is no list", what, rows.text())
		default:
			l.field(what, rows.text(), r.get("key"))
		}
		for _, field := range r.get("fields").items() {
			l.field(what, "", field)
		}
		switch kind {
		case contract.PointsWithin, contract.PointsAtMost:
			for _, part := range r.get("parts").items() {
				l.parameter(what, part)
			}
			var slack []node
			for _, e := range r.get("slack").entries() {
				slack = append(slack, keyNode(e))
			}
			l.values(what, r, slack)
		case contract.Ordered:
			for _, part := range r.get("parts").items() {
				l.parameter(what, part)
			}
		case contract.SumOfValues:
			l.values(what, r, append(r.get("parts").items(), r.get("whole")))
		case contract.SameAsAbsent:
			l.values(what, r, []node{r.get("whole")})
		}
	}
}

// values finds values of a relation that its parameter cannot take.
func (l *linter) values(what string, relation node, values []node) {
	p, ok := l.operation.Param(relation.get("parameter").text())
	if !ok {
		return
	}
	for _, v := range values {
		text := v.text()
		known := p.Enum == nil && p.Default == "" || slices.Contains(p.Enum, text) || text == p.Default || text == "" && p.Blank
		if v.there() && !known {
			l.find("unknown-value", v.line, "%s uses %q for %s, which does not take it", what, text, p.Name)
		}
	}
}

func scalar(text string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
}

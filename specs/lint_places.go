package specs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// places finds names of parameters and paths of fields that lead nowhere, in
// triggers, readings, placeholders and printed requests.
func (l *linter) places() {
	for _, row := range l.top.Get("x-errors").Items() {
		for _, t := range row.Get("triggers").Items() {
			if t.Get("when").Text() == string(contract.ServerSide) {
				continue
			}
			if !t.Get("parameter").There() {
				l.find("unknown-parameter", t.Location(), "a trigger of %s names no parameter", row.Get("code").Text())
			}
			l.parameter("a trigger of "+row.Get("code").Text(), t.Get("parameter"))
		}
	}
	for _, set := range l.top.Get("x-readings").Items() {
		l.readingPlace(set)
	}
	for _, p := range l.top.At("components", "schemas", "Request", "properties").Entries() {
		for _, item := range p.Value.Get("x-placeholders").Items() {
			l.parameter("a placeholder of "+p.Key, item.Get("beside"))
		}
	}
	for _, request := range l.top.Get("x-requests").Items() {
		for _, e := range request.Get("args").Entries() {
			if !isCommon(l.operation, e.Key) {
				l.parameter("the printed request "+request.Get("id").Text(), e.Name())
			}
		}
		l.quietly(l.incomplete(request))
	}
}

// incomplete finds a printed request that is said to be complete and lacks what is
// required: it would be asked, and rightly refused.
func (l *linter) incomplete(request document.Node) []Finding {
	if !request.Get("complete").True() {
		return nil
	}
	var out []Finding
	args := request.Get("args")
	for i := range l.operation.Params {
		if p := &l.operation.Params[i]; p.Required && !args.Get(p.Name).There() {
			out = append(out, Finding{args.Location(), "incomplete-request", fmt.Sprintf(
				"the printed request %s is marked complete and lacks %s, which is required: say complete: false", request.Get("id").Text(), p.Name)})
		}
	}
	return out
}

// kinds finds fields that say nothing of what they hold, which any answer would
// satisfy.
func (l *linter) kinds() {
	l.operation.Response.Walk(func(f *contract.Field) {
		if slices.Contains(f.Kinds(), "") {
			l.find("field-without-type", f.Origin(contract.Row).Location, "the field %q has no type", f.Path)
		}
	})
}

// readingPlace checks where a reading set speaks, and that the readings of a
// kind are the kinds that the schema admits: a client of the schema would
// otherwise refuse an answer that the suite accepts.
func (l *linter) readingPlace(set document.Node) {
	at, what := set.Get("at"), "the reading set "+set.Get("id").Text()
	path, inAnswer := strings.CutPrefix(at.Text()+"/", "response/")
	path = strings.TrimSuffix(path, "/")
	if !inAnswer {
		l.parameter(what, at)
		return
	}
	field, ok := l.operation.Response.Find(path)
	if !ok {
		l.field(what, "", document.Entry{Key: path, Value: at}.Name())
		return
	}
	if set.Get("aspect").Text() != string(contract.KindAspect) {
		return
	}
	for _, reading := range set.Get("readings").Items() {
		if value := reading.Get("value"); !slices.Contains(field.Kinds(), contract.Kind(value.Text())) {
			l.find("reading-outside-schema", value.Location(), "%s reads %s as %s, but its schema admits %v", what, path, value.Text(), field.Kinds())
		}
	}
}

// relations checks what each kind of relation needs, and where it points.
func (l *linter) relations() {
	for _, r := range l.top.Get("x-relations").Items() {
		what, kind := "the relation "+r.Get("id").Text(), contract.RelationKind(r.Get("kind").Text())
		p, _ := l.operation.Param(r.Get("parameter").Text())
		defaulted := kind == contract.SameAsAbsent && p != nil && p.Default != ""
		for _, key := range wanted(kind) {
			given := r.Get(key)
			if empty := given.Kind() == document.Sequence && len(given.Items()) == 0; empty || !given.There() && !(key == "whole" && defaulted) {
				l.find("relation-incomplete", r.Location(), "%s is of kind %s and lacks %s", what, kind, key)
			}
		}
		l.parameter(what, r.Get("parameter"))
		rows := r.Get("rows")
		l.field(what, "", rows)
		switch field, ok := l.operation.Response.Find(rows.Text()); {
		case !ok || !rows.There():
		case field.Items == nil:
			l.find("unknown-field", rows.Location(), "%s wants rows at %s, which is no list", what, rows.Text())
		default:
			l.field(what, rows.Text(), r.Get("key"))
		}
		for _, field := range r.Get("fields").Items() {
			l.field(what, "", field)
		}
		switch kind {
		case contract.PointsWithin, contract.PointsAtMost, contract.OfPoints:
			for _, part := range r.Get("parts").Items() {
				l.parameter(what, part)
			}
			var slack []document.Node
			for _, e := range r.Get("slack").Entries() {
				slack = append(slack, e.Name())
			}
			l.values(what, r, slack)
		case contract.Pages:
			check(l, "way to tell a page", r.Get("whole"), contract.PageWays())
			for _, part := range r.Get("parts").Items() {
				l.parameter(what, part)
			}
		case contract.Ordered:
			for _, part := range r.Get("parts").Items() {
				l.parameter(what, part)
			}
		case contract.SumOfValues:
			values := r.Get("parts").Items()
			if whole := r.Get("whole"); whole.Text() != "" { // without the parameter
				values = append(values, whole)
			}
			l.values(what, r, values)
		case contract.SameAsAbsent:
			if whole := r.Get("whole"); defaulted && whole.There() && whole.Text() != p.Default {
				l.find("default-twice", whole.Location(), "%s takes an absent %s for %q, whose default is %q: leave whole out, it follows", what, p.Name, whole.Text(), p.Default)
				continue
			}
			l.values(what, r, []document.Node{r.Get("whole")})
		}
	}
}

// values finds values of a relation that its parameter cannot take.
func (l *linter) values(what string, relation document.Node, values []document.Node) {
	l.valuesOf(what, relation.Get("parameter").Text(), values)
}

func (l *linter) valuesOf(what, parameter string, values []document.Node) {
	p, ok := l.operation.Param(parameter)
	if !ok {
		return
	}
	for _, v := range values {
		text := v.Text()
		known := p.Enum == nil && p.Default == "" || slices.Contains(p.Enum, text) || text == p.Default || text == "" && p.Blank
		if v.There() && !known {
			l.find("unknown-value", v.Location(), "%s uses %q for %s, which does not take it", what, text, p.Name)
		}
	}
}

package specs

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// soundness finds what keeps a file's parts from being a whole: names that lead
// nowhere, relations that lack what their kind needs, causes that no request can
// have. Cases are derived from nothing else; see Sound.
func (l *linter) soundness(operation *contract.Operation) {
	if l.operation = operation; operation == nil || !answerOf(l.top).There() {
		return
	}
	l.names()
	l.places()
	l.kinds()
	l.relations()
	l.rules()
	l.triggerCauses()
	l.relationPairs()
	l.numbers()
	l.carriersAndFormats()
}

// Sound tells whether cases can be derived from an operation that was read from
// a file, by its top. The error, one line for each thing, says file and line.
func Sound(top document.Node, operation *contract.Operation) error {
	l := &linter{file: top.Location().File, top: top}
	l.soundness(operation)
	failures := make([]error, len(l.findings))
	for i, f := range l.findings {
		failures[i] = &document.Error{Location: f.Location, Text: f.Text}
	}
	return errors.Join(failures...)
}

// triggerCauses finds triggers of error rows that no request can have: the parameter
// lacks what the request would break.
func (l *linter) triggerCauses() {
	for _, row := range l.top.Get("x-errors").Items() {
		for _, t := range row.Get("triggers").Items() {
			p, ok := l.operation.Param(t.Get("parameter").Text())
			if when := contract.When(t.Get("when").Text()); ok && p.Fixed() && (when == contract.Absent || when == contract.Empty) {
				l.find("trigger-without-limit", t.Location(), "the error row %s is triggered by %s %s, which stands in the path: a request always has it", row.Get("code").Text(), p.Name, when)
			}
			switch contract.When(t.Get("when").Text()) {
			case contract.Together, contract.Unaccompanied, contract.NoneOf:
				l.ruled(row, t)
			}
			if lacks := lacking(p, contract.When(t.Get("when").Text())); ok && lacks != "" {
				l.find("trigger-without-limit", t.Location(), "the error row %s is triggered by %s %s, which has no %s", row.Get("code").Text(), p.Name, t.Get("when").Text(), lacks)
			}
		}
	}
}

// lacking says what a parameter lacks, so that no request can have a cause; "" if nothing.
func lacking(p *contract.Param, when contract.When) string {
	switch {
	case p == nil:
		return ""
	case when == contract.Outside && len(p.Enum) == 0 && p.Limits == (contract.Limits{}):
		return "enum and no limit"
	case when == contract.OverLimit && p.MaxItems == 0:
		return "maxItems"
	case when == contract.Unknown && p.Fixture.Absent == "" && p.Fixture.Unknown == "":
		return "value that names nothing: x-fixture gives one as absent, and its key as unknown"
	case when == contract.Malformed && len(p.Fixture.Malformed) == 0 && p.Format == "":
		return "format, and no malformed values in its x-fixture"
	}
	return ""
}

// relationPairs finds relations between two things that do not name two, and ends of a
// period that are no parameters.
func (l *linter) relationPairs() {
	for _, r := range l.top.Get("x-relations").Items() {
		what := "the relation " + r.Get("id").Text()
		two := func(key string) {
			if list := r.Get(key); len(list.Items()) != 2 {
				l.find("relation-incomplete", list.Location(), "%s is between two, and %s names %d", what, key, len(list.Items()))
			}
		}
		switch kind := contract.RelationKind(r.Get("kind").Text()); kind {
		case contract.AtMost:
			two("fields")
		case contract.Ordered, contract.PointsWithin, contract.PointsAtMost, contract.OfPoints:
			two("parts")
		case contract.SplitPeriod, contract.SameForEach, contract.Ahead, contract.PastStands:
			if kind != contract.Ahead && kind != contract.PastStands || !r.Get("parameter").There() {
				two("parts")
			}
			for _, part := range r.Get("parts").Items() {
				l.parameter(what, part)
			}
		}
		if kind := r.Get("kind"); !kind.There() || kind.Text() == "" {
			l.find("relation-incomplete", r.Location(), "%s is of no kind", what)
		}
	}
}

// numbers finds limits that are no numbers of items, and enumerated values that are
// none of their kind.
func (l *linter) numbers() {
	for _, s := range askedSchemas(l.top) {
		p, ok := l.operation.Param(s.path)
		if !ok {
			continue
		}
		if s.site == contract.InItems && p.Items != nil {
			p = p.Items
		}
		if limit := s.node.Get("maxItems"); limit.There() && p.MaxItems < 1 {
			text := fmt.Sprintf("maxItems of %s is %q: a list holds one item or more", p.Path, limit.Text())
			l.quietly([]Finding{{limit.Location(), "keyword-value", text}}) // the table of keywords says more, where it was asked
		}
		odd := slices.ContainsFunc(s.node.Get("enum").Texts(), func(text string) bool { return !writtenAs(p.Kind, text) })
		if word, is := map[contract.Kind]string{contract.Integer: "whole number", contract.Number: "number", contract.Boolean: "boolean"}[p.Kind]; is && odd {
			l.find("value-of-another-type", s.node.Get("enum").Location(), "an enumerated value of %s is no %s", p.Path, word)
		}
	}
}

// writtenAs tells whether a text is a value of a kind.
func writtenAs(kind contract.Kind, text string) bool {
	switch kind {
	case contract.Integer:
		_, err := strconv.Atoi(text)
		return err == nil
	case contract.Number:
		_, err := strconv.ParseFloat(text, 64)
		return err == nil
	case contract.Boolean:
		return text == "true" || text == "false"
	}
	return true
}

// carriersAndFormats finds an operation that no request can reach, or no answer.
func (l *linter) carriersAndFormats() {
	for _, key := range []string{"carriers", "formats"} {
		if list := l.top.At("x-operation", key); len(list.Items()) == 0 {
			l.find("no-way", list.Location(), "x-operation lists no %s: nothing can be asked", key)
		}
	}
}

package specs

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
)

// field reads a schema of the answer and everything below it.
func (r *reader) field(n node, name, path string, required bool) contract.Field {
	if !n.there() || r.circular {
		return contract.Field{}
	}
	if r.depth++; r.depth > maxDepth {
		r.circular = true
		r.failed(n.fail("schemas nest deeper than %d: does one refer to itself?", maxDepth))
	}
	defer func() { r.depth-- }()
	f := contract.Field{
		Name: name, Path: path, Required: required, Format: n.get("format").text(),
		Unit: n.get("x-unit").text(), Example: n.get("example").text(), Origin: r.origin(n),
	}
	alternatives := n.get("oneOf").items()
	if alternatives == nil {
		alternatives = []node{n}
	}
	for _, alternative := range alternatives {
		f.Kinds = append(f.Kinds, contract.Kind(alternative.get("type").text()))
		f.NonNegative = f.NonNegative || alternative.get("minimum").text() == "0"
		f.Digits = f.Digits || alternative.get("pattern").text() == "^[0-9]+$"
	}
	names := n.get("required").texts()
	for _, property := range n.get("properties").entries() {
		below := property.key
		if path != "" {
			below = path + "/" + property.key
		}
		f.Members = append(f.Members, r.field(property.value, property.key, below, slices.Contains(names, property.key)))
	}
	if items := n.get("items"); items.there() {
		item := r.field(items, "", path, true)
		f.Items = &item
	}
	return f
}

func (r *reader) errors(o *contract.Operation, list node) {
	for _, item := range list.items() {
		r.need(item, "code", "triggers")
		row := contract.ErrorCode{
			Code: item.get("code").text(), Status: item.get("status").whole(),
			Message: item.get("message").text(), MessageStated: item.get("message").there(), Origin: r.origin(item),
		}
		if !row.MessageStated {
			row.Message = item.get("description").text()
		}
		for _, t := range item.get("triggers").items() {
			row.Triggers = append(row.Triggers, r.trigger(o, t))
		}
		o.Errors = append(o.Errors, row)
	}
}

func (r *reader) trigger(o *contract.Operation, n node) contract.Trigger {
	t := contract.Trigger{Parameter: n.get("parameter").text(), When: contract.When(n.get("when").text()), Level: r.level(n, contract.Must)}
	whens := []contract.When{contract.Absent, contract.Empty, contract.Unknown, contract.Malformed, contract.Outside, contract.OverLimit, contract.ServerSide}
	if !slices.Contains(whens, t.When) {
		r.failed(n.fail("trigger %q is none of %v", t.When, whens))
	}
	if _, known := o.Param(t.Parameter); !known && t.When != contract.ServerSide {
		r.failed(n.fail("trigger names %q, which is no parameter", t.Parameter))
	}
	return t
}

func (r *reader) readings(o *contract.Operation, list node) {
	for _, item := range list.items() {
		r.need(item, "id", "at", "aspect", "note", "readings")
		set := contract.ReadingSet{
			ID: item.get("id").text(), At: item.get("at").text(), Aspect: contract.Aspect(item.get("aspect").text()),
			Note: item.get("note").text(), Origin: r.origin(item),
		}
		for _, n := range item.get("readings").items() {
			r.need(n, "id", "value")
			set.Readings = append(set.Readings, contract.Reading{
				ID: n.get("id").text(), Value: n.get("value").text(), Clients: n.get("clients").text(),
				Level: r.level(n, contract.Must), Origin: r.origin(n),
			})
		}
		if len(set.Readings) < 2 {
			r.failed(item.fail("reading set %s has fewer than two readings", set.ID))
		}
		o.Readings = append(o.Readings, set)
	}
}

func (r *reader) relations(o *contract.Operation, list node) {
	for _, item := range list.items() {
		r.need(item, "id", "kind", "text")
		slack := map[string]int{}
		for _, e := range item.get("slack").entries() {
			slack[e.key] = e.value.whole()
		}
		o.Relations = append(o.Relations, contract.Relation{Slack: slack,
			ID: item.get("id").text(), Kind: contract.RelationKind(item.get("kind").text()), Text: item.get("text").text(),
			Level: r.level(item, contract.Should), Parameter: item.get("parameter").text(),
			Rows: item.get("rows").text(), Key: item.get("key").text(),
			Fields: item.get("fields").texts(), Parts: item.get("parts").texts(), Whole: item.get("whole").text(),
			Origin: r.origin(item),
		})
	}
}

package specs

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

func (r *reader) errors(o *contract.Operation, list document.Node) {
	for _, item := range list.Items() {
		r.need(item, "code", "triggers")
		row := contract.ErrorCode{
			Code: item.Get("code").Text(), Status: item.Get("status").Int(),
			Message: item.Get("message").Text(), MessageStated: item.Get("message").There(), Origin: r.origin(item),
		}
		if !row.MessageStated {
			row.Message = item.Get("description").Text()
		}
		for _, t := range item.Get("triggers").Items() {
			row.Triggers = append(row.Triggers, r.trigger(o, t))
		}
		o.Errors = append(o.Errors, row)
	}
}

func (r *reader) trigger(o *contract.Operation, n document.Node) contract.Trigger {
	t := contract.Trigger{Parameter: n.Get("parameter").Text(), When: contract.When(n.Get("when").Text()), Level: r.level(n, contract.Must), Reason: n.Get("reason").Text()}
	if !slices.Contains(whens(), string(t.When)) {
		r.failed(n.Fail("trigger %q is none of %v", t.When, whens()))
	}
	if _, known := o.Param(t.Parameter); !known && t.When != contract.ServerSide {
		r.failed(n.Fail("trigger names %q, which is no parameter", t.Parameter))
	}
	return t
}

func (r *reader) readings(o *contract.Operation, list document.Node) {
	for _, item := range list.Items() {
		r.need(item, "id", "at", "aspect", "note", "readings")
		set := contract.ReadingSet{
			ID: item.Get("id").Text(), At: item.Get("at").Text(), Aspect: contract.Aspect(item.Get("aspect").Text()),
			Note: item.Get("note").Text(), Origin: r.origin(item),
		}
		for _, n := range item.Get("readings").Items() {
			r.need(n, "id", "value")
			set.Readings = append(set.Readings, contract.Reading{
				ID: n.Get("id").Text(), Value: n.Get("value").Text(), Clients: n.Get("clients").Text(),
				Level: r.level(n, contract.Must), Origin: r.origin(n),
			})
		}
		if len(set.Readings) < 2 {
			r.failed(item.Fail("reading set %s has fewer than two readings", set.ID))
		}
		o.Readings = append(o.Readings, set)
	}
}

// comparedValue is the value that a relation compares with: what an absent parameter
// stands for is the parameter's to say, if it has a default.
func comparedValue(o *contract.Operation, relation document.Node) string {
	p, ok := o.Param(relation.Get("parameter").Text())
	if ok && p.Default != "" && relation.Get("kind").Text() == string(contract.SameAsAbsent) {
		return p.Default
	}
	return relation.Get("whole").Text()
}

func (r *reader) rules(o *contract.Operation, list document.Node) {
	for _, item := range list.Items() {
		r.need(item, "id", "kind", "parameters", "text")
		o.Rules = append(o.Rules, contract.Rule{
			ID: item.Get("id").Text(), Kind: contract.RuleKind(item.Get("kind").Text()), Parameters: item.Get("parameters").Texts(), Value: item.Get("value").Text(),
			Text: item.Get("text").Text(), Level: r.level(item, contract.Must), Origin: r.origin(item),
		})
	}
}

func (r *reader) relations(o *contract.Operation, list document.Node) {
	for _, item := range list.Items() {
		r.need(item, "id", "kind", "text")
		slack := map[string]int{}
		for _, e := range item.Get("slack").Entries() {
			slack[e.Key] = e.Value.Int()
		}
		o.Relations = append(o.Relations, contract.Relation{Slack: slack,
			ID: item.Get("id").Text(), Kind: contract.RelationKind(item.Get("kind").Text()), Text: item.Get("text").Text(),
			Level: r.level(item, contract.Should), Parameter: item.Get("parameter").Text(),
			Rows: item.Get("rows").Text(), Key: item.Get("key").Text(),
			Fields: item.Get("fields").Texts(), Parts: item.Get("parts").Texts(), Whole: comparedValue(o, item), Of: item.Get("of").Text(),
			Origin: r.origin(item),
		})
	}
}

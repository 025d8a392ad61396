package specs

import (
	"errors"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// operationOf reads an operation from the top of its file. Errors carry file and
// line, several joined.
func operationOf(top document.Node) (*contract.Operation, error) {
	r := reader{}
	operation := r.operation(top)
	return operation, errors.Join(r.failures...)
}

// reader collects what is wrong with a document, so that all of it is told.
type reader struct {
	failures []error
	// depth is how many schemas are open, and circular whether there were too
	// many: a schema that refers to itself would be read without end.
	depth    int
	circular bool
	// first is the number of a list's first item, where the protocol sends pairs.
	first int
}

// maxDepth is how deep schemas may nest.
const maxDepth = 16

func (r *reader) failed(err error) {
	if err != nil {
		r.failures = append(r.failures, err)
	}
}

func (r *reader) origin(n document.Node) contract.Origin {
	origin, err := originOf(n)
	r.failed(err)
	return origin
}

// need reports a key that must be there and is not.
func (r *reader) need(n document.Node, keys ...string) {
	for _, key := range keys {
		if !n.Get(key).There() {
			r.failed(n.Fail("%s is missing", key))
		}
	}
}

func (r *reader) level(n document.Node, usual contract.Level) contract.Level {
	if !n.Get("level").There() {
		return usual
	}
	level, err := contract.ParseLevel(n.Get("level").Text())
	if err != nil {
		r.failed(n.Fail("%s", err))
	}
	return level
}

func (r *reader) operation(top document.Node) *contract.Operation {
	x := top.Get("x-operation")
	if !x.There() {
		r.failed(top.Fail("x-operation is missing: the document names no operation"))
		return nil
	}
	r.need(x, "provider", "product", "protocol", "document", "revision", "carriers", "formats")
	r.need(top, "x-errors", "x-requests")
	o := &contract.Operation{
		Provider: x.Get("provider").Text(), Product: x.Get("product").Text(),
		Name: top.At("info", "title").Text(), Version: top.At("info", "version").Text(),
		Summary:  top.At("info", "description").Text(),
		Revision: x.Get("revision").Text(), Document: x.Get("document").Text(),
		Superseded: x.Get("superseded").True(), Host: x.Get("host").Text(),
		Origin: r.origin(x),
	}
	if protocol, known := protocolOf(x.Get("protocol").Text()); known {
		o.Protocol, r.first = protocol, protocol.ListsFrom()
	} else {
		r.failed(x.Get("protocol").Fail("protocol %q is not %s", x.Get("protocol").Text(), strings.Join(protocolNames(), " or ")))
	}
	r.carriage(o, x)
	r.params(o, top.At("components", "schemas", "Request"))
	r.route(o, x, top.Get("paths"))
	answer := top.At("components", "schemas", "Payload")
	if !answer.There() {
		answer = top.At("components", "schemas", "Response")
	}
	if !answer.There() {
		r.failed(top.Fail("components/schemas has neither Response nor Payload: the answer is not described"))
	}
	o.Response = r.schema(answer, spot{always: true})
	r.errors(o, top.Get("x-errors"))
	r.readings(o, top.Get("x-readings"))
	r.rules(o, top.Get("x-rules"))
	r.relations(o, top.Get("x-relations"))
	r.examples(o, top)
	r.remarks(o, top)
	return o
}

// carriage reads how the operation is carried: formats, carriers, envelope, effect,
// rate, and the table rows that are common parameters.
func (r *reader) carriage(o *contract.Operation, x document.Node) {
	for _, item := range x.Get("formats").Items() {
		o.Formats = append(o.Formats, contract.FormatFact{Format: contract.Format(item.Get("value").Text()), Origin: r.origin(item)})
	}
	for _, item := range x.Get("carriers").Items() {
		r.need(item, "id", "method", "place", "level")
		o.Carriers = append(o.Carriers, contract.Carrier{
			ID: item.Get("id").Text(), Method: item.Get("method").Text(), Place: contract.Place(item.Get("place").Text()),
			Level: r.level(item, contract.Should), Origin: r.origin(item),
		})
	}
	if envelope := x.Get("envelope"); envelope.There() {
		o.Envelope = contract.EnvelopeFact{Member: envelope.Get("value").Text(), Origin: r.origin(envelope)}
	}
	if root := x.Get("xml-root"); root.There() {
		o.Envelope = contract.EnvelopeFact{XMLRoot: root.Get("value").Text(), Origin: r.origin(root)}
	}
	for _, item := range x.Get("common").Items() {
		o.Common = append(o.Common, contract.CommonParam{
			Name: item.Get("name").Text(), Required: item.Get("required").True(), Value: item.Get("value").Text(), Origin: r.origin(item),
		})
	}
	if effect := x.Get("effect"); effect.There() {
		o.Effect = contract.EffectFact{
			Effect: contract.Effect(effect.Get("value").Text()), Parameter: effect.Get("parameter").Text(),
			Argument: effect.Get("argument").Text(), Repeatable: effect.Get("repeatable").True(), Origin: r.origin(effect),
		}
	}
	if rate := x.Get("rate"); rate.There() {
		o.Rate = &contract.Rate{PerSecond: rate.Get("per-second").Int(), Origin: r.origin(rate)}
	}
}

func (r *reader) remarks(o *contract.Operation, top document.Node) {
	for _, item := range top.Get("x-notes").Items() {
		r.need(item, "id", "text")
		note := contract.Note{ID: item.Get("id").Text(), Text: item.Get("text").Text(), Origin: r.origin(item)}
		if ask := item.Get("ask"); ask.There() {
			note.Ask = &contract.Ask{Action: ask.Get("action").Text(), Args: arguments(o, ask.Get("args"))}
		}
		o.Notes = append(o.Notes, note)
	}
	for _, item := range top.Get("x-uncited").Items() {
		r.need(item, "reason")
		o.Uncited = append(o.Uncited, contract.Uncited{Reason: item.Get("reason").Text(), Origin: r.origin(item)})
	}
	for _, item := range top.Get("x-questions").Items() {
		o.Questions = append(o.Questions, contract.Question{At: item.Get("at").Text(), Text: item.Get("text").Text()})
	}
}

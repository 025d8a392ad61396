package specs

import (
	"errors"

	"github.com/plumbline/plumbline/specs/contract"
)

// operationOf reads an operation from the top of its file. Errors carry file and
// line, several joined.
func operationOf(top node) (*contract.Operation, error) {
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
}

// maxDepth is how deep the schemas of an answer may nest.
const maxDepth = 16

func (r *reader) failed(err error) {
	if err != nil {
		r.failures = append(r.failures, err)
	}
}

func (r *reader) origin(n node) contract.Origin {
	origin, err := n.origin()
	r.failed(err)
	return origin
}

// need reports a key that must be there and is not.
func (r *reader) need(n node, keys ...string) {
	for _, key := range keys {
		if !n.get(key).there() {
			r.failed(n.fail("%s is missing", key))
		}
	}
}

func (r *reader) level(n node, usual contract.Level) contract.Level {
	if !n.get("level").there() {
		return usual
	}
	level, err := contract.ParseLevel(n.get("level").text())
	if err != nil {
		r.failed(n.fail("%s", err))
	}
	return level
}

func (r *reader) operation(top node) *contract.Operation {
	x := top.get("x-operation")
	if !x.there() {
		r.failed(top.fail("x-operation is missing: the document names no operation"))
		return nil
	}
	r.need(x, "provider", "product", "protocol", "document", "revision", "carriers", "formats")
	r.need(top, "x-errors", "x-requests")
	o := &contract.Operation{
		Provider: x.get("provider").text(), Product: x.get("product").text(),
		Name: top.at("info", "title").text(), Version: top.at("info", "version").text(),
		Summary:  top.at("info", "description").text(),
		Revision: x.get("revision").text(), Document: x.get("document").text(),
		Superseded: x.get("superseded").truth(), Host: x.get("host").text(),
		Origin: r.origin(x),
	}
	o.Protocol = contract.Protocol(x.get("protocol").text())
	if o.Protocol != contract.AlibabaRPC && o.Protocol != contract.TencentAPI3 {
		r.failed(x.get("protocol").fail("protocol %q is not %s or %s", o.Protocol, contract.AlibabaRPC, contract.TencentAPI3))
	}
	r.carriage(o, x)
	r.params(o, top.at("components", "schemas", "Request"))
	answer := top.at("components", "schemas", "Payload")
	if !answer.there() {
		answer = top.at("components", "schemas", "Response")
	}
	if !answer.there() {
		r.failed(top.fail("components/schemas has neither Response nor Payload: the answer is not described"))
	}
	o.Response = r.field(answer, "", "", true)
	r.errors(o, top.get("x-errors"))
	r.readings(o, top.get("x-readings"))
	r.relations(o, top.get("x-relations"))
	r.examples(o, top)
	r.remarks(o, top)
	return o
}

// carriage reads how the operation is carried: formats, carriers, envelope,
// rate, and the table rows that are common parameters.
func (r *reader) carriage(o *contract.Operation, x node) {
	for _, item := range x.get("formats").items() {
		o.Formats = append(o.Formats, contract.FormatFact{Format: contract.Format(item.get("value").text()), Origin: r.origin(item)})
	}
	for _, item := range x.get("carriers").items() {
		r.need(item, "id", "method", "place", "level")
		o.Carriers = append(o.Carriers, contract.Carrier{
			ID: item.get("id").text(), Method: item.get("method").text(), Place: contract.Place(item.get("place").text()),
			Level: r.level(item, contract.Should), Origin: r.origin(item),
		})
	}
	if envelope := x.get("envelope"); envelope.there() {
		o.Envelope = contract.EnvelopeFact{Member: envelope.get("value").text(), Origin: r.origin(envelope)}
	}
	if root := x.get("xml-root"); root.there() {
		o.Envelope = contract.EnvelopeFact{XMLRoot: root.get("value").text(), Origin: r.origin(root)}
	}
	for _, item := range x.get("common").items() {
		o.Common = append(o.Common, contract.CommonParam{
			Name: item.get("name").text(), Required: item.get("required").truth(), Value: item.get("value").text(), Origin: r.origin(item),
		})
	}
	if rate := x.get("rate"); rate.there() {
		o.Rate = &contract.Rate{PerSecond: rate.get("per-second").whole(), Origin: r.origin(rate)}
	}
}

func (r *reader) remarks(o *contract.Operation, top node) {
	for _, item := range top.get("x-notes").items() {
		r.need(item, "id", "text")
		note := contract.Note{ID: item.get("id").text(), Text: item.get("text").text(), Origin: r.origin(item)}
		if ask := item.get("ask"); ask.there() {
			note.Ask = &contract.Ask{Action: ask.get("action").text(), Args: arguments(o, ask.get("args"))}
		}
		o.Notes = append(o.Notes, note)
	}
	for _, item := range top.get("x-uncited").items() {
		r.need(item, "reason")
		o.Uncited = append(o.Uncited, contract.Uncited{Reason: item.get("reason").text(), Origin: r.origin(item)})
	}
}

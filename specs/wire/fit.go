package wire

import (
	"net/http"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// Fit tells how well a request fits an operation: 0 if it does not name it, else
// more with each thing that tells it from others of that name, of other products
// and protocols: what of its path is written out, the parameters, marks of the
// protocol, the version, the product.
func Fit(op *contract.Operation, r *Received) int {
	literal, ok := names(op, r)
	if !ok {
		return 0
	}
	points := 1 + min(literal, mostLiteral)
	for i, tells := range []bool{named(op, r), r.Protocol.Marked(r), r.Version == op.Version, r.Product == op.Product} {
		if tells {
			points += (mostLiteral + 2) << i
		}
	}
	return points
}

// mostLiteral is as many segments of a path as are told apart.
const mostLiteral = 30

// names tells whether a request names an operation: by its action, or by method and
// path, which an action beside them must not contradict.
func names(op *contract.Operation, r *Received) (literal int, ok bool) {
	if op.Protocol != contract.Protocol(r.Protocol) {
		return 0, false
	}
	if !op.Routed() {
		return 0, op.Name == r.Action
	}
	if _, served := op.By(r.Method); !served || r.Action != "" && r.Action != op.Name {
		return 0, false
	}
	_, literal, ok = op.Route(r.Path)
	return literal, ok
}

// named tells whether all that a request holds is called as the operation's parameters.
func named(op *contract.Operation, r *Received) bool {
	for _, arg := range r.ArgsFor(op) {
		if _, ok := op.Param(arg.Name); !ok {
			return false
		}
	}
	return true
}

// Find gives the operation that a request fits best, the first of several; nil if
// it names none.
func Find(operations []*contract.Operation, r *Received) *contract.Operation {
	var best *contract.Operation
	rank := 0
	for _, op := range operations {
		if points := Fit(op, r); points > rank {
			best, rank = op, points
		}
	}
	return best
}

// Recognise finds the operation that a request names, and reads the request by the
// protocol of that one: the one whose marks it bears, if several know the name. Where no
// operation is found it is read by a protocol that finds an action in it, if one does.
func Recognise(operations []*contract.Operation, request *http.Request, body []byte) (*contract.Operation, Received) {
	var best *contract.Operation
	var as Received
	rank := 0
	for _, protocol := range protocolsOf(operations) {
		received := protocol.Decode(request, body)
		op := Find(operations, &received)
		if op == nil {
			if best == nil && as.Action == "" {
				as = received
			}
			continue
		}
		if points := Fit(op, &received); points > rank {
			best, as, rank = op, received, points
		}
	}
	return best, as
}

// protocolsOf are the protocols of operations, each once.
func protocolsOf(operations []*contract.Operation) []Protocol {
	var out []Protocol
	for _, op := range operations {
		if protocol := ProtocolOf(op); !slices.Contains(out, protocol) {
			out = append(out, protocol)
		}
	}
	return out
}

// hostProduct is the first word of a host, which is a product's where the vendor
// serves each at a host of its own.
func hostProduct(host string) string {
	word, _, _ := strings.Cut(host, ".")
	return word
}

package wire

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// routed gives the arguments of a request whose operation its path names: those of the
// path, of headers, of the query and of the body, each where it belongs. What has
// another place is passed over, as a server does that looks in the right one.
func (r *Received) routed(op *contract.Operation) contract.Args {
	var pairs []sign.Pair
	values, _, _ := op.Route(r.Path)
	for _, v := range values {
		pairs = append(pairs, sign.Pair{Name: v.Name, Value: v.Value.Text})
	}
	for i := range op.Params {
		if p := &op.Params[i]; p.In == contract.InHeader && r.hasHeader(p.Name) {
			pairs = append(pairs, sign.Pair{Name: p.Name, Value: r.HeaderOf(p.Name)})
		}
	}
	carrier, _ := op.By(r.Method)
	args := Fold(op, pairs)
	for _, arg := range Fold(op, r.Own) {
		if p, _ := op.Param(arg.Name); p == nil || carrier.Of(p) == contract.InQuery {
			args = append(args, arg)
		}
	}
	for _, arg := range r.Args {
		if p, _ := op.Param(arg.Name); p == nil || carrier.Of(p) == contract.InJSON {
			args = append(args, arg)
		}
	}
	return args
}

// Settled is the request with its arguments read as an operation understands them, and
// no longer where they stood.
func (r Received) Settled(op *contract.Operation) Received {
	r.Args = r.ArgsFor(op)
	r.Own, r.Path = nil, ""
	return r
}

// hasHeader tells whether there is a header of a name, in any case, empty or not.
func (r *Received) hasHeader(name string) bool {
	for n := range r.Header {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}

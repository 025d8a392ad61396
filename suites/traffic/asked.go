package traffic

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// asked is the request in the words of the contract.
func asked(received wire.Received, op *contract.Operation) wire.Request {
	r := wire.Request{Operation: op}
	r.Args, _ = unfolded(received.ArgsFor(op), op)
	i := slices.IndexFunc(op.Carriers, func(c contract.Carrier) bool { return c.ID == received.Carrier })
	if i >= 0 {
		r.Carrier = op.Carriers[i]
	} else {
		r.Carrier = contract.Carrier{ID: received.Carrier, Method: received.Method, Place: contract.InQuery}
	}
	if _, broken := received.Problem(wire.BrokenJSON); broken {
		r.Body = new(string)
		*r.Body = "[a body that is no JSON object]"
	}
	switch received.Version {
	case op.Version:
	case "":
		r.Tamper.Without = "Version"
	default:
		r.Tamper.Version = received.Version
	}
	if format := contract.Format(strings.ToLower(received.Format)); op.HasFormat(format) && len(op.Formats) > 1 {
		r.Format = format
	}
	return r
}

// unfolded is a list as the items that were written where it is open which it has: one of
// which an item holds commas, which servers part items at whether a document says so or not,
// and one that is written twice, in two ways. disputed tells whether there is one.
func unfolded(args contract.Args, op *contract.Operation) (out contract.Args, disputed bool) {
	for _, arg := range args {
		p, ok := op.Param(arg.Name)
		commas := slices.ContainsFunc(arg.Value.Items, func(item contract.Value) bool { return strings.Contains(item.Text, ",") })
		if !ok || len(arg.Value.Items) == 0 || !commas && !writtenTwice(args, arg.Name) {
			out = append(out, arg)
			continue
		}
		disputed = true
		for i, item := range arg.Value.Items {
			out = append(out, contract.Arg{Name: p.Item(p.First + i), Value: item})
		}
	}
	return out, disputed
}

// writtenTwice tells whether a list, or items of it, are written beside the list once more.
func writtenTwice(args contract.Args, list string) bool {
	n := 0
	for _, arg := range args {
		if rest, ok := strings.CutPrefix(arg.Name, list); ok && (rest == "" || strings.IndexAny(rest, ".[") == 0) {
			n++
		}
	}
	return n > 1
}

// formatUnsaid tells whether a request leaves the format to a server that has several:
// then any of them is what was asked for.
func formatUnsaid(received wire.Received, op *contract.Operation) bool {
	return len(op.Formats) > 1 && !op.HasFormat(contract.Format(strings.ToLower(received.Format)))
}

// formatOf is the format that an answer seems to have.
func formatOf(body []byte) contract.Format {
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
		return contract.XML
	}
	return contract.JSON
}

// sent is the request as it may be shown: written anew from what it asks, without
// whatever else it carried.
func sent(r wire.Request, u *url.URL) wire.Sent {
	request, err := wire.Encode(r, wire.Endpoint{URL: u.Scheme + "://" + u.Host, Scheme: sign.None}, wire.Stamp{})
	if err != nil {
		return wire.Sent{Method: r.Carrier.Method, Header: http.Header{}}
	}
	return wire.NewRedactor().Sent(request)
}

package specs

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/wire"
)

// route reads where a protocol that knows operations by method and path has this one:
// the one path of the file, and which parameters stand in it, in headers and in the
// query. Elsewhere paths are for other tools, and say nothing of the kind.
func (r *reader) route(o *contract.Operation, x, paths document.Node) {
	if o.Protocol == nil {
		return
	}
	protocol, name := wire.ProtocolOf(o), x.Get("protocol").Text()
	methods := []string{"GET", "POST"}
	if protocol.Routed() {
		methods = append(methods, "PUT", "DELETE", "PATCH")
	}
	for _, item := range x.Get("carriers").Items() {
		if method := item.Get("method"); method.There() && !slices.Contains(methods, method.Text()) {
			r.failed(method.Fail("the protocol %s is asked by %s, not by %s", name, strings.Join(methods, ", "), method.Text()))
		}
	}
	all := paths.Entries()
	switch {
	case !protocol.Routed():
		r.pathless(name, all)
	case len(all) != 1:
		r.failed(paths.Fail("paths has %d addresses: the protocol %s knows an operation by one, write that and nothing else", len(all), name))
	default:
		r.routed(o, x, all[0])
	}
}

// pathless refuses what a protocol that spells its actions out cannot have: a parameter
// in the path.
func (r *reader) pathless(protocol string, paths []document.Entry) {
	for _, path := range paths {
		if strings.Contains(path.Key, "{") {
			r.failed(path.Name().Fail("the path %s has a parameter in it, and the protocol %s has none there: is the operation one of %s?", path.Key, protocol, strings.Join(routedNames(), ", ")))
		}
	}
}

// routed reads the path, and under each method that a carrier has the places of the
// parameters. A method's own come before those of the path.
func (r *reader) routed(o *contract.Operation, x document.Node, path document.Entry) {
	o.Path = path.Key
	if !strings.HasPrefix(o.Path, "/") {
		r.failed(path.Name().Fail("the path %q does not begin with /", o.Path))
	}
	for _, item := range x.Get("carriers").Items() {
		place, method := contract.Place(item.Get("place").Text()), item.Get("method").Text()
		if !slices.Contains(routedPlaces(), place) {
			r.failed(item.Get("place").Fail("the place %q of carrier %s is none of this protocol's: what has no place of its own stands in the query or in a JSON body", place, item.Get("id").Text()))
		}
		if strings.ToLower(method) != item.Get("id").Text() {
			r.failed(item.Get("id").Fail("the carrier %q is called as its method is, %s", item.Get("id").Text(), strings.ToLower(method)))
		}
		operation := path.Value.Get(strings.ToLower(method))
		if !operation.There() {
			r.failed(path.Name().Fail("the path %s has no %s, by which carrier %s asks", o.Path, strings.ToLower(method), item.Get("id").Text()))
			continue
		}
		for _, p := range slices.Concat(path.Value.Get("parameters").Items(), operation.Get("parameters").Items()) {
			r.stands(o, p)
		}
	}
	r.segments(o, path.Name())
}

// routedPlaces are those that carriers of such protocols have.
func routedPlaces() []contract.Place { return []contract.Place{contract.InQuery, contract.InJSON} }

// placesOfParameters are those that no carrier has.
func placesOfParameters() []contract.Place {
	return []contract.Place{contract.InPath, contract.InHeader}
}

// stands gives a parameter its own place. A header of the protocol's, which no schema
// of the request has, is for other tools.
func (r *reader) stands(o *contract.Operation, n document.Node) {
	name, place := n.Get("name").Text(), contract.Place(n.Get("in").Text())
	i := slices.IndexFunc(o.Params, func(p contract.Param) bool { return p.Name == name })
	switch {
	case place == contract.InHeader && i < 0:
		return
	case place != contract.InQuery && !slices.Contains(placesOfParameters(), place):
		r.failed(n.Get("in").Fail("the parameter %s stands in %q: known are path, header and query", name, place))
		return
	case i < 0:
		r.failed(n.Get("name").Fail("the parameter %s of the path is no property of components/schemas/Request, which says what is asked of it", name))
		return
	}
	p := &o.Params[i]
	if place != contract.InQuery && (p.Kind == contract.List || p.Kind == contract.Object) {
		r.failed(n.Get("in").Fail("the parameter %s is of type %s: what stands in the %s is a single value", name, p.Kind, place))
	}
	if place == contract.InPath && !p.Required {
		r.failed(n.Get("in").Fail("the parameter %s stands in the path and is not required: name it in required of components/schemas/Request", name))
	}
	p.Walk(func(below *contract.Param) { below.In = place })
}

// segments holds the template against the parameters that stand in it.
func (r *reader) segments(o *contract.Operation, at document.Node) {
	named := map[string]bool{}
	for _, segment := range strings.Split(o.Path, "/") {
		name, placed := contract.PathParameter(segment)
		if !placed {
			if strings.ContainsAny(segment, "{}") {
				r.failed(at.Fail("the segment %q of the path is neither written out nor one parameter", segment))
			}
			continue
		}
		named[name] = true
		if p, ok := o.Param(name); !ok || p.In != contract.InPath {
			r.failed(at.Fail("{%s} of the path is no parameter that stands in it: list it under parameters, with in: path", name))
		}
	}
	for i := range o.Params {
		if p := &o.Params[i]; p.In == contract.InPath && !named[p.Name] {
			r.failed(at.Fail("the parameter %s stands in the path, and the path %s has no {%s}", p.Name, o.Path, p.Name))
		}
	}
}

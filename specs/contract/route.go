package contract

import (
	"net/url"
	"slices"
	"strings"
)

// Routed tells whether the operation is named by the method and the path of a
// request, and not by an action that the request spells out.
func (o *Operation) Routed() bool { return o.Path != "" }

// Of is where a carrier puts a parameter, or what stands below one: its own place, if
// it has one, or else the carrier's. A nil parameter, of no operation, has none.
func (c Carrier) Of(p *Param) Place {
	if p != nil && p.In != "" {
		return p.In
	}
	return c.Place
}

// Beside tells whether another parameter of an operation stands where a parameter does, so
// that they have an order. A path has one of its own.
func (c Carrier) Beside(o *Operation, p *Param) bool {
	return !p.Fixed() && slices.ContainsFunc(o.Params, func(other Param) bool { return other.Name != p.Name && c.Of(&other) == c.Of(p) })
}

// Fixed tells whether a place is in every request: a path has all its parameters, none of
// them empty.
func (s *Schema) Fixed() bool { return s.In == InPath }

// Kinded tells whether values of a place have kinds where some carrier puts them.
func (o *Operation) Kinded(p *Param) bool {
	return slices.ContainsFunc(o.Carriers, func(c Carrier) bool { return c.Of(p) == InJSON })
}

// By finds the first carrier of a method.
func (o *Operation) By(method string) (Carrier, bool) {
	for _, c := range o.Carriers {
		if c.Method == method {
			return c, true
		}
	}
	return Carrier{}, false
}

// Route reads a path as it was sent, escapes and all, by the operation's template. The
// values are those of its parameters, literal counts the segments that are written out.
// It is not ok where the path is another's; an empty segment is no value.
func (o *Operation) Route(path string) (values Args, literal int, ok bool) {
	want, got := strings.Split(o.Path, "/"), strings.Split(path, "/")
	if !o.Routed() || len(want) != len(got) {
		return nil, 0, false
	}
	for i, segment := range want {
		text, err := url.PathUnescape(got[i])
		if err != nil {
			return nil, 0, false
		}
		switch name, placed := PathParameter(segment); {
		case placed && text == "", !placed && text != segment:
			return nil, 0, false
		case placed:
			values = append(values, Arg{Name: name, Value: Text(text)})
		default:
			literal++
		}
	}
	return values, literal, true
}

// Routes fills the template in, each value escaped, whatever it holds. A parameter that
// is not among the arguments leaves an empty segment.
func (o *Operation) Routes(args Args) string {
	segments := strings.Split(o.Path, "/")
	for i, segment := range segments {
		if name, placed := PathParameter(segment); placed {
			v, _ := args.Get(name)
			segments[i] = strings.ReplaceAll(url.QueryEscape(v.Text), "+", "%20")
		}
	}
	return strings.Join(segments, "/")
}

// PathParameter gives the name of the parameter that a segment of a template stands
// for: "{ClusterId}".
func PathParameter(segment string) (name string, ok bool) {
	name, opened := strings.CutPrefix(segment, "{")
	name, closed := strings.CutSuffix(name, "}")
	return name, opened && closed && name != ""
}

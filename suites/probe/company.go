package probe

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// class is a way in which a dimension can stand in a request.
type class struct {
	word string // "AccessRegion-AP"; "" for what the plain request has
	args contract.Args
}

// names are those of the parameters that it is about.
func (c class) names() []string {
	var out []string
	for _, arg := range c.args {
		out = append(out, arg.Name)
	}
	return out
}

// dimension is one thing in which legal requests differ: an optional parameter,
// one with several values, or two parameters of which one speaks for the other.
type dimension struct {
	parameters []*contract.Param
	classes    []class
}

// several is how many items a list without a documented limit has in company.
const several = 12

// company asks legal requests in which optional parameters and values stand
// together: every pair of them, by every carrier and in every format. A server
// that refuses two things only together refuses a request that no other family
// sends.
func company(a *Asker) []Case {
	var out []Case
	for turn, w := range a.ways() {
		dimensions := a.dimensions(w)
		inOrder(dimensions)
		sizes := make([]int, len(dimensions))
		for i, d := range dimensions {
			sizes[i] = len(d.classes)
		}
		for _, row := range cover(sizes, turn, a.allowed(dimensions)) {
			out = append(out, a.together(dimensions, row, w))
		}
	}
	if w := a.printed(); len(a.dimensions(w)) > 0 {
		c := a.one(a.requirement("company"), "all-with-last-values", a.op.Origin, a.request(w, a.last()), want.Accepted{}, "What is allowed alone is allowed together: every parameter, with the last of its values.")
		out = append(out, a.anchored(c, w))
	}
	return out
}

// allowed tells which two classes of two dimensions may stand in one request: those that
// no rule between parameters keeps apart.
func (a *Asker) allowed(dimensions []dimension) func(f, i, g, j int) bool {
	if len(a.op.Rules) == 0 {
		return func(f, i, g, j int) bool { return true }
	}
	return func(f, i, g, j int) bool {
		one, other := dimensions[f].classes[i], dimensions[g].classes[j]
		_, ok := a.op.Ruled(a.needed().Merged(one.args).Merged(other.args), append(one.names(), other.names()...), nil, a.sample)
		return ok
	}
}

// inOrder puts dimensions and classes into an order of their own, so that the
// rows depend on what there is and not on where a document writes it.
func inOrder(dimensions []dimension) {
	slices.SortFunc(dimensions, func(x, y dimension) int { return strings.Compare(x.parameters[0].Name, y.parameters[0].Name) })
	for _, d := range dimensions {
		slices.SortFunc(d.classes, func(x, y class) int { return strings.Compare(x.word, y.word) })
	}
}

// together makes the case of one row.
func (a *Asker) together(dimensions []dimension, row []int, w way) Case {
	args, words, names, origin := a.needed(), []string{}, []string{}, contract.Origin{}
	for i, d := range dimensions {
		c := d.classes[row[i]]
		if c.word == "" {
			continue
		}
		words = append(words, c.word)
		args, names = args.Merged(c.args), append(names, c.names()...)
		for _, p := range d.parameters {
			if _, sent := c.args.Get(p.Name); sent {
				origin = joined(origin, p.Origin(contract.Row))
			}
		}
	}
	if len(words) == 0 {
		words, origin = []string{"nothing"}, w.carrier.Origin
	}
	if !origin.Sources.Stated() {
		origin = a.op.Origin
	}
	c := a.one(a.requirement("company"), strings.Join(words, ".")+w.suffix, origin, a.request(w, a.ruled(args, names...)), want.Accepted{},
		"What is allowed alone is allowed together: %s.", strings.Join(words, ", "))
	return a.anchored(c, w)
}

// joined gives an origin with the sources of another one too.
func joined(o, other contract.Origin) contract.Origin {
	if o.Location.File == "" {
		o.Location = other.Location
	}
	for _, s := range other.Sources {
		if !slices.Contains(o.Sources, s) {
			o.Sources = append(slices.Clone(o.Sources), s)
		}
	}
	return o
}

// dimensions lists in what legal requests of the operation differ, if they are
// sent a way. Parameters about which the documents disagree whether they are
// required stay as they are.
func (a *Asker) dimensions(w way) []dimension {
	var out []dimension
	spoken := map[string]bool{}
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if len(p.Placeholders) == 0 {
			continue
		}
		d := a.speaking(p, w)
		for _, q := range d.parameters {
			spoken[q.Name] = true
		}
		out = append(out, d)
	}
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if a.op.Disputed(p.Name) || spoken[p.Name] {
			continue
		}
		if d := (dimension{[]*contract.Param{p}, a.classes(p)}); len(d.classes) > 1 {
			out = append(out, d)
		}
	}
	return out
}

// speaking is the dimension of a parameter and those that can speak in its
// stead: alone, and each of the others beside each placeholder. The empty string
// stands for one in JSON only, since SDKs drop it from a form.
func (a *Asker) speaking(p *contract.Param, w way) dimension {
	d := dimension{[]*contract.Param{p}, []class{{}}}
	for _, placeholder := range p.Placeholders {
		beside, ok := a.op.Param(placeholder.Beside)
		if !ok || placeholder.Alone(p) || placeholder.Value == "" && w.carrier.Of(p) != contract.InJSON {
			continue
		}
		if !slices.Contains(d.parameters, beside) {
			d.parameters = append(d.parameters, beside)
		}
		for _, c := range a.classes(beside) {
			if known := a.known(beside); beside.Kind == contract.List && len(known) > 1 && strings.HasSuffix(c.word, "-one") {
				c.args = contract.Args{{Name: beside.Name, Value: beside.Listing(known[1:2])}} // not the one that the plain request names
			}
			if c.word != "" {
				c.word += "-for-" + p.Name + "-" + valueInID(placeholder.Value)
				c.args = append(contract.Args{{Name: p.Name, Value: contract.Value{Kind: p.Kind, Text: placeholder.Value}}}, c.args...)
				d.classes = append(d.classes, c)
			}
		}
	}
	return d
}

// classes are the ways a parameter can stand in a request by itself: as in the
// plain one, absent if that is another, with each enumerated value, or a list of
// one item, of some and of as many as there may be. An account with fewer names
// has shorter lists and not fewer classes: which cases there are does not depend
// on it.
func (a *Asker) classes(p *contract.Param) []class {
	with := func(word string, v contract.Value) class { return classOf(p, word, v) }
	var out []class
	switch {
	case len(p.Enum) > 0:
		for _, value := range allowed(p) {
			out = append(out, with(valueInID(value), contract.Value{Kind: p.Kind, Text: value}))
		}
	case p.Kind == contract.List:
		known := a.known(p)
		for _, size := range []struct {
			word string
			n    int
		}{{"one", fewest(p)}, {"some", max(2, fewest(p))}, {"many", cmp.Or(p.MaxItems, several)}} {
			if items := known[:min(len(known), size.n)]; len(items) > 0 && len(items) >= fewest(p) && !(size.word == "one" && p.Required) {
				out = append(out, with(size.word, p.Listing(items)))
			}
		}
		if len(known) == 0 {
			out = a.filled(p)
		}
	case p.Kind == contract.Object:
		out = a.filled(p)
	case p.Format == monthFormat:
		out = append(out, with("past", a.sample(p)), with("current", contract.Text(a.now().Format("200601"))))
	case !p.Required:
		out = append(out, with("present", a.sample(p)))
	}
	if len(p.Enum) == 0 || !p.Required {
		out = append([]class{{}}, out...)
	}
	return out
}

func classOf(p *contract.Param, word string, v contract.Value) class {
	return class{p.Name + "-" + word, contract.Args{{Name: p.Name, Value: v}}}
}

// filled are the ways in which something that is made of others stands in a request: with
// as little in it as there may be, which a required one has in the plain request, and with
// all.
func (a *Asker) filled(p *contract.Param) []class {
	var out []class
	least, whole := a.sample(p), a.whole(p)
	if !p.Required {
		out = append(out, classOf(p, "present", least))
	}
	if whole.String() != least.String() {
		out = append(out, classOf(p, "whole", whole))
	}
	return out
}

package observe

import (
	"fmt"
	"maps"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/record"
)

// limit finds where the limit of a list really is: by the answers to lists of
// any length, those that were asked for to measure it among them.
func (e *evidence) limit(p *contract.Param) {
	cases := e.askedAbout("%s/maxItems", p.Name)
	if p.Kind != contract.List || !fail(cases) {
		return
	}
	lengths := e.lengths(p, cases)
	var lows, highs []int
	for _, way := range slices.Sorted(maps.Keys(lengths)) {
		low, high := bounds(lengths[way])
		if low == 0 {
			delete(lengths, way) // no list is accepted this way, whatever its length
			continue
		}
		lows, highs = append(lows, low), append(highs, high)
	}
	if len(lows) == 0 {
		return
	}
	low, high := slices.Max(lows), slices.Min(highs)
	agreed := slices.Min(lows) == low && slices.Max(highs) == high
	var shows recordedAnswer
	for _, way := range slices.Sorted(maps.Keys(lengths)) {
		if s, ok := lengths[way][low]; ok && low > p.MaxItems {
			shows = s
		} else if s, ok := lengths[way][high]; ok && low <= p.MaxItems {
			shows = s
		}
	}
	if d := e.limited(p, low, high, shows); d != nil {
		if !agreed {
			d.Text += ", not by every way of asking"
			d.left("the limit differs from one way of asking to another")
		}
		d.Seen, d.Of = len(lengths), len(lengths)
		for _, a := range e.askedAbout("%s/encoding", p.Name) {
			if a.fails() {
				cases = append(cases, a)
			}
		}
		d.explains(cases...)
	}
}

// neverRefused stands for a number of items that was never refused.
const neverRefused = 1 << 30

// bounds gives the longest list that was accepted and the shortest that was
// refused above it.
func bounds(lengths map[int]recordedAnswer) (low, high int) {
	high = neverRefused
	for n, s := range lengths {
		if s.ok() {
			low = max(low, n)
		}
	}
	for n, s := range lengths {
		if s.refused() && n > low {
			high = min(high, n)
		}
	}
	return low, high
}

// limited notes what the bounds say.
func (e *evidence) limited(p *contract.Param, low, high int, s recordedAnswer) *Difference {
	documented, old := "no limit", side("", p.Origin(contract.MaxItems))
	if p.MaxItems > 0 {
		documented = fmt.Sprint(p.MaxItems)
		old = side(documented, p.Origin(contract.MaxItems))
	}
	kind, observed, text := "", fmt.Sprint(low), fmt.Sprintf("%s takes %s, the documents say %s", p.Name, count(low, "item"), documented)
	switch {
	case p.MaxItems > 0 && low > p.MaxItems && high == neverRefused:
		kind, observed = "request/maxItems/dropped", ""
		text = fmt.Sprintf("%s takes any number of items, %d were sent; the documents say %s", p.Name, low, documented)
	case p.MaxItems > 0 && low > p.MaxItems:
		kind = "request/maxItems/raised"
	case p.MaxItems > 0 && high <= p.MaxItems:
		kind = "request/maxItems/lowered"
	case p.MaxItems == 0 && high < neverRefused:
		kind = "request/maxItems/introduced"
	default:
		return nil
	}
	exact := high == low+1
	if !exact && observed != "" {
		observed = fmt.Sprintf("%d to %d", low, high-1)
		text = fmt.Sprintf("%s takes %s and refuses %d, the documents say %s", p.Name, count(low, "item"), high, documented)
	}
	d := e.note(kind, p.Name, old, observed, s, "%s", text)
	path := []string{"components", "schemas", "Request", "properties", p.Name, "maxItems"}
	if observed == "" {
		return d.mended(func(doc document.Node) error { return doc.Drop(path...) })
	}
	if !exact {
		return d.left("the limit was not measured to the item")
	}
	return d.mended(func(doc document.Node) error { return doc.Put(low, path...) })
}

// lengths gives, by way of asking, the answers to lists of each length.
func (e *evidence) lengths(p *contract.Param, cases []*askedCase) map[string]map[int]recordedAnswer {
	out := map[string]map[int]recordedAnswer{}
	add := func(s recordedAnswer, n int) {
		way := s.request().Carrier.ID + " " + string(s.request().Format)
		if out[way] == nil {
			out[way] = map[int]recordedAnswer{}
		}
		if _, there := out[way][n]; !there {
			out[way][n] = s
		}
	}
	byAsks := map[string]string{}
	for id, x := range e.past.Exchanges {
		if old, there := byAsks[x.Asks]; x.Asks != "" && (!there || record.ByNumber(id, old) < 0) {
			byAsks[x.Asks] = id
		}
	}
	for _, a := range cases {
		own := slices.Clone(a.answers)
		if a.anchor != nil {
			own = append(own, *a.anchor)
		}
		for _, s := range own {
			if value, ok := s.request().Args.Get(p.Name); ok && value.Kind == contract.List {
				add(s, len(value.Items))
			}
		}
		if a.Measure == nil || !a.fails() {
			continue
		}
		for n := 1; n <= len(a.Measure.Items); n++ {
			r := a.Requests[0].Altered(func(r *wire.Request) { r.Args = r.Args.With(p.Name, contract.Texts(a.Measure.Items[:n])) })
			if id, ok := byAsks[r.Digest()]; ok {
				if s, err := e.readAnswer(id, r); err == nil && s.Answer != nil {
					add(s, n)
				}
			}
		}
	}
	return out
}

// Package pairs is a table of changes: small specs in pairs, the two sides of
// which differ by one change that the table knows. It needs no code of package
// revision, whose tests hold what is found against it; suites/revisions asks
// emulators of both sides.
package pairs

import (
	"fmt"
	"slices"
	"strings"
)

// Pair is one change.
type Pair struct {
	// Kind is what the change is called; the way back is the kind's mirror.
	Kind string
	// Weights and At are those of the change and of the way back: whom it
	// concerns, "breaks callers", and what it is about.
	Weights, At [2]string
	Base        string   // the spec that it is made in, for Base
	Paths       []string // where the sides differ; the change's own place first
	Swapped     string   // path of a list whose items change places
	Unclean     string   // why a side does not lint, "" if both do
	Old, New    Side

	row row
}

// Side is one side of a pair.
type Side struct {
	Text  []byte
	There bool   // whether this side has the fact
	Line  int    // where it stands, or what would hold it
	Cites string // the document lines behind it
}

// String names the pair: "request/maxItems/raised Names".
func (p *Pair) String() string { return p.Kind + " " + p.At[0] }

// All gives every pair of the table, in its order. An error is one of the table.
func All() ([]Pair, error) {
	rows, err := rows()
	if err != nil {
		return nil, err
	}
	bases := map[string]Spec{}
	var out []Pair
	for _, r := range rows {
		if _, known := bases[r.In]; !known {
			if bases[r.In], err = Base(r.In); err != nil {
				return nil, err
			}
		}
		p := Pair{Kind: r.Kind, Weights: r.Weight, At: r.At, Base: r.In, Swapped: r.Swap, Unclean: r.Unclean, row: r}
		for _, place := range r.Places {
			p.Paths = append(p.Paths, place.Path)
		}
		for side, made := range []*Side{&p.Old, &p.New} {
			if *made, err = p.side(Spec{Copy(bases[r.In].Node)}, side == 1); err != nil {
				return nil, fmt.Errorf("%s: %w", &p, err)
			}
		}
		out = append(out, p)
	}
	return out, nil
}

// side makes one side in a base, and finds the fact in the text of it.
func (p *Pair) side(in Spec, isNew bool) (Side, error) {
	if err := p.Make(in, isNew); err != nil {
		return Side{}, err
	}
	text, err := in.Text()
	if err != nil {
		return Side{}, err
	}
	read, err := Parse(text)
	if err != nil {
		return Side{}, err
	}
	out := p.row.find(read, isNew)
	out.Text = text
	return out, nil
}

// Make makes one side of the change in a spec, which may have others in it.
// Values of whole lists come before their items. It errs where a place has
// nothing around it to stand in.
func (p *Pair) Make(in Spec, isNew bool) error {
	places := slices.Clone(p.row.Places)
	slices.SortStableFunc(places, func(a, b spot) int { return strings.Count(a.Path, "/") - strings.Count(b.Path, "/") })
	for _, place := range places {
		var err error
		switch {
		case place.To != "" && isNew:
			err = in.rekey(place.Path, place.To)
		case place.To != "":
		case isNew:
			err = in.Put(place.Path, Copy(place.New.Node))
		default:
			err = in.Put(place.Path, Copy(place.Old.Node))
		}
		if err != nil {
			return err
		}
	}
	if p.Swapped != "" && isNew {
		nodes, _, _ := in.Walk(p.Swapped)
		slices.Reverse(nodes[len(nodes)-1].Content)
	}
	return nil
}

// find finds a side's fact in its file.
func (r *row) find(in Spec, isNew bool) Side {
	at, to := r.Swap+"/0", ""
	if len(r.Places) > 0 {
		at, to = r.Places[0].Path, r.Places[0].To
	}
	if to != "" && isNew {
		at = at[:strings.LastIndex(at, "/")+1] + to
	}
	for _, place := range r.Places {
		if _, _, there := in.Walk(place.Path); there && r.EitherPlace {
			at = place.Path
			break
		}
	}
	_, _, there := in.Walk(at)
	if r.Line != "" {
		at = r.Line
	}
	if below := map[bool]string{false: r.LineOld, true: r.LineNew}[isNew]; below != "" {
		at += "/" + below
	}
	_, line, _ := in.Walk(at)
	cites := in.cites(at)
	if r.Cites != "" {
		cites = in.cites(r.Cites + "/required")
	}
	return Side{There: there || r.There == "both", Line: line, Cites: cites}
}

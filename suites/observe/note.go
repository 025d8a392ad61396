package observe

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/revision"
)

// side is the documented side of a difference.
func side(value string, origin contract.Origin) revision.Side {
	return revision.Side{Value: value, There: value != "", Origin: origin}
}

// note adds a difference: the sentence is about what s shows.
func (e *evidence) note(kind, at string, old revision.Side, observed string, s recordedAnswer, text string, args ...any) *Difference {
	k, known := e.kinds[kind]
	if !known {
		panic("no kind of change is called " + kind)
	}
	d := Difference{Exchange: s.id}
	d.Kind, d.Weight, d.Operation, d.At, d.Old = k.ID, k.Weight, e.op.Key(), at, old
	d.Text = fmt.Sprintf(text, args...)
	d.New = revision.Side{Value: observed, There: observed != ""}
	d.New.Location = contract.Location{File: e.file, Line: e.past.Lines[s.id]}
	e.found = append(e.found, d)
	return &e.found[len(e.found)-1]
}

// seenIn says how many answers show the difference; where not all do, the text says
// so and no overlay does: documents have no word for now and then.
func (d *Difference) seenIn(seen, all int) *Difference {
	d.Seen, d.Of = seen, all
	if seen < all {
		d.Text += fmt.Sprintf(" (in %d of %d answers)", seen, all)
		d.Left = fmt.Sprintf("it shows in %d of %d answers, and a document can only say always", seen, all)
	}
	return d
}

// sometimes is of for what is true if it shows once.
func (d *Difference) sometimes(seen, all int) *Difference {
	left := d.Left
	d.seenIn(seen, all).Left = left
	return d
}

// explains notes which cases the difference explains.
func (d *Difference) explains(cases ...*askedCase) *Difference {
	for _, a := range cases {
		d.Cases = append(d.Cases, a.ID)
	}
	return d
}

// mended says how the documents are made to say the difference.
func (d *Difference) mended(mend func(document.Node) error) *Difference {
	d.mend = mend
	return d
}

// left says why an overlay cannot say the difference.
func (d *Difference) left(reason string) *Difference {
	d.Left = cmp.Or(d.Left, reason)
	return d
}

// noted tells whether there is a difference at a place.
func (e *evidence) noted(at string, kinds ...string) bool {
	return slices.ContainsFunc(e.found, func(d Difference) bool { return d.At == at && slices.Contains(kinds, d.Kind) })
}

// explained tells whether a difference explains a case.
func (e *evidence) explained(id string) bool {
	return slices.ContainsFunc(e.found, func(d Difference) bool { return slices.Contains(d.Cases, id) })
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

package run

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"

	"github.com/plumbline/plumbline/suites/want"
)

// Announced is how much a plan asks, which is said before anything is sent, and kept.
type Announced struct {
	Planned  int // cases
	Requests int // that they need, each once
	// Measuring is how many requests beside those are sent at most to measure limits: none
	// where each is at its documented place.
	Measuring int
	// Drawing is how many requests are drawn beside those; what is answered wrongly is then
	// asked ever more briefly.
	Drawing int

	ids listing
}

// Announced counts what the plan asks.
func (p Plan) Announced() Announced {
	var a Announced
	a.take(p)
	return a
}

// take counts a further part.
func (a *Announced) take(p Plan) {
	a.Planned += len(p.Cases)
	a.Requests += len(p.Requests)
	for _, c := range p.Cases {
		a.ids.add(written(c.ID))
		if c.Measure != nil && c.Skip == "" {
			a.Measuring += mostSteps(c.Measure)
		}
		if w, drawn := c.Want.(want.Drawn); drawn && c.Skip == "" {
			a.Drawing += w.N
		}
	}
}

// listing is the short hash of a list as JSON writes it, of which each item is forgotten
// once it was added. The zero value is an empty list.
type listing struct {
	sum    hash.Hash
	quoted bool // the list is written, and that text written once more
}

// add takes in an item as JSON has it.
func (l *listing) add(item string) {
	before := ","
	if l.sum == nil {
		before, l.sum = "[", sha256.New()
		if l.quoted {
			before = `"[`
		}
	}
	if l.quoted {
		item = written(item)
		item = item[1 : len(item)-1]
	}
	_, _ = l.sum.Write([]byte(before + item)) // it never fails
}

// digest is the hash of what was added so far.
func (l *listing) digest() string {
	sum, end := sha256.New(), "[]"
	switch {
	case l.sum != nil && l.quoted:
		sum, end = sameSum(l.sum), `]"`
	case l.sum != nil:
		sum, end = sameSum(l.sum), "]"
	case l.quoted:
		end = `"[]"`
	}
	_, _ = sum.Write([]byte(end))
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// sameSum is a hash that goes on from the same place.
func sameSum(sum hash.Hash) hash.Hash {
	out, err := sum.(hash.Cloner).Clone()
	if err != nil {
		panic(err) // those of the standard library always clone
	}
	return out
}

// written is a text as JSON has it.
func written(text string) string {
	out, err := json.Marshal(text)
	if err != nil {
		panic(err) // texts always marshal
	}
	return string(out)
}

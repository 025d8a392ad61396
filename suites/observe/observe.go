// Package observe says what a recorded target really does, as a diff against
// the documents: the same kinds of change that two revisions have, each with
// the exchange that shows it. What was never seen is no difference, and what was
// seen now and then says how often.
package observe

import (
	"fmt"
	"maps"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// Observation is what a record shows of a target.
type Observation struct {
	Record      string // the file, as it was named
	Target      string // as the record names it
	Differences []Difference
	// Followed are the readings that the target follows where the documents
	// contradict themselves, "smartag/…/total-bytes-kind=number": all of them are
	// documented, so that none is a difference.
	Followed []string
	// Unnamed are codes of refusals for which no document names a code.
	Unnamed []Code
	// Unsaid are requirements that the target breaks and that no diff of documents
	// can say, with the reason.
	Unsaid []Unsaid
}

// Difference is one thing that the target does otherwise than documented. Old
// is the documented side; New is what was observed, and its Location the line of
// the exchange in the record, 0 if that is not known.
type Difference struct {
	revision.Change
	Exchange string // id of the exchange that shows it
	// Seen of Of answers that could show the difference do.
	Seen, Of int
	// Left is why an overlay does not say the difference, "" if it does.
	Left string

	Cases []string // ids of the cases that it explains

	mend func(document.Node) error // makes the documents say it
	as   named                     // how a diff of documents names it, where that is otherwise
}

// named is a kind and a place.
type named struct{ kind, at string }

// Code is a code that was answered where no document names one.
type Code struct {
	Operation, Code string
	Exchange        string // the first that has it
	Seen            int
}

// Unsaid is a broken requirement that no diff of documents can say.
type Unsaid struct {
	Operation, Requirement string
	Level                  contract.Level
	Text                   string // the demand of its first failing case
	Exchange               string // that decided, "" if none did
	Reason                 string
}

// Read says what a record shows about operations. It must have been taken under
// them: a record of other specs, or of another version of the suite, is an error
// that names the file.
func Read(file string, operations []*contract.Operation, past *record.Run) (*Observation, error) {
	if err := past.OfSuite(file, run.Version()); err != nil {
		return nil, err
	}
	if len(past.Header.Operations) == 0 || past.Header.Accounts == nil {
		return nil, fmt.Errorf("%s:1: the record does not say what its cases were made from; run it again with this plumb", file)
	}
	kinds := map[string]revision.Kind{}
	for _, k := range revision.Kinds() {
		kinds[k.ID] = k
	}
	out := &Observation{Record: file, Target: past.Header.Target}
	known := 0
	for _, op := range operations {
		digest, there := past.Header.Operations[op.Key()]
		if !there {
			continue
		}
		if known++; digest != run.Digest(op) {
			return nil, fmt.Errorf("%s: a record of other specs: %s is not as it was then; run it again", file, op.Key())
		}
		e, err := gather(file, op, past)
		if err != nil {
			return nil, err
		}
		e.kinds = kinds
		e.observe()
		out.Differences = append(out.Differences, e.sorted()...)
		out.Followed = append(out.Followed, e.followed()...)
		out.Unnamed = append(out.Unnamed, e.unnamed()...)
		out.Unsaid = append(out.Unsaid, e.unsaid()...)
	}
	if known == 0 {
		return nil, fmt.Errorf("%s: a record of other specs: it is about %s", file, fmt.Sprint(slices.Sorted(maps.Keys(past.Header.Operations))))
	}
	return out, nil
}

// observe looks at everything that documents state, one after another. What
// comes later leaves alone what was explained before.
func (e *evidence) observe() {
	if !e.answers() {
		return
	}
	e.ways()
	for _, look := range []func(*contract.Param){e.counting, e.placeholders, e.values, e.need, e.kindsOf, e.form, e.limit} {
		for i := range e.op.Params {
			look(&e.op.Params[i])
		}
	}
	for i := range e.op.Common {
		e.common(&e.op.Common[i])
	}
	e.errorRows()
	e.fields()
	e.refusals()
	e.envelope()
	e.relations()
	e.rate()
	e.printed()
}

// sorted gives the differences, the heaviest first.
func (e *evidence) sorted() []Difference {
	slices.SortStableFunc(e.found, func(a, b Difference) int {
		return slices.Index(revision.Weights(), a.Weight) - slices.Index(revision.Weights(), b.Weight)
	})
	return e.found
}

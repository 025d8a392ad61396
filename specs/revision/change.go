package revision

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// Weight says whom a change concerns.
type Weight string

// The weights, heaviest first.
const (
	BreaksCallers      Weight = "breaks callers"      // who is right to call as the old side says is not right any more
	BreaksImplementers Weight = "breaks implementers" // who serves as the old side says does not serve what the new one says
	Loosens            Weight = "loosens"             // a demand is gone; whoever was right still is
	Editorial          Weight = "editorial"           // words, citations, examples of no consequence
)

// Weights gives the weights, heaviest first.
func Weights() []Weight { return []Weight{BreaksCallers, BreaksImplementers, Loosens, Editorial} }

// Breaking tells whether a change of this weight breaks anybody.
func (w Weight) Breaking() bool { return w == BreaksCallers || w == BreaksImplementers }

// Change is one difference between two revisions.
type Change struct {
	Kind      string // id in words, a row of Kinds: "request/maxItems/lowered"
	Weight    Weight
	Operation string // "smartag/DescribeUserFlowStatistics"
	At        string // what it is about: "UserNames", "response/SagStatistics", "SAG.InstanceIdEmpty"
	Text      string // one sentence
	Effect    string // what it does to real clients, "" if nothing is known
	// Readings are those that the change is about: "statistics-key=lower-case".
	Readings []string
	Old, New Side

	item  string // which of several facts of one place it is about, "" if there is but one
	edits []edit // what turns the old tree into the new one, as far as this change goes
}

// Side is one side of a change.
type Side struct {
	// Value is the fact as written, "" where this side has none.
	Value string
	// There tells a side that has the fact, be it empty, from one that lacks it.
	There bool
	// Origin is the fact's line, or that of what would hold it, and the document
	// lines it cites.
	contract.Origin

	words string // what the fact says of itself, "" if it is no more than its value
}

// ID names the change in a list of known differences: the operation, what it is
// about and the kind, "smartag/DescribeUserFlowStatistics/UserNames/request/maxItems/lowered",
// and which value or item it is, "=AM", where a place has several.
func (c *Change) ID() string {
	id := c.Operation + "/" + c.At + "/" + c.Kind
	if c.item != "" && !strings.Contains(id, c.item) {
		id += "=" + c.item
	}
	return strings.ReplaceAll(id, " ", "-")
}

// order sorts changes: by operation, the heaviest first, then by place.
func order(changes []Change) {
	slices.SortStableFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Operation, b.Operation), slices.Index(Weights(), a.Weight)-slices.Index(Weights(), b.Weight))
	})
}

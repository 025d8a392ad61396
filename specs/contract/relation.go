package contract

// RelationKind names a relation between answers, or between an answer and its
// request, that the documents entail.
type RelationKind string

// The relations.
const (
	RowsWithin   RelationKind = "rows-within"    // a row's Key is among the items of Parameter, or its one value
	RowsUnique   RelationKind = "rows-unique"    // no Key stands in two rows
	OrderFree    RelationKind = "order-free"     // the order of Parameter's items changes no row
	Union        RelationKind = "union"          // asking for several, or without Parameter for all, gives the rows of asking for each
	SumOfValues  RelationKind = "sum-of-values"  // Fields at Parameter=Whole, or without it where that is empty, are the sums at each of Parts
	SumOfItems   RelationKind = "sum-of-items"   // Fields for several items are the sums for each item
	SameAsAbsent RelationKind = "same-as-absent" // Parameter=Whole answers as if it were absent
	AtMost       RelationKind = "at-most"        // Fields[0] is not above Fields[1]
	Ordered      RelationKind = "ordered"        // Parts[0], a parameter, is not above Parts[1]
	PointsAtMost RelationKind = "points-at-most" // no more different values of Key than intervals, of Slack seconds by Parameter, fit between Parts
	SplitPeriod  RelationKind = "split-period"   // Fields of a period, between the parameters Parts[0] and Parts[1], are the sums of its two halves
	SameForEach  RelationKind = "same-for-each"  // Fields of whole days between Parts[0] and Parts[1] are the same for each value of Parameter
	Ahead        RelationKind = "nothing-ahead"  // Fields are zero for a month to come, in Parameter, or a period to come, between Parts[0] and Parts[1]
	OwnName      RelationKind = "own-name"       // each item of Parameter that is known is answered under its own spelling, as Key
	PastStands   RelationKind = "past-stands"    // Fields, or the values of rows, of a month, in Parameter, or a period, between Parts[0] and Parts[1], that is over stay as they are
	OfPoints     RelationKind = "of-points"      // Fields[0] is the sum, the maximum or the average, as Whole says, of Key of Rows, where whole intervals, of Slack seconds by Parameter, lie between Parts[0] and Parts[1]
	ToldApart    RelationKind = "told-apart"     // Fields are not the same for two values of Parameter
	Opens        RelationKind = "opens"          // the address at Fields[0] leads to a file that is there or, as Whole says, of the kind that its name says
	FileHolds    RelationKind = "file-holds"     // the file at Fields[0] has the traffic that another operation, Of, gives as Whole
	Pages        RelationKind = "pages"          // of Rows, as many as Parameter says, at the place that Parts[0] gives as Whole says: by number, offset or token; Fields[0] counts all
	Echoes       RelationKind = "echoes"         // Fields[0] is the value of Parameter
	PointsWithin RelationKind = "points-within"  // Key of each row lies between Parts[0] and Parts[1], two parameters
)

// OfOneAnswer tells the relations that one answer keeps or breaks by itself; the others
// are between answers, or between an answer and what was asked on purpose.
func (k RelationKind) OfOneAnswer() bool {
	switch k {
	case RowsWithin, RowsUnique, AtMost, PointsWithin, PointsAtMost, Echoes:
		return true
	}
	return false
}

// How the place of a page is told.
const (
	ByNumber = "number" // of the page, the first is 1
	ByOffset = "offset" // how many rows stand before it
	ByToken  = "token"  // what the answer before it gives
)

// PageWays lists them.
func PageWays() []string { return []string{ByNumber, ByOffset, ByToken} }

// Begin is the place of the first page.
func (r *Relation) Begin() int { return r.Place(0, 0) }

// Place is the place of a page behind so many others of a size.
func (r *Relation) Place(size, others int) int {
	if r.Whole == ByOffset {
		return size * others
	}
	return others + 1
}

// Before is how many rows stand before a page of a size at a place.
func (r *Relation) Before(size, place int) int {
	if r.Whole == ByOffset {
		return place
	}
	return size * (place - 1)
}

// Relation is one such demand.
type Relation struct {
	ID        string
	Kind      RelationKind
	Text      string // the demand in our words
	Level     Level
	Parameter string
	Rows      string // path of a list in the answer
	Key       string // member of a row
	Fields    []string
	Parts     []string
	// Whole is the value that stands for all Parts, or for an absent Parameter; of points, what is made of them.
	Whole string
	// Of is another operation of the product, which is asked the same.
	Of string
	// Slack is how many seconds before the begin a point may be named, by the
	// value of Parameter: the length of the interval it stands for.
	Slack map[string]int
	Origin
}

package contract

// Aspect is what the readings of a set disagree about.
type Aspect string

// The aspects a contradiction can be about.
const (
	KindAspect     Aspect = "kind"     // string or number
	KeyAspect      Aspect = "key"      // the name of a member
	NestingAspect  Aspect = "nesting"  // a list inside an object, or bare
	RootAspect     Aspect = "root"     // the name of the XML root
	NeedAspect     Aspect = "need"     // optional or required
	BlankAspect    Aspect = "blank"    // may a value be empty
	EncodingAspect Aspect = "encoding" // how a list is written
	ValueAspect    Aspect = "value"    // which value a parameter takes
	OrderAspect    Aspect = "order"    // how two values relate
)

// ReadingSet is one contradiction of the documents: a place, what is
// contradictory about it, and every documented way to read it.
type ReadingSet struct {
	ID       string // "total-bytes-kind"
	At       string // "response/SagStatistics/Statistics/TotalBytes", or a parameter's name
	Aspect   Aspect
	Note     string // what contradicts what, in our words
	Readings []Reading
	Origin
}

// Reading is one way to understand the contradiction.
type Reading struct {
	ID      string // "number"
	Value   string // what an observer sees: "integer", "Statistics", "object", "optional"
	Clients string // what it does to the real SDKs, "" if nothing
	// Level is Must for a reading that is as good as any other. A reading that
	// only a superseded document supports is accepted at must and advised
	// against at should: its level is Should.
	Level Level
	Origin
}

// Of finds the reading with an observed value.
func (s *ReadingSet) Of(value string) (*Reading, bool) {
	for i := range s.Readings {
		if s.Readings[i].Value == value {
			return &s.Readings[i], true
		}
	}
	return nil, false
}

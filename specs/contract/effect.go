package contract

// Effect says what an operation does to the account it is asked of.
type Effect string

// The effects. What nobody has said may change things: it is taken for Write.
const (
	Read  Effect = "read"  // nothing: it may be asked at any time
	Write Effect = "write" // it changes, makes or deletes something
	// DryRun is a write of which a parameter makes a trial: it is checked, answered,
	// and not done.
	DryRun Effect = "dry-run"
)

// Effects lists them.
func Effects() []Effect { return []Effect{Read, Write, DryRun} }

// EffectFact is the effect of an operation, and what says so.
type EffectFact struct {
	Effect Effect
	// Parameter with Argument makes a request of a DryRun operation a trial.
	Parameter string `json:",omitempty"`
	Argument  string `json:",omitempty"`
	// Repeatable is true if the same request may be done again, with the same answer.
	Repeatable bool `json:",omitempty"`
	Origin
}

// Writes tells whether a request of the operation may change something.
func (o *Operation) Writes() bool { return o.Effect.Effect != Read }

// Trial gives the argument that makes a request a trial; ok is false for an
// operation that knows none.
func (o *Operation) Trial() (arg Arg, ok bool) {
	p, known := o.Param(o.Effect.Parameter)
	if o.Effect.Effect != DryRun || !known {
		return Arg{}, false
	}
	return Arg{p.Name, Value{Kind: p.Kind, Text: o.Effect.Argument}}, true
}

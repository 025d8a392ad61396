package contract

import (
	"fmt"
	"slices"
)

// Disputed tells whether the documents disagree about whether a parameter is
// required.
func (o *Operation) Disputed(parameter string) bool {
	_, disputed := o.Reading(parameter, NeedAspect)
	return disputed
}

// Minimal gives the smallest request that must be accepted: the required
// parameters, and those that are disputed, each with the value that is given; one
// for which there is none is left out.
func (o *Operation) Minimal(value func(*Param) (v Value, ok bool)) Args {
	var out Args
	for i := range o.Params {
		p := &o.Params[i]
		if !p.Required && !o.Disputed(p.Name) {
			continue
		}
		if v, ok := value(p); ok {
			out = append(out, Arg{p.Name, v})
		}
	}
	return out
}

// SpeaksFor finds the parameter in whose stead another one speaks, and the
// placeholder that then stands for its value; ok is false for one that speaks for
// itself.
func (o *Operation) SpeaksFor(name string) (of *Param, placeholder string, ok bool) {
	for i := range o.Params {
		for _, p := range o.Params[i].Placeholders {
			if p.Beside == name && !p.Alone(&o.Params[i]) {
				return &o.Params[i], p.Value, true
			}
		}
	}
	return nil, "", false
}

// Different gives n different items for a list: those that are known, then invented
// ones; fewer where the document does not say how to invent them.
func (p *Param) Different(known []string, n int) []string {
	out := slices.Clone(known)
	for i := 1; len(out) < n && p.Fixture.Invented != ""; i++ {
		out = append(out, fmt.Sprintf(p.Fixture.Invented, i))
	}
	return out[:min(n, len(out))]
}

// DifferentObjects gives n objects for a list of them, each like one that is right but
// for a member that the document says how to invent; nil where it says so of none.
func (p *Param) DifferentObjects(right Value, n int) []Value {
	var out []Value
	if p.Items == nil {
		return nil
	}
	for _, m := range p.Items.Members {
		for i := 1; len(out) < n && m.Kind == String && m.Fixture.Invented != ""; i++ {
			out = append(out, Made(Args(right.Members).With(m.Name, Text(fmt.Sprintf(m.Fixture.Invented, i)))...))
		}
	}
	return out
}

// Package explain says what a case asks, why, and what it accepts. There is one
// text for it: plumb explain prints it, and every report links to it.
package explain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// Explainer sets explanations.
type Explainer struct {
	// Address gives the URL that the command lines for a product ask.
	Address func(product string) string
	// Impact says what real clients make of answers, nil if nobody knows.
	Impact *impact.Table
	Width  int // of a line; ids and command lines may be longer
}

// Text explains what some cases have in common: one case, a requirement, or the
// requirements that lie below the beginning of several ids.
func (x Explainer) Text(cases []probe.Case) string {
	several := slices.ContainsFunc(cases, func(c probe.Case) bool { return c.Requirement != cases[0].Requirement })
	e := explanation{Explainer: x}
	switch {
	case several:
		e.requirements(cases)
	case len(cases) > 1:
		e.requirement(cases)
	default:
		return x.Case(cases[0])
	}
	return e.text.String()
}

// Case explains one case.
func (x Explainer) Case(c probe.Case) string {
	e := explanation{Explainer: x}
	e.one(c)
	return e.text.String()
}

// explanation is a text in the making.
type explanation struct {
	Explainer
	text strings.Builder
}

// line sets one property.
func (e *explanation) line(label, text string) {
	e.text.WriteString(terminal.Labelled(2, label, 10, text, e.Width))
}

// requirements lists what lies below the beginning of several ids.
func (e *explanation) requirements(cases []probe.Case) {
	var order []string
	counts := map[string]int{}
	for _, c := range cases {
		if counts[c.Requirement]++; counts[c.Requirement] == 1 {
			order = append(order, c.Requirement)
		}
	}
	for _, requirement := range order {
		fmt.Fprintf(&e.text, "%4d  %s\n", counts[requirement], requirement)
	}
	fmt.Fprintf(&e.text, "%d cases of %d requirements; plumb explain REQUIREMENT says more\n", len(cases), len(order))
}

// requirement explains a requirement by what its cases have in common, and
// lists them.
func (e *explanation) requirement(cases []probe.Case) {
	first := cases[0]
	fmt.Fprintln(&e.text, first.Requirement)
	var texts []string
	for _, c := range cases {
		if !slices.Contains(texts, c.Text) {
			texts = append(texts, c.Text)
			e.line(map[bool]string{true: "demand"}[len(texts) == 1], c.Text)
		}
	}
	e.line("profile", string(first.Profile))
	e.line("stated", first.Origin.Sources.String()+" · "+first.Origin.Location.String())
	e.contradictions(first)
	e.line("cases", fmt.Sprintf("%d; plumb explain ID says more about one", len(cases)))
	for _, c := range cases {
		fmt.Fprintf(&e.text, "    %-6s  %s\n", c.Level, c.ID)
	}
}

// one explains a case.
func (e *explanation) one(c probe.Case) {
	fmt.Fprintln(&e.text, c.ID)
	e.line("demand", c.Text)
	e.line("level", string(c.Level)+": "+c.Level.Reason())
	e.line("profile", string(c.Profile))
	e.line("stated", c.Origin.Sources.String()+" · "+c.Origin.Location.String())
	if c.Skip != "" {
		e.line("skipped", c.Skip)
	}
	if e.few(c) {
		for _, r := range c.Requests {
			e.sent(r)
		}
	} else {
		e.line("looks at", looked(c.Requests))
	}
	e.line("accepted", c.Want.Expectation())
	e.anchor(c)
	e.contradictions(c)
	if e.few(c) {
		for _, r := range c.Requests {
			fmt.Fprintln(&e.text, "  "+wire.Curl(r, e.Address(c.Operation.Product)))
		}
	}
}

// few tells whether a case has so few requests that each is shown.
func (e *explanation) few(c probe.Case) bool { return len(c.Requests) > 0 && len(c.Requests) <= 4 }

// sent says what goes over the wire.
func (e *explanation) sent(r wire.Request) {
	e.line("sent", manner(r))
	width := 0
	for _, arg := range r.Args {
		width = max(width, len(arg.Name))
	}
	show := func(words string, arg contract.Arg) {
		e.text.WriteString(terminal.Labelled(12, fmt.Sprintf("%-*s", width, arg.Name), width+2, words+shown(arg.Value), e.Width))
	}
	for told := range r.Args.Grouped(itemsShown) {
		show("", told[0])
		if n := len(told); n > 1 {
			show(fmt.Sprintf("… %d items to ", n), told[n-1])
		}
	}
}

// anchor says what the case is compared with.
func (e *explanation) anchor(c probe.Case) {
	if c.Anchor == nil {
		return
	}
	difference := "the plain request"
	if e.few(c) {
		difference = differs(*c.Anchor, c.Requests[0])
	}
	e.line("anchor", difference+"; unless it is accepted a refusal shows nothing, and the case is skipped")
}

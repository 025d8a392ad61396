package explain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
	"github.com/plumbline/plumbline/tools/internal/sdkimpact"
)

// manner says in words how a request is sent.
func manner(r wire.Request) string {
	place := map[contract.Place]string{
		contract.InQuery: "parameters in the query", contract.InForm: "parameters in a form", contract.InJSON: "parameters in a JSON body",
		contract.InMixed: "common parameters in the query, the operation's own in a form",
		contract.InBoth:  "common parameters and every second of the operation's own in the query, the others in a form",
	}[r.Carrier.Place]
	text := r.Carrier.Method + " " + r.Operation.Name + ", " + place
	if r.Format != "" {
		text += ", asking for " + strings.ToUpper(string(r.Format))
	}
	if r.Body != nil {
		text += ", with the body " + body.Cut([]byte(*r.Body), 120)
	}
	if t := r.Tamper; t.Action != "" {
		text += ", with the Action " + t.Action
	}
	if t := r.Tamper; t.Version != "" {
		text += ", with the Version " + t.Version
	}
	if t := r.Tamper; t.Scheme != "" {
		text += ", signed by " + string(t.Scheme)
	}
	if t := r.Tamper; t.Name != "" {
		text += ", with the " + t.Name + " " + t.Value
	}
	if t := r.Tamper; t.Signature != wire.Genuine {
		text += ", with the signature " + string(t.Signature)
	}
	if t := r.Tamper; t.Stale != 0 {
		text += fmt.Sprintf(", with a time stamp %d seconds old", t.Stale)
	}
	return text
}

// itemsShown is the length up to which a list is told in full.
const itemsShown = 4

// shown writes a value of a parameter, a long list by its ends.
func shown(v contract.Value) string {
	if v.Kind == contract.List && len(v.Items) > itemsShown {
		n := len(v.Items)
		return fmt.Sprintf("[%s, %s, … %s], %d items", v.Items[0], v.Items[1], v.Items[n-1], n)
	}
	return body.Cut([]byte(v.String()), 200)
}

// differs says in which parameters an anchor differs from a request.
func differs(anchor, r wire.Request) string {
	var parts []string
	for _, arg := range anchor.Args {
		value, sent := r.Args.Get(arg.Name)
		switch {
		case !sent:
			parts = append(parts, fmt.Sprintf("with %s %s", arg.Name, shown(arg.Value)))
		case value.String() != arg.Value.String() || value.Kind != arg.Value.Kind:
			parts = append(parts, fmt.Sprintf("with %s %s", arg.Name, shown(arg.Value)))
		}
	}
	lacking := slices.DeleteFunc(slices.Clone(r.Args), func(arg contract.Arg) bool { _, there := anchor.Args.Get(arg.Name); return there })
	for told := range lacking.Grouped(itemsShown) {
		text := "without " + told[0].Name
		if n := len(told); n > 1 {
			text += " to " + told[n-1].Name
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return "the plain request: " + manner(anchor)
	}
	return "the same request " + strings.Join(parts, " and ")
}

// looked says which answers a case about many looks at.
func looked(requests []wire.Request) string {
	if len(requests) == 0 {
		return "the answers to requests of other cases, of which there are none for this target"
	}
	var order []string
	counts := map[string]int{}
	for _, r := range requests {
		way := r.Carrier.ID
		if r.Format != "" {
			way += " in " + strings.ToUpper(string(r.Format))
		}
		if counts[way]++; counts[way] == 1 {
			order = append(order, way)
		}
	}
	for i, way := range order {
		order[i] = fmt.Sprintf("%d by %s", counts[way], way)
	}
	return fmt.Sprintf("the answers to %d requests of %s: %s", len(requests), requests[0].Operation.Key(), strings.Join(order, ", "))
}

// contradictions tells of the readings and notes that touch the place a case
// is about.
func (e *explanation) contradictions(c probe.Case) {
	words := subject(c)
	for _, set := range c.Operation.Readings {
		if !touches(set.ID, set.At, c, words) {
			continue
		}
		e.line("reading", set.ID+": "+set.Note)
		for _, r := range set.Readings {
			text := fmt.Sprintf("%s (%s)", r.ID, r.Sources)
			if r.Level != contract.Must && r.Level != "" {
				text += ", advised against at " + string(r.Level)
			}
			if clients := sdkimpact.Clients([]*contract.Operation{c.Operation}, e.Impact, c.Operation.Key(), set.ID, r.ID); clients != "" {
				text += ": " + clients
			}
			e.line("", "- "+text)
		}
	}
	for _, note := range c.Operation.Notes {
		if note.Text != c.Text && (strings.HasSuffix(c.Requirement, "/notes/"+note.ID) || mentions(note.Text, words)) {
			e.line("note", fmt.Sprintf("%s (%s)", note.Text, note.Sources))
		}
	}
}

// touches tells whether a set of readings is about the place of a case.
func touches(id, at string, c probe.Case, words []string) bool {
	rest := strings.TrimPrefix(c.Requirement, c.Operation.Key()+"/")
	switch {
	case rest == "readings/"+id:
		return true
	case strings.HasPrefix(at, "response/"):
		return rest == at || strings.HasPrefix(rest, at+"/")
	}
	return slices.Contains(words, at)
}

// subject gives the names of the parameters or fields that a case is about.
func subject(c probe.Case) []string {
	rest := strings.TrimPrefix(c.Requirement, c.Operation.Key()+"/")
	parts := strings.Split(rest, "/")
	switch parts[0] {
	case "response":
		if len(parts) > 2 {
			return []string{parts[len(parts)-2]}
		}
		return nil
	case "errors":
		return triggers(c.Want)
	}
	if _, ok := c.Operation.Param(parts[0]); ok {
		return parts[:1]
	}
	return nil
}

// triggers gives the parameters that trigger an error row.
func triggers(w want.Want) []string {
	var row contract.ErrorCode
	switch want := w.(type) {
	case want.RowCode:
		row = want.Row
	case want.RowStatus:
		row = want.Row
	case want.RowMessage:
		row = want.Row
	}
	out := []string{row.Code}
	for _, t := range row.Triggers {
		out = append(out, t.Parameter)
	}
	return out
}

// mentions tells whether a text has one of some names as a whole word.
func mentions(text string, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		for from := 0; name != ""; {
			at := strings.Index(text[from:], name)
			if at < 0 {
				return false
			}
			start, end := from+at, from+at+len(name)
			if (start == 0 || !wordly(text[start-1])) && (end == len(text) || !wordly(text[end])) {
				return true
			}
			from = end
		}
		return false
	})
}

// wordly tells whether a byte may be part of a name.
func wordly(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

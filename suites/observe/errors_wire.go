package observe

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
)

// never notes that a row is not answered at all, if it is for none of its
// causes and no other row's cause is answered with it.
func (e *evidence) never(row *contract.ErrorCode, removed []Difference) {
	var cases []string
	causes := 0
	for _, d := range removed {
		if d.Kind == "error/trigger/removed" && d.Left == "" && strings.HasPrefix(d.At, row.Code+" for ") {
			causes++
			cases = append(cases, d.Cases...)
		}
	}
	answered := slices.ContainsFunc(e.sent, func(s recordedAnswer) bool { return s.refused() && e.op.RowMatches(row, s.Code) })
	if causes < len(row.Triggers) || answered {
		return
	}
	for i := range removed {
		if removed[i].Kind == "error/trigger/removed" {
			removed[i].Left = "the whole row goes"
		}
	}
	s := recordedAnswer{id: removed[0].Exchange}
	d := e.note("error/removed", row.Code, side(row.Code, row.Origin), "", s, "the code %s is not answered, whatever causes it", row.Code)
	d.Cases = cases
	d.mended(func(doc document.Node) error { return doc.Drop("x-errors", "code="+row.Code) })
}

// statuses finds rows with another status.
func (e *evidence) statuses(row *contract.ErrorCode, all []*triggered) {
	if row.Status == 0 {
		return
	}
	cases := e.askedAbout("errors/%s/status", row.Code)
	counts := map[int][]recordedAnswer{}
	answers := 0
	for _, t := range all {
		for _, s := range t.own {
			answers++
			counts[s.Exchange.Status] = append(counts[s.Exchange.Status], s)
		}
	}
	for _, code := range sortedKeys(counts) {
		if code == row.Status || !fail(cases) {
			continue
		}
		for _, t := range all {
			cases = append(cases, t.cases...)
		}
		s := counts[code][0]
		e.note("error/status/changed", row.Code, side(fmt.Sprint(row.Status), row.Origin), fmt.Sprint(code), s,
			"%s comes with status %d, the documents say %d", row.Code, code, row.Status).seenIn(len(counts[code]), answers).
			explains(cases...).explains(e.brokenBy(row.Code)...).
			mended(func(d document.Node) error { return d.Put(code, "x-errors", "code="+row.Code, "status") })
	}
}

// brokenBy gives the failing cases that came to a code with a status of the
// server: it is the status that makes them fail.
func (e *evidence) brokenBy(code string) []*askedCase {
	var out []*askedCase
	for _, a := range e.cases {
		if s, ok := a.decisiveAnswer(); ok && a.fails() && s.Class == answer.Broken && s.Code == code {
			out = append(out, a)
		}
	}
	return out
}

// messages finds rows with another message, if it is always the same one.
func (e *evidence) messages(row *contract.ErrorCode, all []*triggered) {
	cases := e.askedAbout("errors/%s/message", row.Code)
	if !row.MessageStated || !fail(cases) {
		return
	}
	texts := map[string][]recordedAnswer{}
	for _, t := range all {
		for _, s := range t.own {
			if !row.Says(s.Message) { // a target may say more
				texts[s.Message] = append(texts[s.Message], s)
			}
		}
	}
	if len(texts) == 0 {
		return
	}
	keys := sortedKeys(texts)
	text := body.Cut([]byte(keys[0]), 200)
	s := texts[keys[0]][0]
	d := e.note("error/message/changed", row.Code, side(row.Message, row.Origin), text, s, "%s has the message %q, the documents say %q", row.Code, text, row.Message)
	d.seenIn(len(texts[keys[0]]), len(texts[keys[0]])).explains(cases...)
	if len(keys) > 1 || text == "" || strings.ContainsAny(text, "<>") {
		d.New.Value, d.Text = "", fmt.Sprintf("%s has messages other than %q, the documents' one", row.Code, row.Message)
		d.left("the message is empty, differs from answer to answer, or repeats what was sent")
		return
	}
	d.mended(func(doc document.Node) error { return doc.Put(text, "x-errors", "code="+row.Code, "message") })
}

func sortedKeys[K int | string, V any](m map[K]V) []K {
	var out []K
	for key := range m {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}

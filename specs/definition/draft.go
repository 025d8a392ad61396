package definition

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// Draft is a spec document as far as a definition goes.
type Draft struct {
	Action    string
	Text      []byte
	Questions int // what it leaves open
}

// Draft drafts the document of an action. It errs for one that the definition does
// not have, naming the nearest, and where the definition is of another shape.
func (d *Definition) Draft(action string) (Draft, error) {
	n := d.top.At("actions", action)
	if !n.There() {
		return Draft{}, d.top.Get("actions").Fail("no action %s%s plumb import without an action lists them", action, document.DidYouMean(action, d.Actions()))
	}
	w := &drafting{Definition: d, top: d.template.Copy()}
	w.head(action, n)
	w.put(w.object(n.Get("input"), "", w.parameter), "components", "schemas", "Request")
	w.answer = true
	payload := w.object(n.Get("output"), "", w.field)
	payload.Add("x-source", d.cite(n.Get("output")))
	w.put(payload, "components", "schemas", "Payload")
	w.put(document.List(), "x-requests")
	w.put(document.List(), "x-errors")
	w.ask("x-errors", "Which codes refuse what? The definition has no error table.")
	w.put(document.Map(document.Entry{Key: "value", Value: document.Text(string(contract.Write))}, document.Entry{Key: "x-source", Value: w.cite(n)}), "x-operation", "effect")
	w.ask("x-operation/effect", "Does it change anything? Until effect: {value: read} stands here run asks it only with --writes %s/%s.", w.product, action)
	w.ask("x-operation/rate", "How many requests a second are promised?")
	w.ask("x-relations", "What must hold within an answer, and between answers?")
	w.put(document.List(w.questions...), "x-questions")
	if w.err != nil {
		return Draft{}, w.err
	}
	text, err := w.top.Write()
	return Draft{Action: action, Text: text, Questions: len(w.questions)}, err
}

// drafting is a draft as it grows.
type drafting struct {
	*Definition
	top       document.Node
	answer    bool     // whether what is read is the answer
	inside    []string // the objects that are being read, from the outside in
	questions []document.Node
	err       error // the first
}

func (w *drafting) failed(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *drafting) put(value any, path ...string) { w.failed(w.top.Put(value, path...)) }

// ask leaves a question: what a reader of the vendor's pages has to answer about a
// place of the draft.
func (w *drafting) ask(at, text string, args ...any) {
	w.questions = append(w.questions, document.Map(entry("at", document.Text(at)), entry("text", document.Text(fmt.Sprintf(text, args...)))))
}

// head fills in what the template leaves open.
func (w *drafting) head(action string, defined document.Node) {
	w.put(action, "info", "title")
	w.put(w.version, "info", "version")
	w.put("Drafted from "+w.name+": say here what the operation does.", "info", "description")
	w.put(action, "paths", "/", "post", "operationId")
	w.put(action, "x-operation", "common", "name=Action", "value")
	w.put(w.version, "x-operation", "common", "name=Version", "value")
	w.put(w.product, "x-operation", "product")
	w.put(w.name, "x-operation", "document")
	w.put("version "+w.version, "x-operation", "revision")
	w.put(w.cite(defined), "x-operation", "x-source")
}

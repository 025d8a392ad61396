package observe

import (
	"bytes"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// Overlay writes the OpenAPI Overlay 1.0.0 that turns the spec file of an
// operation, data, into what was observed, and lists the differences that it does
// not say, each with the reason in Left. What it makes of the file lints clean: a
// difference that a spec file cannot hold is left out. Where nothing is to be
// said text is nil: an overlay has at least one action. It errs if data does not
// parse, or the overlay cannot be written.
func (o *Observation) Overlay(op *contract.Operation, data []byte) (text []byte, left []Difference, err error) {
	d, err := document.Parse(op.Location.File, data)
	if err != nil {
		return nil, nil, err
	}
	var pending []Difference
	for _, one := range o.Differences {
		if one.Operation == op.Key() {
			pending = append(pending, one)
		}
	}
	w := &overlaying{file: op.Location.File, now: d}
	for progress := true; progress; { // some can be said only after others
		progress = false
		pending = slices.DeleteFunc(pending, func(one Difference) bool {
			done := w.say(&one)
			progress = progress || done
			return done
		})
	}
	for _, one := range pending {
		one.Left = w.why(&one)
		left = append(left, one)
	}
	if len(w.actions) == 0 {
		return nil, left, nil
	}
	text, err = w.write(op, left)
	return text, left, err
}

// NoOverlay writes an overlay that changes nothing, for a target that differs in
// nothing that an overlay could say. It errs if YAML cannot write it.
func (o *Observation) NoOverlay(op *contract.Operation) ([]byte, error) {
	return (&overlaying{file: op.Location.File}).write(op, nil)
}

// overlaying is an overlay being written.
type overlaying struct {
	file    string
	now     document.Node // what the actions so far make of the file
	actions []action
}

// action is one action of an overlay.
type action struct {
	target, description string
	update              document.Node // nothing to remove
}

// say adds the actions of a difference if what comes of them is a sound file.
func (w *overlaying) say(one *Difference) bool {
	after, err := w.tried(one)
	if err != nil {
		return false
	}
	actions := differing(w.now, after)
	if len(actions) == 0 {
		return true // another difference said it already
	}
	for i := range actions {
		actions[i].description = described(one)
	}
	w.actions, w.now = append(w.actions, actions...), after
	return true
}

// tried makes a difference in a copy of the file. Printed answers that do not
// fit any more go.
func (w *overlaying) tried(one *Difference) (document.Node, error) {
	if one.mend == nil || one.Left != "" {
		return w.now, fmt.Errorf("nothing in a spec file says it")
	}
	after := w.now.Copy()
	if err := one.mend(after); err != nil {
		return w.now, err
	}
	err := w.lint(after)
	if err != nil && (strings.HasPrefix(one.Kind, "response/") || strings.HasPrefix(one.Kind, "request/")) {
		parameter := one.At
		if strings.HasPrefix(one.Kind, "response/") {
			parameter = ""
		}
		withoutExamples(after, parameter)
		err = w.lint(after)
	}
	return after, err
}

func (w *overlaying) lint(d document.Node) error {
	data, err := d.Write()
	if err != nil {
		return err
	}
	if found := specs.Lint(w.file, data); len(found) > 0 {
		return fmt.Errorf("a spec file does not have it so: %s", found[0].Text)
	}
	return nil
}

// why says why a difference is left out.
func (w *overlaying) why(one *Difference) string {
	if one.Left != "" {
		return one.Left
	}
	_, err := w.tried(one)
	if err == nil {
		return ""
	}
	return err.Error()
}

// described names the difference and the exchange that shows it.
func described(one *Difference) string {
	return fmt.Sprintf("%s: %s. Seen in exchange %s.", one.Kind, strings.TrimSuffix(one.Text, "."), one.Exchange)
}

// write gives the overlay as YAML; what it leaves out stands in comments.
func (w *overlaying) write(op *contract.Operation, left []Difference) ([]byte, error) {
	text := func(key, value string) document.Entry { return document.Entry{Key: key, Value: document.Text(value)} }
	var actions []document.Node
	for _, a := range w.actions {
		n := document.Map(text("target", a.target), text("description", a.description))
		if a.update.There() {
			n.Add("update", a.update)
		} else {
			n.Add("remove", document.Typed("!!bool", "true"))
		}
		actions = append(actions, n)
	}
	info := document.Map(text("title", op.Name+" as observed"), text("version", op.Version))
	top := document.Map(text("overlay", "1.0.0"), document.Entry{Key: "info", Value: info}, text("extends", extended(w.file)),
		document.Entry{Key: "actions", Value: document.List(actions...)})
	written, err := top.Write()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for _, d := range left {
		line := fmt.Sprintf("# Not said here: %s: %s. Seen in exchange %s. Reason: %s.", d.Kind, d.Text, d.Exchange, strings.TrimSuffix(d.Left, "."))
		out.WriteString(strings.ReplaceAll(line, "\n", " ") + "\n")
	}
	out.Write(written)
	return out.Bytes(), nil
}

// extended names the spec file for whoever applies the overlay; where a file
// lies on this machine is nobody's business.
func extended(file string) string {
	file = filepath.ToSlash(file)
	if path.IsAbs(file) || filepath.IsAbs(file) || strings.Contains(file, "..") {
		return path.Base(file)
	}
	return file
}

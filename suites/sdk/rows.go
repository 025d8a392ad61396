package sdk

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/fixtures/examples"
	"github.com/plumbline/plumbline/specs/contract"
)

// Group is the kind of answer that a row is about.
type Group string

// The groups, in the order of the table.
const (
	PlainGroup   Group = "plain"   // the emulator's own answer
	ExampleGroup Group = "example" // a documented answer, as printed
	ReadingGroup Group = "reading" // the answer under one reading of a contradiction
	ErrorGroup   Group = "error"   // a documented refusal
	VariantGroup Group = "variant" // an unusual and legal answer
	BodyGroup    Group = "body"    // an answer that no document allows
)

// Row is one answer that every client is given.
type Row struct {
	ID        string
	Group     Group
	Operation *contract.Operation
	Text      string
	Level     contract.Level
	// Format is the one format the row is about, "" for any.
	Format contract.Format
	// Code and Message are those of a refusal, which the client must raise.
	Code, Message string
	// Status is the HTTP status of what is broken.
	Status int
	// Broken is true for what is no answer, so that an error is wanted.
	Broken bool
	// Silent is true where nothing is ever answered, Cut where the connection ends
	// before anything is.
	Silent, Cut bool
	handler     http.Handler
}

// wants gives the outcomes that are right for the row.
func (r *Row) wants() []Outcome {
	switch {
	case r.Code != "" || r.Broken:
		return []Outcome{Clear, NotAsked}
	case r.Group == BodyGroup:
		return []Outcome{Right, Clear, NotAsked}
	}
	return []Outcome{Right, NotAsked}
}

// rows derives the rows of some operations.
func (r *Recorder) rows() ([]Row, error) {
	var out []Row
	for _, op := range r.operations {
		usual := r.answering(op, emulator.Options{})
		out = append(out, Row{ID: op.Key() + "/plain", Group: PlainGroup, Operation: op, Level: contract.Must, Text: "the emulator's usual answer", handler: usual})
		printed, err := r.examples(op)
		if err != nil {
			return nil, err
		}
		out = slices.Concat(out, printed, r.readings(op), r.errors(op), r.variants(op), r.bodies(op))
	}
	return out, nil
}

// examples gives the printed answers of every revision, byte for byte.
func (r *Recorder) examples(op *contract.Operation) ([]Row, error) {
	printed, err := examples.Printed()
	if err != nil {
		return nil, err
	}
	var out []Row
	for _, e := range printed {
		if e.Operation != op.Key() || e.Role != contract.ResponseExample {
			continue
		}
		row := Row{
			ID: fmt.Sprintf("%s/example/%s-%s", op.Key(), e.Document, e.ID), Group: ExampleGroup, Operation: op, Level: contract.Must,
			Format: e.Format, Text: "the answer printed at " + e.Source.String(),
			handler: canned{status: http.StatusOK, media: op.Gateway.Media[e.Format], content: e.Printed},
		}
		if e.Broken != "" {
			row.Broken, row.Level, row.Text = true, contract.May, row.Text+", which is broken: "+e.Broken
		}
		out = append(out, row)
	}
	return out, nil
}

// readings gives the emulator's answer under every reading that answers can follow.
func (r *Recorder) readings(op *contract.Operation) []Row {
	var out []Row
	for _, set := range op.Readings {
		if !strings.HasPrefix(set.At, "response") {
			continue
		}
		for _, reading := range set.Readings {
			handler := r.answering(op, emulator.Options{Readings: map[string]string{op.Key() + "/" + set.ID: reading.ID}})
			row := Row{
				ID: fmt.Sprintf("%s/reading/%s=%s", op.Key(), set.ID, reading.ID), Group: ReadingGroup, Operation: op, Level: contract.May,
				Text: set.Note, handler: handler,
			}
			switch set.Aspect {
			case contract.RootAspect:
				row.Format = contract.XML
			case contract.KeyAspect, contract.NestingAspect, contract.KindAspect:
				row.Format = contract.JSON
			}
			out = append(out, row)
		}
	}
	return out
}

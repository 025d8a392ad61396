// Package record is the line-JSON file between a run and its reports: one
// header, an exchange line for each request sent, a verdict line for each case,
// one footer. A record without a footer is a run that did not finish.
package record

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
)

// formatVersion is the version of the record's own format. Records of format 1, whose
// verdicts have no findings, are read as well.
const formatVersion = 2

// Header opens a record: what was asked, of whom.
type Header struct {
	Kind    string `json:"kind"` // "header"
	Format  int    `json:"format"`
	Suite   string `json:"suite"`   // version of the suite
	Specs   string `json:"specs"`   // digest of the spec documents
	Cases   string `json:"cases"`   // digest of the ids that are asked
	Planned int    `json:"planned"` // how many those are
	Target  string `json:"target"`
	// Configuration is what was asked for, secrets left out.
	Configuration map[string]string `json:"configuration"`
	Start         time.Time         `json:"start"`
	// Operations are the digests of the spec documents by the operation's key, and
	// Accounts what the target was known to have, by product: with them the cases
	// can be derived again.
	Operations map[string]string  `json:"operations,omitempty"`
	Accounts   map[string]Account `json:"accounts,omitempty"`
}

// Account is what the cases were made from beside the documents.
type Account struct {
	Unsigned bool                `json:"unsigned,omitempty"` // the target checks no signatures
	Strict   bool                `json:"strict,omitempty"`   // what Values lacks there is not
	Values   map[string][]string `json:"values,omitempty"`
	Accept   map[string][]string `json:"accept,omitempty"` // codes instead of documented ones
	// Operations are those that the target claims to serve; absent for all.
	Operations []string `json:"operations,omitempty"`
	Zone       string   `json:"zone,omitempty"` // of the target's clock, where it is known
}

// Verdict is a decided case.
type Verdict struct {
	Kind        string           `json:"kind,omitempty"` // "verdict" in a record
	ID          string           `json:"id"`
	Requirement string           `json:"requirement"`
	Operation   string           `json:"operation"`
	Family      string           `json:"family"`
	Level       contract.Level   `json:"level"`
	Profile     contract.Profile `json:"profile"`
	Outcome     finding.Outcome  `json:"outcome"`
	Reading     string           `json:"reading,omitempty"`
	Reason      string           `json:"reason,omitempty"`
	Sent        string           `json:"sent,omitempty"` // the request that decided, in words
	Expected    string           `json:"expected,omitempty"`
	Received    string           `json:"received,omitempty"`
	Text        string           `json:"text"`     // the demand, in words
	Source      string           `json:"source"`   // document lines: "000:19"
	Location    string           `json:"location"` // YAML line: "specs/….yaml:53"
	// Exchanges are the ids of the exchanges that the verdict rests on; the one
	// that decided a failure is Culprit.
	Exchanges []string `json:"exchanges"`
	Culprit   string   `json:"culprit,omitempty"`
	// Findings are what Reason and Received say in words: the first decides.
	Findings []Finding `json:"findings,omitempty"`
	Weight   *Weight   `json:"weight,omitempty"` // absent in records of older versions
	// Accepted is what a baseline says of a deviation; New marks a case that the
	// baseline did not know: if it fails, that does not count until it is accepted.
	Accepted *Accepted `json:"accepted,omitempty"`
	New      bool      `json:"new,omitempty"`
	// Flaky marks a case that ended differently when it was asked anew; Outcome is
	// how it ended last.
	Flaky bool `json:"flaky,omitempty"`
}

// Accepted is the entry of a baseline that makes a verdict a deviation.
type Accepted struct {
	Outcome finding.Outcome `json:"outcome"` // how the case really ended: fail, skip or error
	Reason  string          `json:"reason"`  // "" as long as nobody has given one
	Link    string          `json:"link,omitempty"`
	Place   string          `json:"place"` // "baseline.yaml:12"
}

// Finding is one thing that was found, with the exchanges whose answers show it.
type Finding struct {
	finding.Finding
	Exchange string `json:"exchange,omitempty"`
	Other    string `json:"other,omitempty"` // that it is held against
}

// Exchange is a request and its answer, secrets replaced.
type Exchange struct {
	Kind     string    `json:"kind"` // "exchange"
	ID       string    `json:"id"`
	Request  Request   `json:"request"`
	Response *Response `json:"response,omitempty"` // absent if none came
	Partial  *Response `json:"partial,omitempty"`  // what came of one that broke off
	Failure  string    `json:"failure,omitempty"`  // why none came, or not a whole one
	Detail   string    `json:"detail,omitempty"`
	File     *File     `json:"file,omitempty"` // what an address in the answer led to
	Millis   float64   `json:"millis"`
	Repeats  int       `json:"repeats,omitempty"`
	Steady   bool      `json:"steady,omitempty"` // what came, came each time it was asked again
	Curl     string    `json:"curl"`             // unsigned
	// Asks is the digest of the message, whoever asks it: see wire.Request.Digest.
	Asks string `json:"asks,omitempty"`
}

// Request is a request as it went over the wire.
type Request struct {
	Method  string              `json:"method"`
	URL     string              `json:"url"`
	Headers map[string][]string `json:"headers"`
	Body    string              `json:"body,omitempty"`
}

// Response is an answer. Body holds the text; bytes that are no text make it
// base64, which Encoding says.
type Response struct {
	Status   int                 `json:"status"`
	Headers  map[string][]string `json:"headers"`
	Body     string              `json:"body"`
	Encoding string              `json:"encoding,omitempty"`
	Size     int                 `json:"size"`          // of the body, in bytes
	Cut      bool                `json:"cut,omitempty"` // there was more
}

// File is what came of an address that an answer gave.
type File struct {
	URL      string    `json:"url"`
	Response *Response `json:"response,omitempty"`
	Failure  string    `json:"failure,omitempty"`
	Detail   string    `json:"detail,omitempty"`
}

// Footer closes a record.
type Footer struct {
	Kind       string                  `json:"kind"` // "footer"
	Counts     map[finding.Outcome]int `json:"counts"`
	Requests   int                     `json:"requests"`
	Repeats    int                     `json:"repeats"`
	End        time.Time               `json:"end"`
	ExitStatus int                     `json:"exitStatus"`
	Baseline   *Baseline               `json:"baseline,omitempty"` // of a run with one
}

// Baseline is what a run found about its baseline.
type Baseline struct {
	File     string    `json:"file"`
	Problems []Problem `json:"problems"` // entries to delete or to mend
}

// Problem is an entry of a baseline that is stale, expired or without a reason.
type Problem struct {
	Place string `json:"place"` // "baseline.yaml:12"
	Text  string `json:"text"`
}

// Writer writes a record, a line at a time: what is written is not lost when
// the run is interrupted. It is safe for use from several goroutines.
type Writer struct {
	mu  sync.Mutex
	out io.Writer
}

// NewWriter makes a writer; out is written to with one call a line, if it is not long.
func NewWriter(out io.Writer) *Writer { return &Writer{out: out} }

// Header writes the first line. The error is that of the writer below.
func (w *Writer) Header(h Header) error {
	h.Kind, h.Format = "header", formatVersion
	return w.line(h)
}

// Exchange writes an exchange line. It errs as Header does.
func (w *Writer) Exchange(e Exchange) error {
	e.Kind = "exchange"
	if e.Response == nil || len(e.Response.Body) <= piece {
		return w.line(e)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := long(w.out, e); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	return nil
}

// Verdict writes a verdict line. It errs as Header does.
func (w *Writer) Verdict(v Verdict) error {
	v.Kind = "verdict"
	return w.line(v)
}

// Footer writes the last line. It errs as Header does.
func (w *Writer) Footer(f Footer) error {
	f.Kind = "footer"
	return w.line(f)
}

// line writes one object.
func (w *Writer) line(value any) error {
	text, err := encoded(value)
	if err != nil {
		return fmt.Errorf("record: %w", err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := w.out.Write(text); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	return nil
}

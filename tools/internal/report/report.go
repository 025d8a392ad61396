// Package report turns records into what their readers need. There is one
// model, Report, and every format is rendered from it, so that they agree: a
// test counts what each of them shows.
package report

import (
	"time"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

// formatVersion is the version of the JSON format.
const formatVersion = 1

// Report is what one or several records say.
type Report struct {
	Format  int     `json:"format"`
	Verdict Verdict `json:"verdict"` // of several runs the worst
	Runs    []*Run  `json:"runs"`
	Matrix  *Matrix `json:"matrix,omitempty"` // of several runs

	// At is the file of the user's that annotations stand at: that of the target, a
	// workflow. "" lets them stand at the lines of the spec documents.
	At string `json:"-"`

	operations []*contract.Operation
	impact     *impact.Table
}

// Verdict is how a run ended, in a word, a sentence and an exit status.
type Verdict struct {
	Word       string `json:"word"`
	Sentence   string `json:"sentence"`
	ExitStatus int    `json:"exitStatus"`
}

// Totals count cases by how they ended. Every case is in exactly one of them.
type Totals struct {
	Pass      int `json:"pass"`
	Fail      int `json:"fail"`         // at must or should
	Known     int `json:"worthKnowing"` // failed at may, which fails no run
	Skip      int `json:"skip"`
	Error     int `json:"error"`
	Deviation int `json:"deviation"`
	New       int `json:"new"` // failed, but unknown to the baseline, so that it does not count yet
}

// Run is one record.
type Run struct {
	Name          string            `json:"name"` // its column in a matrix
	Target        string            `json:"target"`
	Suite         string            `json:"suite"`
	Specs         string            `json:"specs"` // digest
	CaseList      string            `json:"caseList"`
	Configuration map[string]string `json:"configuration"`
	Start         time.Time         `json:"start"`
	End           time.Time         `json:"end"`
	Requests      int               `json:"requests"`
	Repeats       int               `json:"repeats"`
	Verdict       Verdict           `json:"verdict"`
	Totals        Totals            `json:"totals"`

	// Unfinished is true if the run did not come to its end: what was not decided by
	// then is not here, and End says nothing.
	Unfinished bool `json:"unfinished,omitempty"`

	planned    int    // cases, of a run that is unfinished
	missing    string // which parts of it, in words
	again      string // flags that ask the target of the run again
	served     string // the command that serves it, "" if it is served
	heard      bool   // no target was asked
	explain    func(id string) string
	Baseline   *Baseline    `json:"baseline,omitempty"` // that the run was held against
	Readings   []Felt       `json:"readings,omitempty"` // that the target follows and real clients feel
	Operations []*Operation `json:"operations"`
	// Scope is which part of the contract was asked about; absent for records of
	// older versions, which do not say.
	Scope *record.Scope `json:"scope,omitempty"`

	unsent    map[string]bool // exchanges that never went out
	efforts   []record.Effort
	exchanges []*exchange // in the order sent
	byID      map[string]*exchange
	prefix    string // of anchors in a page of several runs
}

// Felt is a reading that a target follows and that real clients feel.
type Felt struct {
	Reading    string   `json:"reading"`    // "statistics-key=lower-case"
	Operations []string `json:"operations"` // whose answers follow it
	Clients    string   `json:"clients"`    // what it does to them

	line string // all of it in words
}

// Baseline is the file of known deviations, and what is to be mended in it.
type Baseline struct {
	File     string    `json:"file"`
	Problems []Problem `json:"problems"`
}

// Problem is an entry of a baseline to delete or to mend.
type Problem struct {
	Place string `json:"place"` // "baseline.yaml:12"
	Text  string `json:"text"`
}

// Operation is what a run found about one operation.
type Operation struct {
	ID           string         `json:"id"`
	Product      string         `json:"product"`
	Totals       Totals         `json:"totals"`
	Requirements []*Requirement `json:"requirements"`

	index map[string]*Requirement // by id
}

// Requirement is one thing a document demands, and its cases.
type Requirement struct {
	ID     string  `json:"id"`
	Totals Totals  `json:"totals"`
	Sent   int     `json:"sent"`             // requests that its cases rest on, each once
	Judged *int    `json:"judged,omitempty"` // answers that were held against it, once a case; nil if the record does not say
	Cases  []*Case `json:"cases"`

	operation string // its id
	effort    record.Effort
}

// Case is a decided case, as the record has it, its texts made fit to be shown.
// Of one that was not decided, Culprit is the exchange without an answer.
type Case struct {
	record.Verdict
	Variant string `json:"variant"`           // the id without its requirement
	Curl    string `json:"curl,omitempty"`    // asks the deciding request again
	Explain string `json:"explain,omitempty"` // the command that says more

	decided *exchange // that decided, nil if none did
}

// exchange is an exchange as the record has it; nothing of it has been escaped.
type exchange struct {
	record.Exchange
	body []byte // of the answer
}

// accepted says why a deviation is.
func accepted(a *record.Accepted) string {
	text := string(a.Outcome) + ": " + a.Reason
	if a.Reason == "" {
		text = string(a.Outcome) + ", without a reason"
	}
	if a.Link != "" {
		text += " " + a.Link
	}
	return text
}

// why is the reason of an outcome that is no verdict on the target.
func (c *Case) why() string {
	if c.Accepted != nil {
		return accepted(c.Accepted)
	}
	return c.Reason
}

// fails tells whether the case makes its run fail.
func (c *Case) fails() bool { return c.Outcome == finding.Fail && c.Level != contract.May && !c.New }

// fresh tells whether the case would make its run fail if the baseline knew it.
func (c *Case) fresh() bool { return c.Outcome == finding.Fail && c.Level != contract.May && c.New }

// worthKnowing tells whether the case failed at a level that fails no run.
func (c *Case) worthKnowing() bool { return c.Outcome == finding.Fail && c.Level == contract.May }

// Cases counts all cases.
func (t Totals) Cases() int {
	return t.Pass + t.Fail + t.Known + t.Skip + t.Error + t.Deviation + t.New
}

// worst is the outcome that stands for all: what a reader must see first.
func (t Totals) worst() string {
	switch {
	case t.Fail > 0:
		return "fail"
	case t.Error > 0:
		return "error"
	case t.New > 0:
		return "new"
	case t.Known > 0:
		return "known"
	case t.Deviation > 0:
		return "deviation"
	case t.Pass > 0:
		return "pass"
	case t.Skip > 0:
		return "skip"
	}
	return "absent"
}

func (t *Totals) add(c *Case) {
	switch {
	case c.worthKnowing():
		t.Known++
	case c.fresh():
		t.New++
	case c.Outcome == finding.Fail:
		t.Fail++
	case c.Outcome == finding.Pass:
		t.Pass++
	case c.Outcome == finding.Skip:
		t.Skip++
	case c.Outcome == finding.Deviation:
		t.Deviation++
	default:
		t.Error++
	}
}

func (t *Totals) join(o Totals) {
	t.Pass, t.Fail, t.Known = t.Pass+o.Pass, t.Fail+o.Fail, t.Known+o.Known
	t.Skip, t.Error, t.Deviation, t.New = t.Skip+o.Skip, t.Error+o.Error, t.Deviation+o.Deviation, t.New+o.New
}

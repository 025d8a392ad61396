package want

import (
	"slices"
	"strconv"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/spreadsheet"
)

// Opened wants the address in the answer, at Path, to lead to a file that is there and
// has something in it; with Kind, to one that is what its name says and can be read. An
// address that cannot be reached from here, as the printed one (004:77), tells nothing.
type Opened struct {
	Path string
	Kind bool
}

func (Opened) Scope() Scope { return Together }

func (w Opened) Expectation() string {
	if w.Kind {
		return "a file behind " + w.Path + " that is what its name says"
	}
	return "a file behind " + w.Path
}

func (w Opened) Question(*contract.Operation) any { return w }

func (w Opened) Judge(e Evidence) Judgement {
	file, f := fileOf(e.last(), w.Path)
	switch {
	case file == nil:
	case !w.Kind:
		f.Kind = finding.FileThere
	default:
		extension := spreadsheet.Extension(file.Sent.URL)
		_, _, err := spreadsheet.Read(extension, file.Body)
		if f.Kind, f.Want = finding.FileThere, extension; err != nil {
			f.Kind, f.Got = finding.FileUnlike, body.Cut([]byte(err.Error()), shown)
		}
	}
	if w.Kind && f.Kind == finding.FileGone {
		f.Kind = finding.FileUntold
	}
	return found(f)
}

// shown bounds what is said of a file, in bytes.
const shown = 200

// fileOf gives the file behind a field of a result, nil where there is none to look at,
// and what is to be said of it then.
func fileOf(a *answer.Answer, path string) (*wire.Exchange, finding.Finding) {
	file := a.Exchange.File
	spots := a.Occurrences(path)
	if len(spots) != 1 || spots[0].Node == nil || file == nil {
		return nil, finding.Finding{Kind: finding.FileUntold, Path: path, Got: "the answer has no address there that can be opened, which is another requirement's question"}
	}
	f := finding.Finding{Path: path, Place: spots[0].Place, Beside: body.Cut([]byte(file.Sent.URL), shown)}
	switch {
	case file.Failure == wire.Unreachable, file.Failure == wire.NotSent:
		f.Kind, f.Got = finding.FileUntold, "its host cannot be reached from here: "+file.Detail
	case file.Cut:
		f.Kind, f.Got = finding.FileUntold, "it is longer than is read"
	case file.Failure != wire.Answered:
		f.Kind, f.Got = finding.FileGone, file.Detail
	case file.Status >= 500:
		f.Kind, f.Got = finding.FileUntold, "its server fails"
	case file.Status/100 != 2:
		f.Kind, f.Status, f.Got = finding.FileGone, file.Status, "HTTP "+strconv.Itoa(file.Status)
	case len(file.Body) == 0:
		f.Kind, f.Status, f.Got = finding.FileGone, file.Status, "it is empty"
	default:
		return file, f
	}
	return nil, f
}

// FileHolds wants the file behind the answer to Requests[0], at Path, to show what one of
// the other answers, of the operation Of, has at Field: the same traffic. With Group the
// first so many answers are about it, and each so many behind them about another file:
// where none of those shows its own traffic, it is not known how to read such files.
type FileHolds struct {
	Path, Of, Field string
	Group           int `json:",omitempty"`
}

func (FileHolds) Scope() Scope { return Together }

func (w FileHolds) Expectation() string {
	return "a file behind " + w.Path + " with the " + w.Field + " in it"
}

func (w FileHolds) Question(*contract.Operation) any { return w }

func (w FileHolds) Judge(e Evidence) Judgement {
	if w.Group == 0 {
		return found(w.look(e.Answers))
	}
	f := w.look(e.Answers[:w.Group])
	if f.Kind != finding.FileLacks {
		return found(f)
	}
	for others := range slices.Chunk(e.Answers[w.Group:], w.Group) {
		if w.look(others).Kind == finding.FileRight {
			return found(f)
		}
	}
	f.Kind, f.Got = finding.FileUntold, "no other file shows its traffic either"
	return found(f)
}

// look finds in the file behind the first of some answers what one of the others has.
func (w FileHolds) look(answers []*answer.Answer) finding.Finding {
	file, f := fileOf(answers[0], w.Path)
	if file == nil {
		f.Kind = finding.FileUntold
		return f
	}
	table, known, err := spreadsheet.Read(spreadsheet.Extension(file.Sent.URL), file.Body)
	if err != nil || !known {
		f.Kind, f.Got = finding.FileUntold, "what is in it cannot be read"
		return f
	}
	for i, a := range answers[1:] {
		amount, ok := a.NumberAt(w.Field)
		if !ok {
			return finding.Finding{Kind: finding.NoNumber, Answer: i + 1, Path: w.Field}
		}
		n, _ := amount.Float64()
		switch {
		case n == 0:
			return finding.Finding{Kind: finding.OnlyZeros}
		case table.Holds(n):
			f.Kind = finding.FileRight
			return f
		}
		if i == 0 {
			f.Want, f.Other = decimal(amount), 1
		}
	}
	f.Kind, f.Got = finding.FileLacks, w.Field
	return f
}

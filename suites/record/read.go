package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// Run is a record that has been read and found whole, or that of a run which did
// not come to its end: then the footer counts what there is.
type Run struct {
	Unfinished bool    // only as LoadSoFar reads it, or of a run that lacks shards
	Missing    []Shard // that Join did not find
	Header     Header
	Exchanges  map[string]Exchange
	Verdicts   []Verdict
	Footer     Footer
	Lines      map[string]int // where each exchange stands in the file
}

// maxLine bounds a line: an exchange may hold a body of 10 MB, each byte of it
// escaped with six characters.
const maxLine = 64 << 20

// Read reads a record. A file that is not one, or is not whole, or contradicts
// itself, is an error with its line: a truncated run must not look like a run.
func Read(name string, in io.Reader) (*Run, error) { return read(name, in, false) }

// ReadSoFar reads as Read does, and takes as well what a run wrote that did not come
// to its end; a line it broke off in is left out. Run.Unfinished tells. It errs for all
// else that Read errs for.
func ReadSoFar(name string, in io.Reader) (*Run, error) { return read(name, in, true) }

func read(name string, in io.Reader, soFar bool) (*Run, error) {
	r := reader{soFar: soFar, name: name, run: &Run{Exchanges: map[string]Exchange{}}, verdictAt: map[string]int{}, exchangeAt: map[string]int{}}
	r.run.Lines = r.exchangeAt
	buffered := bufio.NewReaderSize(in, 1<<16)
	for {
		line, ended, err := nextLine(buffered)
		if errors.Is(err, io.EOF) {
			break
		}
		r.line++
		if err == nil {
			err = r.take(line, ended)
		}
		if err != nil {
			return nil, r.fail(r.line, err)
		}
	}
	if err := r.whole(); err != nil {
		return nil, err
	}
	return r.run, nil
}

// Load reads the record in a file. It errs if the file cannot be opened, and as
// Read does.
func Load(path string) (*Run, error) { return load(path, Read) }

// LoadSoFar reads the record in a file as ReadSoFar does. It errs as that, and if the
// file cannot be opened.
func LoadSoFar(path string) (*Run, error) { return load(path, ReadSoFar) }

func load(path string, read func(string, io.Reader) (*Run, error)) (*Run, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("record: %w", err)
	}
	defer file.Close()
	return read(path, file)
}

// nextLine reads one line, no further than maxLine; ended tells whether it has
// its line end. At the end of the input the error is io.EOF.
func nextLine(in *bufio.Reader) (line []byte, ended bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if line = append(line, part...); len(line) > maxLine {
			return nil, false, fmt.Errorf("not a record: the line is longer than %d MB", maxLine>>20)
		}
		switch {
		case err == nil:
			return line[:len(line)-1], true, nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(line) > 0:
			return line, false, nil
		default:
			return nil, false, err
		}
	}
}

// reader is a record being read.
type reader struct {
	name                  string
	soFar                 bool // a run that did not come to its end is taken too
	run                   *Run
	line                  int
	verdictAt, exchangeAt map[string]int // lines, by id
	footerAt              int            // 0 before the footer
}

// fail names the line of an error.
func (r *reader) fail(line int, err error) error { return fmt.Errorf("%s:%d: %w", r.name, line, err) }

func (r *reader) take(line []byte, ended bool) error {
	var kind struct{ Kind string }
	err := json.Unmarshal(line, &kind)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax) && !ended && (r.line > 1 || bytes.HasPrefix(line, []byte(`{"kind":"header"`))):
		if r.soFar && r.line > 1 {
			r.line-- // it says nothing yet
			return nil
		}
		return errors.New("the record breaks off in the middle of this line: the run did not finish, or the file was cut; run it again")
	case err != nil:
		return fmt.Errorf("not a line of a record: %w", err)
	case r.footerAt > 0:
		return errors.New("a line after the footer: two records in one file?")
	case r.line == 1 && kind.Kind != "header":
		return errors.New("not a record: the first line is no header")
	case r.line > 1 && kind.Kind == "header":
		return errors.New("a second header: two records in one file?")
	}
	switch kind.Kind {
	case "header":
		return r.header(line)
	case "exchange":
		return r.exchange(line)
	case "verdict":
		return r.verdict(line)
	case "footer":
		r.footerAt = r.line
		return strict(line, &r.run.Footer)
	}
	return fmt.Errorf("kind %q is not header, exchange, verdict or footer", kind.Kind)
}

// header reads the format first: another one may have other keys.
func (r *reader) header(line []byte) error {
	var format struct{ Format int }
	if err := json.Unmarshal(line, &format); err != nil {
		return fmt.Errorf("not a header: %w", err)
	}
	if format.Format < 1 || format.Format > formatVersion {
		return fmt.Errorf("record format %d; this suite reads 1 to %d: use the plumb that wrote it, or run it again", format.Format, formatVersion)
	}
	h := &r.run.Header
	if err := strict(line, h); err != nil {
		return err
	}
	return present(map[string]string{"suite": h.Suite, "specs": h.Specs, "cases": h.Cases, "target": h.Target})
}

func (r *reader) exchange(line []byte) error {
	var e Exchange
	if err := strict(line, &e); err != nil {
		return err
	}
	if at := r.exchangeAt[e.ID]; at > 0 {
		return fmt.Errorf("a second exchange %s; the first stands in line %d", e.ID, at)
	}
	r.exchangeAt[e.ID] = r.line
	r.run.Exchanges[e.ID] = e
	if (e.Response == nil) == (e.Failure == "") {
		return fmt.Errorf("exchange %s has not either a response or a failure", e.ID)
	}
	return present(map[string]string{"id": e.ID})
}

func (r *reader) verdict(line []byte) error {
	var v Verdict
	if err := strict(line, &v); err != nil {
		return err
	}
	if at := r.verdictAt[v.ID]; at > 0 {
		return fmt.Errorf("a second verdict on %s; the first stands in line %d", v.ID, at)
	}
	r.verdictAt[v.ID] = r.line
	r.run.Verdicts = append(r.run.Verdicts, v)
	return v.sound()
}

func strict(line []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

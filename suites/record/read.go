package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Run is a record that has been read and found whole.
type Run struct {
	Header    Header
	Exchanges map[string]Exchange
	Verdicts  []Verdict
	Footer    Footer
}

// maxLine bounds a line: an exchange holds a body of a megabyte, escaped.
const maxLine = 16 << 20

// Read reads a record. A file that is not one, or is not whole, is an error
// with its line: a truncated run must not look like a run.
func Read(name string, in io.Reader) (*Run, error) {
	r := reader{name: name, run: &Run{Exchanges: map[string]Exchange{}}, seen: map[string]bool{}}
	scanner := bufio.NewScanner(in)
	scanner.Buffer(make([]byte, 0, 1<<16), maxLine)
	for scanner.Scan() {
		r.line++
		if err := r.take(scanner.Bytes()); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, r.line, err)
		}
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", name, r.line+1, err)
	}
	return r.run, r.whole()
}

type reader struct {
	name   string
	run    *Run
	line   int
	seen   map[string]bool
	closed bool
}

func (r *reader) take(line []byte) error {
	var kind struct{ Kind string }
	if err := json.Unmarshal(line, &kind); err != nil {
		return fmt.Errorf("not a line of a record: %w", err)
	}
	switch {
	case r.closed:
		return errors.New("a line after the footer")
	case r.line == 1 && kind.Kind != "header":
		return errors.New("not a record: the first line is no header")
	case r.line > 1 && kind.Kind == "header":
		return errors.New("a second header")
	}
	switch kind.Kind {
	case "header":
		if err := strict(line, &r.run.Header); err != nil {
			return err
		}
		if r.run.Header.Format != Version {
			return fmt.Errorf("record format %d; this suite reads %d", r.run.Header.Format, Version)
		}
		return nil
	case "exchange":
		var e Exchange
		err := strict(line, &e)
		r.run.Exchanges[e.ID] = e
		return err
	case "verdict":
		return r.verdict(line)
	case "footer":
		r.closed = true
		return strict(line, &r.run.Footer)
	}
	return fmt.Errorf("kind %q is not header, exchange, verdict or footer", kind.Kind)
}

func (r *reader) verdict(line []byte) error {
	var v Verdict
	if err := strict(line, &v); err != nil {
		return err
	}
	if r.seen[v.ID] {
		return fmt.Errorf("a second verdict on %s", v.ID)
	}
	r.seen[v.ID] = true
	r.run.Verdicts = append(r.run.Verdicts, v)
	return nil
}

func strict(line []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

// whole checks that the record has its footer and that the counts add up.
func (r *reader) whole() error {
	if r.line == 0 {
		return fmt.Errorf("%s: not a record: the file is empty", r.name)
	}
	if !r.closed {
		return fmt.Errorf("%s:%d: the record has no footer: the run did not finish", r.name, r.line)
	}
	counts := map[string]int{}
	for _, v := range r.run.Verdicts {
		counts[v.Outcome]++
	}
	for outcome, n := range r.run.Footer.Counts {
		if counts[outcome] != n {
			return fmt.Errorf("%s:%d: the footer counts %d of %s, the record has %d", r.name, r.line, n, outcome, counts[outcome])
		}
	}
	if len(r.run.Verdicts) != r.run.Header.Planned {
		return fmt.Errorf("%s:%d: the header announces %d cases, the record has %d", r.name, r.line, r.run.Header.Planned, len(r.run.Verdicts))
	}
	return nil
}

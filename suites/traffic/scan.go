package traffic

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Errors of a scan.
var (
	errLong = errors.New("longer than is read")
	errForm = errors.New("no JSON of this form")
)

// scanner goes through JSON that may be longer than memory: it holds one value at
// a time, and of that no more than is asked for. A decoder of encoding/json holds
// a value whole, however long, and cannot go on behind one that is broken.
type scanner struct {
	in *bufio.Reader
	at int64 // bytes read
}

// peek gives the next byte that is no blank, and leaves it there.
func (s *scanner) peek() (byte, error) {
	for {
		b, err := s.in.ReadByte()
		switch {
		case err != nil:
			return 0, err
		case b == ' ' || b == '\t' || b == '\r' || b == '\n':
			s.at++
		default:
			return b, s.in.UnreadByte()
		}
	}
}

// expect takes one byte that has to come next.
func (s *scanner) expect(wanted byte) error {
	b, err := s.peek()
	switch {
	case err != nil:
		return unended(err)
	case b != wanted:
		return fmt.Errorf("%w: %q at byte %d, where %q belongs", errForm, b, s.at, wanted)
	}
	s.at++
	_, err = s.in.Discard(1)
	return err
}

// unended is the error of an input that ends inside a value.
func unended(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// value reads one value, whatever is in it. One of more than limit bytes is read to its
// end, not kept, and errLong.
func (s *scanner) value(limit int) ([]byte, error) {
	first, err := s.peek()
	if err != nil {
		return nil, unended(err)
	}
	var out []byte
	length := 0
	e := ending{bare: first != '"' && first != '{' && first != '['}
	for done := false; !done; {
		if _, err := s.in.Peek(1); errors.Is(err, io.EOF) && e.bare && length > 0 {
			break // a number at the very end
		} else if err != nil {
			return nil, unended(err)
		}
		chunk, _ := s.in.Peek(s.in.Buffered())
		var n int
		n, done = e.find(chunk)
		if length += n; length <= limit {
			out = append(out, chunk[:n]...)
		}
		s.at += int64(n)
		if _, err := s.in.Discard(n); err != nil {
			return nil, err
		}
	}
	switch {
	case length > limit:
		return nil, errLong
	case length == 0:
		return nil, fmt.Errorf("%w: no value at byte %d", errForm, s.at)
	}
	return out, nil
}

// ending looks for the end of a value. A bare one, a number or a word, ends before
// what cannot be in it; others with the bracket or the quote that closes them.
type ending struct {
	bare              bool
	depth             int
	inString, escaped bool
}

// find gives how many bytes of what comes next belong to the value, and whether it
// ends with them.
func (e *ending) find(chunk []byte) (n int, done bool) {
	for i := 0; i < len(chunk); i++ {
		b := chunk[i]
		switch {
		case e.bare:
			if bytes.IndexByte([]byte(",:}] \t\r\n"), b) >= 0 {
				return i, true
			}
			continue
		case e.escaped:
			e.escaped = false
			continue
		case e.inString && b != '"' && b != '\\':
			rest := bytes.IndexAny(chunk[i:], "\"\\")
			if rest < 0 {
				return len(chunk), false
			}
			i += rest - 1
			continue
		case e.inString && b == '\\':
			e.escaped = true
			continue
		case b == '"':
			e.inString = !e.inString
		case b == '{' || b == '[':
			e.depth++
		case b == '}' || b == ']':
			e.depth--
		}
		if e.depth == 0 && !e.inString {
			return i + 1, true
		}
	}
	return len(chunk), false
}

// longestName bounds the name of a member.
const longestName = 1 << 12

// object goes through the members of an object; member has to read their values.
func (s *scanner) object(member func(name string) error) error {
	return s.each('{', '}', func() error {
		raw, err := s.value(longestName)
		var name string
		if err == nil && json.Unmarshal(raw, &name) != nil {
			err = fmt.Errorf("%w: no name at byte %d", errForm, s.at)
		}
		if err != nil && !errors.Is(err, errLong) {
			return err
		}
		if err := s.expect(':'); err != nil {
			return err
		}
		return member(name)
	})
}

// each goes through what stands between two brackets, which item has to read.
func (s *scanner) each(begin, end byte, item func() error) error {
	if err := s.expect(begin); err != nil {
		return err
	}
	if b, err := s.peek(); err != nil {
		return unended(err)
	} else if b == end {
		return s.expect(end)
	}
	for {
		if err := item(); err != nil {
			return err
		}
		if b, err := s.peek(); err != nil {
			return unended(err)
		} else if b == end {
			return s.expect(end)
		}
		if err := s.expect(','); err != nil {
			return err
		}
	}
}

// skip passes over a value.
func (s *scanner) skip() error {
	if _, err := s.value(0); err != nil && !errors.Is(err, errLong) {
		return err
	}
	return nil
}

package document

import (
	"bytes"
	"regexp"
)

// Split gives the YAML documents of a file, each as a file of its own whose lines keep their
// numbers: it begins with as many empty ones. One in which nothing stands is left
// out; of a file that holds one document, or none, it gives the file as it is.
func Split(data []byte) [][]byte {
	var out [][]byte
	begin, said, opened := 0, false, false
	end := func(at int) {
		switch {
		case said && begin == 0:
			out = append(out, data[:at])
		case said:
			before := bytes.Repeat([]byte("\n"), bytes.Count(data[:begin], []byte("\n")))
			out = append(out, append(before, data[begin:at]...))
		}
		begin, said, opened = at, false, false
	}
	for at := 0; at < len(data); {
		line, _, _ := bytes.Cut(data[at:], []byte("\n"))
		switch {
		case bytes.HasPrefix(line, []byte("---")) && begins.Match(line):
			if said || opened { // else directives stand before it, which are its own
				end(at)
			}
			opened, said = true, !empty.Match(line[len("---"):])
		case bytes.HasPrefix(line, []byte("...")) && ends.Match(line):
			end(at + len(line))
		default:
			said = said || !empty.Match(line)
		}
		at += len(line) + 1
	}
	if end(len(data)); len(out) == 0 {
		return [][]byte{data}
	}
	return out
}

// Lines that begin or end a document, which nothing within a value can look like, and
// those in which nothing stands: comments, directives, blanks.
var (
	begins = regexp.MustCompile(`^---([ \t\r]|$)`)
	ends   = regexp.MustCompile(`^\.\.\.([ \t\r]|$)`)
	empty  = regexp.MustCompile(`^(\s*(#.*)?|%.*)$`)
)

// Begins is the line, from 1, in which a part that Split gave begins.
func Begins(part []byte) int { return len(part) - len(bytes.TrimLeft(part, "\n")) + 1 }

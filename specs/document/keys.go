package document

import (
	"maps"
	"slices"
	"strings"
)

// Keys reads a mapping whose keys are known, each with what reads its value, in
// written order. It stops at the first error: a value that is no mapping, a key that
// is not known, with the nearest that is, a key that stands twice, or what a reader
// says. What is the mapping's name in errors: "a baseline".
func (n Node) Keys(what string, known map[string]func(Node) error) error {
	if n.Kind() != Mapping {
		return n.Fail("%s is a YAML mapping", what)
	}
	seen := map[string]int{}
	for _, e := range n.Written() {
		at := e.Name()
		read := known[e.Key]
		if read == nil {
			names := slices.Sorted(maps.Keys(known))
			return at.Fail("unknown key %q of %s%s known are %s", e.Key, what, DidYouMean(e.Key, names), strings.Join(names, ", "))
		}
		if line, twice := seen[e.Key]; twice {
			return at.Fail(twiceText, e.Key, line)
		}
		seen[e.Key] = e.Value.line
		if err := read(e.Value); err != nil {
			return err
		}
	}
	return nil
}

// DidYouMean asks whether the nearest known name was meant, ": did you mean X?", if it is
// near enough; otherwise it gives ";".
func DidYouMean(name string, known []string) string {
	if near := Nearest(name, known); Distance(name, near) <= (len(name)+1)/2 {
		return ": did you mean " + near + "?"
	}
	return ";"
}

const twiceText = "the key %s stands in line %d already: remove one"

// DuplicateKeys lists the keys that stand twice in one mapping, anywhere below: a key read
// twice makes everything else doubtful.
func (n Node) DuplicateKeys() []*Error {
	var out []*Error
	seen := map[string]int{}
	for _, e := range n.Written() {
		if line, twice := seen[e.Key]; twice && n.Kind() == Mapping {
			out = append(out, e.Value.Fail(twiceText, e.Key, line).(*Error))
		}
		seen[e.Key] = e.Value.line
		out = append(out, e.Value.DuplicateKeys()...)
	}
	return out
}

// Nearest gives the known name with the smallest edit distance, the first of
// equals, "" where none is known.
func Nearest(name string, known []string) string {
	best, least := "", -1
	for _, candidate := range known {
		if d := Distance(name, candidate); least < 0 || d < least {
			best, least = candidate, d
		}
	}
	return best
}

// Distance counts the changes from one name to another: letters put in, taken out or
// replaced. It counts bytes, since names are ASCII.
func Distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := diagonal
			if a[i-1] != b[j-1] {
				change++
			}
			diagonal = row[j]
			row[j] = min(change, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}

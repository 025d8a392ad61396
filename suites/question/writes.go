package question

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/run"
)

// permitted refuses leave to write for an operation that there is not, or that
// writes nothing: whoever gives it means another one.
func permitted(writes []string, operations []*contract.Operation) error {
	var known []string
	for _, op := range operations {
		if op.Writes() {
			known = append(known, op.Key())
		}
	}
	for _, key := range writes {
		if slices.Contains(known, key) {
			continue
		}
		if i := slices.IndexFunc(operations, func(op *contract.Operation) bool { return op.Key() == key }); i >= 0 {
			return fmt.Errorf("--writes %s: it changes nothing and is asked anyway (%s)", key, operations[i].Effect.Location)
		}
		return fmt.Errorf("--writes %s: no operation is called so%s", key, near(key, known))
	}
	return nil
}

// near says which of the operations that write a mistaken word may have meant.
func near(word string, known []string) string {
	const shown = 12
	if len(known) == 0 {
		return "; none of these documents writes"
	}
	text := "; those that write are " + strings.Join(known[:min(shown, len(known))], ", ")
	if len(known) > shown {
		text = fmt.Sprintf("%s and %d more", text, len(known)-shown)
	}
	if meant := run.Nearest(word, known); meant != "" {
		text = "; did you mean " + meant + "?"
	}
	return text
}

package want

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// firstFew names the first of many.
func firstFew(names []string) string {
	if len(names) <= 3 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:2], ", "), len(names)-2)
}

// fieldQuestion is where a field is looked for: its path, and what else its
// documents let it be called or stand in.
func fieldQuestion(o *contract.Operation, f *contract.Field) []any {
	out := []any{f.Path}
	for _, aspect := range []contract.Aspect{contract.KeyAspect, contract.NestingAspect} {
		if set, ok := o.Reading("response/"+f.Path, aspect); ok {
			out = append(out, ways(*set, false))
		}
	}
	return out
}

// ways gives the readings of a set, in an order of their own; levels matter
// where one is advised against.
func ways(set contract.ReadingSet, levels bool) []string {
	out := []string{string(set.Aspect) + " of " + set.At}
	for _, r := range set.Readings {
		text := r.ID + "=" + r.Value
		if levels {
			text += " " + string(r.Level)
		}
		out = append(out, text)
	}
	slices.Sort(out[1:])
	return out
}

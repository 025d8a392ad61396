package sides

import (
	"fmt"
	"maps"
	"slices"

	"github.com/plumbline/plumbline/specs"
)

// noDocument says why a file is left out that is not meant to be compared.
const noDocument = "no OpenAPI document"

// LeftOut says which files of two sides are not compared, and why: those that
// differ, or that one side has alone and that are meant to be compared.
func LeftOut(old, new *Documents) []string {
	var out []string
	for _, pair := range [][2]*Documents{{old, new}, {new, old}} {
		for _, name := range slices.Sorted(maps.Keys(pair[0].left)) {
			one := pair[0].left[name]
			other, there := pair[1].left[name]
			if there && other != one || !there && one.why != noDocument {
				out = append(out, fmt.Sprintf("%s%s is not compared: %s", pair[0].prefix, name, one.why))
			}
		}
	}
	return out
}

// linted is how many documents of a side are held against lint.
const linted = 20

// Lint gives what lint finds in the documents that only one of two sides has as
// they stand: the first thing of each side, and how many more there are.
func Lint(old, new *Documents) []string {
	var out []string
	for _, pair := range [][2]*Documents{{old, new}, {new, old}} {
		var found []specs.Finding
		differ := 0
		for _, one := range pair[0].All {
			if pair[1].known[string(one.Text())] != nil || one.IsPlain() {
				continue
			}
			if differ++; differ <= linted {
				found = append(found, specs.Lint(one.File, one.Text())...)
			}
		}
		if err := specs.Unclean(found); err != nil {
			out = append(out, "lint: "+err.Error())
		}
		if differ > linted {
			out = append(out, fmt.Sprintf("lint was asked of %d of the %d documents that differ in %s: plumb lint asks all", linted, differ, pair[0].Name))
		}
	}
	return out
}

package revision

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs"
)

// foreign takes the edits of x- keys that are none of ours, those of one key
// together: what they say nobody here knows, so that it breaks nobody.
func (c *comparison) foreign() {
	ours := specs.Extensions()
	for _, all := range c.groups(func(e edit) string {
		if n := foreignKey(e.path, ours); n > 0 {
			return pathKey(e.path[:n])
		}
		return ""
	}) {
		place := all[0].path[:foreignKey(all[0].path, ours)]
		at := strings.Join(place, "/")
		if place[0] == "paths" && len(place) > 2 {
			at = placeOfPath(place)
		}
		c.noteAs("extension/changed", at, c.whole(place), all...)
	}
}

// foreignKey is how far a path leads to an x- key that is none of ours, 0 if it
// leads to none.
func foreignKey(path, ours []string) int {
	for i, step := range path {
		named := i > 0 && path[i-1] == "properties"
		if strings.HasPrefix(step, "x-") && !named && !printedData(path[:i]) && !slices.Contains(ours, step) {
			return i + 1
		}
	}
	return 0
}

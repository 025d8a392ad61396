package revision

import (
	"slices"
	"strconv"
	"strings"
)

// identify names the items of a list by what tells them apart. Of several with
// one name the later ones get a mark, in the order of what they say where the
// list has no order of its own.
func (t *tree) identify(path []string) {
	for i, item := range t.kidsOrNone() {
		item.name = identity(path, item, i)
	}
	ordered := slices.Clone(t.kidsOrNone())
	if len(path) > 0 && contains([]string{"oneOf", "anyOf", "allOf"}, path[len(path)-1]) {
		slices.SortStableFunc(ordered, func(a, b *tree) int { return strings.Compare(a.value(), b.value()) })
	}
	taken := make(map[string]bool, len(ordered))
	for _, item := range ordered {
		for taken[item.name] {
			item.name += "+"
		}
		taken[item.name] = true
	}
}

// identity is what tells an item of a list from the others: a name of its own
// where such items have one, its place where they do not.
func identity(path []string, item *tree, i int) string {
	place := strconv.Itoa(i)
	if printedData(path) {
		return place
	}
	by := func(keys ...string) string {
		var parts []string
		for _, key := range keys {
			if kid := item.kid(key); kid != nil && kid.text != "" {
				parts = append(parts, kid.text)
			}
		}
		if len(parts) == 0 {
			return place
		}
		return strings.Join(parts, " ")
	}
	if item.tag == component {
		return item.text
	}
	switch path[len(path)-1] {
	case "required", "enum", "tags":
		return item.text
	case "x-errors":
		return by("code")
	case "triggers":
		return by("parameter", "when")
	case "formats":
		return by("value")
	case "x-placeholders":
		return by("value", "beside")
	case "common":
		return by("name")
	case "parameters":
		return by("in", "name")
	case "oneOf", "anyOf", "allOf":
		return by("type")
	case "servers":
		return by("url")
	case "security":
		var names []string
		for _, kid := range item.kids {
			names = append(names, kid.name)
		}
		return strings.Join(names, " and ")
	}
	return by("id")
}

// printedData tells whether a path leads into data that the documents print, in
// which nothing has a meaning of ours. A field may have such a name too.
func printedData(path []string) bool {
	for i, key := range path {
		if contains([]string{"value", "example", "args", "default"}, key) && (i == 0 || path[i-1] != "properties") {
			return true
		}
	}
	return false
}

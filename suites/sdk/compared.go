package sdk

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// differences are what a user sees otherwise than it was served, each in words.
type differences struct{ lost, shifted, changed, invented []string }

// compared holds what the user sees against what was served, row by row.
func compared(said, seen *sheet) Cell {
	var d differences
	d.hold("", said.head, seen.head, nil, nil)
	switch {
	case len(said.rows) == len(seen.rows) && permuted(said.rows, seen.rows):
		d.shifted = append(d.shifted, "the rows come in another order")
	case len(said.rows) == len(seen.rows):
		for i := range said.rows {
			d.hold(fmt.Sprintf(" of row %d", i+1), said.rows[i], seen.rows[i], said.rows, said.rows[i])
		}
	default:
		d.unequal(said.rows, seen.rows)
	}
	for _, found := range []struct {
		words   []string
		outcome Outcome
		before  string
	}{{d.lost, Lost, "lost: "}, {d.shifted, Shifted, ""}, {d.changed, Changed, ""}, {d.invented, Invented, "invented: "}} {
		if len(found.words) > 0 {
			return Cell{Outcome: found.outcome, Detail: found.before + strings.Join(found.words, ", ")}
		}
	}
	return Cell{Outcome: Right}
}

// hold holds one set of values against another; all are the rows that were
// served and own the one among them, nil for what is in none.
func (d *differences) hold(where string, said, seen fields, all []fields, own fields) {
	for _, name := range slices.Sorted(maps.Keys(said)) {
		for i, value := range said[name] {
			got, there := leafAt(seen[name], i)
			switch {
			case there && value.same(got), !there && value.blank():
			case !there || got.blank() && !value.blank():
				d.lost = append(d.lost, fmt.Sprintf("%s%s %s", name, where, value.text))
			case elsewhere(all, own, name, got):
				d.shifted = append(d.shifted, fmt.Sprintf("%s%s is seen as %s, which is another row's", name, where, strconv.Quote(got.text)))
			default:
				d.changed = append(d.changed, fmt.Sprintf("%s%s %s is seen as %s %s", name, where, value.text, got.kind, strconv.Quote(got.text)))
			}
		}
		for _, extra := range seen[name][min(len(said[name]), len(seen[name])):] {
			d.invented = append(d.invented, fmt.Sprintf("%s%s %s", name, where, strconv.Quote(extra.text)))
		}
	}
}

func leafAt(values []leaf, i int) (leaf, bool) {
	if i < len(values) {
		return values[i], true
	}
	return leaf{}, false
}

// elsewhere tells whether a value is that of another row.
func elsewhere(all []fields, own fields, name string, got leaf) bool {
	return slices.ContainsFunc(all, func(row fields) bool {
		values := row[name]
		return len(values) > 0 && len(own[name]) > 0 && values[0] != own[name][0] && values[0].same(got)
	})
}

// unequal tells which rows are missing and which nobody served, in order.
func (d *differences) unequal(said, seen []fields) {
	pairs := common(said, seen)
	next := 0
	for i, row := range said {
		if next < len(pairs) && pairs[next][0] == i {
			next++
			continue
		}
		d.lost = append(d.lost, fmt.Sprintf("row %d (%s)", i+1, row))
	}
	for j, row := range seen {
		if !slices.ContainsFunc(pairs, func(p [2]int) bool { return p[1] == j }) {
			d.invented = append(d.invented, fmt.Sprintf("row %d (%s)", j+1, row))
		}
	}
}

// common finds the longest run of rows, by their numbers on either side, that
// are seen as they were served.
func common(said, seen []fields) [][2]int {
	length := make([][]int, len(said)+1)
	for i := range length {
		length[i] = make([]int, len(seen)+1)
	}
	for i := len(said) - 1; i >= 0; i-- {
		for j := len(seen) - 1; j >= 0; j-- {
			if said[i].same(seen[j]) {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(said) && j < len(seen); {
		switch {
		case said[i].same(seen[j]):
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

// permuted tells rows that are all there in another order.
func permuted(said, seen []fields) bool {
	left := slices.Clone(seen)
	ordered := true
	for i, row := range said {
		ordered = ordered && row.same(seen[i])
		j := slices.IndexFunc(left, row.same)
		if j < 0 {
			return false
		}
		left = slices.Delete(left, j, j+1)
	}
	return !ordered
}

// same tells whether a row is seen as it was served.
func (r fields) same(seen fields) bool {
	var d differences
	d.hold("", r, seen, nil, nil)
	return len(d.lost)+len(d.changed)+len(d.invented)+len(d.shifted) == 0
}

// String names a row by its values.
func (r fields) String() string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(r)) {
		for _, value := range r[name] {
			out = append(out, name+" "+value.text)
		}
	}
	return strings.Join(out, ", ")
}

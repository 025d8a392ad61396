package spreadsheet

import (
	"math"
	"strconv"
	"strings"
)

// mostColumns bounds how many columns are looked at, and coarsest how much of a number
// may have been rounded away: of what is rounded to less than two digits or so, some unit
// makes anything.
const (
	mostColumns = 40
	coarsest    = 0.005
)

// sum is a number that a file shows, and how far off it may be by what was rounded.
type sum struct{ value, slack float64 }

// Holds tells whether a table shows an amount of bytes: in a cell, or as the sum of a
// row, a column, or columns that stand side by side. A file may count in another unit,
// in bits or by the second of an interval, and its numbers may be rounded: whatever unit
// makes the numbers fit is taken for the file's.
func (t Table) Holds(amount float64) bool {
	for _, s := range t.sums() {
		if s.slack > s.value*coarsest {
			continue
		}
		for _, unit := range []float64{1, 1e3, 1e6, 1e9, 1 << 10, 1 << 20, 1 << 30} {
			for _, bits := range []float64{1, 1. / 8} {
				for _, seconds := range []float64{1, 3600, 86400} {
					factor := unit * bits * seconds
					if math.Abs(s.value*factor-amount) <= s.slack*factor+amount/1e6 {
						return true
					}
				}
			}
		}
	}
	return false
}

// sums gives every number that a table shows.
func (t Table) sums() []sum {
	var out []sum
	var columns [mostColumns]sum
	width := 0
	for _, row := range t {
		var along sum
		for i, cell := range row[:min(len(row), mostColumns)] {
			n, ok := number(cell)
			if !ok {
				continue
			}
			width = max(width, i+1)
			out = append(out, n)
			along, columns[i] = along.plus(n), columns[i].plus(n)
		}
		out = append(out, along)
	}
	for from := range width {
		var beside sum
		for _, column := range columns[from:width] {
			beside = beside.plus(column)
			out = append(out, beside)
		}
	}
	return out
}

func (s sum) plus(other sum) sum { return sum{s.value + other.value, s.slack + other.slack} }

// number reads a cell that is a number, with commas between thousands or a unit behind
// it or without; one that is whole is taken for exact.
func number(cell string) (sum, bool) {
	text := strings.ReplaceAll(strings.TrimSpace(cell), ",", "")
	text = strings.TrimRight(text, " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/")
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(value, 0) || math.IsNaN(value) {
		return sum{}, false
	}
	if _, decimals, broken := strings.Cut(text, "."); broken {
		return sum{value, math.Pow(10, -float64(len(decimals))) / 2}, true
	}
	return sum{value, 0.5}, true
}

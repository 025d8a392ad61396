package probe

// cover gives rows that together hold every pair of levels of two different
// factors: sizes says how many levels each factor has, a row gives the level of
// each. There are about as many rows as the two largest factors have pairs. The
// rows depend on their arguments alone; turn moves the choice among equals, so
// that arrays of different turns share few triples. Pairs that are not allowed stand in no
// row where another level can be taken.
func cover(sizes []int, turn int, allowed func(f, i, g, j int) bool) [][]int {
	open := newPairs(sizes, allowed)
	var rows [][]int
	for open.left > 0 {
		row := make([]int, len(sizes))
		for i := range row {
			row[i] = -1
		}
		open.begin(row, turn+len(rows))
		for f := range sizes {
			if row[f] < 0 {
				row[f] = open.best(row, f, turn+len(rows))
			}
		}
		open.close(row)
		rows = append(rows, row)
	}
	if rows == nil && len(sizes) == 1 {
		for level := range sizes[0] {
			rows = append(rows, []int{level})
		}
	}
	return rows
}

// pairs are the pairs of levels that no row holds yet.
type pairs struct {
	sizes []int
	open  map[[4]int]bool // factor, level, factor, level; the lower factor first
	apart map[[4]int]bool // pairs that are not allowed
	left  int
}

func newPairs(sizes []int, allowed func(f, i, g, j int) bool) *pairs {
	p := &pairs{sizes: sizes, open: map[[4]int]bool{}, apart: map[[4]int]bool{}}
	for f := range sizes {
		for g := f + 1; g < len(sizes); g++ {
			for i := range sizes[f] {
				for j := range sizes[g] {
					of := p.apart
					if allowed(f, i, g, j) {
						of = p.open
					}
					of[[4]int{f, i, g, j}] = true
				}
			}
		}
	}
	p.left = len(p.open)
	return p
}

// key names a pair, the lower factor first.
func key(f, i, g, j int) [4]int {
	if f > g {
		f, i, g, j = g, j, f, i
	}
	return [4]int{f, i, g, j}
}

// begin puts the first pair that is still open into a row, beginning to look at
// a level that moves with turn.
func (p *pairs) begin(row []int, turn int) {
	for f := range p.sizes {
		for g := f + 1; g < len(p.sizes); g++ {
			for i := range p.sizes[f] {
				for j := range p.sizes[g] {
					from, to := (i+turn)%p.sizes[f], (j+turn)%p.sizes[g]
					if p.open[key(f, from, g, to)] {
						row[f], row[g] = from, to
						return
					}
				}
			}
		}
	}
}

// best gives the level of a factor that closes most pairs with what stands in
// the row already.
func (p *pairs) best(row []int, f, turn int) int {
	chosen, most := 0, -len(p.sizes)*len(p.sizes)
	for i := range p.sizes[f] {
		level := (i + turn) % p.sizes[f]
		closes := 0
		for g, other := range row {
			if g == f || other < 0 {
				continue
			}
			if k := key(f, level, g, other); p.open[k] {
				closes++
			} else if p.apart[k] {
				closes -= len(p.sizes)
			}
		}
		if closes > most {
			chosen, most = level, closes
		}
	}
	return chosen
}

// close takes the pairs of a row away.
func (p *pairs) close(row []int) {
	for f := range row {
		for g := f + 1; g < len(row); g++ {
			if k := key(f, row[f], g, row[g]); p.open[k] {
				delete(p.open, k)
				p.left--
			}
		}
	}
}

package wire

// alphabet gives the value of each letter that carries bits, -1 for all others.
type alphabet struct {
	value      func(byte) int
	width      int // bits of a letter
	alignments int // how many letters in a row can be a byte's first
}

// base64Letters are the letters of both alphabets.
func base64Letters() alphabet {
	return alphabet{width: 6, alignments: 4, value: func(c byte) int {
		switch {
		case c >= 'A' && c <= 'Z':
			return int(c - 'A')
		case c >= 'a' && c <= 'z':
			return int(c-'a') + 26
		case c >= '0' && c <= '9':
			return int(c-'0') + 52
		case c == '+', c == '-':
			return 62
		case c == '/', c == '_':
			return 63
		}
		return -1
	}}
}

func hexDigits() alphabet {
	return alphabet{width: 4, alignments: 2, value: func(c byte) int {
		switch {
		case c >= '0' && c <= '9':
			return int(c - '0')
		case c >= 'a' && c <= 'f':
			return int(c-'a') + 10
		case c >= 'A' && c <= 'F':
			return int(c-'A') + 10
		}
		return -1
	}}
}

// next gives the next run of letters, from a place on, that can carry so many
// bytes; both are the end of the source if there is none. Line breaks inside a run
// are those of a mail.
func (a alphabet) next(source []byte, from, least int) (begin, end int) {
	carries := func(c byte) bool { return a.value(c) >= 0 || c == '\n' || c == '\r' }
	letters := (8*least + a.width - 1) / a.width
	for begin = from; begin+letters <= len(source); begin = end {
		for end = begin + letters; end > begin && carries(source[end-1]); {
			end--
		}
		if end > begin {
			continue // no run that is long enough goes over this place
		}
		for end = begin + letters; end < len(source) && carries(source[end]); {
			end++
		}
		return begin, end
	}
	return len(source), len(source)
}

// skipping decodes every run that can carry so many bytes, as if it began behind
// so many of its letters.
func (a alphabet) skipping(skipped, least int) decoder {
	return func(source []byte, out emit) {
		for i, end := a.next(source, 0, least); i < len(source); i, end = a.next(source, end, least) {
			a.run(source, i, end, skipped, out)
			out(0, end-1, end)
		}
	}
}

// run decodes one run.
func (a alphabet) run(source []byte, from, end, skipped int, out emit) {
	bits, have, first := 0, 0, from
	for i := from; i < end; i++ {
		v := a.value(source[i])
		if v < 0 {
			continue
		}
		if skipped > 0 {
			skipped--
			continue
		}
		if have == 0 {
			first = i
		}
		bits, have = bits<<a.width|int(v), have+a.width
		if have >= 8 {
			have -= 8
			out(byte(bits>>have), first, i+1)
			bits &= 1<<have - 1
			first = i
		}
	}
}

package wire

// alphabet gives the value of each letter that carries bits, -1 for all others.
type alphabet struct {
	value [256]int8
	width int // bits of a letter
}

// base64Letters are the letters of both alphabets.
func base64Letters() *alphabet {
	return newAlphabet(6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
}

func hexDigits() *alphabet { return newAlphabet(4, "0123456789abcdef", "0123456789ABCDEF") }

func newAlphabet(width int, writings ...string) *alphabet {
	a := &alphabet{width: width}
	for i := range a.value {
		a.value[i] = -1
	}
	for _, letters := range writings {
		for i := range len(letters) {
			a.value[letters[i]] = int8(i)
		}
	}
	return a
}

// skipping decodes every run of letters as if it began behind so many of them.
// Line breaks inside a run are those of a mail.
func (a *alphabet) skipping(skipped int) decoder {
	return func(source []byte, out emit) {
		for i := 0; i < len(source); i++ {
			end := i
			for end < len(source) && (a.value[source[end]] >= 0 || end > i && (source[end] == '\n' || source[end] == '\r')) {
				end++
			}
			if (end-i)*a.width >= shortest*8 {
				a.run(source, i, end, skipped, out)
				out(0, end-1, end)
			}
			i = end
		}
	}
}

// run decodes one run.
func (a *alphabet) run(source []byte, from, end, skipped int, out emit) {
	bits, have, first := 0, 0, from
	for i := from; i < end; i++ {
		v := a.value[source[i]]
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

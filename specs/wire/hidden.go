package wire

import (
	"bytes"
	"slices"
	"strings"
)

// A secret is looked for in a text and in everything the text decodes to: text
// escapes of percent, JSON and HTML, base64 of both alphabets, hex, numbers of bytes,
// streams of gzip, and each inside another. What is found there is traced back to the
// bytes it came from.

// depth bounds the search. Every step shortens what it decodes, or leaves it as
// long, so that the work is linear in the text.
type depth struct {
	decodings int // one inside another
	alphabets int // of them in base64 or hex, whose every alignment is looked at
	streams   int // of them compressed
	pieces    bool
}

// deepest is how far a text is looked into.
func deepest() depth { return depth{decodings: 3, alphabets: 2, streams: 2, pieces: true} }

// hidden is a text that must not be shown, and what is shown instead.
type hidden struct{ text, placeholder string }

// span is a part of a text.
type span struct {
	from, to    int
	placeholder string
}

// emit takes one decoded byte, and the part of the source it comes from.
type emit func(b byte, from, to int)

// decoder decodes all of a source that is written its way. What is not, it
// hands on as it is (escapes), or leaves out with a zero byte in its place.
type decoder func(source []byte, out emit)

// searched is what is looked for.
type searched struct {
	secrets []hidden
	pieces  *pieces
}

func searching(secrets []hidden) searched { return searched{secrets, newPieces(secrets)} }

// conceal puts placeholders in the place of secrets, however they are written. The
// text itself stays as it is.
func (s searched) conceal(text []byte) []byte {
	if len(s.secrets) == 0 {
		return text
	}
	spans := s.find(text, deepest())
	if len(spans) == 0 {
		return text
	}
	var out []byte
	at := 0
	for _, s := range joined(spans) {
		out = append(append(out, text[at:s.from]...), s.placeholder...)
		at = s.to
	}
	return append(out, text[at:]...)
}

// spellings adds to secrets what a form makes of their blanks and plus signs, and
// what is left of them where they themselves look like escapes.
func spellings(secrets []hidden) []hidden {
	var out []hidden
	seen := map[string]bool{}
	for _, s := range secrets {
		for _, form := range []string{s.text, strings.ReplaceAll(s.text, "+", " "), strings.ReplaceAll(s.text, " ", "+")} {
			for _, text := range []string{form, string(decoded([]byte(form), escapes))} {
				if text != "" && !seen[text] {
					seen[text] = true
					out = append(out, hidden{text, s.placeholder})
				}
			}
		}
	}
	return out
}

// find gives the parts of a text that carry a secret.
func (s searched) find(text []byte, d depth) []span {
	spans := plainly(text, s.secrets)
	if d.decodings == 0 {
		return spans
	}
	d.decodings--
	if bytes.ContainsAny(text, `%\&`) {
		spans = append(spans, through(escapes, text, func(inner []byte) []span {
			if bytes.Equal(inner, text) {
				return nil
			}
			return s.find(inner, d)
		})...)
	}
	// A short secret is in every other binary by chance.
	long := searched{slices.DeleteFunc(slices.Clone(s.secrets), func(s hidden) bool { return len(s.text) < shortest }), s.pieces}
	if d.alphabets == 0 || len(long.secrets) == 0 {
		return spans
	}
	s = long
	if d.pieces {
		d.pieces = false
		spans = append(spans, s.inPieces(text)...)
	}
	if in := d; in.streams > 0 {
		in.streams--
		spans = append(spans, packed(text, func(inner []byte) []span { return s.find(inner, in) })...)
	}
	return append(spans, s.coded(text, d, base64Letters(), hexDigits())...)
}

// inPieces gives the parts of a text that carry letters of a secret in a row, or its bytes
// as numbers. Hardly any does, which is soon seen.
func (s searched) inPieces(text []byte) []span {
	var spans []span
	byLetters := func(inner []byte) []span {
		return append(s.pieces.find(inner), s.coded(inner, depth{}, hexDigits())...)
	}
	for _, r := range []row{{}, {untagged: true}} {
		if r.untagged && bytes.IndexByte(text, '<') < 0 {
			continue
		}
		if len(byLetters(r.of(text))) > 0 {
			spans = append(spans, through(r.decode, text, byLetters)...)
		}
	}
	if numbered(text) {
		spans = append(spans, through(numbers, text, func(inner []byte) []span { return plainly(inner, s.secrets) })...)
	}
	return spans
}

// coded gives the parts of a text that carry a secret in the letters of alphabets.
func (s searched) coded(text []byte, d depth, in ...alphabet) []span {
	var spans []span
	d.alphabets--
	least := len(slices.MinFunc(s.secrets, func(a, b hidden) int { return len(a.text) - len(b.text) }).text)
	for _, a := range in {
		if begin, _ := a.next(text, 0, least); begin == len(text) {
			continue
		}
		for skipped := range a.alignments {
			spans = append(spans, through(a.skipping(skipped, least), text, func(inner []byte) []span { return s.find(inner, d) })...)
		}
	}
	return spans
}

// plainly gives the parts of a text that are a secret.
func plainly(text []byte, secrets []hidden) []span {
	var spans []span
	for _, s := range secrets {
		for at := 0; ; {
			i := bytes.Index(text[at:], []byte(s.text))
			if i < 0 {
				break
			}
			spans = append(spans, span{at + i, at + i + len(s.text), s.placeholder})
			at += i + len(s.text)
		}
	}
	return spans
}

// through looks at what a text decodes to, and traces back what is found.
func through(d decoder, text []byte, find func(inner []byte) []span) []span {
	inner := decoded(text, d)
	if len(inner) == 0 {
		return nil
	}
	found := joined(find(inner))
	if len(found) == 0 {
		return nil
	}
	at, next, begin := 0, 0, 0
	d(text, func(_ byte, from, to int) {
		if next == len(found) {
			return
		}
		s := &found[next]
		if at == s.from {
			begin = from
		}
		if at++; at == s.to {
			s.from, s.to = begin, to
			next++
		}
	})
	return found
}

func decoded(text []byte, d decoder) []byte {
	out := make([]byte, 0, min(len(text), 1<<12))
	d(text, func(b byte, _, _ int) { out = append(out, b) })
	return out
}

// joined sorts parts and makes one of those that overlap.
func joined(spans []span) []span {
	slices.SortStableFunc(spans, func(a, b span) int { return a.from - b.from })
	var out []span
	for _, s := range spans {
		if last := len(out) - 1; last >= 0 && s.from < out[last].to {
			out[last].to = max(out[last].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

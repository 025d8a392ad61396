package wire

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"io"
)

// Bounds of what is unpacked to look for a secret. What comes behind them is not looked
// at: nobody echoes so much, and who sends it on purpose must not take the machine.
const (
	mostUnpacked = 1 << 20 // bytes of a text, and as often again as it is long
	unpackedEach = 1 << 18 // bytes of one stream
)

// packed gives the compressed streams in a text, by gzip or zlib, that carry what find
// finds in them: of such a stream no part can be replaced.
func packed(text []byte, find func([]byte) []span) []span {
	var spans []span
	var u unpacker
	for i, left := 0, mostUnpacked+len(text); left > 0; i++ {
		begin := begins(text, i)
		if begin < 0 {
			break
		}
		i = begin
		rest := bytes.NewReader(text[i:])
		stream := u.stream(text[i], rest)
		if stream == nil {
			continue
		}
		inner, err := io.ReadAll(io.LimitReader(stream, int64(min(left, unpackedEach))))
		left -= len(inner)
		if len(inner) < shortest {
			continue
		}
		found := find(inner)
		if len(found) == 0 {
			continue
		}
		end := len(text)
		if err == nil && len(inner) < unpackedEach && left > 0 {
			end -= rest.Len()
		}
		spans = append(spans, span{i, end, found[0].placeholder})
		i = end - 1
	}
	return spans
}

// begins is the next place, from a place on, where a stream may begin: what gzip writes
// first, or zlib; below zero if there is none.
func begins(text []byte, from int) int {
	for i := from; i+1 < len(text); i++ {
		switch text[i] {
		case 0x1f:
			if text[i+1] == 0x8b {
				return i
			}
		case 'x':
			if c := text[i+1]; c == 0x01 || c == '^' || c == 0x9c || c == 0xda {
				return i
			}
		}
	}
	return -1
}

// unpacker reads streams, one after the other, in the same memory.
type unpacker struct {
	gzip gzip.Reader
	zlib io.ReadCloser
}

// stream gives what is in a stream that begins with a byte, nil if none does.
func (u *unpacker) stream(first byte, packed io.Reader) io.Reader {
	if first == 0x1f {
		if u.gzip.Reset(packed) != nil {
			return nil
		}
		u.gzip.Multistream(false)
		return &u.gzip
	}
	if u.zlib == nil {
		z, err := zlib.NewReader(packed)
		if err != nil {
			return nil
		}
		u.zlib = z
	} else if u.zlib.(zlib.Resetter).Reset(packed, nil) != nil {
		return nil
	}
	return u.zlib
}

package sign

import (
	"slices"
	"strings"
)

// Pair is one decoded parameter of a query string or a form.
type Pair struct{ Name, Value string }

// ParsePairs decodes a query string or a form body into its parameters, in
// the order sent, duplicates and empty values kept. "+" and "%20" are both a
// space. It never fails: an escape that is none ("%zz") stays as printed,
// because a request may be malformed and its signature right all the same.
func ParsePairs(raw string) []Pair {
	var pairs []Pair
	for field := range strings.SplitSeq(raw, "&") {
		if field == "" {
			continue
		}
		name, value, _ := strings.Cut(field, "=")
		pairs = append(pairs, Pair{Name: unescape(name), Value: unescape(value)})
	}
	return pairs
}

// unescape is url.QueryUnescape without its error.
func unescape(s string) string {
	if !strings.ContainsAny(s, "%+") {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '+':
			out = append(out, ' ')
		case s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
		default:
			out = append(out, s[i])
		}
	}
	return string(out)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	default:
		return c - 'a' + 10
	}
}

// percentEncode is RFC 3986: only A-Z a-z 0-9 - _ . ~ stay, hex is upper-case.
// url.QueryEscape differs (space as "+"), and so do most SDKs on the wire.
func percentEncode(s string) string {
	const digits = "0123456789ABCDEF"
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
			c == '-' || c == '_' || c == '.' || c == '~' {
			out.WriteByte(c)
			continue
		}
		out.WriteByte('%')
		out.WriteByte(digits[c>>4])
		out.WriteByte(digits[c&15])
	}
	return out.String()
}

// canonicalQuery is the sorted, re-encoded form that both Alibaba schemes
// sign. Empty values are part of it, as "name=".
func canonicalQuery(pairs []Pair) string {
	return pairing{pairs: pairs, encode: percentEncode, order: byName}.written()
}

// unsigned is pairs without Signature, which cannot sign itself.
func unsigned(pairs []Pair) []Pair {
	return slices.DeleteFunc(slices.Clone(pairs), func(p Pair) bool { return p.Name == "Signature" })
}

// first is the value of the first parameter of that name.
func first(pairs []Pair, name string) (value string, sent bool) {
	for _, p := range pairs {
		if p.Name == name {
			return p.Value, true
		}
	}
	return "", false
}

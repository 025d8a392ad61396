package sign

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// pairing is how the two schemes that sign pairs do it.
type pairing struct {
	method, head string // of what is signed, before the pairs
	joint        string // between the method and the head
	pairs        []Pair
	encode       func(string) string
	order        func(a, b Pair) int // nil leaves them as they are sent
	noEmpty      bool
	again        func(string) string // what becomes of the joined pairs
	key          string              // behind the secret
	digest       func() hash.Hash
	text         func([]byte) string
}

func asItIs(s string) string { return s }

// byName orders by the bytes of the raw name ("UserNames.10" before
// "UserNames.2"); equal names stay in the order given.
func byName(a, b Pair) int { return strings.Compare(a.Name, b.Name) }

func rpcPairs(method string, params []Pair) pairing {
	return pairing{method: method, joint: "&", head: "%2F&", pairs: unsigned(params), encode: percentEncode, order: byName,
		again: percentEncode, key: "&", digest: sha1.New, text: base64.StdEncoding.EncodeToString}
}

func tencentPairs(method, host string, params []Pair, long bool) pairing {
	p := pairing{method: method, head: host + "/?", pairs: unsigned(params), encode: asItIs, order: byName,
		again: asItIs, digest: sha1.New, text: base64.StdEncoding.EncodeToString}
	if long {
		p.digest = sha256.New
	}
	return p
}

func (p pairing) sign(secret string) (signature, text string) {
	text = p.method + p.joint + p.head + p.again(p.written())
	mac := hmac.New(p.digest, []byte(secret+p.key))
	mac.Write([]byte(text))
	return p.text(mac.Sum(nil)), text
}

// written joins the pairs.
func (p pairing) written() string {
	pairs := slices.Clone(p.pairs)
	if p.order != nil {
		slices.SortStableFunc(pairs, p.order)
	}
	var parts []string
	for _, pair := range pairs {
		if pair.Value != "" || !p.noEmpty {
			parts = append(parts, p.encode(pair.Name)+"="+p.encode(pair.Value))
		}
	}
	return strings.Join(parts, "&")
}

// keeping is percentEncode that leaves some characters as they are.
func keeping(characters string) func(string) string {
	return func(s string) string {
		out := percentEncode(s)
		for _, c := range characters {
			out = strings.ReplaceAll(out, percentEncode(string(c)), string(c))
		}
		return out
	}
}

func lowerHex(s string) string {
	out := []byte(percentEncode(s))
	for i := 0; i+2 < len(out); i++ {
		if out[i] == '%' {
			copy(out[i:], strings.ToLower(string(out[i:i+3])))
		}
	}
	return string(out)
}

func tildeEncoded(s string) string { return strings.ReplaceAll(percentEncode(s), "~", "%7E") }

// pairMistakes are what clients do wrong with pairs. Those that leave one
// character alone stand behind those that leave it and others.
func pairMistakes(query, form []Pair) []mistake[pairing] {
	encoding := func(says string, encode func(string) string) mistake[pairing] {
		return mistake[pairing]{says, func(p *pairing) { p.encode = encode }}
	}
	return []mistake[pairing]{
		encoding("a blank is signed as +, as forms have it, and not as %20", url.QueryEscape),
		encoding("!'()* are signed as they are, as encodeURIComponent leaves them, and not percent-encoded", keeping("!'()*")),
		encoding("* is signed as it is and not as %2A", keeping("*")),
		encoding("~ is signed as %7E and not as it is", tildeEncoded),
		encoding("/ is signed as it is and not as %2F", keeping("/")),
		encoding("percent escapes are signed in lower case", lowerHex),
		encoding("values are signed percent-encoded", percentEncode),
		encoding("values are signed as they are and not percent-encoded", asItIs),
		{"parameters are sorted by name=value and not by name", func(p *pairing) {
			p.order = func(a, b Pair) int { return strings.Compare(a.Name+"="+a.Value, b.Name+"="+b.Value) }
		}},
		{"parameters are sorted without regard to case", func(p *pairing) {
			p.order = func(a, b Pair) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) }
		}},
		{"parameters are signed in the order sent and not sorted", func(p *pairing) { p.order = nil }},
		{"parameters with an empty value are sent and not signed", func(p *pairing) { p.noEmpty = true }},
		{"the parameters of the body are not signed", func(p *pairing) { p.pairs = unsigned(query) }},
		{"the parameters of the URL are not signed", func(p *pairing) { p.pairs = unsigned(form) }},
		{"the joined parameters are not percent-encoded once more", func(p *pairing) { p.again = asItIs }},
		{"the method signed is not the one used", func(p *pairing) {
			p.method = map[bool]string{true: http.MethodPost, false: http.MethodGet}[p.method == http.MethodGet]
		}},
		{"the key is the secret without the & behind it", func(p *pairing) { p.key = "" }},
		{"the digest is SHA-256 and not the SHA-1 that the request names", func(p *pairing) { p.digest = sha256.New }},
		{"the digest is SHA-1 and not the SHA-256 that the request names", func(p *pairing) { p.digest = sha1.New }},
		{"the signature is written in hex and not in base64", func(p *pairing) { p.text = hex.EncodeToString }},
		{"a + of the signature is not percent-encoded and arrives as a blank", func(p *pairing) {
			p.text = func(b []byte) string { return strings.ReplaceAll(base64.StdEncoding.EncodeToString(b), "+", " ") }
		}},
	}
}

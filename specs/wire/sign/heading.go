package sign

import (
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"io"
	"maps"
	"net/http"
	"strings"
)

// heading is how the two schemes that sign headers do it.
type heading struct {
	algorithm, middle string // middle stands in the string to sign before the hash
	method, path      string
	pairs             []Pair // of the query, where it is signed sorted; nil where query is
	query             string
	encode            func(string) string
	sorted, noEmpty   bool
	headers           headers
	names             []string
	end               string // the line behind the signed headers
	hash              string // of the body
	key               func(secret string) []byte
}

func acs3Heads(r *http.Request, h headers, names []string, body []byte) heading {
	out := heading{algorithm: acs3Algorithm, method: methodOf(r), path: r.URL.EscapedPath(), pairs: ParsePairs(r.URL.RawQuery), encode: percentEncode,
		sorted: true, headers: h, names: names, end: "\n", hash: h["x-acs-content-sha256"], key: func(secret string) []byte { return []byte(secret) }}
	if out.path == "" {
		out.path = "/"
	}
	if out.hash == "" {
		out.hash = hexSHA256(body)
	}
	return out
}

func tc3Heads(r *http.Request, h headers, names []string, body []byte, scope string) heading {
	date, rest, _ := strings.Cut(scope, "/")
	service, _, _ := strings.Cut(rest, "/")
	out := heading{algorithm: tc3Algorithm, middle: h["x-tc-timestamp"] + "\n" + scope + "\n", method: methodOf(r), path: "/",
		headers: h, names: names, end: "\n", hash: hexSHA256(body), key: tc3Key("TC3", date, service)}
	if out.method == http.MethodGet {
		out.query, out.hash = r.URL.RawQuery, hexSHA256(nil)
	}
	return out
}

func tc3Key(prefix, date, service string) func(secret string) []byte {
	return func(secret string) []byte {
		key := hmacSHA256([]byte(prefix+secret), date)
		return hmacSHA256(hmacSHA256(key, service), tc3Request)
	}
}

func (g heading) sign(secret string) (signature, text string) {
	query := g.query
	if g.pairs != nil {
		joined := pairing{pairs: g.pairs, encode: g.encode, noEmpty: g.noEmpty}
		if g.sorted {
			joined.order = byName
		}
		query = joined.written()
	}
	text = g.method + "\n" + g.path + "\n" + query + "\n" + g.headers.canonical(g.names) + g.end + strings.Join(g.names, ";") + "\n" + g.hash
	return hex.EncodeToString(hmacSHA256(g.key(secret), g.algorithm+"\n"+g.middle+hexSHA256([]byte(text)))), text
}

// headMistakes are what clients do wrong with headers, queries and bodies.
func headMistakes(scheme Scheme, h headers, body []byte, form []Pair) []mistake[heading] {
	encoding := func(says string, encode func(string) string) mistake[heading] {
		return mistake[heading]{says, func(g *heading) { g.encode = encode }}
	}
	header := func(says, name, value string) mistake[heading] {
		return mistake[heading]{says, func(g *heading) {
			g.headers = maps.Clone(g.headers)
			g.headers[name] = value
		}}
	}
	media, _, _ := strings.Cut(h["content-type"], ";")
	out := []mistake[heading]{
		{"an empty body is signed and not the one sent", func(g *heading) { g.hash = hexSHA256(nil) }},
		{"the body is signed unpacked and sent packed", func(g *heading) { g.hash = hexSHA256(unpacked(body)) }},
		{"there is no empty line behind the signed headers", func(g *heading) { g.end = "" }},
		{"the method signed is not the one used", func(g *heading) {
			g.method = map[bool]string{true: http.MethodPost, false: http.MethodGet}[g.method == http.MethodGet]
		}},
		header("the content type is signed with a charset and sent without one", "content-type", media+"; charset=utf-8"),
		header("the content type is signed without the charset that is sent", "content-type", media),
	}
	if scheme == ACS3 {
		return append(out,
			encoding("a blank is signed as + and not as %20", func(s string) string { return strings.ReplaceAll(percentEncode(s), "%20", "+") }),
			encoding("!'()* are signed as they are, as encodeURIComponent leaves them, and not percent-encoded", keeping("!'()*")),
			encoding("* is signed as it is and not as %2A", keeping("*")),
			encoding("~ is signed as %7E and not as it is", tildeEncoded),
			encoding("/ is signed as it is and not as %2F", keeping("/")),
			mistake[heading]{"parameters are signed in the order sent and not sorted", func(g *heading) { g.sorted = false }},
			mistake[heading]{"parameters with an empty value are sent and not signed", func(g *heading) { g.noEmpty = true }},
			mistake[heading]{"the query is not signed", func(g *heading) { g.pairs = nil }},
			mistake[heading]{"the form is signed as if it stood in the query", func(g *heading) { g.pairs = append(g.pairs[:len(g.pairs):len(g.pairs)], form...) }},
			mistake[heading]{"the key is the secret with an & behind it, as the older signature has it", func(g *heading) { g.key = func(s string) []byte { return []byte(s + "&") } }})
	}
	return append(out, tc3Mistakes()...)
}

// tc3Mistakes are those of the other vendor's scheme alone.
func tc3Mistakes() []mistake[heading] {
	host := func(of func(service string) string) func(*heading) {
		return func(g *heading) {
			parts := strings.Split(g.middle, "/")
			if len(parts) < 2 {
				return
			}
			g.headers = maps.Clone(g.headers)
			g.headers["host"] = of(parts[1])
		}
	}
	part := func(g *heading, i int) string {
		return strings.Split(g.middle[strings.IndexByte(g.middle, '\n')+1:], "/")[i]
	}
	return []mistake[heading]{
		{"the vendor's host is signed and not the one sent to", host(func(s string) string { return s + ".tencentcloudapi.com" })},
		{"the vendor's international host is signed and not the one sent to", host(func(s string) string { return s + ".intl.tencentcloudapi.com" })},
		{"the key is derived from the secret without TC3 before it", func(g *heading) { g.key = tc3Key("", part(g, 0), part(g, 1)) }},
		{"the key is derived in the order service, date", func(g *heading) { g.key = tc3Key("TC3", part(g, 1), part(g, 0)) }},
	}
}

// unpacked is a body without its gzip, the body itself where it has none.
func unpacked(body []byte) []byte {
	packed, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return body
	}
	out, err := io.ReadAll(io.LimitReader(packed, 10<<20))
	if err != nil {
		return body
	}
	return out
}

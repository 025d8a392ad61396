package wire

import (
	"encoding/json"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Redactor replaces secrets in whatever is shown or kept: the credentials in
// every encoding they travel in, and the signature of the request at hand.
type Redactor struct {
	replacer *strings.Replacer
	// answers leaves short keys alone: whoever signs with "test" would else
	// find "doctest" changed in every answer, before it is judged.
	answers *strings.Replacer
}

// shortest is how many letters a key has that is worth hiding in an answer; the
// vendors' have twenty and more.
const shortest = 8

// NewRedactor makes a redactor for the given texts; empty ones are ignored.
// The placeholders are "[key-id]", "[secret]" and "[token]": an answer that repeats
// a key stays what it is, XML above all.
func NewRedactor(credentials ...sign.Credentials) Redactor {
	var pairs, long []string
	for _, c := range credentials {
		for _, secret := range []struct{ text, placeholder string }{{c.Secret, "[secret]"}, {c.Token, "[token]"}, {c.ID, "[key-id]"}} {
			for _, form := range encodings(secret.text) {
				pairs = append(pairs, form, secret.placeholder)
				if len(secret.text) >= shortest {
					long = append(long, form, secret.placeholder)
				}
			}
		}
	}
	return Redactor{strings.NewReplacer(pairs...), strings.NewReplacer(long...)}
}

// encodings are the ways a secret may be written in a URL, a form, JSON or XML.
func encodings(secret string) []string {
	if secret == "" {
		return nil
	}
	marshalled, err := json.Marshal(secret)
	if err != nil {
		panic(err) // strings always marshal
	}
	out := []string{secret}
	for _, form := range []string{secret, escape(secret), url.QueryEscape(secret), escape(escape(secret)), url.QueryEscape(url.QueryEscape(secret)),
		inside(quote(secret)), inside(string(marshalled)), html.EscapeString(secret)} {
		for _, written := range []string{form, strings.ReplaceAll(form, "/", `\/`)} {
			if !slices.Contains(out, written) {
				out = append(out, written)
			}
		}
	}
	return out
}

// inside takes the quotes off a JSON string.
func inside(quoted string) string {
	return quoted[1 : len(quoted)-1]
}

// Text replaces the credentials in a text.
func (r Redactor) Text(s string) string {
	if r.replacer == nil {
		return s
	}
	return r.replacer.Replace(s)
}

// Sent gives a request as it may be shown: credentials and signature replaced.
func (r Redactor) Sent(request *http.Request) Sent {
	sent := Sent{
		Method: request.Method,
		URL:    r.Text(withoutSignature(request.URL.String())),
		Header: http.Header{},
		Body:   r.Text(withoutSignature(string(BodyOf(request)))),
	}
	for name, values := range request.Header {
		value := r.Text(strings.Join(values, ", "))
		if before, _, signed := strings.Cut(value, "Signature="); signed && strings.EqualFold(name, "Authorization") {
			value = before + "Signature=[signature]" // the last part of the header in every scheme
		}
		sent.Header.Set(name, value)
	}
	return sent
}

// Answer takes out of an answer what it repeats of the request's secrets.
func (r Redactor) Answer(request *http.Request, body []byte) []byte {
	text := string(body)
	if r.answers != nil {
		text = r.answers.Replace(text)
	}
	for _, signature := range signatures(request) {
		for _, form := range encodings(signature) {
			text = strings.ReplaceAll(text, form, "[signature]")
		}
	}
	return []byte(text)
}

// withoutSignature replaces the Signature parameter of a query or form.
func withoutSignature(raw string) string {
	const name = "Signature="
	for from := 0; ; {
		i := strings.Index(raw[from:], name)
		if i < 0 {
			return raw
		}
		i += from
		from = i + len(name)
		if i > 0 && raw[i-1] != '?' && raw[i-1] != '&' {
			continue
		}
		rest := ""
		if end := strings.IndexByte(raw[from:], '&'); end >= 0 {
			rest = raw[from+end:]
		}
		return raw[:from] + "[signature]" + rest
	}
}

// signatures finds the signature a request carries, wherever it is.
func signatures(request *http.Request) []string {
	var out []string
	if _, found, ok := strings.Cut(request.Header.Get("Authorization"), "Signature="); ok {
		out = append(out, found)
	}
	for _, raw := range []string{request.URL.RawQuery, string(BodyOf(request))} {
		for _, pair := range sign.ParsePairs(raw) {
			if pair.Name == "Signature" && pair.Value != "" {
				out = append(out, pair.Value)
			}
		}
	}
	return out
}

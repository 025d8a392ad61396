package wire

import (
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Redactor replaces secrets in whatever is shown or kept, in every writing that
// carries them: the credentials, and the signature of the request at hand.
type Redactor struct {
	searched
}

// shortest is how many letters a key has that is worth hiding in an answer, or
// inside base64; the vendors' have twenty and more.
const shortest = 8

// NewRedactor makes a redactor for the given texts; empty ones are ignored.
// The placeholders are "[key-id]", "[secret]" and "[token]": an answer that repeats
// a key stays what it is, XML above all.
func NewRedactor(credentials ...sign.Credentials) Redactor {
	var secrets []hidden
	for _, c := range credentials {
		secrets = append(secrets, hidden{c.Secret, "[secret]"}, hidden{c.Token, "[token]"}, hidden{c.ID, "[key-id]"})
	}
	return Redactor{searching(spellings(secrets))}
}

// Text replaces the secrets in a text.
func (r Redactor) Text(s string) string {
	if len(r.secrets) == 0 {
		return s
	}
	return string(r.conceal([]byte(s)))
}

// Bytes replaces the secrets in a body, on a copy.
func (r Redactor) Bytes(body []byte) []byte { return r.conceal(body) }

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

// Answering is the redactor of what answers a request, which may repeat its
// signature. Short keys are left alone there: whoever signs with "test" would else
// find "doctest" changed in every answer, before it is judged.
func (r Redactor) Answering(request *http.Request) Redactor {
	var secrets []hidden
	for _, s := range r.secrets {
		if len(s.text) >= shortest {
			secrets = append(secrets, s)
		}
	}
	var own []hidden
	for _, signature := range signatures(request) {
		own = append(own, hidden{signature, "[signature]"})
		if hash := bytesOf(signature); len(hash) >= shortest { // which may be written another way
			own = append(own, hidden{string(hash), "[signature]"})
		}
	}
	return Redactor{searching(append(secrets, spellings(own)...))}
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

// bytesOf gives the bytes of a signature in hex or base64, nil if it is neither.
func bytesOf(signature string) []byte {
	if raw, err := hex.DecodeString(signature); err == nil {
		return raw
	}
	raw, _ := base64.StdEncoding.DecodeString(signature)
	return raw
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

package wire

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Curl writes the request as a command line, unsigned: it holds no key, and a
// target that checks signatures is asked with plumb replay instead. The result
// is one line.
func Curl(r Request, target string) string {
	e := Endpoint{URL: target, Scheme: sign.None}
	encoded, err := Encode(r, e, Stamp{Time: time.Unix(0, 0)})
	if err != nil {
		return ""
	}
	query := encoded.URL.Query()
	if query.Has("Timestamp") {
		encoded.URL.RawQuery = dropTimestamp(encoded.URL.RawQuery)
	}
	words := []string{"curl", "-sS"}
	if encoded.Method != http.MethodGet {
		words = append(words, "-X", encoded.Method)
	}
	var names []string
	for name := range encoded.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if name == "X-Tc-Timestamp" || name == "X-Tc-Language" {
			continue
		}
		words = append(words, "-H", shellQuote(name+": "+encoded.Header.Get(name)))
	}
	if body := BodyOf(encoded); len(body) > 0 {
		words = append(words, "--data-binary", shellQuote(dropTimestamp(string(body))))
	}
	return strings.Join(append(words, shellQuote(encoded.URL.String())), " ")
}

// dropTimestamp takes the placeholder time out of a query or form.
func dropTimestamp(raw string) string {
	if strings.HasPrefix(raw, "{") {
		return raw
	}
	return strings.Join(slices.DeleteFunc(strings.Split(raw, "&"), func(pair string) bool {
		return strings.HasPrefix(pair, "Timestamp=") || strings.HasPrefix(pair, "Nonce=") || strings.HasPrefix(pair, "Language=")
	}), "&")
}

// shellQuote makes one shell word of any text.
func shellQuote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

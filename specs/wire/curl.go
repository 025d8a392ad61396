package wire

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Curl writes the request as a command line, unsigned and without a time: it
// holds no key, and a target that checks signatures is asked with plumb replay
// instead. The result is one line, "" for a target whose address is none.
func Curl(r Request, target string) string {
	encoded, err := Encode(r, Endpoint{URL: target, Scheme: sign.None}, Stamp{})
	if err != nil {
		return ""
	}
	words := []string{"curl", "-sS"}
	if encoded.Method != http.MethodGet {
		words = append(words, "-X", encoded.Method)
	}
	for _, name := range slices.Sorted(maps.Keys(encoded.Header)) {
		words = append(words, "-H", ShellQuote(name+": "+encoded.Header.Get(name)))
	}
	if body := BodyOf(encoded); len(body) > 0 {
		words = append(words, "--data-binary", ShellQuote(string(body)))
	}
	return strings.Join(append(words, ShellQuote(encoded.URL.String())), " ")
}

// ShellQuote makes one shell word of any text.
func ShellQuote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

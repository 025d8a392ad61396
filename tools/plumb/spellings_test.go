//go:build linux

package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// spellings are ways in which a server writes a text that a reader can take back.
func spellings() map[string]func(string) string {
	each := func(format string) func(string) string {
		return func(s string) string {
			var out strings.Builder
			for _, b := range []byte(s) {
				fmt.Fprintf(&out, format, b)
			}
			return out.String()
		}
	}
	items := func(size int, between string) func(string) string {
		return func(s string) string {
			var out []string
			for piece := range slices.Chunk([]byte(s), size) {
				out = append(out, string(piece))
			}
			return strings.Join(out, between)
		}
	}
	quoted := func(s string) string { out, _ := json.Marshal(s); return string(out) }
	coded := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	return map[string]func(string) string{
		"plain":                   func(s string) string { return s },
		"a query":                 url.QueryEscape,
		"percent, lower":          each("%%%02x"),
		"percent, upper":          each("%%%02X"),
		"percent twice":           func(s string) string { return url.QueryEscape(each("%%%02x")(s)) },
		"percent of a script":     each("%%u%04X"),
		"JSON":                    quoted,
		"JSON, all":               each(`\u%04x`),
		"JSON, all, upper":        each(`\u%04X`),
		"JSON in JSON":            func(s string) string { return quoted(each(`\u%04x`)(s)) },
		"HTML":                    html.EscapeString,
		"HTML, decimal":           each("&#%d;"),
		"HTML, hex":               each("&#x%X;"),
		"HTML, padded":            each("&#0000%d;"),
		"HTML, unended":           each("&#%d"),
		"HTML in percent":         func(s string) string { return url.QueryEscape(each("&#%d;")(s)) },
		"HTML in HTML":            func(s string) string { return html.EscapeString(each("&#x%x;")(s)) },
		"base64":                  coded,
		"base64 of URLs":          func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) },
		"base64 of JSON":          func(s string) string { return coded(`{"key":` + quoted(s) + `}`) },
		"base64 twice":            func(s string) string { return coded(coded(s)) },
		"base64 of percent":       func(s string) string { return coded(each("%%%02x")(s)) },
		"hex":                     func(s string) string { return hex.EncodeToString([]byte(s)) },
		"hex, upper":              func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) },
		"hex of base64":           func(s string) string { return hex.EncodeToString([]byte(coded(s))) },
		"hex with blanks":         func(s string) string { return fmt.Sprintf("% x", s) },
		"octal":                   each(`\%03o`),
		"numbers":                 func(s string) string { return strings.ReplaceAll(fmt.Sprint([]byte(s)), " ", ",") },
		"items of JSON":           items(7, `","`),
		"items of XML":            items(7, "</Item><Item>"),
		"letters":                 items(1, " "),
		"half":                    func(s string) string { return s[:len(s)/2+1] },
		"upper case":              strings.ToUpper,
		"gzip in base64":          func(s string) string { return coded(string(zipped([]byte(s)))) },
		"gzip in base64 and JSON": func(s string) string { return quoted(coded(string(zipped([]byte(quoted(s)))))) },
	}
}

// unwritten takes escapes of text back until there are none.
func unwritten(text string) string {
	backslash := regexp.MustCompile(`\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-3][0-7]{2}|["\\/nrt])`)
	percent := regexp.MustCompile(`%(u[0-9a-fA-F]{4}|[0-9a-fA-F]{2})`)
	letter := func(digits string, base int) string {
		n, _ := strconv.ParseUint(digits, base, 16)
		if n > 255 {
			return string(rune(n))
		}
		return string([]byte{byte(n)})
	}
	for range 6 {
		before := text
		text = html.UnescapeString(text)
		text = percent.ReplaceAllStringFunc(text, func(s string) string { return letter(strings.TrimLeft(s, "%u"), 16) })
		text = backslash.ReplaceAllStringFunc(text, func(s string) string {
			switch c := s[1]; {
			case c == 'u' || c == 'x':
				return letter(s[2:], 16)
			case len(s) == 4:
				return letter(s[1:], 8)
			case c == 'n' || c == 'r' || c == 't':
				return " "
			}
			return s[1:]
		})
		if text == before {
			break
		}
	}
	return text
}

// decodedRuns is all that the runs of base64, hex, numbers and gzip in a text hold.
func decodedRuns(text string) string {
	var out strings.Builder
	keep := func(data []byte) {
		if len(data) < 8 {
			return
		}
		out.Write(data)
		for at := range data {
			if !bytes.HasPrefix(data[at:], []byte{0x1f, 0x8b, 8}) {
				continue
			}
			if r, err := gzip.NewReader(bytes.NewReader(data[at:])); err == nil {
				inner, _ := io.ReadAll(io.LimitReader(r, 1<<20))
				out.Write(inner)
			}
		}
		out.WriteByte(' ')
	}
	keep([]byte(text))
	for _, run := range regexp.MustCompile(`[A-Za-z0-9+/_-]{20,}`).FindAllString(text, -1) {
		run = strings.NewReplacer("-", "+", "_", "/").Replace(run)
		for skip := range 4 {
			data, _ := base64.RawStdEncoding.DecodeString(run[skip : skip+(len(run)-skip)/4*4])
			keep(data)
		}
	}
	for _, run := range regexp.MustCompile(`[0-9a-fA-F]{2}(?:[ :]?[0-9a-fA-F]{2}){11,}`).FindAllString(text, -1) {
		data, _ := hex.DecodeString(strings.NewReplacer(" ", "", ":", "").Replace(run))
		keep(data)
	}
	for _, run := range regexp.MustCompile(`\d{1,3}(?:[ ,]+\d{1,3}){11,}`).FindAllString(text, -1) {
		var data []byte
		for _, word := range strings.FieldsFunc(run, func(r rune) bool { return r == ' ' || r == ',' }) {
			n, _ := strconv.Atoi(word)
			data = append(data, byte(n))
		}
		keep(data)
	}
	return out.String()
}

// bare is a text's letters and digits, without tags.
func bare(text string) string {
	text = regexp.MustCompile(`</?[A-Za-z]+>`).ReplaceAllString(text, "")
	return regexp.MustCompile(`[^a-z0-9]`).ReplaceAllString(strings.ToLower(text), "")
}

// held gives the secrets of which so many letters in a row are in a text, however it is
// written.
func held(text string, secrets []string) []string {
	const letters = 16
	plain := unwritten(text)
	inner := decodedRuns(text) + decodedRuns(plain)
	innermost := decodedRuns(unwritten(inner))
	read := bare(text) + " " + bare(plain) + " " + bare(inner) + " " + bare(unwritten(inner)) + " " + bare(innermost) + " " + bare(unwritten(innermost))
	var out []string
	for _, secret := range secrets {
		for letter := bare(secret); len(letter) >= letters; letter = letter[1:] {
			if strings.Contains(read, letter[:letters]) {
				out = append(out, secret)
				break
			}
		}
	}
	return out
}

// What looks for secrets finds them.
func TestEverySpellingIsRead(t *testing.T) {
	const secret = "AKIDz8krbsJ5yKBZQpn74WFk/mLPx3EXAMPLE="
	for name, spell := range spellings() {
		for _, text := range []string{spell(secret), html.EscapeString(spell(secret)), fmt.Sprintf("%q", spell(secret))} {
			if held("before "+text+" after", []string{secret}) == nil {
				t.Errorf("%s is not read: %s", name, text)
			}
		}
	}
	if got := held("before AKIDz8 after [key-id] krbsJ5yKBZ", []string{secret}); got != nil {
		t.Error("it finds what is not there")
	}
}

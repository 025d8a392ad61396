package wire

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

// writings are ways to write a text that a reader can take back.
func writings() map[string]func(string) string {
	each := func(format string) func(string) string {
		return func(s string) string {
			var out strings.Builder
			for _, b := range []byte(s) {
				fmt.Fprintf(&out, format, b)
			}
			return out.String()
		}
	}
	return map[string]func(string) string{
		"plain":            func(s string) string { return s },
		"query":            url.QueryEscape,
		"path":             url.PathEscape,
		"lower percent":    func(s string) string { return each("%%%02x")(s) },
		"upper percent":    func(s string) string { return each("%%%02X")(s) },
		"script percent":   func(s string) string { return each("%%u%04x")(s) },
		"JSON":             func(s string) string { out, _ := json.Marshal(s); return string(out) },
		"JSON, all":        func(s string) string { return each(`\u%04x`)(s) },
		"escaped slashes":  func(s string) string { return strings.ReplaceAll(s, "/", `\/`) },
		"a Go string":      func(s string) string { return fmt.Sprintf("%q", s) },
		"bytes of strings": func(s string) string { return each(`\x%02x`)(s) },
		"HTML":             html.EscapeString,
		"HTML, all":        func(s string) string { return each("&#%d;")(s) },
		"HTML, all in hex": func(s string) string { return each("&#x%x;")(s) },
		"HTML, unended":    func(s string) string { return each("&#%d")(s) },
		"octal":            func(s string) string { return each(`\%03o`)(s) },
		"braces":           func(s string) string { return each(`\u{%x}`)(s) },
		"base64":           func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
		"base64, after a":  func(s string) string { return base64.StdEncoding.EncodeToString([]byte("a" + s)) },
		"base64, after ab": func(s string) string { return base64.RawStdEncoding.EncodeToString([]byte("ab" + s + "c")) },
		"base64 of URLs":   func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte("?" + s)) },
		"behind letters":   func(s string) string { return "xyz" + base64.URLEncoding.EncodeToString([]byte(s)) },
		"base64 of a mail": func(s string) string {
			text := base64.StdEncoding.EncodeToString([]byte(s))
			return text[:len(text)/3] + "\r\n" + text[len(text)/3:]
		},
		"hex":       func(s string) string { return hex.EncodeToString([]byte(s)) },
		"upper hex": func(s string) string { return "A" + strings.ToUpper(hex.EncodeToString([]byte(s))) },
	}
}

func zipped(s string) string {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	fmt.Fprint(w, strings.Repeat("before ", 9), s, " after")
	w.Close()
	return out.String()
}

// cuts are ways to write a key of which its letters are left in a row, or its bytes.
func cuts() map[string]func(string) string {
	items := func(size int, between string) func(string) string {
		return func(s string) string {
			var out []string
			for piece := range slices.Chunk([]byte(s), size) {
				out = append(out, string(piece))
			}
			return strings.Join(out, between)
		}
	}
	return map[string]func(string) string{
		"items of JSON":       items(5, `", "`),
		"letters of JSON":     items(1, `","`),
		"items of XML":        items(6, "</Item>\n  <Item>"),
		"attributes":          func(s string) string { return `<a b="` + strings.ToUpper(s) + `"/>` },
		"lines":               items(10, "\r\n "),
		"upper case":          strings.ToUpper,
		"a name of a header":  func(s string) string { return http.CanonicalHeaderKey(strings.ToLower(s)) },
		"the first half":      func(s string) string { return s[:len(s)/2+1] },
		"the second half":     func(s string) string { return s[len(s)/2-1:] },
		"no signs":            strings.NewReplacer("+", "", "/", "", "=", "").Replace,
		"UTF-16":              func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") },
		"hex with blanks":     func(s string) string { return fmt.Sprintf("% x", s) },
		"hex with colons":     func(s string) string { return strings.ReplaceAll(fmt.Sprintf("% X", s), " ", ":") },
		"numbers":             func(s string) string { return fmt.Sprint([]byte(s)) },
		"numbers with commas": func(s string) string { return strings.ReplaceAll(fmt.Sprint([]byte(s)), " ", ",\n") },
		"gzip":                zipped,
		"gzip twice":          func(s string) string { return zipped(zipped(s)) },
		"gzip in base64":      func(s string) string { return base64.StdEncoding.EncodeToString([]byte(zipped(s))) },
		"zlib": func(s string) string {
			var out bytes.Buffer
			w := zlib.NewWriter(&out)
			fmt.Fprint(w, s)
			w.Close()
			return out.String()
		},
	}
}

func TestNoPieceOfASecretIsShown(t *testing.T) {
	for _, secret := range []string{"AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "wJalrX7tn/FEMI+K7MDENG/bPxRf4CYEXAMPLEKEY=="} {
		r := NewRedactor(sign.Credentials{ID: "no-such-key-id", Secret: secret})
		for name, cut := range cuts() {
			for outer, write := range map[string]func(string) string{"": func(s string) string { return s }, " in JSON": writings()["JSON, all"], " in a query": url.QueryEscape} {
				if outer != "" && strings.Contains(cut(secret), "\x00") {
					continue // bytes are not written as a text
				}
				written := write(cut(secret))
				shown := r.Text(`["` + written + `"]`)
				if !strings.Contains(shown, "[secret]") || leftOver(shown, written) {
					t.Errorf("%q by %s%s is shown as %q", secret, name, outer, shown)
				}
				if !strings.HasPrefix(shown, `["`) || !strings.HasSuffix(shown, `"]`) {
					t.Errorf("%q by %s%s takes its neighbours away: %q", secret, name, outer, shown)
				}
			}
		}
	}
}

// What stands for a key where nobody checks it stands in error codes and names too.
func TestAWordIsNotLookedForByItsLetters(t *testing.T) {
	r := NewRedactor(sign.Credentials{ID: "access-key-id", Secret: "access-key-secret", Token: "test-2021"})
	const text = `{"Code":"InvalidAccessKeyId.NotFound","AccessKeySecret":"","Test":2021,"At":"2021-01-19T20:21:00Z"}`
	if got := r.Text(text); got != text {
		t.Errorf("it becomes %s", got)
	}
}

// leftOver tells whether the middle of what was written is still there.
func leftOver(shown, written string) bool {
	return strings.Contains(shown, written[len(written)/3:len(written)*2/3])
}

func TestNoWritingOfASecretIsShown(t *testing.T) {
	for _, secret := range []string{"planted+secret/of=&\"all'<kinds>", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "with a blank %2B and &amp; in it", `back\slash\/es`} {
		r := NewRedactor(sign.Credentials{ID: "no-such-key-id", Secret: secret})
		for outer, write := range writings() {
			for inner, writeInside := range writings() {
				written := write(writeInside(secret))
				shown := r.Text("before>" + written + "<after")
				if !strings.Contains(shown, "[secret]") || leftOver(shown, written) {
					t.Errorf("%q, in %s of %s, is shown as %s", secret, outer, inner, shown)
				}
				if !strings.HasPrefix(shown, "before") || !strings.HasSuffix(shown, "after") {
					t.Errorf("%q, in %s of %s, takes its neighbours away: %s", secret, outer, inner, shown)
				}
			}
		}
	}
}

// What carries no secret stays as it is, byte for byte, and a short key is not
// looked for where every second text would hold it.
func TestWhatHidesNothingStays(t *testing.T) {
	r := NewRedactor(sign.Credentials{ID: "t", Secret: "planted-secret"})
	for _, text := range []string{"", "%", "%2", "%zz", `\`, `\u12`, "&", "&;", "&#;", "&lt;&lt", "QUJDREVGR0hJSktMTU5PUA==", "deadbeefdeadbeefdead", "\x00\xff"} {
		if got := string(Redactor{searching(r.secrets[:1])}.Bytes([]byte(text))); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	body := []byte("planted-secret")
	if r.Bytes(body); string(body) != "planted-secret" {
		t.Error("the body itself is changed")
	}
}

// A hostile answer costs what its size says, whatever it is made of.
func TestHidingIsLinear(t *testing.T) {
	r := NewRedactor(sign.Credentials{ID: "planted-key-id-4Bz91", Secret: "planted-secret", Token: "planted-token-7Qx92"})
	const size = 1 << 20
	small, bomb := zipped("planted-secreT"), zipped(strings.Repeat("A", 1<<20))
	for _, unit := range []string{"A", "%25", `\\`, "&amp;", "3132", "planted-secret", "cGxhbnRlZC1zZWNyZXQ", `{"TotalBytes":123,"UserName":"doctest"},`, "&", "41", "QUFB", "1,22,", "<a>", "x^", "7Qx92-", small, bomb} {
		text := bytes.Repeat([]byte(unit), size/len(unit))
		began := time.Now()
		r.Bytes(text)
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%d bytes of %.40q take %s", size, unit, took)
		} else {
			t.Logf("%.40q %s", unit, took)
		}
	}
}

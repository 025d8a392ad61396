package wire

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
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
		if got := string(Redactor{r.secrets[:1]}.Bytes([]byte(text))); got != text {
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
	r := NewRedactor(sign.Credentials{ID: "planted-key-id", Secret: "planted-secret", Token: "planted-token"})
	const size = 1 << 20
	for _, unit := range []string{"A", "%25", `\\`, "&amp;", "3132", "planted-secret", "cGxhbnRlZC1zZWNyZXQ", `{"TotalBytes":123,"UserName":"doctest"},`, "&", "41", "QUFB"} {
		text := bytes.Repeat([]byte(unit), size/len(unit))
		began := time.Now()
		r.Bytes(text)
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%d bytes of %q take %s", size, unit, took)
		} else {
			t.Logf("%q %s", unit, took)
		}
	}
}

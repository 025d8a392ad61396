package sign_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

func TestNoWayOfPrintingShowsASecret(t *testing.T) {
	c := sign.Credentials{ID: "AKshown", Secret: "planted-secret", Token: "planted-token"}
	holder := struct{ C sign.Credentials }{c}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%X", "%t", "%10.3v"} {
		fmt.Fprintf(&out, verb+verb+verb+verb, c, &c, []sign.Credentials{c}, holder)
		fmt.Fprintf(&out, verb+verb, map[string]any{"c": &c}, map[string]any{"c": holder})
	}
	fmt.Fprintln(&out, c, &c, holder, c.String(), c.GoString())
	for _, value := range []any{c, &c, holder} {
		encoded, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(encoded)
		if encoded, err = xml.Marshal(value); err == nil {
			out.Write(encoded)
		}
	}
	slog.New(slog.NewTextHandler(&out, nil)).Info("text", "c", c, "p", &c, "h", holder)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("json", "c", c, "p", &c, "h", holder)
	hexed := fmt.Sprintf("%x", "planted")
	if text := out.String(); strings.Contains(text, "planted") || strings.Contains(strings.ToLower(text), hexed) ||
		!strings.Contains(text, "AKshown") {
		t.Errorf("printed %s", text)
	}
}

func TestJSONOfCredentialsIsTheIDAlone(t *testing.T) {
	got, err := json.Marshal(sign.Credentials{ID: "AK", Secret: "s", Token: "t"})
	if err != nil || string(got) != `{"ID":"AK"}` {
		t.Errorf("%s %v", got, err)
	}
}

func TestAVerdictNeverHoldsTheSecretOfTheKey(t *testing.T) {
	for _, table := range []map[string]problemCase{alibabaProblems(), tencentProblems()} {
		for name, c := range table {
			if text := fmt.Sprintf("%+v", verify(t, c.m, now)); strings.Contains(text, secret) {
				t.Errorf("%s: %s", name, text)
			}
		}
	}
}

package record_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/record"
)

// A long body is written piece by piece: its line is the same as any other's.
func TestALongBodyIsWrittenWhole(t *testing.T) {
	for name, body := range map[string]string{
		"blanks":  strings.Repeat(" ", 1<<20),
		"escapes": strings.Repeat("\"\\\n\x00<>&\u2028\u00e9\u4e2d\U0001f600", 1<<14),
		"letters": strings.Repeat("a\u4e2d", 1<<16),
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			e := record.Exchange{Kind: "exchange", ID: "x1", Response: &record.Response{Status: 200, Body: body, Size: len(body)}, Curl: "curl"}
			if err := record.NewWriter(&out).Exchange(e); err != nil {
				t.Fatal(err)
			}
			var usual bytes.Buffer
			encoder := json.NewEncoder(&usual)
			encoder.SetEscapeHTML(false)
			if err := encoder.Encode(e); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(out.Bytes(), usual.Bytes()) || e.Response.Body != body {
				t.Errorf("another line: %d bytes, usually %d", out.Len(), usual.Len())
			}
		})
	}
}

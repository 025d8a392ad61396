package sdk

import (
	"strings"
	"sync"
)

// tail keeps the end of what is written to it.
type tail struct {
	sync.Mutex
	text []byte
}

// Write keeps the last two kilobytes.
func (t *tail) Write(data []byte) (int, error) {
	t.Lock()
	defer t.Unlock()
	t.text = append(t.text, data...)
	if extra := len(t.text) - 2<<10; extra > 0 {
		t.text = append([]byte(nil), t.text[extra:]...)
	}
	return len(data), nil
}

// String gives what was kept.
func (t *tail) String() string {
	t.Lock()
	defer t.Unlock()
	return string(t.text)
}

// end gives the last of it on one line: what a tool prints last says what was wrong.
func (t *tail) end() string {
	const shown = 300
	text := strings.Join(strings.Fields(t.String()), " ")
	if extra := len(text) - shown; extra > 0 {
		text = "…" + strings.ToValidUTF8(text[extra:], "")
	}
	return excerpt(text)
}

package browser_test

import (
	"bytes"
	"path/filepath"
	"testing"
)

// TestEveryPageInFirefox looks at every page as TestEveryPage does, in the other browser:
// none is wider than its window, with and without script, light and dark; and each can be
// printed.
func TestEveryPageInFirefox(t *testing.T) {
	if testing.Short() {
		t.Skip("makes every page and looks at each six times")
	}
	path := firefox(t)
	dir := made(t) // for all looks: a look's own folder goes with it
	for _, l := range looks() {
		t.Run(l.name, func(t *testing.T) {
			m := startFirefox(t, path, l)
			for _, name := range pages() {
				m.shows(name, "file://"+filepath.Join(dir, name+".html"), l)
			}
		})
	}
}

// shows looks at one page.
func (m *marionette) shows(name, address string, l look) {
	m.t.Helper()
	m.do("WebDriver:SetWindowRect", map[string]any{"width": l.width, "height": 900})
	m.do("WebDriver:Navigate", map[string]any{"url": address})
	if room, _ := m.value("clientWidth").(float64); room > float64(l.width) { // no window of Firefox is as narrow as a phone
		m.do("Marionette:SetContext", map[string]any{"value": "chrome"})
		m.do("WebDriver:ExecuteScript", map[string]any{"script": "gBrowser.selectedBrowser.fullZoom = arguments[0]", "args": []any{room / float64(l.width)}})
		m.do("Marionette:SetContext", map[string]any{"value": "content"})
	}
	if l.media == "print" {
		printed := m.file(name+"-firefox-"+l.name+".pdf", m.do("WebDriver:Print", map[string]any{}))
		if !bytes.HasPrefix(printed, []byte("%PDF-")) {
			m.t.Errorf("%s: what is printed begins %q", name, printed[:min(8, len(printed))])
		}
		return
	}
	wide, _ := m.value("scrollWidth").(float64)
	room, _ := m.value("clientWidth").(float64)
	if room < 0.9*float64(l.width) || room > float64(l.width)+1 {
		m.t.Errorf("%s: the window is %v wide, want %d", name, room, l.width)
	}
	if wide > room {
		m.t.Errorf("%s is %v wide in a window of %v", name, wide, room)
	}
	m.file(name+"-firefox-"+l.name+".png", m.do("WebDriver:TakeScreenshot", map[string]any{"full": false}))
}

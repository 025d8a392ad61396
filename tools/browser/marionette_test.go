package browser_test

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// marionette speaks Firefox's own protocol of remote control: messages of JSON, each with
// its length before it.
type marionette struct {
	t    *testing.T
	conn net.Conn
	in   *bufio.Reader
	asks int
}

// firefox finds the browser, or skips.
func firefox(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"firefox-esr", "firefox"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no firefox here: apt-get install firefox-esr")
	return ""
}

// startFirefox begins the Firefox at a path, whose pages find things as they are looked at.
func startFirefox(t *testing.T, path string, l look) *marionette {
	t.Helper()
	profile := t.TempDir()
	port := free(t)
	dark := map[string]int{"dark": 0, "light": 1}[l.colours]
	preferences := fmt.Sprintf(`user_pref("marionette.port", %d);
user_pref("layout.css.prefers-color-scheme.content-override", %d);
user_pref("javascript.enabled", %v);
user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "");
`, port, dark, !l.withoutScript)
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(preferences), 0o644); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(path, "--headless", "--marionette", "--profile", profile, "--no-remote", "--remote-allow-system-access")
	c.Env = append(os.Environ(), "HOME="+profile, "MOZ_CRASHREPORTER_DISABLE=1")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	m := &marionette{t: t}
	for begun := time.Now(); m.conn == nil; time.Sleep(100 * time.Millisecond) {
		if conn, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", port)); err == nil {
			m.conn, m.in = conn, bufio.NewReader(conn)
		} else if time.Since(begun) > 2*time.Minute {
			t.Fatalf("firefox does not listen: %v", err)
		}
	}
	t.Cleanup(func() { m.conn.Close() })
	m.message() // who it is
	m.do("WebDriver:NewSession", map[string]any{"capabilities": map[string]any{}})
	return m
}

// free is a port that nobody listens at.
func free(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// message reads one message.
func (m *marionette) message() []byte {
	m.t.Helper()
	length, err := m.in.ReadString(':')
	if err != nil {
		m.t.Fatal(err)
	}
	n, err := strconv.Atoi(strings.TrimSuffix(length, ":"))
	if err != nil {
		m.t.Fatal(err)
	}
	out := make([]byte, n)
	if _, err := io.ReadFull(m.in, out); err != nil {
		m.t.Fatal(err)
	}
	return out
}

// do gives a command and its result; one that fails ends the test.
func (m *marionette) do(command string, parameters map[string]any) map[string]any {
	m.t.Helper()
	m.asks++
	text, err := json.Marshal([]any{0, m.asks, command, parameters})
	if err == nil {
		_, err = fmt.Fprintf(m.conn, "%d:%s", len(text), text)
	}
	if err != nil {
		m.t.Fatal(err)
	}
	var answer []json.RawMessage // kind, number, error, result
	if err := json.Unmarshal(m.message(), &answer); err != nil || len(answer) != 4 {
		m.t.Fatalf("%s: %v", command, err)
	}
	if string(answer[2]) != "null" {
		m.t.Fatalf("%s: %s", command, answer[2][:min(len(answer[2]), 400)])
	}
	var result map[string]any
	_ = json.Unmarshal(answer[3], &result) // of some it is a list, which nobody reads
	return result
}

// value is that of a property of the page's root, whether or not scripts run.
func (m *marionette) value(property string) any {
	m.t.Helper()
	found, _ := m.do("WebDriver:FindElement", map[string]any{"using": "css selector", "value": "html"})["value"].(map[string]any)
	for _, id := range found {
		return m.do("WebDriver:GetElementProperty", map[string]any{"id": id, "name": property})["value"]
	}
	m.t.Fatal("the page has no root")
	return nil
}

// file writes what a command gives as base64, if pictures are asked for.
func (m *marionette) file(name string, result map[string]any) []byte {
	m.t.Helper()
	text, _ := result["value"].(string)
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(data) == 0 {
		m.t.Fatalf("%s: %d bytes: %v", name, len(data), err)
	}
	if dir := os.Getenv("PLUMB_SCREENSHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			m.t.Fatal(err)
		}
	}
	return data
}

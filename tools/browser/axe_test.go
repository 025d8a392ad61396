package browser_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// axeVersion is the release of axe-core that pages are held against.
const axeVersion = "4.14.1"

// axe is the script of axe-core. npm fetches it once and keeps it for the next time;
// without npm, or the registry, the test is skipped.
func axe(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip(err)
	}
	dir := filepath.Join(cache, "plumbline", "axe-"+axeVersion)
	file := filepath.Join(dir, "node_modules", "axe-core", "axe.min.js")
	if _, err := os.Stat(file); err != nil {
		if out, err := exec.Command("npm", "install", "--no-audit", "--no-fund", "--prefix", dir, "axe-core@"+axeVersion).CombinedOutput(); err != nil {
			t.Skipf("npm gives no axe-core: %v: %s", err, out)
		}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// violation is what axe-core says is wrong, and where, one place for many.
type violation struct {
	Rule, Impact, Help, Place string
	Times                     int
}

// audit asks axe-core about the page as it is: no rule of WCAG A or AA may be broken,
// contrast among them, nor any other that it calls serious.
func (p *tab) audit(axe string) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false})
		return err
	}))
	still := p.still
	p.still = false // axe runs, the page's own script was not
	defer func() { p.still = still }()
	p.eval(`(() => { ` + axe + `; return typeof axe; })()`)
	var found []violation
	text := p.eval(`axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations
		.filter(v => v.tags.some(t => /^wcag2\d?aa?$/.test(t)) || ["serious", "critical"].includes(v.impact))
		.map(v => ({Rule: v.id, Impact: v.impact, Help: v.help, Place: v.nodes[0].html.slice(0, 160) + " " + (v.nodes[0].any[0]?.message ?? ""), Times: v.nodes.length})))`)
	if err := json.Unmarshal([]byte(text), &found); err != nil {
		p.t.Fatalf("%v: %s", err, text)
	}
	for _, v := range found {
		p.t.Errorf("%s (%s), %d times: %s: %s", v.Rule, v.Impact, v.Times, v.Help, v.Place)
	}
}

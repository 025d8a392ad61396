package browser_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/tools/internal/explain"
)

// made has plumb make every page that it makes, of the size that people meet, in a
// folder of its own.
func made(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	binary := filepath.Join(dir, "plumb")
	if out, err := exec.Command("go", "build", "-C", "../..", "-o", binary, "./tools/plumb").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	const part = "--select=mna/GetStatisticData"
	specs, err := filepath.Abs("../../specs/tencent")
	if err != nil {
		t.Fatal(err)
	}
	for _, arguments := range [][]string{
		// All that there is, for its size.
		{"run", "--record=all.jsonl"},
		{"report", "all.jsonl", "--format=html", "-o", "all.html"},
		{"report", "all.jsonl", "--format=junit", "-o", "all.xml"},
		{"run", "--record=all-limit.jsonl", "--target=emulator:limit-is-49@DescribeUserFlowStatistics/UserNames"},
		{"run", "--record=all-open.jsonl", "--target=emulator:ignores-max-items", "--profile=contract,gateway"},
		{"run", "--record=all-absent.jsonl", "--target=emulator:accepts-absent"},
		{"report", "all.jsonl", "all-limit.jsonl", "all-open.jsonl", "all-absent.jsonl", "--format=html", "-o", "four.html"},
		// A part, to look at: axe-core takes half a minute for a page of all.
		{"run", "--record=green.jsonl", part},
		{"run", "--record=open.jsonl", part, "--target=emulator:ignores-max-items"},
		{"run", "--record=absent.jsonl", part, "--target=emulator:accepts-absent"},
		{"report", "green.jsonl", "--format=html", "-o", "green.html"},
		{"report", "absent.jsonl", "--format=html", "-o", "broken.html"},
		{"report", "green.jsonl", "open.jsonl", "absent.jsonl", "--format=html", "-o", "matrix.html"},
		{"catalogue", "catalogue.html", "--specs=" + specs},
		{"diff", "001", "002", "--format=html", "-o", "difference.html"},
		{"diff", "embedded", "all-open.jsonl", "--format=html", "-o", "practice.html"},
		{"sdk", "--install", "--driver=go-tencent-common", part, "--format=html", "-o", "clients.html"},
	} {
		c := exec.Command(binary, arguments...)
		c.Dir = dir
		if arguments[0] == "sdk" { // the drivers that are shipped stand in the work tree
			c.Dir = "../.."
			c.Args[len(c.Args)-1] = filepath.Join(dir, "clients.html")
		}
		if out, err := c.CombinedOutput(); err != nil && c.ProcessState.ExitCode() != 1 { // 1: does not conform
			t.Fatalf("%v: %v: %s", arguments, err, out)
		}
	}
	return dir
}

// TestTheCatalogueIsFiltered types into the bar that pages of entries have.
func TestTheCatalogueIsFiltered(t *testing.T) {
	var text bytes.Buffer
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if err := (explain.Explainer{Width: 100, Address: func(string) string { return "http://127.0.0.1:8801" }}).Catalogue(&text, probe.Cases(operations[:1], nil)[:40]); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "catalogue.html")
	if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	p := start(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate("file://"+file), chromedp.Focus(chromedp.CSS("#find")))
	p.keys("post PLAIN")
	p.want(`[...document.querySelectorAll("details:not([hidden])")].every(e => e.textContent.toLowerCase().includes("post") && e.textContent.toLowerCase().includes("plain"))`, true)
	p.want(`(n => n > 0 && n < 40 && document.querySelector("#shown").textContent === n + " of 40")(document.querySelectorAll("details:not([hidden])").length)`, true)
	p.want(`[...document.querySelectorAll("h3")].some(e => e.hidden)`, true)
	p.want(`[...document.querySelectorAll(".levels tbody tr")].every(e => e.hidden === document.getElementById(decodeURIComponent(e.querySelector("a").hash.slice(1))).hidden)`, true)
	before := p.eval(`getComputedStyle(document.body).backgroundColor`)
	p.do(chromedp.Click(chromedp.CSS("#theme")))
	if p.eval(`getComputedStyle(document.body).backgroundColor`) == before {
		t.Error("the button changes nothing")
	}
}

// look is a way in which a page is looked at.
type look struct {
	name          string
	width         int64
	media         string // "" or print
	colours       string
	withoutScript bool
}

func looks() []look {
	return []look{
		{name: "light-1280", width: 1280, colours: "light"}, {name: "dark-1280", width: 1280, colours: "dark"},
		{name: "light-400", width: 400, colours: "light"}, {name: "dark-400", width: 400, colours: "dark"},
		{name: "print", width: 794, media: "print", colours: "dark"}, {name: "still", width: 1280, colours: "light", withoutScript: true},
	}
}

// TestEveryPage looks at every page in each way: none is wider than the window, and
// axe-core finds nothing wrong.
func TestEveryPage(t *testing.T) {
	if testing.Short() {
		t.Skip("makes every page and looks at each six times")
	}
	chromium(t)
	script, dir := axe(t), made(t)
	for name, most := range map[string]int64{"all.html": 1_000_000, "all.xml": 1_000_000, "four.html": 3_000_000} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() > most {
			t.Errorf("%s: %v, want at most %d bytes: %v", name, info, most, err)
		}
	}
	for _, name := range pages() {
		for _, look := range looks() {
			t.Run(name+"/"+look.name, func(t *testing.T) {
				p := start(t)
				p.as(look)
				p.do(chromedp.Navigate("file://" + filepath.Join(dir, name+".html")))
				p.want(fmt.Sprintf(tooWide, look.width), nil)
				p.picture(name + "-" + look.name)
				if look.media == "print" {
					p.want(`getComputedStyle(document.body).backgroundColor`, "rgb(255, 255, 255)")
				}
				p.audit(script)
			})
		}
	}
}

// pages are the names of those that are looked at, of what made makes.
func pages() []string {
	return []string{"green", "broken", "matrix", "catalogue", "difference", "practice", "clients"}
}

// tooWide is the innermost thing that is wider than a window which is too narrow for
// the page, null if it is wide enough.
const tooWide = `(w => document.documentElement.scrollWidth <= w ? null
	: [document.body, ...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > w || e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).overflowX === "visible" || e === document.body).at(-1).outerHTML.slice(0, 200))(%d)`

// as sets the window, the media and whether scripts run for the pages to come.
func (p *tab) as(l look) {
	p.t.Helper()
	p.still = l.withoutScript
	p.do(chromedp.EmulateViewport(l.width, 900), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: l.media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: l.colours}}})
		if err == nil {
			_, err = cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.withoutScript})
		}
		return err
	}))
}

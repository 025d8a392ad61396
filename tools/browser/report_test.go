package browser_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	visible = `[...document.querySelectorAll(".c")].filter(e => !e.hidden).length`
	failing = `smartag/DescribeUserFlowStatistics/UserNames/maxItems`
)

// dark sets what the page is told of the system's colours.
func (p *tab) dark(on bool) {
	p.t.Helper()
	value := map[bool]string{true: "dark", false: "light"}[on]
	p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: value}}})
		return err
	}))
}

func TestAPageIsFiltered(t *testing.T) {
	p, _ := open(t, read(t, "limit")...)
	p.want(visible, 42)
	p.want(`document.querySelector("#bar").hidden`, false)
	p.do(chromedp.Click(chromedp.CSS(".chips label.fail")))
	p.settle()
	p.want(visible, 6)
	p.want(`document.querySelector("#shown").textContent`, "6 of 42 cases")
	p.want(`document.querySelectorAll(".broken li:not([hidden])").length`, 1)
	p.want(`[...document.querySelectorAll(".op")].filter(e => !e.hidden).length`, 1)
	p.do(chromedp.Click(chromedp.CSS(".chips label.fail")))
	p.keys("/")
	p.keys("over-limit by-post")
	p.want(`document.querySelector("#find").value`, "over-limit by-post")
	p.want(visible+` > 0`, true)
	p.want(`document.querySelector(".broken").hidden`, false)
	p.want(`[...document.querySelectorAll(".c")].filter(e => !e.hidden).every(e => e.id.includes("by-post"))`, true)
	p.keys(kb.Escape)
	p.want(visible, 42)
	p.want(`document.querySelector("#find").value`, "")
	p.keys("/")
	p.keys("GetFlowStatistic")
	p.want(`document.querySelector(".broken").hidden`, true)
	p.keys(kb.Escape)
	p.want(`document.querySelector(".broken").hidden`, false)
	p.eval(`(document.querySelector("#level").value = "should", document.querySelector("#level").dispatchEvent(new Event("change", {bubbles: true})))`)
	p.want(`[...document.querySelectorAll(".c")].filter(e => !e.hidden).every(e => e.firstElementChild.dataset.l === "should")`, true)
}

func TestACaseOpens(t *testing.T) {
	p, _ := open(t, read(t, "limit")...)
	p.picture("limit-light-1280")
	p.want(`document.querySelector(".c.fail.open") !== null`, true)
	p.want(`document.querySelector(".c.fail.open .ev mark") !== null`, true)
	p.want(`document.querySelector(".c.fail.open .curl").textContent.startsWith("curl ")`, true)
	p.do(chromedp.Click(chromedp.CSS(".c.fail.open .ev a")))
	p.settle()
	p.picture("exchange-light-1280")
	p.want(`getComputedStyle(document.querySelector(".x:target")).position`, "fixed")
	p.keys(kb.Escape)
	p.want(`document.querySelector(".x:target")`, nil)
	p.want(`document.querySelector(".c:target") !== null`, true)

	// A link to a case opens it and what it is in.
	p.eval(`location.hash = "mna/GetFlowStatistic/Type/enum/above"`)
	p.settle()
	p.want(`document.getElementById("mna/GetFlowStatistic/Type/enum/above").classList.contains("open")`, true)
	p.want(`document.getElementById("q:mna/GetFlowStatistic/Type/enum").open`, true)
	p.want(`(r => r.top >= 0 && r.top < innerHeight)(document.getElementById("mna/GetFlowStatistic/Type/enum/above").getBoundingClientRect())`, true)
	p.picture("pass-light-1280")
}

func TestThemes(t *testing.T) {
	p, _ := open(t, read(t, "limit")...)
	background := `getComputedStyle(document.body).backgroundColor`
	p.dark(false)
	light := p.eval(background)
	p.dark(true)
	dark := p.eval(background)
	if light == dark {
		t.Errorf("both themes are %s", light)
	}
	p.picture("limit-dark-1280")
	p.do(chromedp.Click(chromedp.CSS("#theme")))
	if got := p.eval(background); got != light {
		t.Errorf("the button gives %s, want %s", got, light)
	}
	p.keys("t")
	if got := p.eval(background); got != dark {
		t.Errorf("the key gives %s, want %s", got, dark)
	}
	p.dark(false)
	p.do(chromedp.Reload())
	if got := p.eval(background); got != dark {
		t.Errorf("the choice is not kept: %s, want %s", got, dark)
	}
}

func TestKeyboard(t *testing.T) {
	p, _ := open(t, read(t, "limit")...)
	focus := `document.activeElement.tagName`
	p.keys("j")
	p.want(focus, "SUMMARY") // a requirement
	first := p.eval(`document.activeElement.parentNode.id`)
	p.keys("j")
	if second := p.eval(`document.activeElement.parentNode.id`); second == first {
		t.Errorf("j stays at %s", first)
	}
	p.keys("k")
	if got := p.eval(`document.activeElement.parentNode.id`); got != first {
		t.Errorf("k leads to %s, want %s", got, first)
	}
	before := p.eval(`document.activeElement.parentNode.open`)
	p.keys(kb.Enter)
	if p.eval(`document.activeElement.parentNode.open`) == before {
		t.Errorf("enter does not open")
	}
	p.keys("/")
	p.want(`document.activeElement.id`, "find")
	p.keys("jk")
	p.want(`document.querySelector("#find").value`, "jk")
}

func TestPrint(t *testing.T) {
	p, _ := open(t, read(t, "limit")...)
	pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) || len(pdf) < 20_000 {
		t.Errorf("no PDF: %d bytes", len(pdf))
	}
}

func TestMatrixOfThreeRecords(t *testing.T) {
	p, _ := open(t, read(t, "conforms", "limit", "enum")...)
	p.picture("matrix-light-1280")
	p.want(`document.querySelectorAll(".matrix thead th").length`, 4)
	shown := `[...document.querySelectorAll(".matrix tbody tr:not(.group)")].filter(e => e.getClientRects().length > 0).length`
	differ := p.eval(`document.querySelectorAll(".matrix tr.differs").length`)
	if got := p.eval(shown); got != differ || differ == "0" {
		t.Errorf("%s rows are shown, %s differ", got, differ)
	}
	p.do(chromedp.Click(chromedp.CSS("#only")))
	if got := p.eval(shown); got == differ {
		t.Errorf("all rows are %s, as many as differ", got)
	}
	p.want(`document.querySelector(".changes .broken") !== null`, true)
	p.do(chromedp.Click(chromedp.CSS(".matrix td.fail a")))
	p.settle()
	p.want(`document.querySelector(".q:target").open`, true)
	p.do(chromedp.EmulateViewport(400, 800))
	p.dark(true)
	p.eval(`scrollTo(0, 0)`)
	p.picture("matrix-dark-400")
	p.eval(`document.querySelector(".matrix").scrollIntoView()`)
	p.picture("matrix-table-dark-400")
	p.want(`document.documentElement.scrollWidth <= 400`, true)
}

func TestNarrowScreens(t *testing.T) {
	p, _ := open(t, read(t, "limit")...)
	p.do(chromedp.EmulateViewport(400, 800))
	p.settle()
	p.want(`document.documentElement.scrollWidth <= 400`, true)
	p.picture("limit-light-400")
	p.eval(`document.querySelector(".c.fail.open").scrollIntoView()`)
	p.picture("case-light-400")
	p.do(chromedp.Click(chromedp.CSS(".c.fail.open .ev a")))
	p.want(`document.documentElement.scrollWidth <= 400`, true)
	p.picture("exchange-light-400")
}

func TestNothingOfABodyRuns(t *testing.T) {
	venom := `<script>document.title="bitten"</script></style><img src=x onerror="document.title='bitten'"></pre></details><style>body{display:none}</style>` + "\x1b[31m\u202e\x00\xff<svg onload=alert(1)>"
	run := large(30, 2)
	run.Header.Target = venom
	for i := range run.Verdicts {
		v := &run.Verdicts[i]
		v.ID, v.Requirement, v.Text, v.Received, v.Expected = v.ID+venom, v.Requirement+venom, venom, v.Received+venom, venom
	}
	for id, x := range run.Exchanges {
		x.Request.URL, x.Curl, x.Response.Body = venom, venom, venom+strings.Repeat("<script>alert(2)</script>", 100_000)
		x.Response.Headers = map[string][]string{venom: {venom}}
		run.Exchanges[id] = x
	}
	p, _ := open(t, run)
	p.picture("hostile-light-1280")
	p.eval(`(document.querySelectorAll("details").forEach(e => e.open = true), document.querySelectorAll(".c").forEach(e => e.classList.add("open")))`)
	p.settle()
	p.want(`document.querySelectorAll("script, style, img, svg").length`, 2)
	p.want(`document.title.startsWith("<script>")`, true)
	p.want(`getComputedStyle(document.body).display`, "block")
	p.want(`document.querySelectorAll(".c").length`, 30)
	// Even a tag that came in would not run: the policy knows the page's own script only.
	p.eval(`new Promise(r => { const s = document.createElement("script"); s.textContent = "document.title = 'bitten'"; document.body.append(s); setTimeout(() => r(true), 50); })`)
	p.want(`document.title.startsWith("<script>")`, true)
	p.forgive("Content Security Policy")
}

// forgive takes a message of the console as wanted.
func (p *tab) forgive(words string) {
	p.t.Helper()
	p.settle()
	p.mu.Lock()
	defer p.mu.Unlock()
	var rest []string
	for _, message := range p.messages {
		if !strings.Contains(message, words) {
			rest = append(rest, message)
		}
	}
	if len(rest) == len(p.messages) {
		p.t.Errorf("nothing says %q", words)
	}
	p.messages = rest
}

func TestWithoutScript(t *testing.T) {
	p := start(t)
	p.still = true
	p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	p.show(read(t, "limit")...)
	p.want(`document.querySelector("#bar").hidden`, true)
	p.want(`document.querySelector(".c.fail.open .ev mark") !== null`, true)
	p.want(`document.querySelector("h1").innerText`, "does not conform http://127.0.0.1:8801")
	p.do(chromedp.Click(chromedp.CSS(".c.fail.open .ev a")))
	p.want(`getComputedStyle(document.querySelector(".x:target")).position`, "fixed")
}

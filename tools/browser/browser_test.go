package browser_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/report"
)

// chromium finds the browser, or skips.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no chromium here: apt-get install chromium")
	return ""
}

// tab is a page that has been opened.
type tab struct {
	t     *testing.T
	ctx   context.Context
	still bool // it runs no script, so that nothing can be waited for

	mu       sync.Mutex
	messages []string
}

// start begins a browser, as further options have it, with an empty page in it; the
// page is to say nothing on its console until the test ends.
func start(t *testing.T, further ...chromedp.ExecAllocatorOption) *tab {
	t.Helper()
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(chromium(t)), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun}
	for _, name := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync"} {
		options = append(options, chromedp.Flag(name, true))
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), append(options, further...)...)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	ctx, closed := chromedp.NewContext(ctx)
	t.Cleanup(closed)
	p := &tab{t: t, ctx: ctx}
	said := chromedp.Console(ctx)
	go func() {
		for message, err := range said {
			if err != nil {
				return
			}
			p.mu.Lock()
			p.messages = append(p.messages, message.String())
			p.mu.Unlock()
		}
	}()
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, message := range p.messages {
			t.Errorf("the console says: %s", message)
		}
	})
	return p
}

// open shows a report, and says how long it took until it was drawn.
func open(t *testing.T, runs ...*record.Run) (*tab, time.Duration) {
	t.Helper()
	p := start(t)
	took := p.show(runs...)
	return p, took
}

// show makes the page of a report and goes there.
func (p *tab) show(runs ...*record.Run) time.Duration {
	t := p.t
	t.Helper()
	var text bytes.Buffer
	known := report.Knowledge{Explain: func(_ *record.Run, id string) string {
		return id + "\n" + strings.Repeat("  demand    a line of an explanation as they are, nearly a hundred columns wide\n", 12)
	}}
	if err := report.Write(&text, report.Build(runs, known), "html", page.Layout{}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(1280, 900))
	began := time.Now()
	p.do(chromedp.Navigate("file://" + file))
	if !p.still {
		p.eval(`new Promise(r => requestAnimationFrame(() => setTimeout(() => r(true), 0)))`)
	}
	return time.Since(began)
}

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// eval gives the value of an expression, promises awaited, as JSON has it.
func (p *tab) eval(expression string) string {
	p.t.Helper()
	if p.still {
		value, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`JSON.stringify(`+expression+`) ?? "null"`))
		if err != nil {
			p.t.Fatalf("%s: %v", expression, err)
		}
		return value
	}
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`Promise.resolve(`+expression+`).then(v => JSON.stringify(v) ?? "null")`, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// want checks the value of an expression.
func (p *tab) want(expression string, value any) {
	p.t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		p.t.Fatal(err)
	}
	if got := p.eval(expression); got != string(text) {
		p.t.Errorf("%s is %s, want %s", expression, got, text)
	}
}

// settle waits until filters have worked and what they changed is drawn.
func (p *tab) settle() {
	p.t.Helper()
	p.eval(`new Promise(r => setTimeout(() => requestAnimationFrame(() => r(true)), 150))`)
}

// keys presses keys one after the other, as a keyboard does: a key that the page
// takes for itself types nothing.
func (p *tab) keys(text string) {
	p.t.Helper()
	for _, r := range text {
		p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			for _, event := range kb.Encode(r) {
				if event.Type == kb.KeyChar {
					continue
				}
				if event.Type == kb.KeyDown || event.Type == kb.KeyRawDown {
					event.Type, event.Text = kb.KeyDown, string(r)
				}
				if _, err := cdp.Call(ctx, target, input.DispatchKeyEvent, *event); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	p.settle()
}

// picture leaves a screenshot, if those are asked for.
func (p *tab) picture(name string) {
	p.t.Helper()
	dir := os.Getenv("PLUMB_SCREENSHOTS")
	if dir == "" {
		return
	}
	p.settle()
	image, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), image, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// read gives stored records of the report's own tests.
func read(t *testing.T, names ...string) []*record.Run {
	t.Helper()
	var out []*record.Run
	for _, name := range names {
		file, err := os.Open("../internal/report/testdata/" + name + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		run, err := record.Read(name, file)
		file.Close()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, run)
	}
	return out
}

// large makes a record of many cases that share a hundred exchanges, one in
// failing of which fails.
func large(cases, failing int) *record.Run {
	run := &record.Run{Exchanges: map[string]record.Exchange{}, Header: record.Header{Suite: "v1.0.0", Specs: "0123456789abcdef", Target: "large", Start: time.Unix(1700000000, 0)},
		Footer: record.Footer{End: time.Unix(1700000002, 0), Requests: 100}}
	var sweep []string
	for i := range 100 {
		id := fmt.Sprintf("x%d", i)
		body := `{"RequestId":"` + id + `","Rows":[` + strings.Repeat(`{"Name":"doctest","Total":1494306532},`, 40) + `{"Name":"last","Total":null}]}`
		run.Exchanges[id] = record.Exchange{ID: id, Request: record.Request{Method: "GET", URL: "http://127.0.0.1:8801/?Action=Describe&n=" + id},
			Response: &record.Response{Status: 200, Body: body, Size: len(body)}, Curl: "curl -sS 'http://127.0.0.1:8801/?Action=Describe&n=" + id + "'"}
		sweep = append(sweep, id)
	}
	for i := range cases {
		requirement := fmt.Sprintf("product%d/Operation%d/Parameter%d/keyword", i%2, i/2%4, i/8%400)
		v := record.Verdict{ID: fmt.Sprintf("%s/variant-%d", requirement, i), Requirement: requirement, Operation: requirement[:strings.Index(requirement, "/Par")],
			Level: []contract.Level{"must", "should", "may"}[i/8%3], Profile: "contract", Outcome: "pass", Text: "A parameter that is one of some values: another is refused.",
			Expected: "a refusal of the request", Received: "HTTP 400 with the error InvalidParameterValue (no)", Source: "003:33", Location: "specs/x.yaml:86", Exchanges: sweep[i%100 : i%100+1]}
		if i%9 == 0 {
			v.Exchanges = sweep
		}
		if i%failing == 0 {
			v.Outcome, v.Culprit, v.Received = "fail", v.Exchanges[0], "Rows[40]/Total is null, in the answer to GET Describe"
		}
		run.Verdicts = append(run.Verdicts, v)
	}
	return run
}

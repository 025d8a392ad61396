package browser_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/remote"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/traffic"
	"github.com/plumbline/plumbline/suites/watch"
)

// calls is what a page asks: right and wrong requests of both protocols, by every
// carrier that a page has.
const calls = `(async () => {
	const user = "Action=DescribeUserFlowStatistics&Version=2018-03-13&SmartAGId=sag-mfkg00001&UserNames.1=doctest";
	const form = {"Content-Type": "application/x-www-form-urlencoded"};
	const mna = (action, body) => fetch("/", {method: "POST", body: JSON.stringify(body),
		headers: {"Content-Type": "application/json", "X-TC-Action": action, "X-TC-Version": "2021-01-19"}});
	const file = {BeginTime: 1659513600, EndTime: 1659600000, DeviceId: "mna-dev1", TimeGranularity: 1};
	const asked = [
		() => fetch("/?" + user + "&Format=JSON&RegionId=cn-hangzhou"),
		() => fetch("/?" + user + "&Format=JSON"),
		() => fetch("/?" + user + "&Format=XML&RegionId=cn-hangzhou"),
		() => fetch("/", {method: "POST", headers: form, body: user + "&Format=JSON&RegionId=cn-hangzhou"}),
		() => fetch("/?Action=DescribeUserFlowStatistics&Version=2018-03-13&Format=JSON&RegionId=cn-hangzhou&SmartAGId=sag-mfkg00001"),
		() => fetch("/?" + user + "&Format=JSON&RegionId=cn-hangzhou&UserNames.2=" + encodeURIComponent("名字")),
		() => mna("GetStatisticData", file),
		() => mna("GetStatisticData", {...file, GatewayType: 7}),
		() => mna("GetStatisticData", {...file, BeginTime: "noon"}),
		() => mna("GetStatisticData", {BeginTime: file.BeginTime, EndTime: file.EndTime, TimeGranularity: 1}),
	];
	for (const ask of asked) await (await ask()).text();
	return asked.length;
})()`

// exported is how DevTools export what they have seen: with the writer behind
// "Save all as HAR with content", which holds back what could be a secret.
const exported = `(async () => {
	const har = await import("/devtools/models/har/har.js"), logs = await import("/devtools/models/logs/logs.js");
	const progress = {canceled: false, done: false, createSubProgress: () => progress};
	const requests = logs.NetworkLog.NetworkLog.instance().requests(), options = {sanitize: true};
	return har.Writer.Writer.harStringForRequests(requests, options, progress);
})()`

// packed is a handler whose answers are packed for who takes that, as those of
// clouds are: an archive holds them unpacked beside a header that says packed.
func packed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		next.ServeHTTP(answer, r)
		w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(answer.Code)
		out := gzip.NewWriter(w)
		_, _ = out.Write(answer.Body.Bytes())
		_ = out.Close()
	})
}

// decisions are the outcomes that were decided, a line a case.
func decisions(decided []traffic.Decided) []string {
	var out []string
	for _, d := range decided {
		if d.Outcome != finding.Skip {
			out = append(out, fmt.Sprintf("%s %s", d.Outcome, d.Case.ID))
		}
	}
	slices.Sort(out)
	return out
}

// What Chromium exports of a page's requests is judged as the server's side of the
// same exchanges is. PLUMB_RECORDINGS=../../suites/traffic/testdata renews the
// archive that the tests of suites/traffic hold without a browser.
func TestWhatDevToolsExportIsJudgedAsItPassed(t *testing.T) {
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	cloud, err := emulator.New(emulator.Options{Operations: operations, Faults: []string{"accepts-absent@DescribeUserFlowStatistics/RegionId", "answers-null@GetStatisticData/FilePath"}})
	if err != nil {
		t.Fatal(err)
	}
	w := watch.New(watch.Options{Operations: operations, Level: contract.May})
	server := httptest.NewServer(w.Handler(packed(cloud)))
	defer server.Close()

	dir := t.TempDir()
	browser := start(t, remote.WebSocket, chromedp.Flag("remote-debugging-port", "0"), chromedp.Flag("remote-allow-origins", "*"), chromedp.UserDataDir(dir))
	p, closed := browser.beside()
	defer closed()
	p.do(chromedp.Navigate(server.URL + "/robots.txt"))
	port, err := os.ReadFile(filepath.Join(dir, "DevToolsActivePort"))
	if err != nil {
		t.Fatal(err)
	}
	at := "127.0.0.1:" + strings.Fields(string(port))[0]
	tools, left := browser.beside()
	defer left()
	tools.do(chromedp.Navigate("http://" + at + "/devtools/inspector.html?ws=" + at + "/devtools/page/" + string(chromedp.FromContext(p.ctx).Target.TargetID)))
	for tools.eval(`import("/devtools/models/logs/logs.js").then(logs => logs.NetworkLog.NetworkLog.instance().requests().length)`) == "0" {
		p.eval(`fetch("/robots.txt").then(() => true)`) // until they have begun to look
	}
	p.want(calls, 10)
	text, err := chromedp.Run(tools.ctx, chromedp.Evaluate[string](exported, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}

	_, passed := w.Close()
	read := traffic.New(operations)
	if err := read.Read("chromium.har", strings.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	want, got := decisions(passed), decisions(read.Judge(contract.May))
	if _, documented := read.Counts(); !slices.Equal(got, want) || documented != 10 {
		t.Errorf("%d documented; passed\n%s\nexported\n%s", documented, strings.Join(want, "\n"), strings.Join(got, "\n"))
	}
	for _, id := range []string{"smartag/DescribeUserFlowStatistics/RegionId/required/in-traffic", "mna/GetStatisticData/response/FilePath/type/in-json"} {
		if !slices.Contains(got, "fail "+id) {
			t.Errorf("%s is not seen", id)
		}
	}
	if dir := os.Getenv("PLUMB_RECORDINGS"); dir != "" && !t.Failed() {
		var short bytes.Buffer
		if err := json.Compact(&short, []byte(text)); err != nil {
			t.Fatal(err)
		}
		keep(t, filepath.Join(dir, "chromium.har"), short.String())
		keep(t, filepath.Join(dir, "chromium.txt"), strings.Join(want, "\n"))
	}
}

// keep writes a file anew.
func keep(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// beside opens another page in the same browser, whose console nobody reads.
func (p *tab) beside() (*tab, func()) {
	ctx, closed := chromedp.NewContext(p.ctx)
	return &tab{t: p.t, ctx: ctx}, closed
}

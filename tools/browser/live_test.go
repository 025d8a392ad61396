package browser_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/watch"
	"github.com/plumbline/plumbline/tools/internal/live"
)

// The live page shows what passes while it passes, and stays as it was when the
// watch has ended.
func TestTheLivePageShowsWhatPasses(t *testing.T) {
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	cloud, err := emulator.New(emulator.Options{Operations: operations, Faults: []string{"accepts-absent@DescribeUserFlowStatistics/RegionId"}})
	if err != nil {
		t.Fatal(err)
	}
	page := live.New("http://cloud.example")
	server := httptest.NewServer(page)
	defer func() {
		server.CloseClientConnections() // the page's never ends
		server.Close()
	}()
	w := watch.New(watch.Options{Operations: operations, Looked: page.Show})
	p := start(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(server.URL))
	p.settle()
	p.want(`document.querySelector("#word").textContent`, "waiting")
	p.want(`document.querySelector("#state").textContent`, "live")
	ask := func(query string) {
		r := httptest.NewRequest(http.MethodGet, "/?Action=DescribeUserFlowStatistics&Version=2018-03-13&Format=JSON&SmartAGId=sag-mfkg00001&UserNames.1=doctest"+query, nil)
		w.Handler(cloud).ServeHTTP(httptest.NewRecorder(), r)
	}
	word := func(wanted string) {
		p.eval(`new Promise(r => { const look = () => document.querySelector("#word").textContent === "` + wanted + `" ? r(true) : setTimeout(look, 20); look(); })`)
	}
	ask("&RegionId=cn-hangzhou")
	word("nothing differs")
	p.want(`document.querySelector("#none").hidden`, false)
	ask("")
	word("differs")
	p.want(`[...document.querySelectorAll("#findings h3")].some(e => e.textContent === "must  smartag/DescribeUserFlowStatistics/RegionId/required/in-traffic")`, true)
	p.want(`[...document.querySelectorAll("#coverage td")][0].textContent`, "2")
	p.want(`document.documentElement.scrollWidth <= innerWidth`, true)
	p.picture("live")
	p.do(chromedp.Focus(chromedp.CSS("#find")))
	p.keys("SmartAGId flow")
	p.want(`[...document.querySelectorAll("#findings > li, tbody > tr")].every(e => e.hidden === !/smartagid.*flow|flow.*smartagid/is.test(e.textContent))`, true)
	p.want(`document.querySelector("#shown").textContent !== ""`, true)
	before := p.eval(`getComputedStyle(document.body).backgroundColor`)
	p.do(chromedp.Click(chromedp.CSS("#theme")))
	if p.eval(`getComputedStyle(document.body).backgroundColor`) == before {
		t.Error("the button changes nothing")
	}
	p.audit(axe(t))
	p.do(chromedp.Navigate("about:blank")) // what ends with the server is no message of the page's
	w.Close()
}

package watch_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/traffic"
	"github.com/plumbline/plumbline/suites/watch"
)

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

// What mitmproxy writes of what it passes on is judged as the server's side of the
// same exchanges is. PLUMB_RECORDINGS=../traffic/testdata renews the archive that
// the tests of suites/traffic hold without it.
func TestWhatMitmproxyWritesIsJudgedAsItPassed(t *testing.T) {
	mitmdump, err := exec.LookPath("mitmdump")
	if err != nil {
		t.Skip("no mitmdump here: pip install mitmproxy")
	}
	w := opened(t, watch.Options{Level: contract.May})
	server := httptest.NewServer(w.Handler(cloud(t, "accepts-absent@DescribeUserFlowStatistics/RegionId", "answers-null@GetStatisticData/FilePath")))
	defer server.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	address := l.Addr().String()
	l.Close()
	_, port, _ := net.SplitHostPort(address)
	file := filepath.Join(t.TempDir(), "mitmproxy.har")
	proxy := exec.Command(mitmdump, "-q", "--mode", "reverse:"+server.URL, "--listen-host", "127.0.0.1", "-p", port, "--set", "hardump="+file, "--set", "confdir="+t.TempDir())
	var said bytes.Buffer
	proxy.Stdout, proxy.Stderr = &said, &said
	check(t, proxy.Start())
	defer func() { _ = proxy.Process.Kill() }()
	reachable(t, address)

	mixed(t, "http://"+address)
	check(t, proxy.Process.Signal(os.Interrupt)) // it writes when it ends
	if err := proxy.Wait(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}

	text, err := os.ReadFile(file)
	check(t, err)
	read := traffic.New(operations(t))
	check(t, read.Read("mitmproxy.har", bytes.NewReader(text)))
	_, passed := w.Close()
	want, got := decisions(passed), decisions(read.Judge(contract.May))
	if _, documented := read.Counts(); !slices.Equal(got, want) || documented != 10 {
		t.Errorf("%d documented; passed\n%s\nwritten\n%s", documented, strings.Join(want, "\n"), strings.Join(got, "\n"))
	}
	if dir := os.Getenv("PLUMB_RECORDINGS"); dir != "" && !t.Failed() {
		var short bytes.Buffer
		check(t, json.Compact(&short, text))
		check(t, os.WriteFile(filepath.Join(dir, "mitmproxy.har"), append(short.Bytes(), '\n'), 0o644))
		check(t, os.WriteFile(filepath.Join(dir, "mitmproxy.txt"), []byte(strings.Join(want, "\n")+"\n"), 0o644))
	}
}

// mixed sends right and wrong requests of both protocols, ten in all.
func mixed(t *testing.T, to string) {
	t.Helper()
	send := func(method, address, media, action, body string) {
		t.Helper()
		r, err := http.NewRequest(method, address, strings.NewReader(body))
		check(t, err)
		r.Header.Set("Content-Type", media)
		if action != "" {
			r.Header.Set("X-TC-Action", action)
			r.Header.Set("X-TC-Version", "2021-01-19")
		}
		response, err := http.DefaultClient.Do(r)
		check(t, err)
		defer response.Body.Close()
		_, err = io.Copy(io.Discard, response.Body)
		check(t, err)
	}
	const form, file = "application/x-www-form-urlencoded", `"BeginTime":1659513600,"EndTime":1659600000,"TimeGranularity":1`
	send(http.MethodGet, to+query, form, "", "")
	send(http.MethodGet, to+strings.Replace(query, "&RegionId=cn-hangzhou", "", 1), form, "", "")
	send(http.MethodGet, to+strings.Replace(query, "JSON", "XML", 1), form, "", "")
	send(http.MethodGet, to+strings.TrimSuffix(query, "&UserNames.1=doctest"), form, "", "")
	send(http.MethodPost, to+"/", form, "", query[2:])
	send(http.MethodPost, to+"/", form, "", query[2:]+"&UserNames.2=%E5%90%8D")
	send(http.MethodPost, to+"/", "application/json", "GetStatisticData", `{"DeviceId":"mna-dev1",`+file+`}`)
	send(http.MethodPost, to+"/", "application/json", "GetStatisticData", `{"DeviceId":"mna-dev1","GatewayType":7,`+file+`}`)
	send(http.MethodPost, to+"/", "application/json", "GetStatisticData", `{"DeviceId":7,`+file+`}`)
	send(http.MethodPost, to+"/", "application/json", "GetStatisticData", `{`+file+`}`)
}

// reachable waits until a process listens.
func reachable(t *testing.T, address string) {
	t.Helper()
	for range 300 {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("it does not listen")
}

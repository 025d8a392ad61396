package traffic_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/traffic"
)

// flow is a signed request of an operation, with an answer.
func flow(number int) record.Exchange {
	return record.Exchange{
		Request: record.Request{Method: "GET", URL: fmt.Sprintf("http://smartag.example/?Action=DescribeUserFlowStatistics&Version=2018-03-13&Format=JSON&RegionId=cn-hangzhou"+
			"&SmartAGId=sag-a&UserNames.1=doctest&AccessKeyId=PLANTEDkeyid&SignatureNonce=%d&Signature=PLANTEDsignature%%3D", number)},
		Response: &record.Response{Status: 200, Headers: map[string][]string{"Content-Type": {"application/json"}},
			Body: fmt.Sprintf(`{"RequestId":"id-%d","SagStatistics":{"Statistics":[{"UserName":"doctest","TotalBytes":1}]}}`, number)},
	}
}

// with is an archive of some entries, each changed.
func with(t testing.TB, n int, change func(int, map[string]any)) []byte {
	var entries []any
	for i := range n {
		x := flow(i)
		x.Response.Size = len(x.Response.Body)
		e := entry(2*i, x)
		if change != nil {
			change(i, e)
		}
		entries = append(entries, e)
	}
	text, err := json.Marshal(map[string]any{"log": map[string]any{"entries": entries}})
	check(t, err)
	return text
}

func at(e map[string]any, names ...string) map[string]any {
	for _, name := range names {
		e = e[name].(map[string]any)
	}
	return e
}

// What can be read is judged, what cannot is counted by reason with its place.
func TestWhatCannotBeReadIsCounted(t *testing.T) {
	second := func(change func(map[string]any)) func(int, map[string]any) {
		return func(i int, e map[string]any) {
			if i == 1 {
				change(e)
			}
		}
	}
	url := func(text string) func(int, map[string]any) {
		return second(func(e map[string]any) { at(e, "request")["url"] = text })
	}
	content := func(name string, value any) func(int, map[string]any) {
		return second(func(e map[string]any) { at(e, "response", "content")[name] = value })
	}
	whole := with(t, 3, nil)
	for name, row := range map[string]struct {
		text       []byte
		why        traffic.Reason
		documented int
	}{
		"right":           {whole, "", 3},
		"byte order mark": {append([]byte("\xef\xbb\xbf"), whole...), "", 3},
		"cut":             {whole[:len(whole)-20], traffic.Torn, 2},
		"broken":          {bytes.Replace(whole, []byte(`},{"request"`), []byte(`};{"request"`), 1), traffic.Broken, 1},
		"other host":      {with(t, 3, url("https://example.org/login?user=a")), traffic.Foreign, 2},
		"unknown":         {with(t, 3, url("http://smartag.example/?Action=Other&Version=2018-03-13")), traffic.Undocumented, 2},
		"other version":   {with(t, 3, url("http://smartag.example/?Action=DescribeUserFlowStatistics&Version=2017-01-01&RegionId=a")), traffic.OtherVersion, 3},
		"no URL":          {with(t, 3, url("::")), traffic.NoExchange, 2},
		"odd entry":       {with(t, 3, second(func(e map[string]any) { e["request"] = 7 })), traffic.NoExchange, 2},
		"no answer":       {with(t, 3, second(func(e map[string]any) { at(e, "response")["status"] = 0 })), traffic.NoAnswer, 3},
		"no body":         {with(t, 3, second(func(e map[string]any) { delete(at(e, "response", "content"), "text") })), traffic.Bodiless, 3},
		"half a body":     {with(t, 3, content("size", 4096)), traffic.Partial, 3},
		"broken base64":   {with(t, 3, content("encoding", "base64")), traffic.Partial, 3},
		"packed": {with(t, 3, second(func(e map[string]any) {
			c := at(e, "response", "content")
			c["text"], c["encoding"] = base64.StdEncoding.EncodeToString([]byte("\x1f\x8b"+strings.Repeat("a", 200))), "base64"
		})), traffic.Packed, 3},
		"proxy": {with(t, 3, second(func(e map[string]any) {
			at(e, "response")["status"] = 502
			at(e, "response", "content")["text"] = strings.Repeat("<html>bad gateway</html>", 9)
		})), traffic.Before, 3},
		"not modified": {with(t, 3, second(func(e map[string]any) { at(e, "response")["status"] = 304 })), traffic.Cached, 3},
		"twice": {with(t, 3, func(i int, e map[string]any) {
			for name, value := range entry(0, flow(0)) {
				if i == 1 {
					e[name] = value
				}
			}
			at(e, "response", "content")["size"] = 0
		}), traffic.Twice, 2},
		"too long": {with(t, 3, content("comment", strings.Repeat("a", 33<<20))), traffic.TooLong, 2},
	} {
		t.Run(name, func(t *testing.T) {
			seen, all := judged(t, contract.Must, row.text)
			_, documented := seen.Counts()
			left := seen.Left()
			if documented != row.documented || row.why == "" && len(left) > 0 || row.why != "" && (len(left) != 1 || left[0].Reason != row.why || left[0].Count != 1 || !strings.HasPrefix(left[0].Places[0], "a.har: ")) {
				t.Errorf("%d documented, left is %v", documented, left)
			}
			for _, id := range failing(all) {
				if !strings.Contains(id, "/requests/") {
					t.Errorf("it breaks %s", id)
				}
			}
		})
	}
}

func TestWhatIsNoRecordingIsRefused(t *testing.T) {
	for _, text := range []string{"", " \n", "{}", "[]", "<html>", `{"log":{}}`, `{"log":[]}`, `{"log":{"entries":{}}}`, "{\"kind\":\"header\"\x00", `{"log":{"entries":[`, `{"kind":`, `"`, "nul"} {
		err := traffic.New(operations(t)).Read("a.har", strings.NewReader(text))
		if err == nil || !strings.HasPrefix(err.Error(), "a.har: not a recording: ") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// endless is a recording that goes on.
type endless struct {
	head, item []byte
	n          int
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.head) == 0 {
		if e.n == 0 {
			return 0, io.EOF
		}
		e.n--
		e.head = e.item
	}
	n := copy(p, e.head)
	e.head = e.head[n:]
	return n, nil
}

// A recording of any length takes no more memory than what is judged at once.
func TestALongRecordingIsReadInLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 100 MB")
	}
	other := `{"request":{"method":"GET","url":"http://example.org/"},"response":{"status":200,"content":{"text":"` + strings.Repeat("a", 1<<20) + `"}}},`
	seen := traffic.New(operations(t))
	check(t, seen.Read("a.har", io.MultiReader(&endless{[]byte(`{"log":{"entries":[`), []byte(other), 100}, strings.NewReader(`{}]}}`))))
	runtime.GC()
	var after runtime.MemStats
	runtime.ReadMemStats(&after)
	if all, documented := seen.Counts(); all != 101 || documented != 0 || after.HeapAlloc > 100<<20 {
		t.Errorf("%d exchanges, %d documented, %d MB kept", all, documented, after.HeapAlloc>>20)
	}
}

// Nothing that proves who sent a request gets out, wherever it stands and though
// the answer repeats it.
func TestSecretsReachNoOutput(t *testing.T) {
	text := with(t, 3, func(i int, e map[string]any) {
		r := at(e, "request")
		r["url"] = "http://PLANTEDuser:PLANTEDpassword@smartag.example/PLANTEDpath?Action=DescribeUserFlowStatistics&Version=2018-03-13&Format=JSON&RegionId=cn-hangzhou&SmartAGId=sag-a&UserNames.1=doctest" +
			"&AccessKeyId=PLANTEDkeyid&SecurityToken=PLANTED%2Btoken&SignatureNonce=n&Other=PLANTEDother&Signature=PLANTEDsignature%3D#PLANTEDfragment"
		r["headers"] = []pair{{"Authorization", "Bearer PLANTEDbearer"}, {"Cookie", "a=PLANTEDcookie"}, {"X-Acs-Security-Token", "PLANTEDheader"}, {"X-Other", "PLANTEDanything"}}
		at(e, "response")["headers"] = []pair{{"Set-Cookie", "PLANTEDset"}, {"Content-Type", "application/json"}, {"X-Echo", "PLANTEDecho"}}
		at(e, "response", "content")["text"] = `{"Code":"InvalidAccessKeyId","Message":"PLANTEDkeyid signed PLANTEDsignature= with UExBTlRFRCt0b2tlbg== PLANTEDbearer PLANTEDpassword","RequestId":"x"}`
		at(e, "response", "content")["size"] = 0
		if i == 2 {
			r["method"], r["url"] = "POST", "http://mna.example/?PLANTEDquery"
			r["headers"] = []pair{{"X-TC-Action", "GetStatisticData"}, {"X-TC-Version", "2021-01-19"}, {"X-TC-Token", "PLANTEDtctoken"},
				{"Authorization", "TC3-HMAC-SHA256 Credential=PLANTEDtcid/2026-01-01/mna/tc3_request, SignedHeaders=content-type;host, Signature=PLANTEDtcsignature"}}
			r["postData"] = map[string]any{"mimeType": "application/json", "text": `{"DeviceId":7,"SecretKey":"PLANTEDbody","PLANTED name":1}`}
			at(e, "response", "content")["text"] = `{"Response":{"Error":{"Code":"AuthFailure","Message":"PLANTEDtcid PLANTEDtctoken PLANTEDtcsignature PLANTEDbody"},"RequestId":"y"}}`
		}
	})
	seen := traffic.New(operations(t))
	check(t, seen.Read("a.har", bytes.NewReader(text)))
	decided := seen.Judge(contract.May)
	var out bytes.Buffer
	check(t, seen.Write(&out, seen.Header(decided, contract.May, time.Now()), decided, 1))
	for line := range strings.Lines(out.String()) {
		if at := strings.Index(line, "PLANTED"); at >= 0 {
			t.Errorf("it gets out: …%s…", line[max(0, at-80):min(len(line), at+60)])
		}
		if strings.Contains(line, "UExBTlRFRCt0b2tlbg") {
			t.Errorf("it gets out in base64: %.300s", line)
		}
	}
	if _, documented := seen.Counts(); documented != 3 {
		t.Errorf("%d were looked at: %v", documented, seen.Left())
	}
}

package traffic_test

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/traffic"
)

// scrubbed is a recording without what it tells of an account.
func scrubbed(t testing.TB, salt, name string, text []byte) (*traffic.Scrubbed, []byte) {
	t.Helper()
	var out bytes.Buffer
	report, err := traffic.Scrub(operations(t), []byte(salt), name, bytes.NewReader(text), &out)
	check(t, err)
	return report, out.Bytes()
}

// names are those of the emulator's account and its address.
func names() []string {
	return []string{"doctest", "zhanlg", "user001", "sag-mfkg00001", "mna-dev1", "mna-dev2", "mna-group1", "emulator.example"}
}

// Of a recording of an emulator, right or wrong in one way, the verdicts are the
// same before and after, and no name of its account is left.
func TestScrubbingKeepsTheVerdicts(t *testing.T) {
	ways := []string{"", ":reversed-fields", ":pretty-printed", ":lower-case-request-ids"}
	all := emulator.Faults(operations(t))
	all = slices.DeleteFunc(all, func(f emulator.Fault) bool {
		// The one shows in the letters of names only; the other has a run wait, rightly, for two minutes.
		return strings.HasPrefix(f.Name, "says-gbk@") || strings.HasPrefix(f.Name, "serves-10-a-second@")
	})
	for i := 0; i < len(all); i += len(all) / 25 {
		ways = append(ways, ":"+all[i].Name)
	}
	for i, way := range ways {
		t.Run(way, func(t *testing.T) {
			if strings.HasPrefix(way, ":answers-for-others@") {
				t.Skip("a name that is known is no cause of the refusal, and nobody knows the names that are put in its place")
			}
			_, at, _ := strings.Cut(way, "@")
			operation, _, _ := strings.Cut(at, "/")
			if operation == "" {
				operation = []string{"DescribeUserFlowStatistics", "GetStatisticData", "GetFlowStatistic", "DescribeUserOnlineClientStatistics"}[i%4]
			}
			past := written(t, "emulator"+way, operation)
			report, text := scrubbed(t, "salt", "run.jsonl", past)
			_, before := judged(t, contract.May, past)
			_, after := judged(t, contract.May, text)
			for id, d := range before {
				if o := after[id]; o.Outcome != d.Outcome || o.Reading != d.Reading {
					t.Errorf("%s: %s (%s%s), and then %s (%s%s)", id, d.Outcome, d.Received, d.Reason, o.Outcome, o.Received, o.Reason)
				}
			}
			for _, name := range names() {
				if at := bytes.Index(text, []byte(name)); at >= 0 {
					t.Errorf("%s is left: …%s…", name, text[max(0, at-100):at+30])
				}
			}
			if report.Kept < report.Read*9/10 || len(report.Replaced) < 3 {
				t.Errorf("%d of %d are kept, left %v, replaced %v", report.Kept, report.Read, report.Left, report.Replaced)
			}
		})
	}
}

// Wherever and however a word stands that no document prints, it is not left.
func TestNoWordIsLeft(t *testing.T) {
	const json = "application/json"
	xml := "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DescribeUserFlowStatisticsResponse planted='planted'><!-- planted --><RequestId>planted</RequestId><planted>1</planted>" +
		"<SagStatistics><Statistics><UserName>pl&#97;nted &amp; plan&#x74;ed</UserName><TotalBytes>1</TotalBytes></Statistics></SagStatistics></DescribeUserFlowStatisticsResponse>"
	format := func(to string) func(*record.Exchange) {
		return func(x *record.Exchange) {
			x.Request.URL = strings.Replace(x.Request.URL, "Format=JSON", "Format="+to, 1)
		}
	}
	for name, change := range map[string]func(*record.Exchange){
		"host": func(x *record.Exchange) {
			x.Request.URL = strings.Replace(x.Request.URL, "smartag.example", "planted.example", 1)
		},
		"path": func(x *record.Exchange) { x.Request.URL = strings.Replace(x.Request.URL, "/?", "/planted?", 1) },
		"password": func(x *record.Exchange) {
			x.Request.URL = strings.Replace(x.Request.URL, "//", "//planted:planted@", 1)
		},
		"name":   func(x *record.Exchange) { x.Request.URL += "&planted=1" },
		"value":  func(x *record.Exchange) { x.Request.URL += "&Other=pl%61nted&UserNames.2=a%20planted,planted" },
		"pair":   func(x *record.Exchange) { x.Request.URL += "&planted&=planted&Timestamp=planted&Pl%61nted=" },
		"broken": func(x *record.Exchange) { x.Request.URL += "&UserNames.2=planted%zz" },
		"headers": func(x *record.Exchange) {
			x.Request.Headers = map[string][]string{"Cookie": {"planted"}, "X-Planted": {"planted"}, "Content-Type": {"planted"}, "Authorization": {"ACS3-HMAC-SHA256 Credential=planted"}, "User-Agent": {"planted"}, "Host": {"planted"}}
		},
		"form": func(x *record.Exchange) {
			x.Request.Method, x.Request.Body = "POST", "RegionId=planted&planted=planted"
		},
		"json": func(x *record.Exchange) {
			x.Request.Method, x.Request.Body, x.Request.Headers = "POST", `{"planted":"planted"}`, map[string][]string{"Content-Type": {json}}
		},
		"members": func(x *record.Exchange) {
			x.Response.Body = strings.Replace(x.Response.Body, "{", `{"planted":"planted","Uin":7777777777,"n":{"planted":["\u0070lanted\n","x\\\"planted"]},`, 1)
		},
		"answered": func(x *record.Exchange) {
			x.Response.Headers = map[string][]string{"Content-Type": {json}, "Server": {"planted"}, "X-Planted": {"a"}, "Date": {"planted"}, "Set-Cookie": {"planted"}}
		},
		"refused": func(x *record.Exchange) {
			x.Response.Status, x.Response.Body = 400, `{"RequestId":"planted","HostId":"planted","Code":"Forbidden","Message":"The user planted (7777777777) is not there.","Recommend":"https://planted/?q=planted"}`
		},
		"xml": func(x *record.Exchange) {
			format("XML")(x)
			x.Response.Body, x.Response.Headers = xml, map[string][]string{"Content-Type": {"text/xml"}}
		},
		"page": func(x *record.Exchange) {
			x.Response.Body = "<html><head><title>planted</title></head><body>7777777777</body></html>"
		},
		"text":       func(x *record.Exchange) { x.Response.Body = "planted \x00\xff planted" },
		"not at all": func(x *record.Exchange) { x.Response = nil; x.Failure, x.Detail = "closed", "planted" },
	} {
		t.Run(name, func(t *testing.T) {
			x := flow(1)
			x.Kind, x.ID, x.Detail, x.Curl = "exchange", "x0", "planted", "planted"
			change(&x)
			if x.Response != nil {
				x.Response.Size = len(x.Response.Body)
				if !utf8.ValidString(x.Response.Body) {
					x.Response.Body, x.Response.Encoding = base64.StdEncoding.EncodeToString([]byte(x.Response.Body)), "base64"
				}
			}
			var in bytes.Buffer
			w := record.NewWriter(&in)
			check(t, w.Header(record.Header{Target: "planted"}))
			check(t, w.Exchange(x))
			report, text := scrubbed(t, "salt", "planted.jsonl", in.Bytes())
			shown := strings.ToLower(string(text))
			if strings.Contains(shown, "planted") || strings.Contains(shown, "7777777777") || strings.Contains(shown, "doctest") {
				t.Errorf("it is left:\n%s", text)
			}
			if report.Kept != 1 {
				t.Errorf("not kept: %v", report.Left)
			}
		})
	}
}

// The same salt gives the same, another salt something else.
func TestTheSaltDecides(t *testing.T) {
	in := with(t, 3, nil)
	_, a := scrubbed(t, "a", "a.har", in)
	_, b := scrubbed(t, "b", "a.har", in)
	if _, again := scrubbed(t, "a", "a.har", in); !bytes.Equal(a, again) || bytes.Equal(a, b) {
		t.Errorf("again\n%s\nis not\n%s\nor is\n%s", again, a, b)
	}
}

// However a message is written, the word that each @ stands for here is not left.
func FuzzNoWordIsLeft(f *testing.F) {
	f.Add("&Other=@&@=1&UserNames.2=@%2C", `{"DeviceId":"@","@":["\u0070l@"]}`, `{"RequestId":"@","@":{"UserName":"@\n"},"Message":"@ is, not"}`)
	f.Add("@", "<@>", `<?xml version="1.0" @?><R><RequestId a="@">&@;</RequestId><@/><UserName>&#64;@</UserName></R>`)
	f.Fuzz(func(t *testing.T, query, sent, answered string) {
		word := func(text string) string { return strings.ReplaceAll(text, "@", "planted") }
		for _, to := range []string{"http://a/?Action=DescribeUserFlowStatistics&Version=2018-03-13&Format=XML", "http://a/?Action=GetStatisticData&Version=2021-01-19"} {
			x := record.Exchange{Kind: "exchange", ID: "x0", Request: record.Request{Method: "POST", URL: to + word(query), Body: word(sent)},
				Response: &record.Response{Status: 200, Body: base64.StdEncoding.EncodeToString([]byte(word(answered))), Encoding: "base64"}}
			var in bytes.Buffer
			w := record.NewWriter(&in)
			check(t, w.Header(record.Header{}))
			check(t, w.Exchange(x))
			if _, text := scrubbed(t, "salt", "a.jsonl", in.Bytes()); strings.Contains(strings.ToLower(string(text)), "planted") {
				t.Errorf("it is left:\n%s", text)
			}
		}
	})
}

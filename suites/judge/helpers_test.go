package judge_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// The operations in a few letters.
const (
	flow    = "smartag/DescribeUserFlowStatistics"
	online  = "smartag/DescribeUserOnlineClientStatistics"
	traffic = "mna/GetFlowStatistic"
	file    = "mna/GetStatisticData"
)

func operation(t testing.TB, key string) *contract.Operation {
	t.Helper()
	all := operations(t)
	i := slices.IndexFunc(all, func(o *contract.Operation) bool { return o.Key() == key })
	if i < 0 {
		t.Fatalf("there is no operation %s", key)
	}
	return all[i]
}

func field(t testing.TB, o *contract.Operation, path string) *contract.Field {
	t.Helper()
	f, ok := o.Response.Find(path)
	if !ok {
		t.Fatalf("%s has no field %s", o.Key(), path)
	}
	return f
}

// reply is an answer as it came off the wire. The status 0 stands for 200, and
// the content type for the format of the body.
type reply struct {
	status int
	body   string
}

func ok(body string) reply { return reply{200, body} }

// read reads a reply to a request.
func read(r wire.Request, got reply) *answer.Answer {
	x := &wire.Exchange{Request: r, Status: got.status, Body: []byte(got.body), Header: http.Header{"Content-Type": {"application/json"}}}
	if strings.HasPrefix(strings.TrimSpace(got.body), "<") {
		x.Header.Set("Content-Type", "text/xml")
	}
	return answer.Read(x)
}

// request is a request for JSON, or for XML where the body is XML.
func request(o *contract.Operation, args contract.Args, body string) wire.Request {
	r := wire.Request{Operation: o, Carrier: o.Carriers[0], Args: args}
	if len(o.Formats) > 1 {
		r.Format = contract.JSON
		if strings.HasPrefix(strings.TrimSpace(body), "<") {
			r.Format = contract.XML
		}
	}
	return r
}

// decide judges replies to as many requests, all with the same arguments.
func decide(o *contract.Operation, want want.Want, args contract.Args, replies ...reply) judge.Verdict {
	c := probe.Case{ID: o.Key() + "/test/case", Requirement: o.Key() + "/test", Operation: o, Level: contract.Must, Want: want, Text: "A test."}
	var answers []*answer.Answer
	for _, got := range replies {
		r := request(o, args, got.body)
		c.Requests = append(c.Requests, r)
		answers = append(answers, read(r, got))
	}
	return judge.Judge(c, answers, nil)
}

// expectVerdict compares a verdict with an outcome and a part of what it says.
func expectVerdict(t *testing.T, v judge.Verdict, outcome finding.Outcome, says string) {
	t.Helper()
	said := v.Received + v.Reason
	if v.Outcome != outcome || !strings.Contains(said, says) {
		t.Errorf("got  %s, saying %q\nwant %s, saying %q", v.Outcome, said, outcome, says)
	}
	if v.Outcome != finding.Skip && v.Expected == "" {
		t.Error("the verdict does not say what was expected")
	}
}

// Answers that are right, in short.
const (
	flowJSON    = `{"RequestId":"A","SagStatistics":{"Statistics":[{"UserName":"u1","TotalBytes":12}]}}`
	flowXML     = `<DescribeUserFlowStatistics><RequestId>A</RequestId><SagStatistics><Statistics><UserName>u1</UserName><TotalBytes>12</TotalBytes></Statistics></SagStatistics></DescribeUserFlowStatistics>`
	flowRefusal = `{"RequestId":"A","HostId":"h","Code":"SAG.InstanceIdEmpty","Message":"You must specify the SAG instance ID."}`
	flowRefXML  = `<Error><RequestId>A</RequestId><HostId>h</HostId><Code>SAG.InstanceIdEmpty</Code><Message>No.</Message></Error>`
	fileJSON    = `{"Response":{"RequestId":"A","FilePath":"http://files.example/a.xlsx"}}`
	fileRefusal = `{"Response":{"Error":{"Code":"InvalidParameter","Message":"Parameter error."},"RequestId":"A"}}`
)

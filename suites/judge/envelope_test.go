package judge_test

import (
	"net/http"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

func TestTheEnvelopeIsSound(t *testing.T) {
	for _, row := range []struct {
		name, operation string
		property        want.Property
		got             reply
		outcome         finding.Outcome
		says            string
	}{
		{"nothing around", flow, want.Wrapped, ok(flowJSON), finding.Pass, ""},
		{"something around", flow, want.Wrapped, ok(`{"data":` + flowJSON + `}`), finding.Fail, "data is around the answer"},
		{"something around, in XML", flow, want.Wrapped, ok("<A><Data><SagStatistics/><RequestId>A</RequestId></Data></A>"), finding.Fail, "Data is around the answer"},
		{"something around a refusal", flow, want.Wrapped, reply{400, `{"data":` + flowRefusal + `}`}, finding.Fail, "data is around the answer"},
		{"something else around Tencent's refusal", file, want.Wrapped, ok(`{"data":{"Error":{"Code":"C","Message":"m"}}}`), finding.Fail, "data is around the answer"},
		{"a code inside Error is the code's fault", flow, want.Wrapped, reply{400, `{"Error":{"Code":"C","Message":"m"}}`}, finding.Pass, ""},
		{"the wrapper", file, want.Wrapped, ok(fileJSON), finding.Pass, ""},
		{"the wrapper of a refusal", file, want.Wrapped, ok(fileRefusal), finding.Pass, ""},
		{"no wrapper", file, want.Wrapped, ok(`{"RequestId":"A","FilePath":"http://x/"}`), finding.Fail, "there is no Response around the answer"},
		{"a wrapper of another name", file, want.Wrapped, ok(`{"response":{"FilePath":"http://x/"}}`), finding.Fail, "response is around the answer"},
		{"well formed", flow, want.WellFormed, ok(flowJSON), finding.Pass, ""},
		{"a line feed at the end", flow, want.WellFormed, ok(flowJSON + "\r\n"), finding.Pass, ""},
		{"bytes behind", flow, want.WellFormed, ok(flowJSON + "OK"), finding.Fail, "trailing-bytes"},
		{"bytes that are not UTF-8", flow, want.WellFormed, ok("{\"RequestId\":\"\xff\",\"SagStatistics\":{}}"), finding.Fail, "broken-utf8"},
		{"a byte order mark", flow, want.WellFormed, ok("\xef\xbb\xbf" + flowJSON), finding.Fail, "byte-order-mark"},
		{"a byte order mark before XML", flow, want.WellFormed, ok("\xef\xbb\xbf" + flowXML), finding.Pass, ""},
		{"an element behind", flow, want.WellFormed, ok(flowXML + "<a/>"), finding.Fail, "trailing-content"},
		{"half a body", flow, want.WellFormed, ok(flowJSON[:20]), finding.Fail, "not JSON"},
		{"a name twice", flow, want.UniqueNames, ok(`{"RequestId":"A","RequestId":"B","SagStatistics":{}}`), finding.Fail, "duplicate-name"},
		{"a name twice by its escape", flow, want.UniqueNames, ok(`{"RequestId":"A","\u0052equestId":"B","SagStatistics":{}}`), finding.Fail, "duplicate-name"},
		{"an element twice", flow, want.UniqueNames, ok("<A><RequestId>A</RequestId><RequestId>B</RequestId><SagStatistics/></A>"), finding.Fail, "RequestId stands 2 times"},
		{"rows are elements more than once", flow, want.UniqueNames, ok(inXML("<Statistics/><Statistics/>")), finding.Pass, ""},
		{"a refusal's id", flow, want.RequestIDThere, reply{400, flowRefusal}, finding.Pass, ""},
		{"a refusal without id", flow, want.RequestIDThere, reply{400, `{"Code":"A","Message":"m"}`}, finding.Fail, "no RequestId"},
		{"an id", flow, want.RequestIDFilled, ok(flowJSON), finding.Pass, ""},
		{"a blank id", flow, want.RequestIDFilled, ok(`{"RequestId":" ","SagStatistics":{}}`), finding.Fail, "RequestId is empty"},
		{"status 200", flow, want.SuccessStatus, ok(flowJSON), finding.Pass, ""},
		{"status 201 is one of success", flow, want.SuccessStatus, reply{201, flowJSON}, finding.Pass, ""},
		{"status 201 is not 200", flow, want.PlainStatus, reply{201, flowJSON}, finding.Fail, "the status is 201"},
		{"a result with status 404", flow, want.SuccessStatus, reply{404, flowJSON}, finding.Fail, "the status is 404"},
		{"a refusal with 400", flow, want.RefusalStatus, reply{400, flowRefusal}, finding.Pass, ""},
		{"a refusal with 404", flow, want.RefusalStatus, reply{404, flowRefusal}, finding.Pass, ""},
		{"a refusal with 200", flow, want.RefusalStatus, ok(flowRefusal), finding.Fail, "is 200, not a client error"},
		{"Tencent's refusal with 200", file, want.RefusalStatus, ok(fileRefusal), finding.Pass, ""},
		{"Tencent's refusal with 400", file, want.RefusalStatus, reply{400, fileRefusal}, finding.Fail, "is 400, not 200"},
		{"code and message", flow, want.RefusalShape, reply{400, flowRefusal}, finding.Pass, ""},
		{"no code", flow, want.RefusalShape, reply{400, `{"Message":"m"}`}, finding.Fail, "no Code"},
		{"no message", flow, want.RefusalShape, reply{400, `{"Code":"C"}`}, finding.Fail, "no Message"},
		{"a code that is a number", flow, want.RefusalShape, reply{400, `{"Code":400,"Message":"m"}`}, finding.Fail, "Code is a number"},
		{"an empty code", flow, want.RefusalShape, reply{400, `{"Code":"","Message":"m"}`}, finding.Fail, "Code is empty"},
		{"a message that is an object", flow, want.RefusalShape, reply{400, `{"Code":"C","Message":{}}`}, finding.Fail, "Message is an object"},
		{"Alibaba's code inside Error", flow, want.RefusalShape, reply{400, `{"Error":{"Code":"C","Message":"m"}}`}, finding.Fail, "does not stand where the vendor puts it"},
		{"Tencent's code outside of Error", file, want.RefusalShape, ok(`{"Response":{"Code":"C","Message":"m"}}`), finding.Fail, "does not stand where the vendor puts it"},
		{"nothing but the error", file, want.NoPayload, ok(fileRefusal), finding.Pass, ""},
		{"a result beside the error", file, want.NoPayload, ok(`{"Response":{"Error":{"Code":"C","Message":"m"},"FilePath":"http://x/"}}`), finding.Fail, "carries FilePath too"},
		{"no result to look at", flow, want.SuccessStatus, reply{400, flowRefusal}, finding.Skip, "no answer of this run holds"},
		{"no answer is readable", flow, want.RequestIDFilled, ok("<html></html>"), finding.Error, "HTML page"},
	} {
		t.Run(row.name, func(t *testing.T) {
			expectVerdict(t, decide(operation(t, row.operation), want.Sound{Property: row.property}, nil, row.got), row.outcome, row.says)
		})
	}
}

func TestNoRequestIDComesTwice(t *testing.T) {
	o := operation(t, flow)
	id := func(text string) reply { return ok(`{"RequestId":` + text + `,"SagStatistics":{}}`) }
	for _, row := range []struct {
		name    string
		ids     []reply
		outcome finding.Outcome
	}{
		{"two ids", []reply{id(`"A"`), id(`"B"`)}, finding.Pass},
		{"one id twice", []reply{id(`"A"`), id(`"B"`), id(`"A"`)}, finding.Fail},
		{"empty ids are another case's question", []reply{id(`""`), id(`""`), id(`"A"`)}, finding.Pass},
		{"an id of a result and of a refusal", []reply{id(`"A"`), {400, flowRefusal}}, finding.Fail},
	} {
		t.Run(row.name, func(t *testing.T) {
			expectVerdict(t, decide(o, want.Sound{Property: want.RequestIDUnique}, nil, row.ids...), row.outcome, "")
		})
	}
}

func TestTheContentTypeNamesTheFormatThatWasAskedFor(t *testing.T) {
	declared := func(charset string) string { return `<?xml version="1.0" encoding="` + charset + `"?>` + flowXML }
	for _, row := range []struct {
		name, media, body string
		asked             contract.Format
		property          want.Property
		outcome           finding.Outcome
	}{
		{"JSON", "application/json;charset=utf-8", flowJSON, contract.JSON, want.MediaType, finding.Pass},
		{"JSON in capitals", "APPLICATION/JSON; charset=UTF-8", flowJSON, contract.JSON, want.MediaType, finding.Pass},
		{"a vendor's JSON", "application/vnd.x+json", flowJSON, contract.JSON, want.MediaType, finding.Pass},
		{"XML", "text/xml", flowXML, contract.XML, want.MediaType, finding.Pass},
		{"XML as help pages have it", "application/xml", flowXML, contract.XML, want.MediaType, finding.Pass},
		{"a page for JSON", "text/html", flowJSON, contract.JSON, want.MediaType, finding.Fail},
		{"JSON for XML", "application/json", flowXML, contract.XML, want.MediaType, finding.Fail},
		{"none, which clients take for JSON", "", flowJSON, contract.JSON, want.MediaType, finding.Pass},
		{"text for JSON", "text/plain; charset=utf-8", flowJSON, contract.JSON, want.MediaType, finding.Pass},
		{"JSON said to be in GBK", "application/json; charset=GBK", flowJSON, contract.JSON, want.MediaType, finding.Fail},
		{"JSON that has letters of ASCII only", "application/json; charset=us-ascii", flowJSON, contract.JSON, want.MediaType, finding.Pass},
		{"XML in the charset that it declares", "text/xml; charset=latin1", declared("ISO-8859-1"), contract.XML, want.MediaType, finding.Pass},
		{"XML that declares another charset", "text/xml; charset=GBK", declared("UTF-8"), contract.XML, want.MediaType, finding.Fail},
		{"XML that declares none", "text/xml; charset=GBK", flowXML, contract.XML, want.MediaType, finding.Pass},
		{"none for XML", "", flowXML, contract.XML, want.MediaType, finding.Fail},
		{"XML for who asks for it", "text/xml", flowXML, contract.XML, want.AsAsked, finding.Pass},
		{"JSON for who asks for XML", "application/json", flowJSON, contract.XML, want.AsAsked, finding.Fail},
		{"XML for who asks for JSON", "text/xml", flowXML, contract.JSON, want.AsAsked, finding.Fail},
	} {
		t.Run(row.name, func(t *testing.T) {
			o := operation(t, flow)
			r := wire.Request{Operation: o, Carrier: o.Carriers[0], Format: row.asked}
			a := answer.Read(&wire.Exchange{Request: r, Status: 200, Body: []byte(row.body), Header: http.Header{"Content-Type": {row.media}}})
			c := probe.Case{ID: flow + "/a/b", Operation: o, Want: want.Sound{Property: row.property}, Requests: []wire.Request{r}}
			expectVerdict(t, judge.Judge(c, []*answer.Answer{a}, nil), row.outcome, "")
		})
	}
}

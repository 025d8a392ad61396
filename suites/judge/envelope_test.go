package judge_test

import (
	"net/http"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
)

func TestTheEnvelopeIsSound(t *testing.T) {
	for _, row := range []struct {
		name, operation string
		property        probe.Property
		got             reply
		outcome         judge.Outcome
		says            string
	}{
		{"nothing around", flow, probe.Wrapped, ok(flowJSON), judge.Pass, ""},
		{"something around", flow, probe.Wrapped, ok(`{"data":` + flowJSON + `}`), judge.Fail, "data is around the answer"},
		{"something around, in XML", flow, probe.Wrapped, ok("<A><Data><SagStatistics/><RequestId>A</RequestId></Data></A>"), judge.Fail, "Data is around the answer"},
		{"the wrapper", file, probe.Wrapped, ok(fileJSON), judge.Pass, ""},
		{"the wrapper of a refusal", file, probe.Wrapped, ok(fileRefusal), judge.Pass, ""},
		{"no wrapper", file, probe.Wrapped, ok(`{"RequestId":"A","FilePath":"http://x/"}`), judge.Fail, "there is no Response around the answer"},
		{"a wrapper of another name", file, probe.Wrapped, ok(`{"response":{"FilePath":"http://x/"}}`), judge.Fail, "response is around the answer"},
		{"well formed", flow, probe.WellFormed, ok(flowJSON), judge.Pass, ""},
		{"a line feed at the end", flow, probe.WellFormed, ok(flowJSON + "\r\n"), judge.Pass, ""},
		{"bytes behind", flow, probe.WellFormed, ok(flowJSON + "OK"), judge.Fail, "trailing-bytes"},
		{"bytes that are not UTF-8", flow, probe.WellFormed, ok("{\"RequestId\":\"\xff\",\"SagStatistics\":{}}"), judge.Fail, "broken-utf8"},
		{"a byte order mark", flow, probe.WellFormed, ok("\xef\xbb\xbf" + flowJSON), judge.Fail, "byte-order-mark"},
		{"a byte order mark before XML", flow, probe.WellFormed, ok("\xef\xbb\xbf" + flowXML), judge.Pass, ""},
		{"an element behind", flow, probe.WellFormed, ok(flowXML + "<a/>"), judge.Fail, "trailing-content"},
		{"half a body", flow, probe.WellFormed, ok(flowJSON[:20]), judge.Fail, "not JSON"},
		{"a name twice", flow, probe.UniqueNames, ok(`{"RequestId":"A","RequestId":"B","SagStatistics":{}}`), judge.Fail, "duplicate-name"},
		{"a name twice by its escape", flow, probe.UniqueNames, ok(`{"RequestId":"A","\u0052equestId":"B","SagStatistics":{}}`), judge.Fail, "duplicate-name"},
		{"an element twice", flow, probe.UniqueNames, ok("<A><RequestId>A</RequestId><RequestId>B</RequestId><SagStatistics/></A>"), judge.Fail, "RequestId stands 2 times"},
		{"rows are elements more than once", flow, probe.UniqueNames, ok(inXML("<Statistics/><Statistics/>")), judge.Pass, ""},
		{"a refusal's id", flow, probe.RequestIDThere, reply{400, flowRefusal}, judge.Pass, ""},
		{"a refusal without id", flow, probe.RequestIDThere, reply{400, `{"Code":"A","Message":"m"}`}, judge.Fail, "no RequestId"},
		{"an id", flow, probe.RequestIDFilled, ok(flowJSON), judge.Pass, ""},
		{"a blank id", flow, probe.RequestIDFilled, ok(`{"RequestId":" ","SagStatistics":{}}`), judge.Fail, "RequestId is empty"},
		{"status 200", flow, probe.SuccessStatus, ok(flowJSON), judge.Pass, ""},
		{"status 201 is one of success", flow, probe.SuccessStatus, reply{201, flowJSON}, judge.Pass, ""},
		{"status 201 is not 200", flow, probe.PlainStatus, reply{201, flowJSON}, judge.Fail, "the status is 201"},
		{"a result with status 404", flow, probe.SuccessStatus, reply{404, flowJSON}, judge.Fail, "the status is 404"},
		{"a refusal with 400", flow, probe.RefusalStatus, reply{400, flowRefusal}, judge.Pass, ""},
		{"a refusal with 404", flow, probe.RefusalStatus, reply{404, flowRefusal}, judge.Pass, ""},
		{"a refusal with 200", flow, probe.RefusalStatus, ok(flowRefusal), judge.Fail, "is 200, not a client error"},
		{"Tencent's refusal with 200", file, probe.RefusalStatus, ok(fileRefusal), judge.Pass, ""},
		{"Tencent's refusal with 400", file, probe.RefusalStatus, reply{400, fileRefusal}, judge.Fail, "is 400, not 200"},
		{"code and message", flow, probe.RefusalShape, reply{400, flowRefusal}, judge.Pass, ""},
		{"no code", flow, probe.RefusalShape, reply{400, `{"Message":"m"}`}, judge.Fail, "no Code"},
		{"no message", flow, probe.RefusalShape, reply{400, `{"Code":"C"}`}, judge.Fail, "no Message"},
		{"a code that is a number", flow, probe.RefusalShape, reply{400, `{"Code":400,"Message":"m"}`}, judge.Fail, "Code is a number"},
		{"an empty code", flow, probe.RefusalShape, reply{400, `{"Code":"","Message":"m"}`}, judge.Fail, "Code is empty"},
		{"a message that is an object", flow, probe.RefusalShape, reply{400, `{"Code":"C","Message":{}}`}, judge.Fail, "Message is an object"},
		{"Alibaba's code inside Error", flow, probe.RefusalShape, reply{400, `{"Error":{"Code":"C","Message":"m"}}`}, judge.Fail, "does not stand where the vendor puts it"},
		{"Tencent's code outside of Error", file, probe.RefusalShape, ok(`{"Response":{"Code":"C","Message":"m"}}`), judge.Fail, "does not stand where the vendor puts it"},
		{"nothing but the error", file, probe.NoPayload, ok(fileRefusal), judge.Pass, ""},
		{"a result beside the error", file, probe.NoPayload, ok(`{"Response":{"Error":{"Code":"C","Message":"m"},"FilePath":"http://x/"}}`), judge.Fail, "carries FilePath too"},
		{"no result to look at", flow, probe.SuccessStatus, reply{400, flowRefusal}, judge.Skip, "no answer of this run holds"},
		{"no answer is readable", flow, probe.RequestIDFilled, ok("<html></html>"), judge.Fail, "HTML page"},
	} {
		t.Run(row.name, func(t *testing.T) {
			expectVerdict(t, decide(operation(t, row.operation), probe.Sound{Property: row.property}, nil, row.got), row.outcome, row.says)
		})
	}
}

func TestNoRequestIDComesTwice(t *testing.T) {
	o := operation(t, flow)
	id := func(text string) reply { return ok(`{"RequestId":` + text + `,"SagStatistics":{}}`) }
	for _, row := range []struct {
		name    string
		ids     []reply
		outcome judge.Outcome
	}{
		{"two ids", []reply{id(`"A"`), id(`"B"`)}, judge.Pass},
		{"one id twice", []reply{id(`"A"`), id(`"B"`), id(`"A"`)}, judge.Fail},
		{"empty ids are another case's question", []reply{id(`""`), id(`""`), id(`"A"`)}, judge.Pass},
		{"an id of a result and of a refusal", []reply{id(`"A"`), {400, flowRefusal}}, judge.Fail},
	} {
		t.Run(row.name, func(t *testing.T) {
			expectVerdict(t, decide(o, probe.Sound{Property: probe.RequestIDUnique}, nil, row.ids...), row.outcome, "")
		})
	}
}

func TestTheContentTypeNamesTheFormatThatWasAskedFor(t *testing.T) {
	for _, row := range []struct {
		name, media, body string
		asked             contract.Format
		property          probe.Property
		outcome           judge.Outcome
	}{
		{"JSON", "application/json;charset=utf-8", flowJSON, contract.JSON, probe.MediaType, judge.Pass},
		{"JSON in capitals", "APPLICATION/JSON; charset=UTF-8", flowJSON, contract.JSON, probe.MediaType, judge.Pass},
		{"a vendor's JSON", "application/vnd.x+json", flowJSON, contract.JSON, probe.MediaType, judge.Pass},
		{"XML", "text/xml", flowXML, contract.XML, probe.MediaType, judge.Pass},
		{"XML as help pages have it", "application/xml", flowXML, contract.XML, probe.MediaType, judge.Pass},
		{"a page for JSON", "text/html", flowJSON, contract.JSON, probe.MediaType, judge.Fail},
		{"JSON for XML", "application/json", flowXML, contract.XML, probe.MediaType, judge.Fail},
		{"none", "", flowJSON, contract.JSON, probe.MediaType, judge.Fail},
		{"XML for who asks for it", "text/xml", flowXML, contract.XML, probe.AsAsked, judge.Pass},
		{"JSON for who asks for XML", "application/json", flowJSON, contract.XML, probe.AsAsked, judge.Fail},
		{"XML for who asks for JSON", "text/xml", flowXML, contract.JSON, probe.AsAsked, judge.Fail},
	} {
		t.Run(row.name, func(t *testing.T) {
			o := operation(t, flow)
			r := wire.Request{Operation: o, Carrier: o.Carriers[0], Format: row.asked}
			a := answer.Read(&wire.Exchange{Request: r, Status: 200, Body: []byte(row.body), Header: http.Header{"Content-Type": {row.media}}})
			c := probe.Case{ID: flow + "/a/b", Operation: o, Want: probe.Sound{Property: row.property}, Requests: []wire.Request{r}}
			expectVerdict(t, judge.Judge(c, []*answer.Answer{a}, nil), row.outcome, "")
		})
	}
}

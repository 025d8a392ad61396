package judge_test

import (
	"testing"

	"github.com/plumbline/plumbline/suites/answer"
)

func TestWhatKindOfAnswerItIs(t *testing.T) {
	tencent := func(code string) string {
		return `{"Response":{"Error":{"Code":"` + code + `","Message":"m"},"RequestId":"A"}}`
	}
	alibaba := func(code string) string { return `{"Code":"` + code + `","Message":"m","RequestId":"A"}` }
	for _, row := range []struct {
		name, operation string
		status          int
		body            string
		want            answer.Class
	}{
		{"a result", flow, 200, flowJSON, answer.Success},
		{"a result in XML", flow, 200, flowXML, answer.Success},
		{"a result with status 201", flow, 201, flowJSON, answer.Success},
		{"a result that ends with bytes behind it", flow, 200, flowJSON + "OK", answer.Success},
		{"a result with a member twice", flow, 200, `{"RequestId":"A","RequestId":"B","SagStatistics":{}}`, answer.Success},
		{"a result with a code beside it", flow, 200, `{"Code":"200","SagStatistics":{"Statistics":[]}}`, answer.Success},
		{"a result inside another object", flow, 200, `{"Data":` + flowJSON + `}`, answer.Success},
		{"a result without its envelope", file, 200, `{"RequestId":"A","FilePath":"http://x/"}`, answer.Success},
		{"an empty object", flow, 200, `{}`, answer.Success},
		{"a refusal", flow, 400, flowRefusal, answer.Refusal},
		{"a refusal in XML", flow, 400, flowRefXML, answer.Refusal},
		{"a refusal with status 200", flow, 200, flowRefusal, answer.Refusal},
		{"a refusal with a message only", flow, 400, `{"Message":"no"}`, answer.Refusal},
		{"a refusal without a code, whose shape is another case's question", flow, 404, `{"error":"not found"}`, answer.Refusal},
		{"a refusal with an unknown code", flow, 404, alibaba("Whatever"), answer.Refusal},
		{"a refusal of a parameter that is missing", flow, 400, alibaba("MissingRegionId"), answer.Refusal},
		{"a refusal of Tencent's", file, 200, fileRefusal, answer.Refusal},
		{"a refusal of Tencent's with status 400", file, 400, fileRefusal, answer.Refusal},
		{"a refusal of Tencent's without its envelope", file, 200, `{"Error":{"Code":"InvalidParameter","Message":"m"}}`, answer.Refusal},
		{"a code below a documented one", file, 200, tencent("InvalidParameter.Type"), answer.Refusal},
		{"a wrong signature", flow, 400, alibaba("SignatureDoesNotMatch"), answer.Elsewhere},
		{"a throttle", flow, 400, alibaba("Throttling.User"), answer.Elsewhere},
		{"an unknown action", flow, 404, alibaba("InvalidAction.NotFound"), answer.Elsewhere},
		{"a wrong signature of Tencent's", file, 200, tencent("AuthFailure.SignatureFailure"), answer.Elsewhere},
		{"a throttle of Tencent's", file, 200, tencent("RequestLimitExceeded"), answer.Elsewhere},
		{"a failure by its code", file, 200, tencent("InternalError.FileIOError"), answer.Broken},
		{"a failure by its status", flow, 500, alibaba("Whatever"), answer.Broken},
		{"a failure that is a page", flow, 502, "<html><body>Bad Gateway</body></html>", answer.Broken},
		{"a failure without a body", flow, 503, "", answer.Broken},
		{"a redirect", flow, 302, "", answer.Unreadable},
		{"a redirect with a result", flow, 302, flowJSON, answer.Success},
		{"nothing", flow, 200, "", answer.Unreadable},
		{"nothing with status 404", flow, 404, "", answer.Unreadable},
		{"a page", flow, 200, "<!DOCTYPE html><html><body>Hello</body></html>", answer.Unreadable},
		{"a list", flow, 200, `[]`, answer.Unreadable},
		{"a string", flow, 200, `"OK"`, answer.Unreadable},
		{"null", flow, 200, `null`, answer.Unreadable},
		{"half an object", flow, 200, `{"RequestId":`, answer.Unreadable},
		{"JSON with a comma too many", flow, 200, `{"RequestId":"A",}`, answer.Unreadable},
		{"text", flow, 200, `OK`, answer.Unreadable},
		{"Tencent's answer in XML", file, 200, "<Response><FilePath>http://x/</FilePath></Response>", answer.Unreadable},
	} {
		t.Run(row.name, func(t *testing.T) {
			a := read(request(operation(t, row.operation), nil, row.body), reply{row.status, row.body})
			if a.Class != row.want {
				t.Errorf("HTTP %d %s\nis %s (%v), want %s", row.status, row.body, a.Class, a.Trouble, row.want)
			}
			if a.Class == answer.Unreadable && a.Trouble.Kind == "" {
				t.Error("it does not say why it cannot be read")
			}
		})
	}
}

func TestWhatAsksForFewerRequests(t *testing.T) {
	for _, row := range []struct {
		operation string
		got       reply
		want      bool
	}{
		{flow, reply{400, `{"Code":"Throttling.User","Message":"m"}`}, true},
		{flow, reply{429, `slow down`}, true},
		{file, ok(`{"Response":{"Error":{"Code":"RequestLimitExceeded.UinLimitExceeded","Message":"m"}}}`), true},
		{file, ok(`{"Response":{"Error":{"Code":"LimitExceeded","Message":"too many devices"}}}`), false},
		{flow, reply{400, flowRefusal}, false},
		{flow, ok(flowJSON), false},
	} {
		if got := read(request(operation(t, row.operation), nil, ""), row.got).Throttled(); got != row.want {
			t.Errorf("HTTP %d %s asks for fewer requests: %v, want %v", row.got.status, row.got.body, got, row.want)
		}
	}
}

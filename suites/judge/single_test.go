package judge_test

import (
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

func TestOneAnswerIsDecided(t *testing.T) {
	row, _ := operation(t, flow).Error("SAG.InstanceIdEmpty")
	other, _ := operation(t, file).Error("InvalidParameter")
	coded := func(code string) reply { return reply{400, `{"Code":"` + code + `","Message":"m"}`} }
	tencent := func(code string) reply { return ok(`{"Response":{"Error":{"Code":"` + code + `","Message":"m"}}}`) }
	rows := want.Answered{Rows: "SagStatistics/Statistics", Key: "UserName", Names: []string{"u1", "u2"}}
	for _, c := range []struct {
		name, operation string
		want            want.Want
		got             reply
		outcome         finding.Outcome
		says            string
	}{
		{"accepted, and is", flow, want.Accepted{}, ok(flowJSON), finding.Pass, "HTTP 200 with a result"},
		{"accepted, but refused", flow, want.Accepted{}, reply{400, flowRefusal}, finding.Fail, "HTTP 400 with the error SAG.InstanceIdEmpty (You must specify the SAG instance ID.)"},
		{"accepted, but a page", flow, want.Accepted{}, reply{404, "<html></html>"}, finding.Fail, "the body is an HTML page"},
		{"accepted, but the page of a portal", flow, want.Accepted{}, ok("<html></html>"), finding.Error, "something before the target answered: HTTP 200, the body is an HTML page"},
		{"accepted, but nothing", flow, want.Accepted{}, ok(""), finding.Fail, "the body is empty"},
		{"accepted, but shown elsewhere", flow, want.Accepted{}, reply{301, ""}, finding.Error, "HTTP 301"},
		{"accepted, but half of it", flow, want.Accepted{}, ok(`{"a":`), finding.Fail, "the body is not JSON: at byte 5"},
		{"accepted, but the server fails", flow, want.Accepted{}, reply{500, `{"Code":"InternalError","Message":"m"}`}, finding.Fail, "HTTP 500 with the error InternalError"},
		{"accepted, but a page of what stands before", flow, want.Accepted{}, reply{500, ""}, finding.Error, "HTTP 500 with an empty body"},
		{"not for its signature, and fails as the documents list", traffic, want.NotFor{Codes: contract.Codes{"AuthFailure"}}, tencent("InternalError.ControlRequestError"), finding.Pass, "ControlRequestError"},
		{"not for its signature, and fails as no document says", traffic, want.NotFor{Codes: contract.Codes{"AuthFailure"}}, tencent("ServiceUnavailable"), finding.Fail, "ServiceUnavailable"},
		{"refused, and is", flow, want.Refused{}, reply{400, flowRefusal}, finding.Pass, ""},
		{"refused, and is by Tencent", file, want.Refused{}, ok(fileRefusal), finding.Pass, "InvalidParameter"},
		{"refused, but accepted", file, want.Refused{}, ok(fileJSON), finding.Fail, "with a result"},
		{"refused, but for the signature", flow, want.Refused{}, coded("SignatureDoesNotMatch"), finding.Error, "unstable"},
		{"refused, but by a failing server", flow, want.Refused{}, reply{500, flowRefusal}, finding.Fail, "HTTP 500"},
		{"orderly, answered", flow, want.Orderly{}, ok(flowJSON), finding.Pass, ""},
		{"orderly, refused", flow, want.Orderly{}, reply{400, flowRefusal}, finding.Pass, ""},
		{"orderly, refused with another code", flow, want.Orderly{Codes: []string{"A", "B"}}, coded("C"), finding.Fail, "with the error C"},
		{"orderly, refused with one of the codes", flow, want.Orderly{Codes: []string{"A", "B"}}, coded("B"), finding.Pass, ""},
		{"orderly, but the server fails", flow, want.Orderly{}, reply{500, "oops"}, finding.Error, "HTTP 500: oops"},
		{"the code", flow, want.RowCode{Row: *row}, reply{400, flowRefusal}, finding.Pass, ""},
		{"another code", flow, want.RowCode{Row: *row}, coded("Other"), finding.Fail, "the error Other"},
		{"the code in another case", flow, want.RowCode{Row: *row}, coded("sag.instanceidempty"), finding.Fail, ""},
		{"a code that the profile allows", flow, want.RowCode{Row: *row, Alternative: []string{"MissingSmartAGId"}}, coded("MissingSmartAGId"), finding.Pass, ""},
		{"the code, but accepted", flow, want.RowCode{Row: *row}, ok(flowJSON), finding.Skip, "accepts this request"},
		{"the code of a refusal, but accepted", flow, want.RowCode{Row: *row, Refusal: true}, ok(flowJSON), finding.Fail, "with a result"},
		{"a code below Tencent's", file, want.RowCode{Row: *other}, tencent("InvalidParameter.Region"), finding.Pass, ""},
		{"a code that only begins like Tencent's", file, want.RowCode{Row: *other}, tencent("InvalidParameterValue"), finding.Fail, ""},
		{"the status", flow, want.RowStatus{Row: *row}, reply{400, flowRefusal}, finding.Pass, ""},
		{"another status", flow, want.RowStatus{Row: *row}, reply{404, flowRefusal}, finding.Fail, "HTTP 404"},
		{"the message", flow, want.RowMessage{Row: *row}, reply{400, flowRefusal}, finding.Pass, ""},
		{"the message and more", flow, want.RowMessage{Row: *row}, reply{400, `{"Code":"SAG.InstanceIdEmpty","Message":"Sorry: you must  specify the SAG instance ID"}`}, finding.Pass, ""},
		{"another message", flow, want.RowMessage{Row: *row}, reply{400, `{"Code":"SAG.InstanceIdEmpty","Message":"No."}`}, finding.Fail, "(No.)"},
		{"the message of another code", flow, want.RowMessage{Row: *row}, coded("Other"), finding.Skip, "another code, Other"},
		{"a row", flow, rows, ok(flowJSON), finding.Pass, ""},
		{"no row", flow, rows, ok(`{"SagStatistics":{"Statistics":[]}}`), finding.Fail, "no row for u1, u2; the answer has 0 rows"},
		{"a row, but refused", flow, rows, reply{400, flowRefusal}, finding.Skip, "refused"},
		{"a row, without a place for it", flow, rows, ok(`{"RequestId":"A"}`), finding.Skip, "no place for rows"},
		{"denied", flow, want.Denied{Codes: []string{"InvalidVersion"}}, coded("InvalidVersion"), finding.Pass, ""},
		{"denied, but with another code", flow, want.Denied{Codes: []string{"Signature"}}, coded("SAG.InstanceNoFound"), finding.Fail, "SAG.InstanceNoFound"},
		{"denied, but answered", flow, want.Denied{Codes: []string{"Signature"}}, ok(flowJSON), finding.Fail, "with a result"},
		{"ranked", flow, want.Ranked{Codes: []string{"A", "B"}}, coded("A"), finding.Pass, "the error A"},
		{"ranked, but neither", flow, want.Ranked{Codes: []string{"A", "B"}}, coded("C"), finding.Fail, "the error C"},
		{"ranked without codes", flow, want.Ranked{}, coded("C"), finding.Pass, ""},
		{"ranked, but accepted", flow, want.Ranked{}, ok(flowJSON), finding.Fail, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			expectVerdict(t, decide(operation(t, c.operation), c.want, nil, c.got), c.outcome, c.says)
		})
	}
}

// A target that refuses everything passes no refusal, and one that cannot be
// reached fails nothing.
func TestAnchorsAndSilence(t *testing.T) {
	o := operation(t, flow)
	came := func(got reply) *answer.Answer { return read(request(o, nil, got.body), got) }
	silent := func(f wire.Failure, detail string) *answer.Answer {
		return answer.Read(&wire.Exchange{Request: request(o, nil, ""), Failure: f, Detail: detail})
	}
	steadily := func(f wire.Failure, detail string) *answer.Answer {
		return answer.Read(&wire.Exchange{Request: request(o, nil, ""), Failure: f, Detail: detail, Steady: true})
	}
	refusal, result := came(reply{400, flowRefusal}), came(ok(flowJSON))
	for _, row := range []struct {
		name           string
		want           want.Want
		answer, anchor *answer.Answer
		outcome        finding.Outcome
		says           string
	}{
		{"refused beside an accepted anchor", want.Refused{}, refusal, result, finding.Pass, ""},
		{"refused beside a refused anchor", want.Refused{}, refusal, refusal, finding.Skip, "the request it is compared with is not accepted: HTTP 400"},
		{"accepted beside a refused anchor", want.Refused{}, result, refusal, finding.Fail, "with a result"},
		{"refused beside an anchor that is a page", want.Refused{}, refusal, came(reply{404, "<html></html>"}), finding.Skip, "HTML page"},
		{"refused beside a silent anchor", want.Refused{}, refusal, silent(wire.Closed, "EOF"), finding.Error, "no answer: EOF"},
		{"refused beside an anchor that is steadily silent", want.Refused{}, refusal, steadily(wire.Closed, "EOF"), finding.Skip, "no answer: EOF"},
		{"unreachable", want.Refused{}, silent(wire.Unreachable, "connection refused"), result, finding.Error, "connection refused"},
		{"not sent", want.Accepted{}, silent(wire.NotSent, "the run ended"), nil, finding.Error, "the run ended"},
		{"timed out", want.Accepted{}, silent(wire.Timeout, "no complete answer in time"), nil, finding.Error, "no answer: no complete answer in time"},
		{"timed out steadily", want.Accepted{}, steadily(wire.Timeout, "no complete answer in time"), nil, finding.Fail, "no answer: no complete answer in time"},
		{"closed", want.Accepted{}, silent(wire.Closed, "EOF"), nil, finding.Error, "no answer: EOF"},
		{"closed steadily", want.Accepted{}, steadily(wire.Closed, "EOF"), nil, finding.Fail, "no answer: EOF"},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := probe.Case{ID: o.Key() + "/a/b", Operation: o, Level: contract.Must, Want: row.want, Requests: []wire.Request{request(o, nil, "")}}
			expectVerdict(t, judge.Judge(c, []*answer.Answer{row.answer}, row.anchor), row.outcome, row.says)
		})
	}
	skipped := judge.Judge(probe.Case{Operation: o, Want: want.Accepted{}, Skip: "no users in the target file"}, nil, nil)
	expectVerdict(t, skipped, finding.Skip, "no users in the target file")
}

// Of several requests the last is judged, so that it is the culprit.
func TestTheCulpritIsTheRequestThatWasJudged(t *testing.T) {
	v := decide(operation(t, flow), want.Denied{Codes: []string{"SignatureNonceUsed"}}, nil, ok(flowJSON), ok(flowJSON))
	if v.Outcome != finding.Fail || v.Culprit != 1 {
		t.Errorf("%s, culprit %d; want a failure by request 1, the second with the same nonce", v.Outcome, v.Culprit)
	}
}

// What asks of a name that is nearly another's takes a failure that the documents list for a
// refusal, and no other failure.
func TestNobodyMayBeAFailureThatIsListed(t *testing.T) {
	for code, outcome := range map[string]finding.Outcome{"InternalError.ControlRequestError": finding.Pass, "ServiceUnavailable": finding.Fail, "InvalidParameterValue": finding.Pass} {
		refusal := ok(`{"Response":{"Error":{"Code":"` + code + `","Message":"m"},"RequestId":"r"}}`)
		expectVerdict(t, decide(operation(t, traffic), want.Nobody{Rows: "NetDetails", Key: "Time"}, nil, ok(`{"Response":{"NetDetails":[],"RequestId":"q"}}`), refusal), outcome, code)
	}
}

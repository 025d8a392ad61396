package judge_test

import (
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
)

func TestOneAnswerIsDecided(t *testing.T) {
	row, _ := operation(t, flow).Error("SAG.InstanceIdEmpty")
	other, _ := operation(t, file).Error("InvalidParameter")
	coded := func(code string) reply { return reply{400, `{"Code":"` + code + `","Message":"m"}`} }
	tencent := func(code string) reply { return ok(`{"Response":{"Error":{"Code":"` + code + `","Message":"m"}}}`) }
	rows := probe.Answered{Rows: "SagStatistics/Statistics", Key: "UserName", Names: []string{"u1", "u2"}}
	for _, c := range []struct {
		name, operation string
		want            probe.Want
		got             reply
		outcome         judge.Outcome
		says            string
	}{
		{"accepted, and is", flow, probe.Accepted{}, ok(flowJSON), judge.Pass, "HTTP 200 with a result"},
		{"accepted, but refused", flow, probe.Accepted{}, reply{400, flowRefusal}, judge.Fail, "HTTP 400 with the error SAG.InstanceIdEmpty (You must specify the SAG instance ID.)"},
		{"accepted, but a page", flow, probe.Accepted{}, ok("<html></html>"), judge.Fail, "the body is an HTML page"},
		{"accepted, but nothing", flow, probe.Accepted{}, ok(""), judge.Fail, "the body is empty"},
		{"accepted, but a redirect", flow, probe.Accepted{}, reply{301, ""}, judge.Fail, "HTTP 301"},
		{"accepted, but half of it", flow, probe.Accepted{}, ok(`{"a":`), judge.Fail, "the body is not JSON: at byte 5"},
		{"accepted, but the server fails", flow, probe.Accepted{}, reply{500, ""}, judge.Fail, "HTTP 500 with an empty body"},
		{"refused, and is", flow, probe.Refused{}, reply{400, flowRefusal}, judge.Pass, ""},
		{"refused, and is by Tencent", file, probe.Refused{}, ok(fileRefusal), judge.Pass, "InvalidParameter"},
		{"refused, but accepted", file, probe.Refused{}, ok(fileJSON), judge.Fail, "with a result"},
		{"refused, but for the signature", flow, probe.Refused{}, coded("SignatureDoesNotMatch"), judge.Fail, "SignatureDoesNotMatch"},
		{"refused, but by a failing server", flow, probe.Refused{}, reply{500, flowRefusal}, judge.Fail, "HTTP 500"},
		{"orderly, answered", flow, probe.Orderly{}, ok(flowJSON), judge.Pass, ""},
		{"orderly, refused", flow, probe.Orderly{}, reply{400, flowRefusal}, judge.Pass, ""},
		{"orderly, refused with another code", flow, probe.Orderly{Codes: []string{"A", "B"}}, coded("C"), judge.Fail, "with the error C"},
		{"orderly, refused with one of the codes", flow, probe.Orderly{Codes: []string{"A", "B"}}, coded("B"), judge.Pass, ""},
		{"orderly, but the server fails", flow, probe.Orderly{}, reply{500, "oops"}, judge.Fail, "HTTP 500: oops"},
		{"the code", flow, probe.RowCode{Row: *row}, reply{400, flowRefusal}, judge.Pass, ""},
		{"another code", flow, probe.RowCode{Row: *row}, coded("Other"), judge.Fail, "the error Other"},
		{"the code in another case", flow, probe.RowCode{Row: *row}, coded("sag.instanceidempty"), judge.Fail, ""},
		{"a code that the profile allows", flow, probe.RowCode{Row: *row, Alternative: []string{"MissingSmartAGId"}}, coded("MissingSmartAGId"), judge.Pass, ""},
		{"the code, but accepted", flow, probe.RowCode{Row: *row}, ok(flowJSON), judge.Skip, "accepts this request"},
		{"the code of a refusal, but accepted", flow, probe.RowCode{Row: *row, Refusal: true}, ok(flowJSON), judge.Fail, "with a result"},
		{"a code below Tencent's", file, probe.RowCode{Row: *other}, tencent("InvalidParameter.Region"), judge.Pass, ""},
		{"a code that only begins like Tencent's", file, probe.RowCode{Row: *other}, tencent("InvalidParameterValue"), judge.Fail, ""},
		{"the status", flow, probe.RowStatus{Row: *row}, reply{400, flowRefusal}, judge.Pass, ""},
		{"another status", flow, probe.RowStatus{Row: *row}, reply{404, flowRefusal}, judge.Fail, "HTTP 404"},
		{"the message", flow, probe.RowMessage{Row: *row}, reply{400, flowRefusal}, judge.Pass, ""},
		{"the message and more", flow, probe.RowMessage{Row: *row}, reply{400, `{"Code":"SAG.InstanceIdEmpty","Message":"Sorry: you must  specify the SAG instance ID"}`}, judge.Pass, ""},
		{"another message", flow, probe.RowMessage{Row: *row}, reply{400, `{"Code":"SAG.InstanceIdEmpty","Message":"No."}`}, judge.Fail, "(No.)"},
		{"the message of another code", flow, probe.RowMessage{Row: *row}, coded("Other"), judge.Skip, "another code, Other"},
		{"a row", flow, rows, ok(flowJSON), judge.Pass, ""},
		{"no row", flow, rows, ok(`{"SagStatistics":{"Statistics":[]}}`), judge.Fail, "no row for u1, u2; the answer has 0 rows"},
		{"a row, but refused", flow, rows, reply{400, flowRefusal}, judge.Skip, "refused"},
		{"a row, without a place for it", flow, rows, ok(`{"RequestId":"A"}`), judge.Skip, "no place for rows"},
		{"denied", flow, probe.Denied{Codes: []string{"Signature"}}, coded("SignatureDoesNotMatch"), judge.Pass, ""},
		{"denied, but with another code", flow, probe.Denied{Codes: []string{"Signature"}}, coded("SAG.InstanceNoFound"), judge.Fail, "SAG.InstanceNoFound"},
		{"denied, but answered", flow, probe.Denied{Codes: []string{"Signature"}}, ok(flowJSON), judge.Fail, "with a result"},
		{"ranked", flow, probe.Ranked{Codes: []string{"A", "B"}}, coded("A"), judge.Pass, "the error A"},
		{"ranked, but neither", flow, probe.Ranked{Codes: []string{"A", "B"}}, coded("C"), judge.Fail, "the error C"},
		{"ranked without codes", flow, probe.Ranked{}, coded("C"), judge.Pass, ""},
		{"ranked, but accepted", flow, probe.Ranked{}, ok(flowJSON), judge.Fail, ""},
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
	refusal, result := came(reply{400, flowRefusal}), came(ok(flowJSON))
	for _, row := range []struct {
		name           string
		want           probe.Want
		answer, anchor *answer.Answer
		outcome        judge.Outcome
		says           string
	}{
		{"refused beside an accepted anchor", probe.Refused{}, refusal, result, judge.Pass, ""},
		{"refused beside a refused anchor", probe.Refused{}, refusal, refusal, judge.Skip, "the request it is compared with is not accepted: HTTP 400"},
		{"accepted beside a refused anchor", probe.Refused{}, result, refusal, judge.Fail, "with a result"},
		{"refused beside an anchor that is a page", probe.Refused{}, refusal, came(ok("<html></html>")), judge.Skip, "HTML page"},
		{"refused beside a silent anchor", probe.Refused{}, refusal, silent(wire.Closed, "EOF"), judge.Skip, "no answer: EOF"},
		{"unreachable", probe.Refused{}, silent(wire.Unreachable, "connection refused"), result, judge.Error, "connection refused"},
		{"not sent", probe.Accepted{}, silent(wire.NotSent, "the run ended"), nil, judge.Error, "the run ended"},
		{"timed out", probe.Accepted{}, silent(wire.Timeout, "no complete answer in time"), nil, judge.Fail, "no answer: no complete answer in time"},
		{"closed", probe.Accepted{}, silent(wire.Closed, "EOF"), nil, judge.Fail, "no answer: EOF"},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := probe.Case{ID: o.Key() + "/a/b", Operation: o, Level: contract.Must, Want: row.want, Requests: []wire.Request{request(o, nil, "")}}
			expectVerdict(t, judge.Judge(c, []*answer.Answer{row.answer}, row.anchor), row.outcome, row.says)
		})
	}
	skipped := judge.Judge(probe.Case{Operation: o, Want: probe.Accepted{}, Skip: "the profile gives no users"}, nil, nil)
	expectVerdict(t, skipped, judge.Skip, "the profile gives no users")
}

// Of several requests the last is judged, so that it is the culprit.
func TestTheCulpritIsTheRequestThatWasJudged(t *testing.T) {
	v := decide(operation(t, flow), probe.Denied{Codes: []string{"SignatureNonceUsed"}}, nil, ok(flowJSON), ok(flowJSON))
	if v.Outcome != judge.Fail || v.Culprit != 1 {
		t.Errorf("%s, culprit %d; want a failure by request 1, the second with the same nonce", v.Outcome, v.Culprit)
	}
}

package observe_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/observe"
)

// telltale answers as the emulator with a fault does, and repeats what it should
// not: credentials and secrets of its own in headers, codes, messages, names of
// fields and of content types.
func telltale(inner http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		taken := httptest.NewRecorder()
		inner.ServeHTTP(taken, r)
		w.Header().Set("Set-Cookie", "session=planted-cookie")
		w.Header().Set("Content-Type", "text/planted-type")
		body := taken.Body.String()
		body = strings.Replace(body, `"Code":"`, fmt.Sprintf(`"Code":"planted code %s.`, keys.Secret), 1)
		body = strings.Replace(body, `"Message":"`, fmt.Sprintf(`"Message":"planted %s %s `, r.Header.Get("Authorization"), r.URL.Query().Get("Signature")), 1)
		body = strings.Replace(body, `"RequestId":`, `"planted name <script>":1,"RequestId":`, 1)
		w.WriteHeader(taken.Code)
		_, _ = w.Write([]byte(body))
	})
}

func TestNothingOfHeadersOrCredentialsIsRepeated(t *testing.T) {
	for _, name := range []string{"DescribeUserFlowStatistics", "GetStatisticData"} {
		op := operations(t, name)[0]
		ops := []*contract.Operation{op}
		o, err := observe.Read("run.jsonl", ops, recorded(t, ops, telltale(serving(t)), usual))
		check(t, err)
		if len(o.Differences) == 0 {
			t.Fatalf("%s: the target adds a field to every answer, and nothing is told", name)
		}
		overlay, _, err := o.Overlay(op, specOf(t, op))
		check(t, err)
		text, err := json.Marshal(o)
		check(t, err)
		for _, planted := range []string{"planted", keys.Secret, keys.ID, "TC3-HMAC", "Signature="} {
			for where, told := range map[string]string{"the observation": string(text), "the overlay": string(overlay)} {
				if i := strings.Index(told, planted); i >= 0 {
					t.Errorf("%s: %s repeats %q: …%s…", name, where, planted, told[max(0, i-80):min(len(told), i+80)])
				}
			}
		}
	}
}

func TestARecordOfSomethingElseIsRefused(t *testing.T) {
	ops := operations(t, "GetStatisticData")
	past := recorded(t, ops, serving(t), usual)
	other := *ops[0]
	other.Params = other.Params[1:]
	for want, ask := range map[string][]*contract.Operation{
		"run.jsonl: a record of other specs: mna/GetStatisticData is not as it was then; run it again": {&other},
		"run.jsonl: a record of other specs: it is about [mna/GetStatisticData]":                       operations(t, "GetFlowStatistic"),
	} {
		if _, err := observe.Read("run.jsonl", ask, past); err == nil || err.Error() != want {
			t.Errorf("wanted the error\n  %s\ncame\n  %v", want, err)
		}
	}
	past.Header.Suite = "v0.0.0-other"
	if _, err := observe.Read("run.jsonl", ops, past); err == nil || !strings.HasPrefix(err.Error(), "run.jsonl:1: the record is of suite v0.0.0-other") {
		t.Errorf("a record of another suite gives %v", err)
	}
}

// An overlay is the same each time, whatever order a record's maps have.
func TestAnOverlayIsTheSameEachTime(t *testing.T) {
	op := operations(t, "DescribeUserFlowStatistics")[0]
	ops := []*contract.Operation{op}
	past := recorded(t, ops, serving(t, "swaps-with-SAG.InstanceNoFound@DescribeUserFlowStatistics/SAG.InstanceIdEmpty", "limit-is-100@DescribeUserFlowStatistics/UserNames"), usual)
	first := ""
	for range 5 {
		o, err := observe.Read("run.jsonl", ops, past)
		check(t, err)
		text, _, err := o.Overlay(op, specOf(t, op))
		check(t, err)
		if first == "" {
			first = string(text)
		}
		if string(text) != first {
			t.Fatalf("two overlays of one record differ:\n%s\n%s", first, text)
		}
	}
}

package run_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// fileTarget is a target file for both products, with further lines of its own.
func fileTarget(t *testing.T, transport http.RoundTripper, keys map[string]string, further ...string) *target.Target {
	t.Helper()
	file := filepath.Join(t.TempDir(), "target.yaml")
	text := strings.Join(append(further, `name: x`,
		`smartag: {url: "http://127.0.0.1:1", region: cn-hangzhou, instance: sag-mfkg00001, users: [doctest, zhanlg]}`,
		`mna: {url: "http://127.0.0.1:1", devices: [mna-dev1, mna-dev2], group: mna-group1, begin: 1659513692, end: 1659600092}`), "\n")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	tested, err := target.Parse(file, target.Config{Operations: operations(t), Getenv: func(name string) string { return keys[name] }, Transport: transport})
	if err != nil {
		t.Fatal(err)
	}
	return tested
}

// refusing answers requests as the emulator does, but for those, given by method,
// query, action and body, that a code is for: with a vendor's refusal.
func refusing(t *testing.T, count *atomic.Int64, code func(said string) string) http.RoundTripper {
	t.Helper()
	right := served(t, count)
	return tripper(func(r *http.Request) (*http.Response, error) {
		said := r.Method + " " + r.URL.RawQuery + r.Header.Get("X-TC-Action")
		if r.Body != nil {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				return nil, err
			}
			said += string(body)
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		c := code(said)
		switch {
		case c == "":
			return right.RoundTrip(r)
		case strings.Contains(said, "GetStatisticData"), strings.Contains(said, "GetFlowStatistic"):
			count.Add(1)
			return text(200, `{"Response":{"Error":{"Code":"`+c+`","Message":"m"},"RequestId":"A"}}`)(r)
		case strings.Contains(said, "Format=XML"):
			count.Add(1)
			return text(400, `<Error><Code>`+c+`</Code><Message>m</Message><RequestId>A</RequestId></Error>`)(r)
		}
		count.Add(1)
		return text(400, `{"Code":"`+c+`","Message":"m","RequestId":"A"}`)(r)
	})
}

// What a vendor refuses every plain request for, though the request is right, is
// said in one line, and nothing more is sent; what one operation is accepted with
// is not missing for another.
func TestWhatIsNotSetUpEndsTheRun(t *testing.T) {
	all := func(code string) func(string) string { return func(string) string { return code } }
	of := func(part, code string) func(string) string {
		return func(said string) string {
			if strings.Contains(said, part) {
				return code
			}
			return ""
		}
	}
	keys := map[string]string{"ALIBABA_CLOUD_ACCESS_KEY_ID": "a", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "b", "TENCENTCLOUD_SECRET_ID": "c", "TENCENTCLOUD_SECRET_KEY": "d"}
	const flow, data = "smartag/DescribeUserFlowStatistics", "mna/GetStatisticData"
	for _, row := range []struct {
		name   string
		code   func(string) string
		keys   map[string]string
		asked  []string
		says   string // "" if it is the target's to answer for
		beside string // a line of the target file
	}{
		{"no key is set", all("InvalidAccessKeyId.NotFound"), nil, []string{flow}, "no key is set; set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET", ""},
		{"the key is wrong", all("SignatureDoesNotMatch"), keys, []string{flow}, "that ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET hold", ""},
		{"no key of the other vendor's", all("AuthFailure.SecretIdNotFound"), nil, []string{data}, "set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY", ""},
		{"requests are not signed", all("MissingSignature"), keys, []string{flow}, "signing: none", "signing: none"},
		{"the instance is not there", of("DescribeUser", "SAG.InstanceNoFound"), nil, nil, "set instance of smartag in the target file to what is there; asked was sag-mfkg00001", ""},
		{"the instance is not there, by another code", of("DescribeUser", "NoInstance"), nil, nil, "set instance of smartag", "accept: {codes: {SAG.InstanceNoFound: NoInstance}}"},
		{"the region is not there", of("DescribeUser", "InvalidRegionId.NotFound"), nil, nil, "set region of smartag in the target file to what is there; asked was cn-hangzhou", ""},
		{"a device is not there", all("ResourceNotFound"), nil, []string{data}, "set devices of mna in the target file to what is there; asked was mna-dev1", ""},
		{"the account is in arrears", all("Account.Arrearage"), keys, []string{flow}, "in arrears", ""},
		{"the account is in arrears at the other vendor", all("ResourceUnavailable.InArrears"), keys, []string{data}, "in arrears", ""},
		{"the key may not ask", all("Forbidden.RAM"), keys, []string{flow}, "allow DescribeUserFlowStatistics", ""},
		{"the key may not ask one of two", of("DescribeUserFlow", "Forbidden.RAM"), keys, nil, "allow DescribeUserFlowStatistics", ""},
		{"the clocks disagree", all("InvalidTimeStamp.Expired"), keys, []string{flow}, "clock", ""},
		{"one operation does not find the instance that another one does", of("DescribeUserFlow", "SAG.InstanceNoFound"), nil, nil, "", ""},
		{"one operation does not know the key that another one does", of("GetStatisticData", "AuthFailure.SignatureFailure"), nil, nil, "", ""},
		{"one carrier does not know the key", of("GET ", "SignatureDoesNotMatch"), keys, []string{flow}, "", ""},
		{"a code of the request's own", all("SAG.InstanceIdEmpty"), nil, []string{flow}, "", ""},
		{"a code of no document", all("Sag.Gone"), nil, []string{flow}, "", ""},
		{"refused for what it says", all("InvalidParameterValue"), nil, []string{data}, "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			var count atomic.Int64
			var further []string
			if row.beside != "" {
				further = []string{row.beside}
			}
			tested := fileTarget(t, refusing(t, &count, row.code), row.keys, further...)
			plan := planned(t, tested, row.asked...)
			session := run.Begin(tested, run.Options{})
			err := session.First(t.Context(), plan.Cases)
			lack := (*run.Lack)(nil)
			switch {
			case row.says == "" && err != nil:
				t.Fatalf("it is called a lack: %s", err)
			case row.says == "":
				return
			case !errors.As(err, &lack) || !strings.Contains(err.Error(), row.says) || strings.Contains(err.Error(), "\n"):
				t.Fatalf("said is %v, want %q in it", err, row.says)
			}
			before := count.Load()
			if session.Each(t.Context(), plan, func(d run.Decided) { t.Errorf("%s is decided", d.Case.ID) }) || count.Load() != before || before > 24 {
				t.Errorf("%d requests were sent, %d of them after it was found", count.Load(), count.Load()-before)
			}
		})
	}
}

// Where a page answers whatever is asked it is not the API that is asked; where it
// answers one operation only, that is not served.
func TestWhatIsServedNowhereIsNotCalledWrong(t *testing.T) {
	for _, stands := range []func(*http.Request) (*http.Response, error){page(404), page(200), page(302), text(405, "")} {
		tested := fileTarget(t, tripper(stands), nil)
		err := run.Begin(tested, run.Options{}).First(t.Context(), planned(t, tested).Cases)
		if err == nil || !strings.Contains(err.Error(), "give the address at which it is served") || strings.Contains(err.Error(), "\n") {
			t.Errorf("said is %v", err)
		}
		var count atomic.Int64
		right := served(t, &count)
		tested = fileTarget(t, tripper(func(r *http.Request) (*http.Response, error) {
			if saying("GetStatisticData")(0, 0, r) {
				return stands(r)
			}
			return right.RoundTrip(r)
		}), nil)
		if response, _ := stands(nil); response.StatusCode < 400 {
			continue // in the place of a result
		}
		for _, d := range carried(t, run.Begin(tested, run.Options{}), planned(t, tested, "mna/GetStatisticData/carrier", "mna/GetFlowStatistic/carrier")) {
			if out := d.Case.Operation.Name == "GetStatisticData"; out != (d.Findings[0].Kind == finding.OutOfQuestion) || !out && d.Outcome != finding.Pass {
				t.Errorf("%s is %s: %s%s", d.Case.ID, d.Outcome, d.Received, d.Reason)
			}
		}
	}
}

func TestAnActionThatNobodyKnowsIsTakenOutOfTheQuestion(t *testing.T) {
	unknown := func(said string) string {
		if strings.Contains(said, "DescribeUserFlowStatistics") {
			return "InvalidAction.NotFound"
		}
		return ""
	}
	for _, claims := range []string{"", "operations: [smartag/DescribeUserFlowStatistics, smartag/DescribeUserOnlineClientStatistics]"} {
		var count atomic.Int64
		var further []string
		if claims != "" {
			further = []string{claims}
		}
		tested := fileTarget(t, refusing(t, &count, unknown), nil, further...)
		failed, outside := 0, 0
		for _, d := range carried(t, run.Begin(tested, run.Options{}), planned(t, tested, "smartag/DescribeUserFlowStatistics/carrier", "smartag/DescribeUserOnlineClientStatistics/carrier")) {
			switch {
			case d.Case.Operation.Name != "DescribeUserFlowStatistics":
			case d.Outcome == finding.Fail:
				failed++
			case claims != "" && d.Outcome == finding.Skip && d.Findings[0].Kind == finding.AnchorRefused:
			case d.Outcome == finding.Skip && d.Findings[0].Kind == finding.OutOfQuestion && strings.Contains(d.Reason, "operations"):
				outside++
			default:
				t.Errorf("%q: %s is %s: %s", claims, d.Case.ID, d.Outcome, d.Reason)
			}
		}
		if claimed := claims != ""; claimed != (failed > 0) || claimed == (outside > 0) {
			t.Errorf("%q: %d cases fail and %d are out of the question", claims, failed, outside)
		}
	}
}

package sdk_test

import (
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/sdk"
)

// A command that signs with keys of its own is wrong, unless they are accepted;
// then what it signs wrongly is still found.
func TestACommandMaySignWithKeysThatAreAccepted(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not on this machine")
	}
	const command = `curl -s "$PLUMBLINE_URL/?Action=DescribeUserFlowStatistics&Version=2018-03-13&AccessKeyId=mine&SignatureMethod=HMAC-SHA1` +
		`&SignatureVersion=1.0&SignatureNonce=n1&Timestamp=$(date -u +%Y-%m-%dT%H:%M:%SZ)&Signature=AAAA"`
	for _, row := range []struct {
		keys []sign.Credentials
		says string
	}{
		{nil, "mine"},
		{[]sign.Credentials{{ID: "mine", Secret: "of-my-own"}}, "mismatch"},
	} {
		report, err := sdk.Exec(t.Context(), command, sdk.Options{Operations: operations(t), Keys: row.keys}, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, f := range report.Columns[0].Sends[0].Findings {
			if f.Check == sdk.SignatureCheck {
				said = append(said, f.Detail)
			}
		}
		if len(said) != 1 || !strings.Contains(said[0], row.says) {
			t.Errorf("with %d keys: %q, want one that says %q", len(row.keys), said, row.says)
		}
	}
}

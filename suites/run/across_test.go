package run_test

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
)

// apart serves one operation by a server of its own, and all others by another:
// each counts its request ids from one.
func apart(t *testing.T, name string, keys sign.Credentials, together bool) http.Handler {
	t.Helper()
	var servers [2]http.Handler
	for i := range servers {
		server, err := emulator.New(emulator.Options{Operations: operations(t), Credentials: []sign.Credentials{keys}, CheckSignatures: true})
		if err != nil {
			t.Fatal(err)
		}
		servers[i] = server
	}
	return byAction(name, !together, servers)
}

// byAction has one of two servers answer, the second what names an action if it is apart.
func byAction(name string, apart bool, servers [2]http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		said := r.URL.RawQuery + r.Header.Get("X-TC-Action") + r.Header.Get("X-Acs-Action") + string(body)
		if strings.Contains(said, name) && apart {
			servers[1].ServeHTTP(w, r)
			return
		}
		servers[0].ServeHTTP(w, r)
	})
}

// No two answers to the operations of a product share an id, and no refusals. It
// is the later operation that is told so, and no request is sent for it that is
// not sent anyway.
func TestRequestIDsDifferAcrossOperations(t *testing.T) {
	keys := sign.Credentials{ID: "id", Secret: "secret"}
	for _, row := range []struct {
		asked []string // operations that are asked
		alone bool     // one is served by a server of its own
		told  []string // operations whose answers share ids with others
	}{
		{[]string{"DescribeUserFlowStatistics", "DescribeUserOnlineClientStatistics"}, true, []string{"DescribeUserOnlineClientStatistics"}},
		{[]string{"GetFlowStatistic", "GetStatisticData"}, true, []string{"GetStatisticData"}},
		{[]string{"GetFlowStatistic", "GetStatisticData"}, false, nil},
		{[]string{"GetStatisticData"}, true, nil},
		{[]string{"DescribeUserOnlineClientStatistics", "GetStatisticData"}, true, nil}, // other products, other servers
	} {
		t.Run(strings.Join(row.asked, "+"), func(t *testing.T) {
			last := row.asked[len(row.asked)-1]
			ops := slices.DeleteFunc(slices.Clone(operations(t)), func(o *contract.Operation) bool { return !slices.Contains(row.asked, o.Name) })
			selection := run.Selection{Level: contract.Should, Prefixes: nil}
			for _, o := range ops {
				selection.Prefixes = append(selection.Prefixes, o.Key()+"/envelope/request-id")
			}
			verdicts, err := run.Against(t.Context(), apart(t, last, keys, !row.alone), run.Embedding{Selection: selection, Operations: ops, Keys: keys})
			if err != nil {
				t.Fatal(err)
			}
			var failed []string
			for _, v := range verdicts {
				if v.Outcome == finding.Fail {
					failed = append(failed, v.Case.Operation.Name)
				}
			}
			if !slices.Equal(failed, row.told) {
				t.Errorf("told of %q, want %q", failed, row.told)
			}
		})
	}
}

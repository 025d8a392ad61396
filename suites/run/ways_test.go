package run_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
)

// posting is true of requests by POST.
func posting(_ int, _ time.Duration, r *http.Request) bool { return r.Method == http.MethodPost }

// both is true where both are.
func both(a, b when) when {
	return func(n int, since time.Duration, r *http.Request) bool { return a(n, since, r) && b(n, since, r) }
}

// saying is true of requests that have this somewhere, their body included.
func saying(part string) when {
	return func(_ int, _ time.Duration, r *http.Request) bool {
		said := r.URL.RawQuery + r.Header.Get("X-TC-Action")
		if r.Body != nil {
			body, _ := io.ReadAll(r.Body)
			said, r.Body = said+string(body), io.NopCloser(bytes.NewReader(body))
		}
		return strings.Contains(said, part)
	}
}

// A way of asking that a server does not serve, in whatever words it says so, is
// one requirement's question; all that is asked another way is judged as ever.
func TestAWayThatIsNotServedIsBlamedOnce(t *testing.T) {
	handler, err := emulator.New(emulator.Options{Operations: operations(t)})
	if err != nil {
		t.Fatal(err)
	}
	byPost := func(r wire.Request) bool { return r.Carrier.Method == http.MethodPost }
	asXML := func(r wire.Request) bool { return r.Format == contract.XML }
	for _, row := range []struct {
		name   string
		stands func(*http.Request) (*http.Response, error)
		at     when
		away   func(wire.Request) bool
		below  string
		breaks []string // requirements, by the end of their ids
		says   string
	}{
		{"POST is not implemented", page(501), posting, byPost, "smartag/DescribeUserFlowStatistics", []string{"carrier/post", "carrier/mixed"}, "does not serve POST"},
		{"POST is not allowed", page(405), posting, byPost, "smartag/DescribeUserFlowStatistics", []string{"carrier/post", "carrier/mixed"}, "does not serve POST"},
		{"POST is not found", page(404), posting, byPost, "smartag/DescribeUserFlowStatistics", []string{"carrier/post", "carrier/mixed"}, "does not serve POST"},
		{"POST is forbidden", page(403), posting, byPost, "smartag/DescribeUserFlowStatistics", []string{"carrier/post", "carrier/mixed"}, "does not serve POST"},
		{"POST meets a bad gateway", page(502), posting, byPost, "smartag/DescribeUserFlowStatistics", []string{"carrier/post", "carrier/mixed"}, "does not serve POST"},
		{"POST is reset", broken(errors.New("EOF")), posting, byPost, "smartag/DescribeUserFlowStatistics", []string{"carrier/post", "carrier/mixed"}, "does not serve POST"},
		{"XML meets a bad gateway", page(502), saying("Format=XML"), asXML, "smartag/DescribeUserOnlineClientStatistics", []string{"format/xml"}, "in XML"},
		{"the printed way is not implemented", page(501), posting, byPost, "mna/GetStatisticData", []string{"carrier/json", "carrier/form"}, "does not serve POST (json)"},
		{"the printed way meets a bad gateway", page(502), posting, byPost, "mna/GetStatisticData", []string{"carrier/json", "carrier/form"}, "does not serve POST (json)"},
	} {
		t.Run(row.name, func(t *testing.T) {
			clean := behind(t, handler, nil, first(0), row.below).decided
			kept := map[string]finding.Outcome{}
			for _, d := range clean {
				kept[d.Case.ID] = d.Outcome
			}
			came := behind(t, handler, row.stands, row.at, row.below)
			decided, foreign, took := came.decided, came.foreign, came.took
			var broken []string
			said := false
			for _, d := range decided {
				away := slices.ContainsFunc(run.Needs(d.Case), row.away)
				said = said || d.Outcome == finding.Skip && strings.Contains(d.Reason, row.says)
				switch {
				case d.Outcome == finding.Fail:
					broken = append(broken, strings.TrimPrefix(d.Case.Requirement, row.below+"/"))
				case d.Outcome == finding.Error, !away && !d.Case.Sweeps() && d.Outcome != kept[d.Case.ID]:
					t.Errorf("%s is %s: %s%s", d.Case.ID, d.Outcome, d.Received, d.Reason)
				}
			}
			slices.Sort(broken)
			slices.Sort(row.breaks)
			if broken = slices.Compact(broken); !slices.Equal(broken, row.breaks) || !said {
				t.Errorf("broken are %v, want %v; it says so: %v", broken, row.breaks, said)
			}
			if took > time.Minute || foreign > 0 {
				t.Errorf("it took %s; %d answers are called foreign", took, foreign)
			}
		})
	}
}

// An operation that answers nothing but a page, while others are answered, is broken:
// no portal picks operations.
func TestAPageInThePlaceOfEveryResultIsTheTargets(t *testing.T) {
	handler, err := emulator.New(emulator.Options{Operations: operations(t)})
	if err != nil {
		t.Fatal(err)
	}
	const wrong = "mna/GetStatisticData"
	for _, stands := range []func(*http.Request) (*http.Response, error){page(200), page(302)} {
		decided := behind(t, handler, stands, saying("GetStatisticData"), wrong+"/carrier", "mna/GetFlowStatistic/carrier").decided
		failed := 0
		for _, d := range decided {
			own := d.Case.Operation.Key() == wrong
			if own && d.Outcome == finding.Fail {
				failed++
			} else if d.Outcome == finding.Error || !own && d.Outcome != finding.Pass {
				t.Errorf("%s is %s: %s%s", d.Case.ID, d.Outcome, d.Received, d.Reason)
			}
		}
		if failed == 0 {
			t.Error("the operation is not called broken")
		}
	}
}

// A format that is refused is no fault of the carriers.
func TestARefusedFormatIsBlamedOnTheFormat(t *testing.T) {
	handler, err := emulator.New(emulator.Options{Operations: operations(t)})
	if err != nil {
		t.Fatal(err)
	}
	const below = "smartag/DescribeUserFlowStatistics"
	for _, stands := range []func(*http.Request) (*http.Response, error){
		text(400, `<Error><Code>InvalidParameter.Format</Code><Message>m</Message><RequestId>A</RequestId></Error>`), page(404), page(502),
	} {
		decided := behind(t, handler, stands, saying("Format=XML"), below+"/carrier", below+"/format", below+"/SmartAGId").decided
		blamed := false
		for _, d := range decided {
			is := d.Case.ID == below+"/format/xml/plain"
			blamed = blamed || is && d.Outcome == finding.Fail
			if d.Outcome == finding.Error || !is && d.Outcome == finding.Fail {
				t.Errorf("%s is %s: %s%s", d.Case.ID, d.Outcome, d.Received, d.Reason)
			}
		}
		if !blamed {
			t.Error("the format is not blamed")
		}
	}
}

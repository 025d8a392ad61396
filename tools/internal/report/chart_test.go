package report_test

import (
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/report"
)

// A page shows where limits were measured, what clients make of readings, and how a
// target came on: the oldest run first, whatever the order of the records.
func TestChartsShowWhatWasMeasured(t *testing.T) {
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	known := report.Knowledge{Operations: operations, Impact: measured(t)}
	chart := func(runs ...*record.Run) string {
		var out strings.Builder
		if err := report.Write(&out, report.Build(runs, known), "html", page.Layout{}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	contains(t, chart(read(t, "limit")...), `UserNames</th><td><svg viewBox="0 0 55 10" preserveAspectRatio="none" aria-hidden="true"><rect class="fail" x="0" width="25" height="10"/><line x1="50" x2="50" y2="10"/></svg></td><td>25, documented 50</td>`)
	run := followed(t)
	at := &run.Verdicts[len(run.Verdicts)-1]
	at.Operation, at.Reading = "smartag/DescribeUserOnlineClientStatistics", "statistics-key=lower-case"
	if known.Impact, err = impact.Read(); err != nil {
		t.Fatal(err)
	}
	contains(t, chart(run), `<b>followed here</b> statistics-key=lower-case <small>`)
	old, new := read(t, "limit")[0], read(t, "limit")[0]
	old.Header.Target, new.Header.Target = "cloud", "cloud"
	new.Header.Start = old.Header.Start.Add(24 * time.Hour)
	page := chart(new, old)
	_, page, _ = strings.Cut(page, "Over time: cloud")
	if first, second := strings.Index(page, `href="#2:run"`), strings.Index(page, `href="#1:run"`); first < 0 || second < first {
		t.Errorf("the older run stands at %d, the newer at %d", first, second)
	}
}

func contains(t *testing.T, text, want string) {
	t.Helper()
	if !strings.Contains(text, want) {
		t.Errorf("the page does not hold %s", want)
	}
}

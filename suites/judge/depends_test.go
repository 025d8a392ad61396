package judge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
)

// What a failure depends on is told by the neighbours: here each case whose
// request keeps wrong is one that fails.
func TestAFailureSaysWhatItDependsOn(t *testing.T) {
	by := func(carrier string) func(wire.Request) bool {
		return func(r wire.Request) bool { return r.Carrier.ID == carrier }
	}
	sent := func(r wire.Request, name string) string {
		value, _ := r.Args.Get(name)
		return value.Text
	}
	beside := func(r wire.Request, name string) bool { _, there := r.Args.Get(name); return there }
	for _, row := range []struct {
		operation, id string // of a case that fails
		wrong         func(wire.Request) bool
		want          string
	}{
		{"mna/GetFlowStatistic", "Type/enum/below-by-get", by("get"), "only by GET"},
		{"mna/GetFlowStatistic", "Type/enum/below-by-form", by("form"), "only by POST (form)"},
		{"mna/GetFlowStatistic", "Type/enum/below-by-get", func(r wire.Request) bool { return r.Carrier.Place != contract.InJSON }, ""},
		{"mna/GetFlowStatistic", "Type/enum/below", func(wire.Request) bool { return true }, ""},
		{"mna/GetFlowStatistic", "Type/enum/below-beside-DeviceList", func(r wire.Request) bool { return beside(r, "DeviceList") }, "only beside DeviceList"},
		{"mna/GetFlowStatistic", "company/AccessRegion-AP.DeviceList-many-for-DeviceId-blank.GatewayType-1.TimeGranularity-1.Type-3", func(r wire.Request) bool { return sent(r, "Type") == "3" && beside(r, "DeviceList") },
			"only beside DeviceList, only with Type 3"},
		{"mna/GetFlowStatistic", "company/all-with-last-values", func(r wire.Request) bool { return sent(r, "AccessRegion") == "AM" }, `only with AccessRegion "AM"`},
		{"mna/GetFlowStatistic", "AccessRegion/enum/value-AM", func(r wire.Request) bool { return sent(r, "AccessRegion") == "AM" }, ""},
		{"smartag/DescribeUserFlowStatistics", "UserNames/maxItems/over-limit-by-post-in-xml", func(r wire.Request) bool { return r.Format == contract.XML && r.Carrier.ID == "post" },
			"only by POST, only in XML"},
		{"smartag/DescribeUserFlowStatistics", "UserNames/maxItems/over-limit-in-xml", func(r wire.Request) bool { return r.Format == contract.XML }, "only in XML"},
		{"smartag/DescribeUserOnlineClientStatistics", "errors/ClientUser.NameEmpty/code/UserNames-empty-last", func(r wire.Request) bool {
			value, _ := r.Args.Get("UserNames")
			items := value.Strings()
			return len(items) > 1 && items[len(items)-1] == ""
		}, "only where it stands last in UserNames"},
		{"mna/GetFlowStatistic", "carrier/form/plain-by-form", by("form"), ""}, // it is what the case asks
	} {
		t.Run(row.id, func(t *testing.T) {
			cases := probe.Cases([]*contract.Operation{operation(t, row.operation)}, nil)
			i := slices.IndexFunc(cases, func(c probe.Case) bool { return c.ID == row.operation+"/"+row.id })
			if i < 0 {
				t.Fatalf("there is no such case")
			}
			var neighbours []judge.Neighbour
			for _, n := range judge.Neighbours(cases[i], cases) {
				outcome := finding.Pass
				if row.wrong(n.Requests[0]) {
					outcome = finding.Fail
				}
				neighbours = append(neighbours, judge.Neighbour{Case: n, Outcome: outcome})
			}
			var said []string
			for _, f := range judge.Depends(cases[i], neighbours) {
				said = append(said, f.Sentence(func(i int) string { return fmt.Sprint(i) }))
			}
			if got := strings.Join(said, ", "); got != row.want {
				t.Errorf("said %q, want %q, of %d neighbours", got, row.want, len(neighbours))
			}
		})
	}
}

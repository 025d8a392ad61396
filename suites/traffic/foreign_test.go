package traffic_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/traffic"
)

// decisions are the outcomes that were decided, a line a case.
func decisions(all map[string]traffic.Decided) string {
	var out []string
	for id, d := range all {
		if d.Outcome != finding.Skip {
			out = append(out, fmt.Sprintf("%s %s\n", d.Outcome, id))
		}
	}
	slices.Sort(out)
	return strings.Join(out, "")
}

// Archives that others wrote are judged as the same exchanges were where they
// passed: of Chromium 156, by what stands behind "Save all as HAR with content" of
// its developer tools, whose answers came packed; of mitmproxy 11.0.2, by its
// hardump. Both stood before an emulator that was wrong in two ways; tools/browser
// and suites/watch write them anew. What is scrubbed of them is judged the same.
func TestArchivesOfOthersAreJudgedAsTheyPassed(t *testing.T) {
	for _, name := range []string{"chromium", "mitmproxy"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile("testdata/" + name + ".har")
			check(t, err)
			wanted, err := os.ReadFile("testdata/" + name + ".txt")
			check(t, err)
			seen, all := judged(t, contract.May, text)
			if got := decisions(all); got != string(wanted) {
				t.Errorf("wanted\n%s\ngot\n%s", wanted, got)
			}
			if _, documented := seen.Counts(); documented != 10 {
				t.Errorf("%d exchanges are documented", documented)
			}
			for _, l := range seen.Left() {
				if l.Reason != traffic.Foreign {
					t.Errorf("left: %v", l)
				}
			}
			for _, id := range []string{"smartag/DescribeUserFlowStatistics/RegionId/required/in-traffic", "mna/GetStatisticData/response/FilePath/type/in-json"} {
				if all[id].Outcome != finding.Fail {
					t.Errorf("%s: %s", id, all[id].Outcome)
				}
			}
			_, shown := scrubbed(t, "salt", name+".har", text)
			if _, after := judged(t, contract.May, shown); decisions(after) != string(wanted) {
				t.Errorf("scrubbed it is\n%s", decisions(after))
			}
		})
	}
}

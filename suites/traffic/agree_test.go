package traffic_test

import (
	"bytes"
	"flag"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/traffic"
)

// swept tells of ids whether they are of cases about all answers.
func swept(t *testing.T) map[string]bool {
	out := map[string]bool{}
	for _, c := range probe.Cases(operations(t), nil) {
		out[c.ID] = c.Sweeps()
	}
	return out
}

// A run on an emulator, turned into an archive and read back, keeps its verdicts
// on all cases about all answers, whatever the emulator is wrong about; what else
// is wrong with it shows in the requirement that it breaks, and in no other.
func TestAnArchiveKeepsTheVerdictsOfItsRun(t *testing.T) {
	sweeps := swept(t)
	for _, row := range []struct{ fault, breaks string }{
		{"", ""}, {"hierarchical-codes", ""}, {"pretty-printed", ""}, {"users-without-data-left-out", ""}, {"limit-code-alternatives", ""},
		{"lacks-request-id-on-error@DescribeUserFlowStatistics", "DescribeUserFlowStatistics/envelope/request-id"},
		{"repeats-request-id@GetFlowStatistic", "GetFlowStatistic/envelope/request-id"},
		{"drops-wrapper@GetStatisticData", "GetStatisticData/envelope/wrapper"},
		{"answers-null@GetFlowStatistic/MaxValue", "GetFlowStatistic/response/MaxValue/type"},
		{"alternates-with-string@DescribeUserOnlineClientStatistics/online-count-kind", "DescribeUserOnlineClientStatistics/readings/online-count-kind"},
		{"first-is-above-second@GetFlowStatistic/average-not-above-maximum", "GetFlowStatistic/relations/average-not-above-maximum"},
		{"accepts-absent@DescribeUserFlowStatistics/RegionId", "DescribeUserFlowStatistics/RegionId/required"},
		{"limit-is-51@DescribeUserFlowStatistics/UserNames", "DescribeUserFlowStatistics/UserNames/maxItems"},
		{"accepts-any-value@GetFlowStatistic/Type", "GetFlowStatistic/Type/enum"},
		{"accepts-other-kinds@GetStatisticData/BeginTime", "GetStatisticData/BeginTime/type"},
		{"answers-other-code@DescribeUserFlowStatistics/SAG.InstanceIdEmpty", "DescribeUserFlowStatistics/errors/SAG.InstanceIdEmpty/code"},
		{"answers-status-404@DescribeUserFlowStatistics/SAG.InstanceIdEmpty", "DescribeUserFlowStatistics/errors/SAG.InstanceIdEmpty/status"},
	} {
		t.Run(row.fault, func(t *testing.T) {
			_, place, _ := strings.Cut(row.fault, "@")
			operation, _, _ := strings.Cut(place, "/")
			kept, all := keeps(t, strings.TrimSuffix("emulator:"+row.fault, ":"), operation, sweeps)
			broken := []string{}
			for _, id := range failing(all) {
				if !strings.Contains(id, "/"+"requests/") { // wrong on purpose, of the run
					broken = append(broken, id)
				}
			}
			for id, d := range all {
				if strings.Contains(id, "/in-traffic") && len(d.Exchanges) > 0 && strings.HasSuffix(d.Expected, "(any client error)") && !strings.HasSuffix(d.Case.Text, " is refused.") {
					t.Errorf("%s: what is to be refused is demanded as %q", id, d.Case.Text)
				}
			}
			about := func(id string) bool { return row.breaks != "" && strings.Contains(id, row.breaks) }
			if kept < 15 || slices.ContainsFunc(broken, about) != (row.breaks != "") || row.breaks == "" && len(broken) > 0 {
				t.Errorf("%d verdicts; it breaks\n%s\nwanted is %s", kept, strings.Join(broken, "\n"), row.breaks)
			}
		})
	}
}

// keeps runs an operation of an emulator, and holds the verdicts of the run on cases about
// all answers against those of its archive, which it gives with their number. Of a wrong one
// the archive may tell more: it holds answers that the run's cases do not look at.
func keeps(t *testing.T, word, operation string, sweeps map[string]bool) (kept int, all map[string]traffic.Decided) {
	t.Helper()
	past := recordOf(t, word, operation)
	_, all = judged(t, contract.May, archived(t, past))
	wrong := slices.ContainsFunc(past.Verdicts, func(v record.Verdict) bool { return v.Outcome == finding.Fail && v.Level != contract.May })
	for _, v := range past.Verdicts {
		if !sweeps[v.ID] {
			continue
		}
		if wrong && v.Outcome != finding.Fail && all[v.ID].Outcome == finding.Fail {
			continue
		}
		if d := all[v.ID]; d.Outcome != v.Outcome || d.Reading != v.Reading {
			t.Errorf("%s: the run says %s (%s%s), its archive %s (%s%s)", v.ID, v.Outcome, v.Received, v.Reason, d.Outcome, d.Received, d.Reason)
		}
		kept++
	}
	return kept, all
}

// everyFault is how manieth fault of the emulator is tried; 1 takes a quarter of an hour.
var everyFault = flag.Int("every-fault", 20, "try each so manieth fault of the emulator")

// apart says why an archive may say something else of a fault than its run.
func apart(fault string) string {
	const (
		unreadable = "which of its relations an answer is for that cannot be read, an archive does not know"
		unplain    = "a way by which nothing was ever accepted is not served: an archive does not know the plain request, which would tell"
	)
	for beginning, why := range map[string]string{
		"answers-a-page@":                      "a page in an answer's place may be of what stands before the target; only who asks again finds that it always comes",
		"trailing-comma@":                      unreadable,
		"single-quotes@":                       unreadable,
		"empty-body@":                          unreadable,
		"json-in-a-string@":                    unreadable,
		"counts-from-0@":                       unplain,
		"ignores-parameters@":                  unplain,
		"refuses-format@":                      "whether a parameter is needed is told by what is refused without it and answered with it; where a format is refused as such, only a run knows",
		"cuts-body-short@":                     "of a body that is not whole an archive does not tell who cut it",
		"answers-below-zero@GetFlowStatistic/": "amounts that are below their points in every answer are as the documents print them; an archive has answers that a run's case does not look at",
	} {
		if strings.HasPrefix(fault, beginning) {
			return why
		}
	}
	return ""
}

// The same of the faults of the emulator, whatever they are.
func TestTheArchiveOfAnyFaultKeepsItsVerdicts(t *testing.T) {
	if testing.Short() {
		t.Skip("runs many faults")
	}
	sweeps, faults := swept(t), emulator.Faults(operations(t))
	for i := 0; i < len(faults); i += *everyFault {
		t.Run(faults[i].Name, func(t *testing.T) {
			t.Parallel()
			if why := apart(faults[i].Name); why != "" {
				t.Skip(why)
			}
			operation, _, _ := strings.Cut(strings.SplitN(faults[i].Breaks, "/", 3)[1], "/")
			if kept, _ := keeps(t, "emulator:"+faults[i].Name, operation, sweeps); kept < 10 {
				t.Errorf("only %d verdicts are about all answers", kept)
			}
		})
	}
}

// A family of cases is decided by recordings, or it is said why it is not.
func TestWhatTrafficDoesNotDecideHasAReason(t *testing.T) {
	decided := []string{"answers", "response", "envelope", "readings"}
	for _, f := range probe.Families() {
		if (traffic.Undecidable(f.Keyword) == "") != slices.Contains(decided, f.Keyword) {
			t.Errorf("%s: %q", f.Keyword, traffic.Undecidable(f.Keyword))
		}
	}
}

// Of two recordings of the same exchanges each exchange counts once, and of an
// operation that nobody asked nothing is missing.
func TestWhatWasNotSeenIsSaid(t *testing.T) {
	run := written(t, "emulator", "GetStatisticData/GatewayType")
	past, err := record.Read("run.jsonl", bytes.NewReader(run))
	check(t, err)
	text := archived(t, past)
	_, same := judged(t, contract.Should, run)
	seen, all := judged(t, contract.Should, text, text)
	read, documented := seen.Counts()
	if read != 2*documented || documented != len(past.Exchanges) || len(seen.Left()) != 1 || seen.Left()[0].Count != documented {
		t.Errorf("%d of %d exchanges are documented; left is %v", documented, read, seen.Left())
	}
	for id, d := range all {
		if other := same[id]; d.Outcome != other.Outcome {
			t.Errorf("%s: of the archive %s, of the record itself %s", id, d.Outcome, other.Outcome)
		}
		unasked := !strings.HasPrefix(id, "mna/GetStatisticData/")
		if outside := d.Case.Outside; outside != unasked || unasked && (d.Outcome != finding.Skip || d.Reason != traffic.NotSeen) {
			t.Errorf("%s: %s, %s", id, d.Outcome, d.Reason)
		}
	}
	for id, want := range map[string]string{
		"mna/GetStatisticData/DeviceList/maxItems/in-traffic": traffic.NotSeen,
		"mna/GetStatisticData/sequence/in-traffic":            traffic.Undecidable("sequence"),
	} {
		if d, ok := all[id]; !ok || d.Reason != want {
			t.Errorf("%s is %s: %s", id, d.Outcome, d.Reason)
		}
	}
}

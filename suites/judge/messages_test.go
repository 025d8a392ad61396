package judge_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// update is the flag; the testing package leaves no other way to hand it on.
var update = flag.Bool("update", false, "write the golden messages anew")

// embedded loads the documents once; nobody changes what it gives.
var embedded = sync.OnceValues(specs.Embedded)

func operations(t testing.TB) []*contract.Operation {
	t.Helper()
	all, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// wrongs are the faults whose messages are read: some of every sort, spread
// over the operations.
func wrongs() []string {
	return []string{
		"accepts-absent@DescribeUserFlowStatistics/RegionId", "accepts-empty@DescribeUserFlowStatistics/SmartAGId",
		"accepts-other-kinds@GetFlowStatistic/BeginTime", "accepts-any-value@GetStatisticData/AccessRegion",
		"accepts-unknown@DescribeUserOnlineClientStatistics/SmartAGId", "accepts-malformed@DescribeUserOnlineClientStatistics/UserNames",
		"accepts-unsigned@DescribeUserFlowStatistics", "accepts-replay@DescribeUserFlowStatistics", "accepts-stale@GetStatisticData",
		"ignores-max-items@DescribeUserFlowStatistics/UserNames", "limit-is-49@DescribeUserFlowStatistics/UserNames", "limit-is-11@GetStatisticData/DeviceList",
		"truncates-over-limit@DescribeUserOnlineClientStatistics/UserNames", "answers-at-most-49@DescribeUserFlowStatistics/UserNames",
		"stops-at-a-gap@DescribeUserFlowStatistics/UserNames", "counts-from-0@DescribeUserOnlineClientStatistics/UserNames", "keeps-only-the-last@DescribeUserFlowStatistics/UserNames",
		"requires@GetFlowStatistic/AccessRegion", "refuses-mc@GetFlowStatistic/AccessRegion", "refuses-blank-beside-DeviceList@GetFlowStatistic/DeviceId",
		"ignores-format@DescribeUserFlowStatistics/StatisticsDate", "defaults-to-previous-month@DescribeUserFlowStatistics/StatisticsDate", "absent-is-different@GetFlowStatistic/blank-region-is-every-region",
		"answers-other-code@DescribeUserFlowStatistics/SAG.InstanceIdEmpty", "answers-status-404@DescribeUserOnlineClientStatistics/ClientUser.NameEmpty",
		"answers-status-500@DescribeUserFlowStatistics/SAG.InstanceNoFound", "answers-other-message@DescribeUserFlowStatistics/SAG.InstanceNoFound",
		"swaps-with-SAG.InstanceNoFound@DescribeUserFlowStatistics/SAG.InstanceIdEmpty",
		"writes-codes-small@GetStatisticData",
		"leaves-out@DescribeUserFlowStatistics/SagStatistics/Statistics/TotalBytes", "writes-small@GetStatisticData/FilePath", "answers-null@GetFlowStatistic/MaxValue",
		"answers-boolean@DescribeUserOnlineClientStatistics/UserStatistics/Statistics/OnlineCount", "answers-array@DescribeUserFlowStatistics/SagStatistics",
		"answers-elements@DescribeUserOnlineClientStatistics/RequestId", "leaves-out-in-the-last-row@DescribeUserFlowStatistics/SagStatistics/Statistics/UserName",
		"answers-below-zero@GetFlowStatistic/TotalValue", "answers-digits-with-a-unit@DescribeUserFlowStatistics/SagStatistics/Statistics/TotalBytes", "answers-a-path@GetStatisticData/FilePath",
		"drops-wrapper@GetFlowStatistic", "adds-wrapper@DescribeUserFlowStatistics", "trailing-bytes@GetFlowStatistic", "answers-a-page@GetStatisticData", "empty-body@DescribeUserFlowStatistics",
		"duplicate-json-member@DescribeUserFlowStatistics", "answers-text-html@GetFlowStatistic", "repeats-request-id@GetStatisticData", "code-as-number@GetFlowStatistic", "lacks-message@GetFlowStatistic",
		"answers-400-on-error@GetFlowStatistic", "refuses-format@DescribeUserFlowStatistics/xml",
		"answers-a-stranger@DescribeUserFlowStatistics/only-names-asked", "repeats-a-row@DescribeUserFlowStatistics/no-name-twice", "mixes-up-rows@DescribeUserFlowStatistics/order-of-names",
		"first-is-above-second@GetFlowStatistic", "alternates-with-string@DescribeUserFlowStatistics/total-bytes-kind", "ignores-parameters@DescribeUserFlowStatistics/post",
		"refuses-beside-DeviceList@GetFlowStatistic/Type", "accepts-any-value-beside-AccessRegion@GetStatisticData/TimeGranularity",
		"answers-for-others@DescribeUserFlowStatistics", "answers-the-one-before@GetStatisticData/devices-apart", "signs-stars-plainly@DescribeUserFlowStatistics",
		"leaves-out-an-empty-one@DescribeUserFlowStatistics/SagStatistics",
	}
}

// The messages are what an implementer has to work with: somebody who knows
// neither this suite nor the fault must see what to mend.
func TestTheMessagesAreTheOnesThatWereRead(t *testing.T) {
	const file = "testdata/messages.txt"
	all := operations(t)
	faults := emulator.Faults(all)
	texts := make([]string, len(wrongs()))
	var waiting sync.WaitGroup
	for n, name := range wrongs() {
		i := slices.IndexFunc(faults, func(f emulator.Fault) bool { return strings.HasPrefix(f.Name, name) })
		if i < 0 {
			t.Errorf("the emulator has no fault %s", name)
			continue
		}
		waiting.Go(func() {
			text, err := message(all, faults[i])
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			texts[n] = fmt.Sprintf("## %s: %s\n%s\n", faults[i].Name, faults[i].Text, text)
		})
	}
	waiting.Wait()
	out := strings.Join(texts, "")
	if *update {
		if err := os.WriteFile(file, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before := map[string]bool{}
	for _, one := range strings.SplitAfter(string(data), "\n\n") {
		before[one] = true
	}
	for _, one := range strings.SplitAfter(out, "\n\n") {
		if !before[one] {
			t.Errorf("this message has not been read yet; if it is meant, write it with -update\n%s", one)
		}
	}
}

// message is what the suite says first about a fault.
func message(all []*contract.Operation, fault emulator.Fault) (string, error) {
	keys := sign.Credentials{ID: "id-of-the-test", Secret: "secret-of-the-test"}
	handler, err := emulator.New(emulator.Options{Operations: all, Credentials: []sign.Credentials{keys}, CheckSignatures: true, Faults: []string{fault.Name}})
	if err != nil {
		return "", err
	}
	tested := target.Handler("emulator", handler, keys, target.Config{Operations: all})
	asked := slices.DeleteFunc(slices.Clone(all), func(o *contract.Operation) bool { return !strings.HasPrefix(fault.Breaks, o.Key()+"/") })
	plan, err := run.New(asked, tested, run.Selection{Level: contract.Should.Weaker(fault.Level), Profiles: []contract.Profile{contract.Documents, contract.Gateway}})
	if err != nil {
		return "", err
	}
	place := map[string]int{} // of a case in the plan: what is asked again is decided later, on a busy machine more of it
	for i, c := range plan.Cases {
		place[c.ID] = i
	}
	text, first, more := "", len(plan.Cases), map[string]bool{}
	session := run.Begin(tested, run.Options{Workers: 1})
	session.Each(context.Background(), plan, func(d run.Decided) {
		if d.Outcome != finding.Fail {
			return
		}
		more[d.Case.Requirement] = true
		if place[d.Case.ID] < first {
			first = place[d.Case.ID]
			line := record.FromVerdict(d.Verdict, d.Exchanges)
			text = fmt.Sprintf("%s (%s)\n  %s\n  sent      %s\n  expected  %s\n  received  %s\n  stated    %s, %s\n", line.ID, line.Level, line.Text, line.Sent, line.Expected, line.Received, line.Source, line.Location)
		}
	})
	if text == "" {
		return "", errors.New("no case fails")
	}
	if len(more) > 3 { // how many is the kill table's matter
		text += "  …\n"
	}
	return steady(text), nil
}

// steady takes out of a message what differs from day to day.
func steady(text string) string {
	text = regexp.MustCompile(`[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}`).ReplaceAllString(text, "<id>")
	text = regexp.MustCompile(`(TotalBytes[^\da-z]{1,4}|TotalBytes of \S+ is |TotalBytes is "|here and )\d+`).ReplaceAllString(text, "$1<bytes>")
	text = regexp.MustCompile(`\(\d+ bytes\)`).ReplaceAllString(text, "(<size>)")
	text = regexp.MustCompile(`\(\d+ of \d+ answers?\)`).ReplaceAllString(text, "(<n> of <m> answers)")
	text = regexp.MustCompile(`:\d+\n`).ReplaceAllString(text, ":<line>\n")
	now := time.Now().UTC()
	late := now.AddDate(0, 0, -3) // the last month is one that is over for three days
	last := time.Date(late.Year(), late.Month()-1, 1, 0, 0, 0, 0, time.UTC)
	return strings.NewReplacer(now.Format("200601"), "<month>", last.Format("200601"), "<last month>").Replace(text)
}

package run_test

import (
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/suites/run"
)

// What is announced beside the plan is kept, wherever a limit is or is not.
func TestNoMoreIsSentToMeasureLimitsThanIsAnnounced(t *testing.T) {
	for _, fault := range []string{"limit-is-1", "limit-is-49", "limit-is-51", "ignores-max-items"} {
		t.Run(fault, func(t *testing.T) {
			handler, err := emulator.New(emulator.Options{Operations: operations(t), Faults: []string{fault}})
			if err != nil {
				t.Fatal(err)
			}
			tested := through(t, local, tripper(inProcess(handler)))
			plan := planned(t, tested, "smartag/DescribeUserFlowStatistics/UserNames/maxItems", "mna/GetStatisticData/DeviceList/maxItems")
			session := run.Begin(tested, run.Options{})
			carried(t, session, plan)
			sent, _ := session.Sent()
			more, most := sent-len(plan.Requests), plan.Announced().Measuring
			if t.Logf("%d more, of %d", more, most); more > most || more <= 0 || most == 0 {
				t.Errorf("%d more were sent, %d announced", more, most)
			}
		})
	}
}

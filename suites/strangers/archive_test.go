package strangers_test

import (
	"bytes"
	"context"
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
	"github.com/plumbline/plumbline/suites/traffic"
)

// archived runs a plan against a stranger and reads its exchanges again as a recording.
// It gives a line for each verdict on all answers of which the recording says another thing.
func archived(tested *target.Target, plan *run.Plan, operations []*contract.Operation, address string) ([]string, error) {
	var text bytes.Buffer
	header := plan.Header(operations, address, map[string]string{})
	header.Accounts = run.Accounts(tested)
	if err := run.Begin(tested, run.Options{}).Record(context.Background(), *plan, header, address, &text); err != nil {
		return nil, err
	}
	past, err := record.Read("run.jsonl", bytes.NewReader(text.Bytes()))
	if err != nil {
		return nil, err
	}
	seen := traffic.New(operations)
	if err := seen.Read("run.jsonl", &text); err != nil {
		return nil, err
	}
	decided, sweeps := map[string]traffic.Decided{}, map[string]bool{}
	for _, d := range seen.Judge(contract.May) {
		decided[d.Case.ID] = d
	}
	for _, c := range plan.Cases {
		sweeps[c.ID] = c.Sweeps()
	}
	var other []string
	for _, v := range past.Verdicts {
		if d := decided[v.ID]; sweeps[v.ID] && d.Outcome != v.Outcome {
			other = append(other, fmt.Sprintf("%s: the run says %s (%s%s), its recording %s (%s%s)", v.ID, v.Outcome, v.Received, v.Reason, d.Outcome, d.Received, d.Reason))
		}
	}
	return other, nil
}

package sdk_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/sdk"
)

// Every id that a report can have is known, and can be asked by itself or says why not.
func TestEveryIDCanBeAskedAgain(t *testing.T) {
	all := operations(t)[:1]
	rows, err := sdk.Rows(all)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{all[0].Key() + "/sends/answers": false, all[0].Key() + "/sends/asked/parameters": false, all[0].Key() + "/sends/at-once": true}
	for _, row := range rows {
		ids[row.ID] = true
	}
	for _, op := range all {
		for _, send := range sdk.Sends(op) {
			ids[send.ID], ids[sdk.CheckID(send.ID, sdk.ValueCheck)] = true, true
		}
	}
	for id, alone := range ids {
		if why, known, err := sdk.Replayable(all, id); err != nil || !known || (why == "") != alone {
			t.Errorf("%s: %q, known %v, %v", id, why, known, err)
		}
	}
	if _, known, _ := sdk.Replayable(all, "moon"); known {
		t.Error("moon is known")
	}
}

// An operation whose document counts no refusals and whose answer has neither amounts
// nor lists is asked about like any other.
func TestAnOperationOfFewFactsHasRows(t *testing.T) {
	for _, full := range operations(t) {
		op := *full
		op.Errors, op.Readings = nil, nil
		op.Response.Members = slices.DeleteFunc(slices.Clone(op.Response.Members), func(f contract.Field) bool { return f.Name != "RequestId" })
		rows, err := sdk.Rows([]*contract.Operation{&op})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(rows, func(r sdk.Row) bool { return strings.Contains(r.ID, "/body/error-with-") && r.Code != "" }) {
			t.Errorf("%s: no refusal in another status", op.Key())
		}
	}
}

package impact_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/impact"
)

// edited gives an operation with some edits in it.
func edited(t testing.TB, o *contract.Operation, edits ...func(*contract.Operation)) *contract.Operation {
	t.Helper()
	text, err := json.Marshal(o)
	check(t, err)
	var out contract.Operation
	check(t, json.Unmarshal(text, &out))
	out.Protocol = o.Protocol
	for _, edit := range edits {
		edit(&out)
	}
	return &out
}

func names(o *contract.Operation) *contract.Param {
	p, _ := o.Param("UserNames")
	return p
}

// Edits, and what is changed by each.
func fewerNames(o *contract.Operation) { names(o).MaxItems = 40 }
func otherStatus(o *contract.Operation) {
	row, _ := o.Error("SAG.InstanceNoFound")
	row.Status = 404
}
func noLimit(o *contract.Operation) { names(o).MaxItems = 0 }
func numericID(o *contract.Operation) {
	o.Response.Members[0].Kind = contract.Integer
}
func otherSummary(o *contract.Operation) { o.Summary = "other words" }

func change(kind, at string, weight revision.Weight) revision.Change {
	return revision.Change{Kind: kind, At: at, Weight: weight, Operation: online}
}

// has tells whether an id has a part.
func has(ids []string, part string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return strings.Contains(id, part) })
}

func TestEachChangeNamesTheCasesThatItMakes(t *testing.T) {
	old := only(t, "002")[0]
	edits := map[string]func(*contract.Operation){"limit": fewerNames, "status": otherStatus, "kind": numericID, "words": otherSummary}
	changes := []revision.Change{change("limit", "UserNames", revision.BreaksCallers), change("status", "SAG.InstanceNoFound", revision.BreaksImplementers),
		change("words", "", revision.Editorial), change("kind", "response/RequestId", revision.BreaksCallers)}
	tried := []string{}
	comparison := impact.Compare([]*contract.Operation{old}, []*contract.Operation{edited(t, old, fewerNames, otherStatus, numericID, otherSummary)}, changes,
		func(all ...revision.Change) (*contract.Operation, error) {
			var made []func(*contract.Operation)
			for _, c := range all {
				if c.Kind == "kind" && len(all) == 1 {
					tried = append(tried, c.Kind)
				}
				if c.Kind == "kind" {
					return nil, errors.New("it does not parse")
				}
				made = append(made, edits[c.Kind])
			}
			tried = append(tried, all[0].Kind)
			return edited(t, old, made...), nil
		})
	if !slices.Equal(tried, []string{"limit", "status", "kind", "words"}) {
		t.Errorf("tried are %v; an editorial change comes last, where cases are left that no other makes", tried)
	}
	limit, status, words, kind := comparison.Changes[0].Cases, comparison.Changes[1].Cases, comparison.Changes[2].Cases, comparison.Changes[3].Cases
	if !has(limit.Altered, "/UserNames/maxItems/over-limit") || has(limit.Altered, "/errors/") || len(limit.Added)+len(limit.Removed) > 0 {
		t.Errorf("the lowered limit makes %+v", limit)
	}
	if !has(status.Altered, "/errors/SAG.InstanceNoFound/status/") || has(status.Altered, "/code/") || has(status.Altered, "maxItems") {
		t.Errorf("the other status makes %+v", status)
	}
	if len(words.All())+len(kind.All()) > 0 {
		t.Errorf("words make %+v, a change that cannot be made alone %+v", words, kind)
	}
	if together := comparison.Together; !has(together.Altered, "/response/RequestId/type/in-json") || has(together.Altered, "maxItems") {
		t.Errorf("together the changes make %+v", together)
	}
}

func TestCasesAreAddedAndRemovedBothWays(t *testing.T) {
	old := only(t, "002")[0]
	with, without := []*contract.Operation{old}, []*contract.Operation{edited(t, old, noLimit)}
	there, back := impact.Between(with, without), impact.Between(without, with)
	if !has(there.Removed, "/UserNames/maxItems/over-limit") || !has(there.Added, "/UserNames/maxItems/no-limit") ||
		!slices.Equal(there.Removed, back.Added) || !slices.Equal(there.Added, back.Removed) || !slices.Equal(there.Altered, back.Altered) {
		t.Errorf("without a limit %+v, with it again %+v", there, back)
	}
	if nothing := impact.Between(with, []*contract.Operation{edited(t, old, otherSummary)}).All(); len(nothing) > 0 {
		t.Errorf("other words make %v", nothing)
	}
}

func TestAnOperationOfOneSideOnly(t *testing.T) {
	two, one := under(t, "002"), only(t, "002")
	for _, said := range []bool{false, true} {
		var changes []revision.Change
		if said {
			gone := change("operation/removed", "", revision.BreaksCallers)
			gone.Operation = "mna/GetStatisticData"
			changes = []revision.Change{gone}
		}
		comparison := impact.Compare(two, one, changes, nil)
		made := comparison.Together
		if said {
			made = comparison.Changes[0].Cases
			if len(comparison.Together.Removed) == 0 || has(comparison.Together.Removed, "mna/GetStatisticData/") {
				t.Errorf("together %v", comparison.Together.Removed)
			}
		}
		if !has(made.Removed, "mna/GetStatisticData/") || has(made.Removed, online) || len(made.Added)+len(made.Altered) > 0 {
			t.Errorf("said so: %v; without an operation %+v", said, made)
		}
	}
}

// documents reads 001 and 002 as specs/revision does.
func documents(t testing.TB) (old, new *revision.Document) {
	t.Helper()
	const folder = "specs/alibaba/smartag/2018-03-13/"
	var out []*revision.Document
	for _, file := range []string{folder + "superseded/DescribeUserOnlineClientStatistics.2019-06-17.yaml", folder + "DescribeUserOnlineClientStatistics.yaml"} {
		data, err := os.ReadFile("../../" + file)
		check(t, err)
		document, err := revision.Read(file, data)
		check(t, err)
		out = append(out, document)
	}
	return out[0], out[1]
}

// compared is the standing example: 001 against 002.
func compared(t testing.TB) *impact.Comparison {
	t.Helper()
	old, new := documents(t)
	changes, err := revision.Compare(old, new)
	check(t, err)
	return impact.Compare([]*contract.Operation{old.Operation}, []*contract.Operation{new.Operation}, changes,
		func(c ...revision.Change) (*contract.Operation, error) { return revision.Apply(old, c...) })
}

// Every case that differs between the two documents is made by a change, or by
// several together, and no change claims one that does not differ.
func TestTheChangesMakeEveryCaseThatDiffers(t *testing.T) {
	comparison := compared(t)
	whole := impact.Between(only(t, "001"), only(t, "002"))
	claimed := map[string]bool{}
	for _, id := range comparison.Together.All() {
		claimed[id] = true
	}
	for _, c := range comparison.Changes {
		for _, id := range c.Cases.All() {
			claimed[id] = true
		}
	}
	differ := whole.All()
	for _, id := range differ {
		if !claimed[id] {
			t.Errorf("%s differs, and no change makes it", id)
		}
	}
	if len(claimed) != len(differ) || len(differ) < 10 {
		t.Errorf("%d cases differ, %d are claimed", len(differ), len(claimed))
	}
}

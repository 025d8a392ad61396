package probe_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/probe"
)

// What a document states and no case can ask is said, with its reason.
func TestWhatIsNotAskedIsSaid(t *testing.T) {
	for _, row := range []struct{ name, cut, by, requirement, why string }{
		{"a default", "", "", "Size/default", "no relation of kind same-as-absent says what of an answer shows it"},
		{"a limit without names", ", invented: sender%02d", "", "Senders/maxItems", "8 items are needed, and 3 are known: x-fixture can say how to invent more"},
		{"a limit above all that is sent", "maxItems: 4", "maxItems: 100000", "Senders/maxItems", "200000 items are more than a case sends"},
		{"no limit and no names", "          maxItems: 4\n", "", "", ""},
		{"a list of one known item", "[ada, bob, cyd]", "[ada]", "Senders/encoding", "two items are needed, and 1 are known"},
		{"several of one known item", "[ada, bob, cyd]", "[ada]", "relations/several-are-each", "two items of Senders are needed, and 1 are known"},
		{"a pattern that every text keeps", "Depot: {type: string, ", "Depot: {type: string, pattern: \"^[^_]+$\", ", "Depot/pattern", "every text that is tried keeps it"},
		{"a failure of the server", "{parameter: Depot, when: unknown, level: must}", "{when: server-side}", "errors/NoSuchDepot", "nothing that a request says makes the server fail"},
	} {
		t.Run(row.name, func(t *testing.T) {
			whole := made("ListParcels", alibabaCarriage())
			if !strings.Contains(whole, row.cut) {
				t.Fatalf("the document does not say %s", row.cut)
			}
			cases, unasked := probe.All(loaded(t, "ListParcels", strings.Replace(whole, row.cut, row.by, 1)), nil)
			if len(cases) == 0 {
				t.Fatal("there are no cases")
			}
			said := slices.ContainsFunc(unasked, func(u probe.Unasked) bool {
				return u.Requirement == "parcels/ListParcels/"+row.requirement && u.Why == row.why && u.Origin.Location.Line > 0
			})
			if row.requirement != "" && !said {
				t.Errorf("want %s: %s, got %v", row.requirement, row.why, unasked)
			}
		})
	}
}

// What is asked is not said to go unasked, nor the other way round.
func TestNothingIsAskedAndUnasked(t *testing.T) {
	cases, unasked := probe.All(operations(t), nil)
	for _, u := range unasked {
		for _, c := range cases {
			if c.Requirement == u.Requirement {
				t.Errorf("%s is asked by %s, and said to be unasked: %s", u.Requirement, c.ID, u.Why)
			}
		}
	}
}

package specs

import (
	"os"
	"strings"
	"testing"
)

// invented are operations that no vendor has; each of them lints.
const invented = "../fixtures/operations/parcels/"

// What is wrong with a rule between parameters is told at its line, by its own rule.
func TestLintOfRulesBetweenParameters(t *testing.T) {
	const route, street = "parameters: [ParcelIds, Route, Senders], text: \"Parcels are chosen by ids", "parameters: [Street, City]"
	for _, row := range []struct{ name, cut, by, rule, says string }{
		{"a kind that there is not", "kind: exclusive,", "kind: exclusiv,", "unknown-name", "did you mean exclusive?"},
		{"a parameter that there is not", street, "parameters: [Street, Ciity]", "unknown-parameter", "did you mean City?"},
		{"one parameter", street, "parameters: [Street]", "rule-incomplete", "name two different ones"},
		{"one parameter twice", street, "parameters: [Street, Street]", "rule-incomplete", "name two different ones"},
		{"a value of a rule that has none", "kind: exclusive,", "kind: exclusive, value: AIR,", "rule-incomplete", "leave it out"},
		{"a value that the parameter does not take", "value: Monthly", "value: Yearly", "unknown-value", `"Yearly"`},
		{"what is required needs no rule", "parameters: [Street, City]", "parameters: [Street, Depot]", "rule-always-kept", "Depot is required anyway"},
		{"one of which one is required", "kind: at-least-one, parameters: [ParcelIds,", "kind: at-least-one, parameters: [Depot,", "rule-always-kept", "Depot is required anyway"},
		{"two that exclude and need each other", street, "parameters: [Route, Senders]", "rules-contradict", "no request that has Route"},
		{"two that are required exclude each other", route, "parameters: [Depot, Charge, Route], text: \"Parcels are chosen by ids", "rules-contradict", "no request keeps all rules"},
		{"a trigger of a rule that there is not", "{parameter: Street, when: requires", "{parameter: Remark, when: requires", "trigger-without-rule", "begins with Remark"},
		{"a trigger of another parameter of the rule", "{parameter: Street, when: requires", "{parameter: City, when: requires", "trigger-without-rule", "say Street"},
		{"a rule twice", "id: some-way-to-choose", "id: one-way-to-choose", "duplicate-id", "one-way-to-choose"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(invented + "DescribeParcelsExclusive.yaml")
			if err != nil {
				t.Fatal(err)
			}
			if strings.Count(string(data), row.cut) == 0 {
				t.Fatalf("the document does not say %s", row.cut)
			}
			found := Lint("DescribeParcelsExclusive.yaml", []byte(strings.Replace(string(data), row.cut, row.by, 1)))
			if len(found) == 0 || found[0].Rule != row.rule || !strings.Contains(found[0].Text, row.says) {
				t.Errorf("got %v, want %s: …%s…", found, row.rule, row.says)
			}
		})
	}
}

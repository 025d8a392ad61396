package judge_test

import (
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/want"
)

func readingSet(t testing.TB, o *contract.Operation, id string) contract.ReadingSet {
	t.Helper()
	for _, set := range o.Readings {
		if set.ID == id {
			return set
		}
	}
	t.Fatalf("%s has no readings %s", o.Key(), id)
	return contract.ReadingSet{}
}

// Any documented reading is right; a mixture of two is not.
func TestOneReadingExplainsAllAnswers(t *testing.T) {
	number, text := users("a", "1"), users("a", `"1"`)
	upper, lower := `{"UserStatistics":{"Statistics":[]}}`, `{"UserStatistics":{"statistics":[]}}`
	bare := "<DescribeUserFlowStatistics><SagStatistics/></DescribeUserFlowStatistics>"
	suffixed := "<DescribeUserFlowStatisticsResponse><SagStatistics/></DescribeUserFlowStatisticsResponse>"
	for _, row := range []struct {
		name, operation, set string
		bodies               []string
		outcome              finding.Outcome
		reading, says        string
	}{
		{"numbers", flow, "total-bytes-kind", []string{number, number}, finding.Pass, "total-bytes-kind=number", "every answer follows"},
		{"strings", flow, "total-bytes-kind", []string{text, text}, finding.Pass, "total-bytes-kind=string", ""},
		{"numbers and strings", flow, "total-bytes-kind", []string{number, text}, finding.Fail, "", "both TotalBytes integer"},
		{"numbers and strings in one answer", flow, "total-bytes-kind", []string{users("a", "1", "b", `"1"`)}, finding.Fail, "", "both"},
		{"strings in XML say nothing of JSON", flow, "total-bytes-kind", []string{number, flowXML}, finding.Pass, "total-bytes-kind=number", ""},
		{"a refusal says nothing", flow, "total-bytes-kind", []string{flowRefusal}, finding.Skip, "", "no answer of this run"},
		{"a kind that no reading has", flow, "total-bytes-kind", []string{users("a", "true")}, finding.Skip, "", ""},
		{"the root of the example", flow, "xml-root", []string{bare, bare}, finding.Pass, "xml-root=bare", ""},
		{"the root of the common pages", flow, "xml-root", []string{suffixed}, finding.Pass, "xml-root=suffixed", ""},
		{"either root", flow, "xml-root", []string{bare, suffixed}, finding.Fail, "", "both"},
		{"a root of no reading", flow, "xml-root", []string{"<Result><SagStatistics/></Result>"}, finding.Skip, "", ""},
		{"the key of the current document", online, "statistics-key", []string{upper}, finding.Pass, "statistics-key=", ""},
		{"the key of the older one", online, "statistics-key", []string{lower}, finding.Pass, "statistics-key=lower-case", ""},
		{"either key", online, "statistics-key", []string{upper, lower}, finding.Fail, "", "both Statistics"},
	} {
		t.Run(row.name, func(t *testing.T) {
			o := operation(t, row.operation)
			var replies []reply
			for _, body := range row.bodies {
				replies = append(replies, ok(body))
			}
			v := decide(o, want.Follows{Set: readingSet(t, o, row.set)}, nil, replies...)
			expectVerdict(t, v, row.outcome, row.says)
			if len(v.Reading) < len(row.reading) || v.Reading[:len(row.reading)] != row.reading {
				t.Errorf("it shows the reading %q, want %q", v.Reading, row.reading)
			}
		})
	}
}

func TestAReadingOfAnOlderDocumentIsAdvisedAgainst(t *testing.T) {
	o := operation(t, online)
	set := readingSet(t, o, "statistics-key")
	for body, outcome := range map[string]finding.Outcome{`{"UserStatistics":{"Statistics":[]}}`: finding.Pass, `{"UserStatistics":{"statistics":[]}}`: finding.Fail} {
		expectVerdict(t, decide(o, want.Current{Set: set}, nil, ok(body)), outcome, "")
	}
}

// Who leaves the instance out shows whether it is needed.
func TestADisputedParameterShowsItsReading(t *testing.T) {
	o := operation(t, online)
	args := contract.Args{{Name: "RegionId", Value: contract.Text("r")}, {Name: "UserNames", Value: contract.Texts([]string{"a"})}}
	for _, row := range []struct {
		name    string
		got     reply
		outcome finding.Outcome
		reading string
	}{
		{"accepted", ok(`{"UserStatistics":{"Statistics":[]}}`), finding.Pass, "optional"},
		{"refused by its row", reply{400, flowRefusal}, finding.Pass, "required"},
		{"refused by another code", reply{400, `{"Code":"Nonsense","Message":"m"}`}, finding.Fail, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			v := decide(o, want.Orderly{Codes: []string{"SAG.InstanceIdEmpty"}}, args, row.got)
			expectVerdict(t, v, row.outcome, "")
			if row.reading != "" && v.Reading[len(v.Reading)-len(row.reading):] != row.reading {
				t.Errorf("it shows the reading %q, want one that ends in %s", v.Reading, row.reading)
			}
		})
	}
}

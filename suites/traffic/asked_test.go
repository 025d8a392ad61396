package traffic_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/traffic"
)

// one is an archive of one question, in the query, and its answer.
func one(t *testing.T, query, body string) map[string]traffic.Decided {
	t.Helper()
	text, err := json.Marshal(map[string]any{"log": map[string]any{"version": "1.2", "entries": []any{map[string]any{
		"startedDateTime": "2026-11-01T00:00:00Z", "time": 1,
		"request":  map[string]any{"method": "GET", "url": "http://target.example/?" + query, "headers": []pair{}},
		"response": map[string]any{"status": 200, "headers": []pair{{"Content-Type", "application/json"}}, "content": map[string]any{"size": len(body), "text": body}},
	}}}})
	check(t, err)
	_, all := judged(t, "may", text)
	return all
}

// Where a list is written twice, in two ways, or an item holds commas that a server may part
// items at, nobody can say who was asked for.
func TestAListThatIsOpenDecidesNothingOfWhoWasAskedFor(t *testing.T) {
	const body = `{"RequestId":"ADD09081-31A9-4E7D-B15C-135C6EBEEB63","SagStatistics":{"Statistics":[{"UserName":"a","TotalBytes":1},{"UserName":"b","TotalBytes":2}]}}`
	for _, row := range []struct {
		lists string
		want  finding.Outcome
	}{
		{"UserNames.1=a&UserNames.2=b", finding.Pass},
		{"UserNames.1=a", finding.Fail},
		{"UserNames=a&UserNames.1=b", finding.Skip},
		{"UserNames.1=b&UserNames=a", finding.Skip},
		{"UserNames=a&UserNames[0]=b", finding.Skip},
		{"UserNames.1=a,b", finding.Skip},
	} {
		query := strings.NewReplacer("[", "%5B", "]", "%5D").Replace("Action=DescribeUserFlowStatistics&Version=2018-03-13&Format=JSON&RegionId=cn-hangzhou&SmartAGId=sag-1&" + row.lists)
		if d := one(t, query, body)["smartag/DescribeUserFlowStatistics/relations/only-names-asked/in-json"]; d.Outcome != row.want {
			t.Errorf("%s: %s %s%s, wanted %s", row.lists, d.Outcome, d.Received, d.Reason, row.want)
		}
	}
}

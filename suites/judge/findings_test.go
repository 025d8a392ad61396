package judge_test

import (
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/want"
)

// A verdict has all that is wrong, each with the bytes of the answer that show it,
// up to a bound; the first decides.
func TestAllThatIsWrongIsFound(t *testing.T) {
	o := operation(t, flow)
	total := want.OfKind{Field: field(t, o, "SagStatistics/Statistics/TotalBytes")}
	body := `{"RequestId":"A","SagStatistics":{"Statistics":[{"UserName":"u1","TotalBytes":null},{"UserName":"u2","TotalBytes":12},{"UserName":"u3", "TotalBytes" : true}]}}`
	v := decide(o, total, nil, ok(flowJSON), ok(body))
	var shown []string
	for _, f := range v.Findings {
		shown = append(shown, body[f.Place.Start:f.Place.End])
		if f.Kind != finding.OtherKind || f.Answer != 1 || f.Count != 1 || f.Of != 2 {
			t.Errorf("found %+v", f)
		}
	}
	if got := strings.Join(shown, ", "); got != `"TotalBytes":null, "TotalBytes" : true` || v.Culprit != 1 || v.Outcome != finding.Fail {
		t.Errorf("the verdict is %s by %d, about %s", v.Outcome, v.Culprit, got)
	}
	many := `{"RequestId":"A","SagStatistics":{"Statistics":[` + strings.Repeat(`{"TotalBytes":null},`, 60_000) + `{}]}}`
	if v := decide(o, total, nil, ok(many), ok(many)); len(v.Findings) != finding.MostFindings || !strings.Contains(v.Received, "(2 of 2 answers)") {
		t.Errorf("of 120000 rows %d are kept, saying %s", len(v.Findings), v.Received)
	}
}

// Where a limit is stands beside what decides, and changes no outcome.
func TestALimitIsSaidBesideWhatDecides(t *testing.T) {
	v := decide(operation(t, flow), want.Refused{}, nil, ok(flowJSON))
	said := v.Received
	v = v.With(finding.Finding{Kind: finding.LimitAt, Count: 25})
	if v.Outcome != finding.Fail || v.Received != said+"; the limit is at 25 items" || len(v.Findings) != 2 {
		t.Errorf("it says %s with %d findings", v.Received, len(v.Findings))
	}
}

package record_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

// part is a record of a shard with one case, which rests on two exchanges.
func part(target, shard string, outcome finding.Outcome) *record.Run {
	start := time.Date(2031, 5, 1, 0, 0, len(shard), 0, time.UTC)
	id := "p/Op" + shard[:1] + "/a/required"
	return &record.Run{
		Header: record.Header{Suite: "v1", Specs: digest, Cases: digest, Planned: 1, Target: target, Configuration: map[string]string{"level": "must", record.ShardKey: shard}, Start: start},
		Exchanges: map[string]record.Exchange{
			"x1": {ID: "x1", Curl: "of " + shard}, "x2": {ID: "x2"},
		},
		Verdicts: []record.Verdict{{ID: id, Requirement: id, Operation: "p/Op" + shard[:1], Level: contract.Must, Outcome: outcome, Exchanges: []string{"x1", "x2"}, Culprit: "x1",
			Findings: []record.Finding{{Exchange: "x1"}}}},
		Footer: record.Footer{Kind: "footer", Counts: map[finding.Outcome]int{outcome: 1}, Requests: 2, Repeats: 1, End: start.Add(time.Minute),
			Baseline: &record.Baseline{File: "b.yaml", Problems: []record.Problem{{Place: "b.yaml:1", Text: "no case"}}}},
	}
}

func TestShardsAreOneRun(t *testing.T) {
	runs, err := record.Join([]*record.Run{part("t", "2/2", finding.Fail), part("other", "1/1", finding.Pass), part("t", "1/2", finding.Pass)})
	if err != nil || len(runs) != 2 {
		t.Fatalf("%d runs, %v", len(runs), err)
	}
	one := runs[0]
	var cases []string
	for _, v := range one.Verdicts {
		cases = append(cases, fmt.Sprint(v.ID, v.Exchanges, v.Culprit, v.Findings[0].Exchange, one.Exchanges[v.Culprit].Curl))
	}
	if got, want := strings.Join(cases, "; "), "p/Op1/a/required[x1 x2]x1x1of 1/2; p/Op2/a/required[x3 x4]x3x3of 2/2"; got != want {
		t.Errorf("the cases are\n%s, want\n%s", got, want)
	}
	want := record.Footer{Kind: "footer", Counts: map[finding.Outcome]int{finding.Pass: 1, finding.Fail: 1}, Requests: 4, Repeats: 2, End: one.Footer.End, ExitStatus: 1,
		Baseline: &record.Baseline{File: "b.yaml", Problems: []record.Problem{{Place: "b.yaml:1", Text: "no case"}}}}
	if !reflect.DeepEqual(one.Footer, want) || one.Unfinished || one.Header.Planned != 2 || one.Header.Configuration[record.ShardKey] != "" {
		t.Errorf("the run is %+v, %+v", one.Header, one.Footer)
	}
	if runs[1].Header.Target != "other" || runs[1].Unfinished {
		t.Errorf("the other run is %+v", runs[1].Header)
	}
}

func TestAMissingShardIsTold(t *testing.T) {
	for shards, want := range map[string]string{
		"1/1": "", "1/2": "shard 2/2 is missing", "2/4": "shards 1/4, 3/4 and 4/4 are missing", "1/3 3/3": "shard 2/3 is missing",
	} {
		var parts []*record.Run
		for _, one := range strings.Fields(shards) {
			parts = append(parts, part("t", one, finding.Pass))
		}
		runs, err := record.Join(parts)
		if err != nil {
			t.Fatal(err)
		}
		if got := runs[0].MissingShards(); got != want || runs[0].Unfinished != (want != "") || want != "" && runs[0].Footer.ExitStatus != 3 {
			t.Errorf("%s: %q, unfinished %v, status %d; want %q", shards, got, runs[0].Unfinished, runs[0].Footer.ExitStatus, want)
		}
	}
	twice := []*record.Run{part("t", "1/2", finding.Pass), part("t", "1/2", finding.Pass)}
	if _, err := record.Join(twice); err == nil || !strings.Contains(err.Error(), "shard 1/2 of a run against t is given twice") {
		t.Errorf("a shard that is given twice: %v", err)
	}
}

func TestShardsAreCountedFromZeroToo(t *testing.T) {
	for text, want := range map[string]string{"0/3": "3/3", "1/3": "1/3", "3/3": "3/3", "0/1": "1/1"} {
		if s, err := record.ParseShard(text); err != nil || s.String() != want {
			t.Errorf("%s is read as %s, %v; want %s", text, s, err, want)
		}
	}
}

func TestWhatIsNoShard(t *testing.T) {
	for _, text := range []string{"", "1", "00/2", "3/2", "1/0", "a/b", "1/2/3", "-1/2", "1/9999999"} {
		if s, err := record.ParseShard(text); err == nil {
			t.Errorf("%q is read as %s", text, s)
		}
	}
}

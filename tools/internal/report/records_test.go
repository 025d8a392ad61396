package report_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

// faulty is the fault that most stored records show.
const faulty = "emulator:limit-is-25@DescribeUserFlowStatistics/UserNames"

// stored are the records that the golden files are made of: what they are
// called, whom they asked, what.
func stored() []struct {
	name, target, called, start string
	args                        []string
} {
	limits := []string{"--select", "smartag/DescribeUserFlowStatistics/UserNames/maxItems", "--select", "mna/GetFlowStatistic/Type/enum"}
	return []struct {
		name, target, called, start string
		args                        []string
	}{
		{"conforms", "emulator", "http://127.0.0.1:8801", "2026-01-01T08:00:00Z", limits},
		{"limit", faulty, "http://127.0.0.1:8801", "2026-01-08T08:00:00Z", append(limits, "--level", "may")},
		{"null", "emulator:answers-null@DescribeUserFlowStatistics/SagStatistics/Statistics/TotalBytes", "cloudemu 1.4", "2026-01-08T09:00:00Z",
			[]string{"--select", "mna/GetFlowStatistic/Type/enum", "--select", "smartag/DescribeUserFlowStatistics/response/SagStatistics/Statistics/TotalBytes"}},
		{"enum", "emulator:accepts-any-value@GetFlowStatistic/Type", "cloudemu 1.5", "2026-01-08T10:00:00Z", []string{"--select", "mna/GetFlowStatistic/Type"}},
		{"closed", "CLOSED", "gateway", "2026-01-08T11:00:00Z", []string{"--select", "mna/GetFlowStatistic/Type/enum"}},
	}
}

// TestMakeRecords writes the stored records anew, by asking the emulator. It is
// for whoever changes the format of records: UPDATE_RECORDS=1 go test -run MakeRecords
func TestMakeRecords(t *testing.T) {
	if os.Getenv("UPDATE_RECORDS") == "" {
		t.Skip("UPDATE_RECORDS is not set")
	}
	closing := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	defer closing.Close()
	closing.Config.ErrorLog = nil
	for _, s := range stored() {
		made := filepath.Join(t.TempDir(), "made.jsonl")
		target := strings.Replace(s.target, "CLOSED", closing.URL, 1)
		command := exec.Command("go", append([]string{"run", "../../plumb", "run", "--quiet", "--workers", "1", "--target", target, "--record", made}, s.args...)...)
		if out, err := command.CombinedOutput(); err != nil && command.ProcessState.ExitCode() != 1 {
			t.Fatalf("%v %s", err, out)
		}
		text, err := os.ReadFile(made)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("testdata/"+s.name+".jsonl", settled(t, text, s.called, s.start), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// settled takes out of a record what differs from run to run, and numbers its
// exchanges as they come.
func settled(t *testing.T, text []byte, called, start string) []byte {
	t.Helper()
	for _, r := range [][2]string{
		{`"start":"[^"]*"`, `"start":"` + start + `"`}, {`"end":"[^"]*"`, `"end":"` + strings.Replace(start, ":00Z", ":02Z", 1) + `"`},
		{`"millis":[0-9.e-]+`, `"millis":0.5`}, {`[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f-]{22}`, `11111111-2222-3333-4444-555555555555`},
		{`Nonce=[0-9a-f]+`, `Nonce=1`}, {`Timestamp=[^&"\\]+`, `Timestamp=2026-01-01T08%3A00%3A00Z`}, {`"X-Tc-Timestamp":\["\d+"\]`, `"X-Tc-Timestamp":["1767254400"]`},
		{`\[key-id\]/[0-9-]+/`, `[key-id]/2026-01-01/`}, {`"Date":\["[^"]*"\]`, `"Date":["Thu, 01 Jan 2026 08:00:00 GMT"]`}, {`127\.0\.0\.1:\d{5}`, `127.0.0.1:8801`},
	} {
		text = regexp.MustCompile(r[0]).ReplaceAll(text, []byte(r[1]))
	}
	run, err := record.Read("made", bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	header, footer := run.Header, run.Footer
	header.Target, header.Suite = called, "v1.0.0"
	var out bytes.Buffer
	w := record.NewWriter(&out)
	names := map[string]string{}
	must(t, w.Header(header))
	for _, v := range run.Verdicts {
		v.Exchanges = few(v)
		v.Findings = slices.DeleteFunc(v.Findings, func(f record.Finding) bool {
			return f.Exchange != "" && !slices.Contains(v.Exchanges, f.Exchange)
		})
		for _, id := range v.Exchanges {
			if names[id] == "" {
				names[id] = fmt.Sprintf("x%d", len(names))
				x := run.Exchanges[id]
				x.ID = names[id]
				must(t, w.Exchange(x))
			}
		}
		v.Rename(func(id string) string { return names[id] })
		must(t, w.Verdict(v))
	}
	must(t, w.Footer(footer))
	return out.Bytes()
}

// few cuts the exchanges of a case that looks at many: a file in the repository
// need not hold them all.
func few(v record.Verdict) []string {
	const most = 4
	if len(v.Exchanges) <= most {
		return v.Exchanges
	}
	kept := v.Exchanges[:most]
	if v.Culprit != "" && !slices.Contains(kept, v.Culprit) {
		kept[0] = v.Culprit
	}
	return kept
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// read gives stored records.
func read(t testing.TB, names ...string) []*record.Run {
	t.Helper()
	var out []*record.Run
	for _, name := range names {
		file, err := os.Open("testdata/" + name + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		run, err := record.Read(name, file)
		file.Close()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, run)
	}
	return out
}

// gated gives the record of the limit as a baseline would have left it: some of
// what fails accepted, one new, one that could not be asked, and an entry to delete.
func gated(t testing.TB) *record.Run {
	run := read(t, "limit")[0]
	failing := 0
	for i := range run.Verdicts {
		v := &run.Verdicts[i]
		if v.Outcome != "fail" || v.Level == "may" {
			continue
		}
		switch failing++; failing {
		case 1:
			v.Outcome = "deviation"
			v.Accepted = &record.Accepted{Outcome: "fail", Reason: "the gateway in front takes 25", Link: "https://tickets.test/7", Place: "baseline.yaml:2"}
		case 2:
			v.New = true
		case 3:
			v.Outcome, v.Reason, v.Expected, v.Received, v.Culprit = "error", "no answer: connection refused", "", "", ""
		}
	}
	counts := map[finding.Outcome]int{}
	for _, v := range run.Verdicts {
		counts[v.Outcome]++
	}
	run.Footer.Counts = counts
	run.Footer.Baseline = &record.Baseline{File: "baseline.yaml", Problems: []record.Problem{{Place: "baseline.yaml:9", Text: "mna/GetFlowStatistic/Type/enum/above passes: delete the entry"}}}
	return run
}

// weighed gives the record of the limit with what was judged of it: nothing of the first
// requirement.
func weighed(t testing.TB) *record.Run {
	run := read(t, "limit")[0]
	for i := range run.Verdicts {
		v := &run.Verdicts[i]
		v.Weight = &record.Weight{Accepted: 1}
		if v.Outcome == "pass" {
			v.Weight.Judged = 2
		}
	}
	return run
}

// followed gives a record of a target that follows a reading which clients feel.
func followed(t testing.TB) *record.Run {
	run := read(t, "conforms")[0]
	run.Verdicts = append(run.Verdicts[:1:1], record.Verdict{
		ID: "smartag/Op/readings/key/coherent", Requirement: "smartag/Op/readings/key", Operation: "smartag/Op", Family: "readings", Level: "must", Profile: "contract",
		Outcome: "pass", Reading: "key=lower|case", Text: "One reading explains every answer.", Source: "001:81", Location: "specs/x.yaml:1", Exchanges: []string{},
	})
	run.Footer.Counts = map[finding.Outcome]int{"pass": 2, "fail": 0, "skip": 0, "error": 0}
	return run
}

// measured is a table in which clients feel that reading.
func measured(t testing.TB) *impact.Table {
	var table impact.Table
	for _, c := range [][3]string{{"one", "silently lost", "Go"}, {"two", "silently lost", "Python"}, {"<three>", "clear error", "Node"}, {"four", "right value", "Java"}} {
		if err := table.Add(impact.Client{Name: c[0], Client: c[0], Version: "1.0", Language: c[2]}, map[string]string{"smartag/Op/reading/key=lower|case": c[1]}); err != nil {
			t.Fatal(err)
		}
	}
	return &table
}

func TestAReadingThatClientsFeelIsInThePage(t *testing.T) {
	const want = `<p class="note">reads key as lower|case: one 1.0 (Go) and two 1.0 (Python) silently lose the answer; &lt;three&gt; 1.0 (Node) refuses the answer with an error <small>smartag/Op</small></p>`
	if text := string(rendered(t, "html", followed(t))); !strings.Contains(text, want) {
		t.Error("it is not")
	}
	if text := string(rendered(t, "html", read(t, "conforms")...)); strings.Contains(text, `<p class="note">reads`) {
		t.Error("a run that follows none has one")
	}
}

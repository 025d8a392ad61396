package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/report"
)

// counted gives the totals of records without the help of the package.
func counted(runs []*record.Run) report.Totals {
	var t report.Totals
	for _, run := range runs {
		for _, v := range run.Verdicts {
			switch {
			case v.Outcome == "pass":
				t.Pass++
			case v.Outcome == "skip":
				t.Skip++
			case v.Outcome == "error":
				t.Error++
			case v.Outcome == "deviation":
				t.Deviation++
			case v.Level == "may":
				t.Known++
			case v.New:
				t.New++
			default:
				t.Fail++
			}
		}
	}
	return t
}

func TestTotalsAgreeInEveryFormat(t *testing.T) {
	for name, runs := range sets(t) {
		want := counted(runs)
		for format, count := range map[string]func(*testing.T, string) report.Totals{
			"json": inJSON, "junit": inJUnit, "html": inHTML, "markdown": inMarkdown, "github": inWords, "har": inWords, "ctrf": inCTRF,
		} {
			if got := count(t, string(rendered(t, format, runs...))); got != want {
				t.Errorf("%s of %s counts %+v, want %+v", format, name, got, want)
			}
		}
		text := string(rendered(t, "text", runs...))
		if len(runs) > 1 {
			if got := inWords(t, text); got != want {
				t.Errorf("text of %s counts %+v, want %+v", name, got, want)
			}
		} else {
			inTable(t, name, text, want)
		}
	}
}

func inJSON(t *testing.T, text string) report.Totals {
	var r report.Report
	must(t, json.Unmarshal([]byte(text), &r))
	var stated, found report.Totals
	for _, run := range r.Runs {
		stated = sum(stated, run.Totals)
		for _, op := range run.Operations {
			var below report.Totals
			for _, q := range op.Requirements {
				below = sum(below, q.Totals)
				if q.Totals.Cases() != len(q.Cases) {
					t.Errorf("%s counts %d cases and has %d", q.ID, q.Totals.Cases(), len(q.Cases))
				}
			}
			if below != op.Totals {
				t.Errorf("%s counts %+v, its requirements %+v", op.ID, op.Totals, below)
			}
			found = sum(found, below)
		}
	}
	if stated != found {
		t.Errorf("stated %+v, found %+v", stated, found)
	}
	return stated
}

func sum(a, b report.Totals) report.Totals {
	return report.Totals{Pass: a.Pass + b.Pass, Fail: a.Fail + b.Fail, Known: a.Known + b.Known, Skip: a.Skip + b.Skip, Error: a.Error + b.Error,
		Deviation: a.Deviation + b.Deviation, New: a.New + b.New}
}

// inJUnit counts as a reader of JUnit files does: by the elements.
func inJUnit(t *testing.T, text string) report.Totals {
	type result struct {
		Type string `xml:"type,attr"`
	}
	var file struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Suites   []struct {
			Tests    int `xml:"tests,attr"`
			Failures int `xml:"failures,attr"`
			Errors   int `xml:"errors,attr"`
			Skipped  int `xml:"skipped,attr"`
			Cases    []struct {
				Name string  `xml:"name,attr"`
				F    *result `xml:"failure"`
				E    *result `xml:"error"`
				S    *result `xml:"skipped"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	must(t, xml.Unmarshal([]byte(text), &file))
	var all report.Totals
	for _, suite := range file.Suites {
		var here report.Totals
		for _, c := range suite.Cases {
			switch {
			case c.F != nil:
				here.Fail++
			case c.E != nil:
				here.Error++
			case c.S == nil:
				here.Pass++
			default:
				*map[string]*int{"skip": &here.Skip, "may": &here.Known, "deviation": &here.Deviation, "new": &here.New}[c.S.Type]++
			}
		}
		if suite.Tests != len(suite.Cases) || suite.Failures != here.Fail || suite.Errors != here.Error || suite.Skipped != here.Skip+here.Known+here.Deviation+here.New {
			t.Errorf("a suite states %d, %d, %d, %d and has %+v", suite.Tests, suite.Failures, suite.Errors, suite.Skipped, here)
		}
		all = sum(all, here)
	}
	if file.Tests != all.Cases() || file.Failures != all.Fail || file.Errors != all.Error {
		t.Errorf("the file states %d, %d, %d and has %+v", file.Tests, file.Failures, file.Errors, all)
	}
	return all
}

// inCTRF counts by the finer status of each test, and holds the summary against that.
func inCTRF(t *testing.T, text string) report.Totals {
	var file struct {
		Results struct {
			Summary struct{ Tests, Passed, Failed, Skipped, Pending, Other int }
			Tests   []struct{ Status, RawStatus string }
		}
	}
	must(t, json.Unmarshal([]byte(text), &file))
	var all report.Totals
	status := map[string]int{}
	for _, c := range file.Results.Tests {
		*map[string]*int{"pass": &all.Pass, "fail": &all.Fail, "known": &all.Known, "skip": &all.Skip, "error": &all.Error, "deviation": &all.Deviation, "new": &all.New}[c.RawStatus]++
		status[c.Status]++
	}
	if s := file.Results.Summary; s.Tests != all.Cases() || s.Passed != status["passed"] || s.Failed != status["failed"] || s.Skipped != status["skipped"] || s.Other != status["other"] || s.Pending != 0 ||
		s.Passed != all.Pass || s.Failed != all.Fail || s.Skipped != all.Skip {
		t.Errorf("the file states %+v and has %+v", s, all)
	}
	return all
}

// inHTML counts the cases of a page, and holds the counts on top against them.
func inHTML(t *testing.T, text string) report.Totals {
	count := func(class string) int {
		return strings.Count(text, `<div class="c `+class+`"`) + strings.Count(text, `<div class="c `+class+` open"`)
	}
	found := report.Totals{Pass: count("pass"), Fail: count("fail"), Known: count("known"), Skip: count("skip"), Error: count("error"), Deviation: count("deviation"), New: count("new")}
	if strings.Contains(text, "Requirement by requirement") { // side by side, requirements that hold are only counted
		for _, m := range regexp.MustCompile(`<details class="q pass"[^>]*><summary data-n="(\d+) case`).FindAllStringSubmatch(text, -1) {
			n, _ := strconv.Atoi(m[1])
			found.Pass += n
		}
	}
	stated := map[string]int{}
	for _, m := range regexp.MustCompile(`<li class="(\w+)(?: none)?"><b>(\d+)</b>`).FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(m[2])
		stated[m[1]] += n
	}
	onTop := report.Totals{Pass: stated["pass"], Fail: stated["fail"], Known: stated["known"], Skip: stated["skip"], Error: stated["error"], Deviation: stated["deviation"], New: stated["new"]}
	if onTop != found {
		t.Errorf("the page states %+v and has %+v", onTop, found)
	}
	return found
}

func inMarkdown(t *testing.T, text string) report.Totals {
	rows := regexp.MustCompile(`(?m)^\| (?:\*\*all\*\*|[A-Z] \| .* \| . [a-z ]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$`).FindAllStringSubmatch(text, -1)
	var out report.Totals
	for _, m := range rows {
		n := numbers(m[1:])
		out = sum(out, report.Totals{Pass: n[0], Fail: n[1], Known: n[2], Skip: n[3], Error: n[4], Deviation: n[5], New: n[6]})
	}
	return out
}

// inWords reads "3 pass, 0 fail, …".
func inWords(t *testing.T, text string) report.Totals {
	var out report.Totals
	for _, m := range regexp.MustCompile(`(\d+) pass, (\d+) fail, (\d+) worth knowing, (\d+) skip, (\d+) error, (\d+) deviation, (\d+) new`).FindAllStringSubmatch(text, -1) {
		n := numbers(m[1:])
		out = sum(out, report.Totals{Pass: n[0], Fail: n[1], Known: n[2], Skip: n[3], Error: n[4], Deviation: n[5], New: n[6]})
	}
	return out
}

// inTable reads the table that plumb run prints too, which counts every failure
// as one; its sentence says how many do not count.
func inTable(t *testing.T, name, text string, want report.Totals) {
	var sums [5]int
	for _, m := range regexp.MustCompile(`(?m)^(?:smartag|mna)/\w+((?: +\d+){4,5})$`).FindAllStringSubmatch(text, -1) {
		for i, n := range numbers(strings.Fields(m[1])) {
			sums[i] += n
		}
	}
	if sums != [5]int{want.Pass, want.Fail + want.Known + want.New, want.Skip, want.Error, want.Deviation} {
		t.Errorf("text of %s counts %v, want %+v", name, sums, want)
	}
}

func numbers(texts []string) []int {
	out := make([]int, len(texts))
	for i, text := range texts {
		out[i], _ = strconv.Atoi(text)
	}
	return out
}

func TestAnnotationsCountEveryCaseOnce(t *testing.T) {
	for name, runs := range sets(t) {
		want, n := counted(runs), 0
		for _, m := range regexp.MustCompile(`(?m)^::\w+ file=[^:]*\((\d+) cases?\)::`).FindAllStringSubmatch(string(rendered(t, "github", runs...)), -1) {
			n += numbers(m[1:])[0]
		}
		if all := want.Fail + want.Known + want.New + want.Error + want.Deviation; n != all {
			t.Errorf("annotations of %s speak of %d cases, want %d", name, n, all)
		}
	}
}

// What was sent and judged for a requirement is the same wherever it is told; what was
// sent for nothing is told first.
func TestEveryReportSaysWhatWasJudged(t *testing.T) {
	const lost, kept, all = "smartag/DescribeUserFlowStatistics/UserNames/maxItems", "mna/GetFlowStatistic/Type/enum", "36 answers for 1 of 2 requirements; 32 requests sent for 1 more, and nothing judged"
	for format, parts := range map[string][]string{
		"text":     {"judged  " + all + "\n     32  sent, none judged: " + lost + "\n"},
		"json":     {`"sent":32,"judged":0,`, `"sent":18,"judged":36,`},
		"junit":    {`<property name="requirement.UserNames/maxItems" value="0 answers judged, 32 requests sent"/>`, `<property name="requirement.Type/enum" value="36 answers judged, 18 requests sent"/>`},
		"html":     {"0 answers judged, 32 requests sent", "36 answers judged, 18 requests sent"},
		"markdown": {"<details><summary>judged: " + all + "</summary>\n\n| requirement | sent | judged |\n|---|--:|--:|\n| " + lost + " | 32 | 0 |\n| " + kept + " | 18 | 36 |\n\n</details>"},
	} {
		text := string(rendered(t, format, weighed(t)))
		if format == "json" {
			var compact bytes.Buffer
			must(t, json.Compact(&compact, []byte(text)))
			text = compact.String()
		}
		for _, part := range parts {
			if !strings.Contains(text, part) {
				t.Errorf("%s does not have %s", format, part)
			}
		}
	}
	for _, format := range []string{"text", "markdown"} {
		if text := string(rendered(t, format, read(t, "limit")...)); strings.Contains(text, "judged") {
			t.Errorf("%s of an older record says what was judged", format)
		}
	}
}

// A requirement that is broken at both levels is counted at the stronger, as in the
// sentence of the verdict, and what the documents state stands before what follows.
func TestMustStandsBeforeShould(t *testing.T) {
	run := read(t, "limit")[0]
	var failing []*record.Verdict
	for i := range run.Verdicts {
		if v := &run.Verdicts[i]; v.Outcome == "fail" && v.Level == "must" {
			failing = append(failing, v)
		}
	}
	failing[0].Requirement, failing[0].ID, failing[0].Level = "smartag/DescribeUserFlowStatistics/a", "smartag/DescribeUserFlowStatistics/a/b", "should"
	failing[1].Level = "should"
	run.Verdicts[0], *failing[0] = *failing[0], run.Verdicts[0]
	if html := string(rendered(t, "html", run)); !strings.Contains(html, "<h2>must: 1 requirement <") || !strings.Contains(html, "<h2>should: 1 requirement <") ||
		!strings.Contains(html, "2 requirements broken (1 must, 1 should)") {
		t.Error("the page counts other requirements than its verdict")
	}
	if summary := string(rendered(t, "markdown", run)); strings.Index(summary, "<b>must</b>") > strings.Index(summary, "<b>should</b>") {
		t.Error("the summary begins with what only follows")
	}
}

package difference_test

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/impact"
)

// totals are what every format counts, by the words of the formats.
type totals map[string]int

// counted gives the totals of a report without the help of the package.
func counted(r *impact.Report) totals {
	t := totals{}
	for _, c := range r.Changes {
		if c.Accepted != "" {
			t["accepted"]++
		} else {
			t[string(c.Weight)]++
		}
	}
	for _, target := range r.Targets {
		for _, f := range target.Flips {
			switch {
			case f.To == finding.Fail && f.Level == contract.May:
				t["worth knowing"]++
			case f.To == finding.Fail:
				t["red"]++
			case f.From == finding.Fail && f.To == finding.Pass:
				t["mended"]++
			default:
				t["other"]++
			}
		}
		t["not asked"] += len(target.Unasked)
	}
	return t
}

func TestTotalsAgreeInEveryFormat(t *testing.T) {
	for name, r := range sets() {
		want := counted(r)
		for format, count := range map[string]func(*testing.T, string) totals{"json": inJSON, "text": inText, "github": inGitHub, "html": inHTML, "markdown": inMarkdown} {
			if name == "large" && format == "markdown" {
				continue // its elements do not fit, and it says so
			}
			got := count(t, rendered(t, r, format))
			for _, key := range words() {
				if got[key] != want[key] {
					t.Errorf("%s of %s counts %d %s, want %d", format, name, got[key], key, want[key])
				}
			}
		}
		tests, failures, skipped := inJUnit(t, rendered(t, r, "junit"))
		all, red := 0, want["breaks callers"]+want["breaks implementers"]+want["red"]
		for key, n := range want {
			if key != "not asked" {
				all += n
			}
		}
		if all == 0 && !strings.Contains(name, "together") {
			all = 1 // that nothing changed is a test, too
		}
		if tests != all || failures != red || skipped != want["accepted"]+want["worth knowing"] {
			t.Errorf("junit of %s: %d tests, %d failures, %d skipped, of %v", name, tests, failures, skipped, want)
		}
	}
}

// words are the keys of totals.
func words() []string {
	out := []string{"accepted", "red", "worth knowing", "mended", "other", "not asked"}
	for _, w := range revision.Weights() {
		out = append(out, string(w))
	}
	return out
}

// inJSON takes what is stated, and holds it against what is listed.
func inJSON(t *testing.T, text string) totals {
	var file struct {
		Totals struct {
			BreaksCallers, BreaksImplementers, Loosens, Editorial, Accepted int
			Flips                                                           struct{ Red, WorthKnowing, Mended, Other, Unasked int }
		}
		Changes []struct{ Weight, Accepted string }
		Records []struct {
			Flips   []struct{ Turns string }
			Unasked []string
		}
	}
	must(t, json.Unmarshal([]byte(text), &file))
	listed := totals{}
	for _, c := range file.Changes {
		if c.Accepted != "" {
			c.Weight = "accepted"
		}
		listed[c.Weight]++
	}
	for _, r := range file.Records {
		for _, f := range r.Flips {
			listed[f.Turns]++
		}
		listed["not asked"] += len(r.Unasked)
	}
	s := file.Totals
	for key, n := range map[string]int{"breaks callers": s.BreaksCallers, "breaks implementers": s.BreaksImplementers, "loosens": s.Loosens, "editorial": s.Editorial, "accepted": s.Accepted,
		"red": s.Flips.Red, "worth knowing": s.Flips.WorthKnowing, "mended": s.Flips.Mended, "other": s.Flips.Other, "not asked": s.Flips.Unasked} {
		if listed[key] != n {
			t.Errorf("json states %d %s and lists %d", n, key, listed[key])
		}
	}
	return listed
}

// stated reads "breaks callers 2 · …" and "2 red, 1 worth knowing, …", as
// several formats say it.
func stated(text string) totals {
	got := totals{}
	if m := regexp.MustCompile(`breaks callers \d+ · .*editorial \d+`).FindString(text); m != "" {
		for part := range strings.SplitSeq(m, " · ") {
			i := strings.LastIndexByte(part, ' ')
			got[part[:i]], _ = strconv.Atoi(part[i+1:])
		}
	}
	if m := regexp.MustCompile(`[Ff]lips: (\d+) red, (\d+) worth knowing, (\d+) mended, (\d+) other; (\d+) not asked`).FindAllStringSubmatch(text, -1); m != nil {
		for i, key := range []string{"red", "worth knowing", "mended", "other", "not asked"} {
			got[key], _ = strconv.Atoi(m[len(m)-1][i+1]) // the last is that of the whole report
		}
	}
	return got
}

// inText holds what the opening says against what stands below it.
func inText(t *testing.T, text string) totals {
	got := stated(text)
	for sign, key := range map[string]string{"✗ breaks callers  ": "breaks callers", "✗ breaks implementers  ": "breaks implementers", "· loosens  ": "loosens", "· accepted, ": "accepted"} {
		if n := strings.Count(text, "\n"+sign); n != got[key] {
			t.Errorf("text states %d %s and shows %d", got[key], key, n)
		}
	}
	return got
}

// inGitHub holds the last notice against the annotations before it.
func inGitHub(t *testing.T, text string) totals {
	got := stated(strings.ReplaceAll(text, "%0A", "\n"))
	if n := strings.Count(text, "::error "); n != got["breaks callers"]+got["breaks implementers"] {
		t.Errorf("github has %d errors: %v", n, got)
	}
	red := 0
	for _, m := range regexp.MustCompile(`::warning .*?%3A (\d+) cases? red::`).FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(m[1])
		red += n
	}
	if red != got["red"] {
		t.Errorf("github warns of %d red, and states %d", red, got["red"])
	}
	return got
}

// inHTML counts the cards, and holds them against the numbers on top.
func inHTML(t *testing.T, text string) totals {
	got := stated(text)
	for _, m := range regexp.MustCompile(`<b>(\d+)</b> (breaks callers|breaks implementers|loosens|accepted|editorial)<`).FindAllStringSubmatch(text, -1) {
		got[m[2]], _ = strconv.Atoi(m[1])
	}
	cards := totals{"editorial": strings.Count(text, "<li id=\"c")}
	for _, m := range regexp.MustCompile(`<details class="q d [^>]*><summary><b>([a-z ]+)`).FindAllStringSubmatch(text, -1) {
		if m[1] != "editorial" && m[1] != "not asked" {
			cards[m[1]]++
		}
	}
	cards["not asked"] = got["not asked"]
	for _, key := range words() {
		if cards[key] != got[key] {
			t.Errorf("html states %d %s and shows %d", got[key], key, cards[key])
		}
	}
	return got
}

// inMarkdown reads the table on top, and holds it against what is folded below.
func inMarkdown(t *testing.T, text string) totals {
	got := stated(text)
	if m := regexp.MustCompile(`\n\| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|\n`).FindStringSubmatch(text); m != nil {
		for i, key := range []string{"breaks callers", "breaks implementers", "loosens", "accepted", "editorial"} {
			got[key], _ = strconv.Atoi(m[i+1])
		}
	}
	folds := totals{}
	for _, m := range regexp.MustCompile(`<summary><b>([a-z ]+)`).FindAllStringSubmatch(text, -1) {
		folds[m[1]]++
	}
	for _, key := range words() {
		if key != "editorial" && key != "not asked" && folds[key] != got[key] {
			t.Errorf("markdown states %d %s and shows %d", got[key], key, folds[key])
		}
	}
	return got
}

// TestTheCaseSetIsCountedOnce: a case that two changes alter is one case.
func TestTheCaseSetIsCountedOnce(t *testing.T) {
	r := revisions()
	r.Changes[1].Cases.Altered = r.Changes[0].Cases.Altered[:5]
	for format, want := range map[string]string{"text": "cases: 4 added, 6 removed, 29 altered", "markdown": "Cases: 4 added, 6 removed, 29 altered.", "github": "%0Acases: 4 added, 6 removed, 29 altered%0A"} {
		if !strings.Contains(rendered(t, r, format), want) {
			t.Errorf("%s does not say %q", format, want)
		}
	}
}

func TestTheSameReportIsRenderedTheSameEveryTime(t *testing.T) {
	for _, format := range []string{"text", "json", "html", "markdown", "github", "junit"} {
		first := rendered(t, revisions(), format)
		for range 5 {
			if rendered(t, revisions(), format) != first {
				t.Fatalf("%s differs from time to time", format)
			}
		}
	}
}

package probe_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/probe"
)

// The list of all cases is reviewed: an id never changes its meaning, so that a
// line that goes is a case that others may have in their baselines.
func TestTheListOfCasesIsTheReviewedOne(t *testing.T) {
	const file = "testdata/cases.txt"
	var lines []string
	for _, c := range cases(t) {
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s", c.ID, c.Level, c.Profile))
	}
	slices.Sort(lines)
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	reviewed := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	for _, line := range lines {
		if _, found := slices.BinarySearch(reviewed, line); !found {
			t.Errorf("new:  %s", line)
		}
	}
	for _, line := range reviewed {
		if _, found := slices.BinarySearch(lines, line); !found {
			t.Errorf("gone: %s", line)
		}
	}
	if t.Failed() {
		t.Log("if the change is meant, write the list with `go test ./suites/probe -update` and review its diff")
	}
}

func TestEveryCaseIsComplete(t *testing.T) {
	id := regexp.MustCompile(`^[a-z]+/[A-Za-z]+(/[A-Za-z0-9.-]+){2,}$`)
	seen := map[string]bool{}
	for _, c := range cases(t) {
		variant := strings.TrimPrefix(c.ID, c.Requirement+"/")
		for _, row := range []struct {
			wrong bool
			text  string
		}{
			{variant == c.ID || strings.Contains(variant, "/"), "the id is not the requirement, a slash and a variant: " + c.Requirement},
			{!strings.HasPrefix(c.Requirement, c.Operation.Key()+"/"), "the requirement does not begin with the operation"},
			{seen[c.ID], "the id stands twice"},
			{!id.MatchString(c.ID), "the id does not consist of words"},
			{c.Want == nil, "nothing is wanted"},
			{!strings.HasSuffix(c.Text, ".") || strings.HasSuffix(c.Text, ".."), "the text is no sentence with a full stop: " + c.Text},
			{strings.ContainsAny(c.Text, "\n\t") || strings.Contains(c.Text, "%!"), "the text is no single line: " + c.Text},
			{len(c.Origin.Sources) == 0, "there is no source"},
			{len(c.Requests) == 0 && c.Skip == "", "there is no request and no reason for that"},
			{c.Level == "" || c.Profile == "" || c.Family == "", "level, profile or family is missing"},
		} {
			if row.wrong {
				t.Errorf("%s: %s", c.ID, row.text)
			}
		}
		seen[c.ID] = true
	}
}

func TestEveryCasePointsAtALineOfItsSpec(t *testing.T) {
	files := map[string][]string{}
	for _, c := range cases(t) {
		at := c.Origin.Location
		lines, read := files[at.File]
		if !read {
			data, err := os.ReadFile("../../" + at.File)
			if err != nil {
				t.Errorf("%s: %v", c.ID, err)
			}
			lines = strings.Split(string(data), "\n")
			files[at.File] = lines
		}
		if at.Line < 1 || at.Line > len(lines) || strings.TrimSpace(lines[at.Line-1]) == "" {
			t.Errorf("%s: %s is no line with anything on it", c.ID, at)
		}
	}
}

func TestEveryRequestIsKeyedAndPlannedOnce(t *testing.T) {
	operation := map[string]string{}
	for _, c := range cases(t) {
		own := map[string]bool{}
		for _, r := range c.Requests {
			if own[r.Key()] {
				t.Errorf("%s sends the same request twice: %s", c.ID, r.Key())
			}
			own[r.Key()] = true
			if before, ok := operation[r.Key()]; ok && before != r.Operation.Key() {
				t.Errorf("%s shares a request with %s", c.ID, before)
			}
			operation[r.Key()] = r.Operation.Key()
		}
	}
}

func TestCasesAreMadeTheSameEachTime(t *testing.T) {
	one, two := cases(t), cases(t)
	if len(one) != len(two) {
		t.Fatalf("%d cases, then %d", len(one), len(two))
	}
	for i := range one {
		if one[i].ID != two[i].ID || keys(one[i]) != keys(two[i]) {
			t.Errorf("%s with %s is %s with %s the second time", one[i].ID, keys(one[i]), two[i].ID, keys(two[i]))
		}
	}
}

func keys(c probe.Case) string {
	var out []string
	for _, r := range c.Requests {
		out = append(out, r.Key())
	}
	return strings.Join(out, " ")
}

func BenchmarkCases(b *testing.B) {
	all, known := operations(b), accounts(b, "emulator")
	for b.Loop() {
		probe.Cases(all, known)
	}
}

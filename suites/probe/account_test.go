package probe_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/probe"
)

// texts gives every text that the requests of a case send as a parameter.
func texts(c probe.Case) []string {
	var out []string
	requests := slices.Clone(c.Requests)
	if c.Anchor != nil {
		requests = append(requests, *c.Anchor)
	}
	for _, r := range requests {
		for _, arg := range r.Args {
			out = append(append(out, arg.Value.Text), arg.Value.Strings()...)
		}
	}
	return out
}

// documented are the names that stand in where nobody has written down what
// there is: the documents' own, and the emulator's.
func documented() []string {
	return []string{"doctest", "zhanlg", "user001", "mna-dev1", "mna-dev2", "mna-group1", "sag-mfkg00001"}
}

const nameless = `
smartag: {url: "http://127.0.0.1:1", instance: sag-mine}
mna: {url: "http://127.0.0.1:1"}
`

func TestWhatAProfileDoesNotKnowIsSkippedAndNotMadeUp(t *testing.T) {
	reasons := map[string]int{}
	for _, c := range profiled(t, nameless) {
		if c.Skip != "" {
			reasons[c.Skip]++
			continue
		}
		for _, text := range texts(c) {
			for _, name := range documented() {
				if strings.Contains(text, name) && !misfit(c, text) {
					t.Errorf("%s sends %q, which is made up: the profile does not know it", c.ID, text)
				}
			}
		}
	}
	for _, reason := range []string{"no users in the target file", "no devices in the target file"} {
		if reasons[reason] == 0 {
			t.Errorf("no case is skipped because %s; the reasons are %v", reason, reasons)
		}
		delete(reasons, reason)
	}
	for reason := range reasons {
		if !strings.HasSuffix(reason, " in the target file") && !strings.HasPrefix(reason, "the month turns") {
			t.Errorf("cases are skipped because %s", reason)
		}
	}
}

// misfit tells a value that is of the wrong kind on purpose, so that what it
// says does not matter.
func misfit(c probe.Case, text string) bool {
	for _, v := range c.Operation.Check(judged(c).Args) {
		if v.Keyword == contract.TypeKeyword && strings.Contains(v.Detail, text) {
			return true
		}
	}
	return false
}

const threeUsers = `
smartag: {url: "http://127.0.0.1:1", instance: sag-mine, region: eu-central-1, users: [anna, bert, carl]}
mna: {url: "http://127.0.0.1:1", devices: [mine-1, mine-2]}
`

func TestAProfileWithThreeUsersInventsTheRest(t *testing.T) {
	found := 0
	for _, c := range profiled(t, threeUsers) {
		if c.Operation.Product != "smartag" || c.Skip != "" {
			continue
		}
		if !strings.HasSuffix(c.Requirement, "/UserNames/maxItems") || !strings.Contains(c.ID, "/over-limit") || strings.HasSuffix(c.ID, "/over-limit-of-one-name") {
			continue
		}
		found++
		names, _ := judged(c).Args.Get("UserNames")
		sent := names.Strings()
		if len(sent) != 51 || !slices.Equal(sent[:3], []string{"anna", "bert", "carl"}) {
			t.Errorf("%s sends %d names, the first of them %v; want 51, the three known ones first", c.ID, len(sent), sent[:3])
		}
		for _, name := range sent[3:] {
			if !strings.HasPrefix(name, "plumbline") {
				t.Errorf("%s sends %q, which neither the profile knows nor looks invented", c.ID, name)
			}
		}
		slices.Sort(sent)
		if len(slices.Compact(sent)) != 51 {
			t.Errorf("%s sends a name twice", c.ID)
		}
		few, _ := c.Anchor.Args.Get("UserNames")
		if c.Anchor.Operation != c.Operation || len(few.Items) == 0 {
			t.Errorf("%s has no anchor with names", c.ID)
		}
	}
	if found == 0 {
		t.Fatal("no case goes over the limit of UserNames")
	}
}

func TestAProfileIsHeardEverywhere(t *testing.T) {
	for _, c := range profiled(t, threeUsers) {
		if c.Skip != "" {
			continue
		}
		for _, r := range c.Requests {
			region, sent := r.Args.Get("RegionId")
			if sent && c.Operation.Product == "smartag" && region.Text != "eu-central-1" && region.Text != "" && !strings.Contains(c.ID, "RegionId/") {
				t.Errorf("%s asks the region %q, not the profile's", c.ID, region.Text)
			}
		}
	}
}

func TestATargetThatChecksNoSignaturesIsNotAskedAboutThem(t *testing.T) {
	for _, c := range profiled(t, "signing: none\n"+threeUsers) {
		if c.Profile != contract.Gateway {
			continue
		}
		about := placed(c.ID)
		unsigned := !strings.Contains(about, "-signed-by-") && slices.ContainsFunc([]string{"unknown-action", "unknown-version", "no-version", "unknown-parameter", "unknown-format", "refusals",
			"format-in-small-letters", "empty-signature-type", "hidden-parameter", "post-in-query", "post-in-both", "form-with-charset",
			"action-in-small-letters", "http-method", "unreadable", "region-named", "unsigned-payload", "body-with-charset", "without-Format"}, func(what string) bool { return strings.Contains(about, what) })
		if (c.Skip == "") != unsigned {
			t.Errorf("%s: skipped because %q; only what signatures have no part in is asked", c.ID, c.Skip)
		}
	}
}

package difference_test

import (
	"encoding/xml"
	"testing"
)

// inJUnit counts as a reader of JUnit files does: by the elements.
func inJUnit(t *testing.T, text string) (tests, failures, skipped int) {
	type result struct{}
	var file struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Suites   []struct {
			Tests    int `xml:"tests,attr"`
			Failures int `xml:"failures,attr"`
			Skipped  int `xml:"skipped,attr"`
			Cases    []struct {
				Name string  `xml:"name,attr"`
				F    *result `xml:"failure"`
				S    *result `xml:"skipped"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	must(t, xml.Unmarshal([]byte(text), &file))
	for _, suite := range file.Suites {
		red, left, names := 0, 0, map[string]bool{}
		for _, c := range suite.Cases {
			if names[c.Name] {
				t.Errorf("junit has two of %s", c.Name)
			}
			names[c.Name] = true
			if c.F != nil {
				red++
			}
			if c.S != nil {
				left++
			}
		}
		if len(suite.Cases) != suite.Tests || red != suite.Failures || left != suite.Skipped {
			t.Errorf("a suite states %d tests, %d failures, %d skipped, and has %d, %d, %d", suite.Tests, suite.Failures, suite.Skipped, len(suite.Cases), red, left)
		}
		tests, failures, skipped = tests+suite.Tests, failures+red, skipped+left
	}
	if file.Tests != tests || file.Failures != failures {
		t.Errorf("junit states %d tests and %d failures, and has %d and %d", file.Tests, file.Failures, tests, failures)
	}
	return tests, failures, skipped
}

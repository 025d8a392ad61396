package page_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode"

	"github.com/plumbline/plumbline/tools/internal/page"
)

func TestMarkdownLinksNothing(t *testing.T) {
	const space = "&#8203;"
	for text, want := range map[string]string{
		"see #12":             "see &#35;" + space + "12",
		"other/repo#3":        "other/repo&#35;" + space + "3",
		"gh-7 and GH-8":       "gh-" + space + "7 and GH-" + space + "8",
		"high-5":              "high-5",
		"@team":               "&#64;" + space + "team",
		"me@mail.test":        "me&#64;" + space + "mail.test",
		"http://evil.test":    "http&#58;" + space + "//evil.test",
		"www.evil.test":       "www&#46;" + space + "evil.test",
		"a|b`c`":              "a&#124;b&#96;c&#96;",
		"<b>&amp;":            "&#60;b&#62;&#38;amp;",
		"[x](y) *z* _w_ ~$\\": "&#91;x&#93;(y) &#42;z&#42; &#95;w&#95; &#126;&#36;&#92;",
		"two\nlines":          "two lines",
		"\x1b[2J\xff\u202e":   "&#92;x1b&#91;2J&#92;xff&#92;u202e",
		"\ufffd 漢字":           "\ufffd 漢字",
		"plain: 1.5, ok!":     "plain: 1.5, ok!",
	} {
		if got := page.Markdown(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestFencedCodeStaysInItsFence(t *testing.T) {
	got := page.Fenced("sh", "echo\n````\n# not outside")
	if want := "`````sh\necho\n````\n# not outside\n`````\n\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAnAnnotationIsOneCommand(t *testing.T) {
	a := page.Annotation{Kind: "error", File: "a,b:c.yaml", Line: 3, Title: "50%: x, y", Text: "one\r\n::error::no"}
	want := "::error file=a%2Cb%3Ac.yaml,line=3,title=50%25%3A x%2C y::one%0D%0A::error::no"
	if got := a.String(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := (page.Annotation{Kind: "notice", Text: "all"}).String(); got != "::notice ::all" {
		t.Errorf("without a place: %s", got)
	}
}

func TestPlural(t *testing.T) {
	for want, got := range map[string]string{
		"1 case": page.Plural(1, "case"), "0 cases": page.Plural(0, "case"), "2 entries": page.Plural(2, "entry"), "1 entry": page.Plural(1, "entry"), "3 days": page.Plural(3, "day"),
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// decoded reads a JUnit file back.
type decoded struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Suites   []struct {
		Skipped int `xml:"skipped,attr"`
		Cases   []struct {
			Name    string `xml:"name,attr"`
			Failure *struct {
				Message string `xml:"message,attr"`
				Text    string `xml:",chardata"`
			} `xml:"failure"`
			Out string `xml:"system-out"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

func TestJUnitCountsWhatItHolds(t *testing.T) {
	var text bytes.Buffer
	out := page.NewOut(&text)
	page.JUnit(out, "p<q", []page.Suite{
		{Name: "one", Properties: [][2]string{{"a", "b\"c"}}, Results: []page.Result{
			{Class: "c", Name: "same", State: page.Failed, Kind: "must", Message: "two\nlines", Text: "x\x00\x1b\ny"},
			{Class: "c", Name: "same", State: page.Skipped, Kind: "skip", Message: "not asked"},
			{Class: "c", Name: "right", Out: "a]]>b"},
		}},
		{Name: "two", Timestamp: "2026-01-01T00:00:00", Results: []page.Result{{Class: "c", Name: "broken", State: page.Errored, Kind: "environment", Message: "reset"}}},
	})
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	for _, r := range text.String() {
		if r != '\n' && !unicode.IsPrint(r) {
			t.Errorf("holds U+%04X", r)
		}
	}
	var got decoded
	if err := xml.Unmarshal(text.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Tests != 4 || got.Failures != 1 || got.Errors != 1 || len(got.Suites) != 2 || got.Suites[0].Skipped != 1 {
		t.Fatalf("%+v", got)
	}
	first := got.Suites[0].Cases[0]
	if first.Failure == nil || first.Failure.Message != "two\nlines" || first.Failure.Text != "x\\x00\\x1b\ny" {
		t.Errorf("%+v", first.Failure)
	}
	if names := got.Suites[0].Cases[0].Name + " " + got.Suites[0].Cases[1].Name; names != "same same (2)" {
		t.Errorf("names %s", names)
	}
	if got.Suites[0].Cases[2].Out != "a]]>b" {
		t.Errorf("printed %q", got.Suites[0].Cases[2].Out)
	}
}

func TestAHeadAllowsItsOwnStylesOnly(t *testing.T) {
	head := page.Head("a <title>", "let x = 1", "p { color: red; }")
	if strings.Count(head, "<style>") != 2 || !strings.Contains(head, "<title>a &lt;title&gt;</title>") || strings.Contains(head, "unsafe") {
		t.Errorf("head:\n%.600s", head)
	}
	_, policy, _ := strings.Cut(head, "style-src")
	policy, _, _ = strings.Cut(policy, ">")
	if strings.Count(policy, "sha256-") != 3 {
		t.Errorf("two styles and a script are allowed, not %s", policy)
	}
}

// failing is a stream that has no room.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestOutKeepsTheFirstError(t *testing.T) {
	out := page.NewOut(failing{})
	out.Put(strings.Repeat("x", 1<<17), "y")
	if err := out.Flush(); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("got %v", err)
	}
}

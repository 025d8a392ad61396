package difference_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/tools/internal/difference"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// venom is in every text of a hostile report: tags, the ends of all formats,
// terminal escapes, other directions, bytes that are no text.
const venom = "<script>alert(1)</script></style>--><img src=x onerror=alert(2)>\x1b[31m\x00\u202e\u200b]]>&amp;\"'|`@team #12 [x](http://evil.test)\n::error::no\r\n%0A</pre></details></summary>\n# head\n```\n| a | b |\n\u2028http://evil.test/ www.evil.test \xff\xfe"

// hostile is a report in which everything is venom that can be.
func hostile() *impact.Report {
	r := revisions()
	r.Suite, r.Old, r.New = venom, r.Old+venom, r.New+venom
	for i := range r.Changes {
		c := &r.Changes[i]
		for _, text := range []*string{&c.Kind, &c.Operation, &c.At, &c.Text, &c.Effect, &c.Old.Value, &c.New.Value, &c.Old.Location.File, &c.New.Location.File} {
			*text += venom
		}
		if c.Accepted != "" {
			c.Accepted += venom
		}
		c.Old.Sources = append(c.Old.Sources, contract.Source{Document: venom, First: 1, Last: 2})
		c.Cases = poisoned(c.Cases)
	}
	r.Changes[0].Old.Value = strings.Repeat("\xff<script>\x1b[2J", 1<<20)
	r.Changes[1].New.Value = strings.Repeat("漢字|`", 1<<18)
	r.Together, r.Remarks = poisoned(r.Together), []string{venom}
	for i := range r.Targets {
		t := &r.Targets[i]
		t.Name, t.Record, t.Unasked = t.Name+venom, t.Record+venom, append(t.Unasked, venom)
		for j := range t.Flips {
			f := &t.Flips[j]
			for _, text := range []*string{&f.Case, &f.Text, &f.Expected, &f.Received, &f.Source} {
				*text += venom
			}
			f.By = append(f.By, venom)
		}
	}
	return r
}

func poisoned(c impact.Cases) impact.Cases {
	return impact.Cases{Added: append(c.Added, venom), Removed: append(c.Removed, venom), Altered: append(c.Altered, venom)}
}

func TestHostileReportsAreShownHarmless(t *testing.T) {
	for _, format := range difference.Formats() {
		text := rendered(t, hostile(), format)
		if len(text) > 4<<20 {
			t.Errorf("%s takes %d bytes", format, len(text))
		}
		for _, r := range text {
			if r != '\n' && r != '\t' && !unicode.IsPrint(r) {
				t.Errorf("%s holds U+%04X", format, r)
				break
			}
		}
		switch format {
		case "html":
			inPage(t, text)
		case "junit":
			wellFormed(t, text)
		case "json":
			if !json.Valid([]byte(text)) {
				t.Error("no JSON")
			}
		case "github":
			command := regexp.MustCompile(`^::(error|warning|notice) (file=[^,:]*,line=\d+,)?title=[^,:]*::[^:]`)
			for line := range strings.Lines(text) {
				if !command.MatchString(line) {
					t.Errorf("no annotation: %.200s", line)
				}
			}
		case "markdown":
			inComment(t, text)
		}
	}
}

// inComment checks that a comment has the tags that the package writes, each
// closed, and no mention, link, heading or cell of anybody else.
func inComment(t *testing.T, text string) {
	for _, bad := range []string{"@", "http://evil", "www.evil", "](", "`", "\n# ", "\n::"} {
		if strings.Contains(text, bad) {
			t.Errorf("the comment holds %q", bad)
		}
	}
	if numbered := regexp.MustCompile(`#\d`).FindAllStringIndex(text, -1); len(numbered) != strings.Count(text, "&#") {
		t.Error("the comment links an issue")
	}
	for line := range strings.Lines(text) {
		if n := strings.Count(line, "|"); strings.HasPrefix(line, "| ") && n != 3 && n != 6 || !strings.HasPrefix(line, "|") && n > 0 {
			t.Errorf("a row of %d cells: %s", n-1, line)
		}
	}
	tags := map[string]int{}
	for _, tag := range regexp.MustCompile(`<[^>]*>`).FindAllString(text, -1) {
		tags[tag]++
	}
	for _, tag := range []string{"details", "summary", "b"} {
		if tags["<"+tag+">"] != tags["</"+tag+">"] {
			t.Errorf("<%s> is opened %d times and closed %d times", tag, tags["<"+tag+">"], tags["</"+tag+">"])
		}
		delete(tags, "<"+tag+">")
		delete(tags, "</"+tag+">")
	}
	if len(tags) > 0 {
		t.Errorf("tags %v", tags)
	}
}

// inPage checks that a page has the tags that the package writes and no other,
// each closed where it was opened, that it runs nothing and fetches nothing.
func inPage(t *testing.T, text string) {
	t.Helper()
	text = strings.Replace(strings.Replace(text, "<script>"+page.Script()+"</script>\n", "", 1), page.Filter(".q.d"), "", 1)
	head, rest, _ := strings.Cut(text, "<body>")
	if strings.Contains(text, "<script") || strings.Count(head, "<style>") != 2 || strings.Count(head, "script-src 'sha256-") != 1 || !strings.Contains(head, "default-src 'none'") {
		t.Error("the head lets something in")
	}
	rest = strings.TrimSuffix(strings.ReplaceAll(rest, " open>", ">"), "</html>\n")
	known := map[string]bool{}
	for _, tag := range strings.Fields("body header p h1 h2 h4 wbr span ul li b a div dl dt dd details summary main section table thead tbody tr th td pre footer code del ins") {
		known[tag] = true
	}
	for _, start := range wellFormed(t, "<body>"+rest) {
		if !known[start.Name.Local] {
			t.Fatalf("a tag <%s>", start.Name.Local)
		}
		for _, a := range start.Attr {
			if name := a.Name.Local; name != "class" && name != "id" && (name != "href" || !strings.HasPrefix(a.Value, "#")) {
				t.Fatalf("an attribute %s=%q", name, a.Value)
			}
		}
	}
}

// wellFormed gives the elements of a text, which must be XML.
func wellFormed(t *testing.T, text string) []xml.StartElement {
	t.Helper()
	var out []xml.StartElement
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		if start, isStart := token.(xml.StartElement); isStart {
			out = append(out, start)
		}
	}
}

func TestLongValuesAreCut(t *testing.T) {
	r := revisions()
	r.Changes[0].Old.Value = strings.Repeat("x", 70_000)
	for format, want := range map[string]string{
		"text": strings.Repeat("x", 10) + "…", "markdown": strings.Repeat("x", 119) + "…", "github": strings.Repeat("x", 119) + "…", "junit": strings.Repeat("x", 119) + "…",
		"html": strings.Repeat("x", 65536) + "… (70000 bytes)", "json": strings.Repeat("x", 65536) + "… (70000 bytes)",
	} {
		text := rendered(t, r, format)
		if !strings.Contains(text, want) {
			t.Errorf("%s does not say %.20s…%s", format, want, want[len(want)-20:])
		}
		if format != "html" && format != "json" && strings.Contains(text, strings.Repeat("x", 120)) {
			t.Errorf("%s shows more", format)
		}
	}
}

func TestACommentIsNotTooLong(t *testing.T) {
	for name, r := range map[string]*impact.Report{"large": large(2000, 5000), "hostile": hostile()} {
		if text := rendered(t, r, "markdown"); len(text) > 65_536 {
			t.Errorf("%s: %d bytes", name, len(text))
		}
	}
	if text := rendered(t, large(2000, 5000), "markdown"); !strings.Contains(text, "more changes; the HTML") || !strings.Contains(text, "and 4980 more flips; the HTML") {
		t.Errorf("the comment does not say what it leaves out:\n%s", text[len(text)-600:])
	}
}

// TestNothingIsLost: what is counted only elsewhere is whole in JSON and HTML.
func TestNothingIsLost(t *testing.T) {
	r := revisions()
	for _, format := range []string{"json", "html"} {
		text := rendered(t, r, format)
		for _, ids := range [][]string{r.Changes[0].Cases.Altered, r.Together.Altered, r.Targets[0].Unasked} {
			for _, id := range ids {
				if !strings.Contains(text, id) {
					t.Errorf("%s lacks %s", format, id)
				}
			}
		}
	}
}

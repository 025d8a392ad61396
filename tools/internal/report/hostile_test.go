package report_test

import (
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/report"
)

// venom is in every text of a hostile record: tags, the ends of all formats,
// terminal escapes, other directions, bytes that are no text.
const venom = "<script>alert(1)</script></style>--><img src=x onerror=alert(2)>\x1b[31m\x00\u202e\u200b]]>&amp;\"'|`@team #777 GH-3\n::error::no\r\n%0A</pre></details>\u2028http://evil.test/ www.evil.test \xff\xfe"

// hostile is a record in which everything is venom that can be.
func hostile() *record.Run {
	run := large(20, 2)
	run.Header.Target, run.Header.Suite = venom, venom
	run.Header.Configuration = map[string]string{venom: venom}
	for i := range run.Verdicts {
		v := &run.Verdicts[i]
		for _, text := range []*string{&v.ID, &v.Requirement, &v.Operation, &v.Text, &v.Expected, &v.Received, &v.Reason, &v.Reading, &v.Sent, &v.Source, &v.Location, &v.Family} {
			*text += venom
		}
		if i == 4 {
			v.Outcome, v.Accepted = "deviation", &record.Accepted{Outcome: "fail", Reason: venom, Link: "javascript:alert(1)" + venom, Place: venom}
		}
	}
	for id, x := range run.Exchanges {
		x.Request.URL, x.Request.Body, x.Request.Method, x.Curl, x.Detail = x.Request.URL+venom, venom, venom, x.Curl+venom, venom
		x.Request.Headers = map[string][]string{venom: {venom}}
		x.Response.Headers = map[string][]string{venom: {venom}, "Content-Type": {venom}}
		x.Response.Body += venom
		run.Exchanges[id] = x
	}
	huge := run.Exchanges["x0"]
	raw := strings.Repeat("\xff<script>\x1b[2J", 1<<20)[:10<<20]
	huge.Response = &record.Response{Status: 200, Body: base64.StdEncoding.EncodeToString([]byte(raw)), Encoding: "base64", Size: len(raw), Cut: true}
	run.Exchanges["x0"] = huge
	return run
}

func TestHostileRecordsAreShownHarmless(t *testing.T) {
	for _, runs := range [][]*record.Run{{hostile()}, {hostile(), hostile()}} {
		for _, format := range report.Formats() {
			text := string(rendered(t, format, runs...))
			if len(text) > 3<<20 {
				t.Errorf("%s takes %d bytes", format, len(text))
			}
			for _, r := range text {
				if r != '\n' && r != '\t' && !unicode.IsPrint(r) && format != "har" {
					t.Errorf("%s holds U+%04X", format, r)
					break
				}
			}
			switch format {
			case "html":
				inPage(t, text)
			case "junit", "badge":
				decoder := xml.NewDecoder(strings.NewReader(text))
				for {
					if _, err := decoder.Token(); errors.Is(err, io.EOF) {
						break
					} else if err != nil {
						t.Fatalf("%s: %v", format, err)
					}
				}
			case "json", "har", "ctrf":
				if !json.Valid([]byte(text)) {
					t.Errorf("%s is no JSON", format)
				}
			case "github":
				for line := range strings.Lines(text) {
					if !strings.HasPrefix(line, "::") || strings.Contains(line, "::error::no") && !strings.Contains(line, `\n::error::no`) {
						t.Errorf("a line of its own: %s", line)
					}
				}
			case "markdown":
				if strings.Contains(outside(text), "<script") || strings.Contains(outside(text), "<img") || strings.Contains(outside(text), "@team") || strings.Contains(outside(text), "#777") || strings.Contains(outside(text), "GH-3") || strings.Contains(outside(text), "http://evil") {
					t.Errorf("markdown lets something through:\n%s", text)
				}
			}
		}
	}
}

// outside is the part of a Markdown text that stands in no fence.
func outside(text string) string {
	var out strings.Builder
	fence := ""
	for line := range strings.Lines(text) {
		switch mark := strings.TrimRight(line, "sh\n"); {
		case fence == "" && strings.HasPrefix(line, "```"):
			fence = mark
		case fence != "" && strings.TrimSpace(line) == fence:
			fence = ""
		case fence == "":
			out.WriteString(line)
		}
	}
	return out.String()
}

// inPage checks that a page has the tags that the package writes and no other,
// each closed where it was opened.
func inPage(t *testing.T, text string) {
	t.Helper()
	for _, tag := range []string{"<script", "</script>", "<style", "</style>"} {
		if n := strings.Count(text, tag); n != 1 {
			t.Errorf("%d of %s", n, tag)
		}
	}
	_, rest, _ := strings.Cut(text, "<body>")
	rest, _, _ = strings.Cut(rest, "<script>")
	void := strings.NewReplacer("<br>", "", "<wbr/>", "", " hidden>", ">", " open>", ">", " checked>", "/>")
	decoder := xml.NewDecoder(strings.NewReader("<body>" + closed(void.Replace(rest)) + "</body>"))
	known := map[string]bool{}
	for _, tag := range strings.Fields("body header p h1 h2 h3 h4 span ul li b i a div dl dt dd details summary form fieldset legend label input select option output button kbd main section table thead tbody tr th td small pre mark article footer code svg rect line") {
		known[tag] = true
	}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		start, isStart := token.(xml.StartElement)
		if !isStart {
			continue
		}
		if !known[start.Name.Local] {
			t.Fatalf("a tag <%s>", start.Name.Local)
		}
		if slices.ContainsFunc(start.Attr, func(a xml.Attr) bool { return strings.HasPrefix(a.Name.Local, "on") }) {
			t.Fatalf("<%s> runs something: %v", start.Name.Local, start.Attr)
		}
		for _, a := range start.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "src" || a.Name.Local == "style" || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
				t.Fatalf("an attribute %s=%q", a.Name.Local, a.Value)
			}
		}
	}
}

// closed writes the inputs of a page as XML has them.
func closed(text string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, "<input ")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		inside, after, _ := strings.Cut(rest, ">")
		out.WriteString("<input " + strings.TrimSuffix(inside, "/") + "/>")
		text = after
	}
}

func TestALongBodyIsCutWithItsSize(t *testing.T) {
	for format, want := range map[string]string{"html": "… cut, 10 485 760 bytes", "har": "cut to 65536 of 10485760 bytes"} {
		run := hostile()
		x := run.Exchanges["x0"]
		x.Response.Cut = false
		run.Exchanges["x0"] = x
		if !strings.Contains(string(rendered(t, format, run)), want) {
			t.Errorf("%s does not say %q", format, want)
		}
	}
}

func TestNothingIsFetched(t *testing.T) {
	page := string(rendered(t, "html", hostile()))
	_, policy, _ := strings.Cut(page, "Content-Security-Policy")
	policy, _, _ = strings.Cut(policy, "\n")
	if !strings.Contains(policy, `default-src 'none'; style-src 'sha256-`) || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http://") || strings.Contains(policy, "https://") {
		t.Errorf("the policy lets something in")
	}
}

package body

import (
	"strings"
	"testing"
)

func TestCutShowsOnePrintableLine(t *testing.T) {
	for _, r := range []struct {
		sentence, in string
		limit        int
		want         string
	}{
		{"plain text stays", `{"a":"b\"c"}`, 100, `{"a":"b\"c"}`},
		{"nothing stays nothing", "", 0, ""},
		{"line ends and tabs are escaped", "a\r\n\tb", 100, `a\r\n\tb`},
		{"ANSI escapes are escaped", "\x1b[31mred\x7f", 100, `\x1b[31mred\x7f`},
		{"broken UTF-8 is shown byte by byte", "é\xc3\xff", 100, `é\xc3\xff`},
		{"a right-to-left override is escaped", "a\u202eb", 100, `a\u202eb`},
		{"a C1 control character is escaped", "\u009b31m", 100, `\u009b31m`},
		{"a line separator is escaped", "\u2028", 100, `\u2028`},
		{"a tag character is escaped", "\U000e0041", 100, `\U000e0041`},
		{"text of exactly the limit is whole", "abcd", 4, "abcd"},
		{"longer text is cut with its size", "abcde", 4, "abcd… (5 bytes)"},
		{"no escape is cut in two", "abc\x00", 5, "abc… (4 bytes)"},
		{"no character is cut in two", "abé", 3, "ab… (4 bytes)"},
		{"nothing fits a limit of none", "abc", 0, "… (3 bytes)"},
		{"nothing fits a negative limit", "abc", -1, "… (3 bytes)"},
	} {
		t.Run(r.sentence, func(t *testing.T) {
			if got := Cut([]byte(r.in), r.limit); got != r.want {
				t.Errorf("got %q, want %q", got, r.want)
			}
		})
	}
}

func TestLooksLikeHTML(t *testing.T) {
	for _, r := range []struct {
		sentence, in string
		want         bool
	}{
		{"a document type", "<!DOCTYPE html><html>", true},
		{"a document type in lower case after white space", "\r\n <!doctype  HTML PUBLIC \"x\">", true},
		{"a byte order mark before it", "\xEF\xBB\xBF<html lang=en>", true},
		{"a comment before it", "<!-- proxy --> <HTML>", true},
		{"XHTML with its declaration", `<?xml version="1.0"?><html xmlns="x">`, true},
		{"a bare head", "<head><title>502</title>", true},
		{"a bare heading", "<h1>Bad Gateway</h1>", true},
		{"JSON", `{"html":"<html>"}`, false},
		{"plain text", "html", false},
		{"an API's XML", `<?xml version="1.0"?><Error/>`, false},
		{"an XML root named like a page's element", `<?xml version="1.0"?><body/>`, false},
		{"a longer name", "<htmlx>", false},
		{"a prefixed name", "<html:a>", false},
		{"another document type", "<!DOCTYPE note>", false},
		{"an unfinished comment", "<!-- <html>", false},
		{"nothing", "", false},
	} {
		t.Run(r.sentence, func(t *testing.T) {
			if got := LooksLikeHTML([]byte(r.in)); got != r.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestNodeAccess(t *testing.T) {
	n, _, err := JSON([]byte(` {"a":1,"b":"x\u001b","a":[2]}`))
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := n.Get("a"); !ok || v.Kind != Number || v.Text != "1" || v.Offset != 6 {
		t.Errorf("Get gave %+v, want the first of the two", v)
	}
	if _, ok := n.Get("A"); ok {
		t.Error("Get matched a name in another case")
	}
	if got := strings.Join(n.Names(), ","); got != "a,b" {
		t.Errorf("Names gave %s", got)
	}
	if len(n.Members) != 3 || n.Members[2].Offset != 22 || n.Members[2].Value.Items[0].Offset != 27 {
		t.Errorf("members are %+v", n.Members)
	}
	if got, want := n.Excerpt(14), `{"a":1,"b":"x… (27 bytes)`; got != want {
		t.Errorf("Excerpt gave %s, want %s", got, want)
	}
	var none *Node
	if _, ok := none.Get("a"); ok || none.Names() != nil || none.Excerpt(9) != "missing" {
		t.Error("a nil node has something")
	}
}

func TestElementAccess(t *testing.T) {
	e, _, err := XML([]byte(`<p:r xmlns:p="urn:p" p="1"> <i>1</i><p:i/><o/> </p:r>`))
	if err != nil {
		t.Fatal(err)
	}
	if e.Name != "r" || e.Space != "urn:p" || len(e.Attributes) != 2 || e.Text != "  " {
		t.Errorf("root is %+v", e)
	}
	if len(e.Children) != 3 || e.Children[0].Text != "1" || e.Children[0].Offset != 28 || e.Children[1].Space != "urn:p" {
		t.Errorf("children are %v", e.Children)
	}
	if got, want := e.Excerpt(20), `<r p="1"><i>1</i><i… (29 bytes)`; got != want {
		t.Errorf("Excerpt gave %s, want %s", got, want)
	}
	var none *Element
	if none.Excerpt(9) != "(no element)" {
		t.Error("a nil element has something")
	}
}

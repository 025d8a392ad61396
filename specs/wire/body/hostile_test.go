package body

import (
	"fmt"
	"strings"
	"testing"
)

// TestHostileBodiesCostLittle holds each body to a time that quadratic work or
// deep recursion would exceed by far. The bound is generous for slow machines
// and the race detector.
func TestHostileBodiesCostLittle(t *testing.T) {
	const deep = 200_000
	for _, r := range []struct {
		sentence string
		read     func([]byte) outcome
		body     string
		err      string
	}{
		{"deep arrays", readJSON, strings.Repeat("[", deep), "at byte 128: more than 128 objects and arrays are open"},
		{"deep objects", readJSON, strings.Repeat(`{"a":`, deep), "at byte 640: more than 128 objects and arrays are open"},
		{"deep elements", readXML, strings.Repeat("<a>", deep), "at byte 384: more than 128 elements are open"},
		{"many distinct names", readJSON, manyNames(300_000), "at byte 18887: more than 2000 members in one object"},
		{"one name again and again", readJSON, `{"a":0` + strings.Repeat(`,"a":0`, 1_999) + "}", ""},
		{"many broken strings", readJSON, "[\"\xff\"" + strings.Repeat(",\"\xff\"", 190_000) + "]", ""},
		{"many lone surrogates in one string", readJSON, `"` + strings.Repeat(`\ud800`, 1_000_000) + `"`, ""},
		{"a number of a million digits", readJSON, strings.Repeat("9", 1_000_000), ""},
		{"a word of a million letters", readJSON, strings.Repeat("x", 1_000_000), "at byte 0: expected a value, found " + strings.Repeat("x", 40) + "… (1000000 bytes)"},
		{"text in a million pieces", readXML, "<a>" + strings.Repeat("xy<!---->", 1_000_000) + "</a>", ""},
		{"mixed content all over", readXML, "<a>" + strings.Repeat("<b>x<c/></b>", 90_000) + "</a>", ""},
		{"too many elements", readXML, "<a>" + strings.Repeat("<b/>", 400_000) + "</a>", "at byte 799999: more than 200000 elements and attributes"},
		{"too many attributes", readXML, "<a " + strings.Repeat(`b="" `, 400_000) + "/>", "at byte 0: more than 200000 elements and attributes"},
		{"too many members", readJSON, "{" + strings.Repeat(`"":0,`, 2_001) + `"":0}`, "at byte 10001: more than 2000 members in one object"},
		{"too many values", readJSON, "[" + strings.Repeat("0,", 400_000) + "0]", "at byte 399999: more than 200000 values"},
		{"many references", readXML, "<a>" + strings.Repeat("&#65;", 1_000_000) + "</a>", ""},
		{"a document type of ten megabytes", readXML, "<!DOCTYPE a [" + strings.Repeat("<!-- -->", 1_200_000) + "]><a/>", ""},
		{"many prefixes in scope", readXML, "<a" + manyPrefixes(50_000) + ">" + strings.Repeat(`<p1:b/>`, 99_000) + "</a>", ""},
	} {
		t.Run(r.sentence, func(t *testing.T) {
			got := r.read([]byte(r.body))
			if message(got.err) != r.err {
				t.Errorf("got %q, want %q", message(got.err), r.err)
			}
			sane(t, []byte(r.body), got)
		})
	}
}

func manyNames(n int) string {
	var s strings.Builder
	s.WriteString(`{"a":0`)
	for i := range n {
		fmt.Fprintf(&s, `,"n%d":0`, i)
	}
	return s.String() + "}"
}

func manyPrefixes(n int) string {
	var s strings.Builder
	for i := range n {
		fmt.Fprintf(&s, ` xmlns:p%d="u%d"`, i, i)
	}
	return s.String()
}

func TestDepthOf128IsRead(t *testing.T) {
	for _, r := range []struct {
		read func([]byte) outcome
		body string
	}{
		{readJSON, strings.Repeat("[", 128) + strings.Repeat("]", 128)},
		{readXML, strings.Repeat("<a>", 128) + strings.Repeat("</a>", 128)},
	} {
		if got := r.read([]byte(r.body)); got.err != nil || got.faults != nil {
			t.Errorf("%.3s…: %v %v", r.body, got.err, got.faults)
		}
	}
}

func TestFaultsOfOneFlawAreBoundedAndHideNoOther(t *testing.T) {
	_, faults, err := JSON([]byte(`{"a":0` + strings.Repeat(`,"a":0`, 150) + `} x`))
	if err != nil || len(faults) != 101 {
		t.Fatalf("%d faults, error %v; want 100 duplicates and the trailing bytes", len(faults), err)
	}
	if f := faults[99]; f.Flaw != DuplicateName || !strings.HasSuffix(f.Detail, "(and 50 more of this flaw)") {
		t.Errorf("the last duplicate is %v", f)
	}
	if f := faults[100]; f.Flaw != TrailingBytes || f.Detail != "1 bytes after the value: x" {
		t.Errorf("the last fault is %v", f)
	}
}

func TestTenMegabytesAreRead(t *testing.T) {
	item := `{"k":"` + strings.Repeat("text ", 20) + `"}`
	n, faults, err := JSON([]byte("[" + item + strings.Repeat(","+item, 10<<20/len(item)) + "]"))
	if err != nil || faults != nil || len(n.Items) != 1+10<<20/len(item) {
		t.Errorf("JSON: %v %v", faults, err)
	}
	item = "<i><k>" + strings.Repeat("text ", 20) + "</k></i>"
	e, faults, err := XML([]byte("<l>" + strings.Repeat(item, 10<<20/len(item)) + "</l>"))
	if err != nil || faults != nil || len(e.Children) != 10<<20/len(item) {
		t.Errorf("XML: %v %v", faults, err)
	}
}

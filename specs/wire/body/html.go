package body

import (
	"bytes"
	"slices"
	"strings"
)

// LooksLikeHTML reports whether b begins like a web page (an error page of a
// proxy, a sign-in form) rather than like an API's answer. White space, a byte
// order mark and comments are skipped; then a document type html or the tag of
// an element only a page begins with must follow, in any case. After an XML
// declaration only the document type and <html> count.
func LooksLikeHTML(b []byte) bool {
	b = bytes.TrimPrefix(b, []byte(byteOrderMark))
	pageTags := []string{"html", "head", "body", "title", "meta", "script", "style",
		"iframe", "center", "h1", "div"}
	for {
		b = bytes.TrimLeft(b, " \t\r\n\f")
		end := ""
		switch {
		case bytes.HasPrefix(b, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(b, []byte("<?xml")):
			end, pageTags = "?>", pageTags[:1]
		default:
			return startsPage(b, pageTags)
		}
		_, rest, closed := bytes.Cut(b, []byte(end))
		if !closed {
			return false
		}
		b = rest
	}
}

// startsPage reports whether b begins with one of the tags, or with a document
// type html.
func startsPage(b []byte, tags []string) bool {
	if len(b) == 0 || b[0] != '<' {
		return false
	}
	// No tag and no document type needs more; the body may be large.
	head := strings.ToLower(string(b[1:min(len(b), 256)]))
	if rest, ok := strings.CutPrefix(head, "!doctype"); ok {
		return tagName(strings.TrimLeft(rest, " \t\r\n\f")) == "html"
	}
	return slices.Contains(tags, tagName(head))
}

// tagName returns what precedes the end of a tag's name, "" if nothing ends it.
func tagName(s string) string {
	end := strings.IndexAny(s, " \t\r\n\f/>")
	return s[:max(end, 0)]
}

package page

import (
	"encoding/xml"
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// HTML escapes a text for HTML, in an attribute or between tags.
func HTML(text string) string { return html.EscapeString(text) }

// Text escapes a text for HTML, between tags only: quotation marks, of which answers
// are full, stay as they are.
func Text(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// Breakable escapes an id for HTML, which may break behind each slash, dot and @ and
// nowhere else.
func Breakable(id string) string {
	return strings.NewReplacer("/", "/<wbr/>", ".", ".<wbr/>", "@", "@<wbr/>").Replace(HTML(id))
}

// escapeXML escapes a text for XML, in an attribute or between tags. What XML cannot
// hold is written as \xNN or \uNNNN, so that it is seen.
func escapeXML(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(Visible(text)))
	return out.String()
}

// escapeXMLLines escapes a text for XML between tags, where line breaks stay as they are.
func escapeXMLLines(text string) string { return strings.ReplaceAll(escapeXML(text), "&#xA;", "\n") }

// Visible writes control characters, and bytes that are no text, as what they are.
func Visible(text string) string {
	if !strings.ContainsFunc(text, hidden) {
		return text
	}
	var out strings.Builder
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)):
			fmt.Fprintf(&out, `\x%02x`, text[i])
		case r == utf8.RuneError || !hidden(r):
			out.WriteRune(r)
		case r < 0x80:
			fmt.Fprintf(&out, `\x%02x`, r)
		case r > 0xFFFF:
			fmt.Fprintf(&out, `\U%08x`, r)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	return out.String()
}

// hidden tells a character that does not show, or that may stand for none.
func hidden(r rune) bool {
	return r == utf8.RuneError || !unicode.IsPrint(r) && r != '\n' && r != '\r' && r != '\t'
}

// Markdown escapes a text for Markdown: in a line, in a cell, and in the HTML
// that Markdown lets through, where a backslash would be seen. So every character
// that means something is written as a reference. Nothing of the text is a tag, a
// link, code or the end of a cell; nobody is mentioned and no other issue is
// linked, which GitHub would do with what is shown, and which the space without
// width after @, # and GH- sees to.
func Markdown(text string) string {
	const space = "&#8203;"
	var out strings.Builder
	text = Visible(text)
	for i, r := range text {
		if r >= '0' && r <= '9' && numbered(text[:i]) {
			out.WriteString(space)
		}
		switch {
		case r == '\n' || r == '\r':
			out.WriteByte(' ')
		case r == '@' || r == '#':
			fmt.Fprintf(&out, "&#%d;%s", r, space)
		case strings.ContainsRune("\\`*_[]|~$<>&", r):
			fmt.Fprintf(&out, "&#%d;", r)
		default:
			out.WriteRune(r)
		}
	}
	// No address may become a link either.
	return strings.NewReplacer("://", "&#58;"+space+"//", "www.", "www&#46;"+space).Replace(out.String())
}

// numbered tells whether a digit behind a text makes an issue of it: GH-1.
func numbered(before string) bool {
	const word = "gh-"
	if len(before) < len(word) || !strings.EqualFold(before[len(before)-len(word):], word) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(before[:len(before)-len(word)])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// Line is a text on one line.
func Line(text string) string { return strings.Join(strings.Fields(text), " ") }

// Fenced sets a text as code of a language, behind a fence longer than any in it.
func Fenced(language, text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + language + "\n" + text + "\n" + fence + "\n\n"
}

package terminal

import (
	"strings"
	"unicode/utf8"
)

// Wrap sets a text in lines of at most width characters, broken between words;
// a word that is longer than a line is broken where the line ends.
func Wrap(text string, width int) []string {
	var lines []string
	line := ""
	flush := func() {
		if line != "" {
			lines, line = append(lines, line), ""
		}
	}
	for _, word := range strings.Fields(text) {
		long := utf8.RuneCountInString(word) > width
		switch room := width - utf8.RuneCountInString(line) - 1; {
		case line != "" && (utf8.RuneCountInString(word) <= room || long && room > width/4):
			line += " " + word
		default:
			flush()
			line = word
		}
		for utf8.RuneCountInString(line) > width {
			runes := []rune(line)
			lines, line = append(lines, string(runes[:width])), string(runes[width:])
		}
	}
	flush()
	return lines
}

// Cut shortens a text to at most width characters.
func Cut(text string, width int) string {
	if utf8.RuneCountInString(text) <= width {
		return text
	}
	return string([]rune(text)[:max(width-1, 0)]) + "…"
}

// Labelled sets a text behind a label of some columns, all lines indented alike. The
// label may be coloured.
func Labelled(indent int, label string, column int, text string, width int) string {
	lines := Wrap(text, max(width-indent-column, 20))
	if len(lines) == 0 {
		return ""
	}
	var out strings.Builder
	for i, line := range lines {
		if i > 0 {
			label = ""
		}
		out.WriteString(strings.Repeat(" ", indent) + label + strings.Repeat(" ", max(column-printed(label), 0)) + line + "\n")
	}
	return out.String()
}

// printed is how many columns a text takes, colours taken out.
func printed(text string) int {
	n, escaped := 0, false
	for _, r := range text {
		switch {
		case r == '\x1b':
			escaped = true
		case escaped:
			escaped = r != 'm'
		default:
			n++
		}
	}
	return n
}

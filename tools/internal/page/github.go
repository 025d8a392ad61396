package page

import (
	"strconv"
	"strings"
)

// Annotation is a workflow command of GitHub, shown at a line of a file.
type Annotation struct {
	Kind  string // error, warning or notice
	File  string // "" for none
	Line  int
	Title string
	Text  string
}

// String gives the one line of the command.
func (a Annotation) String() string {
	var properties []string
	if a.File != "" {
		properties = append(properties, "file="+commandValue(a.File), "line="+strconv.Itoa(a.Line))
	}
	if a.Title != "" {
		properties = append(properties, "title="+commandValue(a.Title))
	}
	return "::" + a.Kind + " " + strings.Join(properties, ",") + "::" + commandText(a.Text)
}

// commandText escapes the text of a command: it must not begin another one.
func commandText(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

// commandValue escapes a property of a command.
func commandValue(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(text)
}

package target

import (
	"regexp"
	"strings"

	"github.com/plumbline/plumbline/specs/document"
)

var (
	schemed = regexp.MustCompile(`^([A-Za-z]+):?/{1,3}([^/].*)$`)
	hosted  = regexp.MustCompile(`^(\[[0-9a-fA-F:.]+\]|[\w.-]+):\d+(/.*)?$`)
)

// meant asks whether a word that names no target was meant for one, ": did you mean X?":
// a URL whose scheme is mistyped or left out, or the emulator; otherwise it gives ";".
func meant(word string) string {
	near := word
	if found := schemed.FindStringSubmatch(word); found != nil {
		scheme := document.Nearest(strings.ToLower(found[1]), []string{"http", "https"})
		if document.Distance(strings.ToLower(found[1]), scheme) > 1 {
			return ";"
		}
		near = scheme + "://" + found[2]
	} else if hosted.MatchString(word) {
		near = "http://" + word
	} else {
		return document.DidYouMean(word, []string{"emulator"})
	}
	return ": did you mean " + shown(near) + "?"
}

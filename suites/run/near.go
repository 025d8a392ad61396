package run

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/document"
)

// near says which ids a mistaken one may have meant: the nearest, and what there
// is below the words that it shares with others. Of the ids it wants one word more than
// the mistaken one has.
func near(prefix string, ids []string) string {
	words := strings.Split(prefix, "/")
	text := ""
	if meant := nearestPrefix(words, ids); meant != "" {
		text = "; did you mean " + meant + "?"
	}
	for n := len(words) - 1; n >= 0; n-- {
		head, where := strings.Join(words[:n], "/"), "; ids begin with "
		if n > 0 {
			head, where = head+"/", "; below "+head+" there are "
		}
		var names []string
		for _, id := range ids {
			if rest, ok := strings.CutPrefix(id, head); ok {
				if word, _, _ := strings.Cut(rest, "/"); !slices.Contains(names, word) {
					names = append(names, word)
				}
			}
		}
		if len(names) > 0 {
			return text + where + strings.Join(names[:min(len(names), 12)], ", ")
		}
	}
	return text
}

// nearestPrefix is the beginning of ids with as many words that is nearest to a mistaken
// one, an operation without its product too; "" if none is near.
func nearestPrefix(words, ids []string) string {
	var heads []string
	full := map[string]string{}
	for _, id := range ids {
		parts := strings.Split(id, "/")
		if len(parts) >= len(words) {
			head := strings.Join(parts[:len(words)], "/")
			heads, full[head] = append(heads, head), head
		}
		if len(words) < len(parts) {
			bare := strings.Join(parts[1:len(words)+1], "/")
			if full[bare] == "" {
				heads, full[bare] = append(heads, bare), parts[0]+"/"+bare
			}
		}
	}
	slices.Sort(heads)
	return full[Nearest(strings.Join(words, "/"), slices.Compact(heads))]
}

// Nearest gives the word that takes the fewest changes of a letter to become
// another one, "" if all take more than a few.
func Nearest(word string, among []string) string {
	best, fewest := "", 2+len(word)/10
	for _, other := range among {
		if max(len(other)-len(word), len(word)-len(other)) > fewest {
			continue
		}
		if n := document.Distance(word, other); n <= fewest && (best == "" || n < fewest) {
			best, fewest = other, n
		}
	}
	return best
}

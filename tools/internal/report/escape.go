package report

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// shown makes bytes of anybody fit for a page, between tags: HTML is escaped; line feeds and
// tabs stay; what does not print, turns the direction or is no text is written
// as \xNN or \uNNNN, so that it is seen and does nothing.
func shown(b []byte) string {
	return page.Text(strings.ReplaceAll(page.Visible(string(b)), "\r", `\x0d`))
}

// cut shows at most limit bytes, whole characters, and says how many there are.
func cut(b []byte, limit int) string {
	if len(b) <= limit {
		return shown(b)
	}
	return shown(b[:boundary(b, limit)]) + `<i class="cut">… cut, ` + sized(len(b)) + `</i>`
}

// boundary is the nearest beginning of a character at or before a byte.
func boundary(b []byte, at int) int {
	if at >= len(b) {
		return len(b)
	}
	for n := 0; n < utf8.UTFMax && at > 0 && !utf8.RuneStart(b[at]); n++ {
		at--
	}
	return max(at, 0)
}

// window shows the surroundings of a place, the place marked.
func window(b []byte, m answer.Place, width int) string {
	start, end := boundary(b, max(m.Start-width/2, 0)), boundary(b, min(max(m.End, m.Start)+width/2, len(b)))
	if m.End-m.Start > width { // a long string
		end = boundary(b, m.Start+width)
	}
	markEnd := min(m.End, end)
	var out strings.Builder
	if start > 0 {
		fmt.Fprintf(&out, `<i class="cut">%s before …</i>`, sized(start))
	}
	out.WriteString(shown(b[start:m.Start]) + "<mark>" + shown(b[m.Start:markEnd]) + "</mark>" + shown(b[markEnd:end]))
	if end < len(b) {
		fmt.Fprintf(&out, `<i class="cut">… %s more</i>`, sized(len(b)-end))
	}
	return out.String()
}

// sized is a size in words.
func sized(n int) string {
	if n == 1 {
		return "1 byte"
	}
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + " " + text[i:]
	}
	return text + " bytes"
}

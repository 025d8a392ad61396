package report

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/wire/body"
)

// mark is the place of an answer that a failure is about.
type mark struct {
	status     bool // the status line
	start, end int  // bytes of the body; equal if it is not known
}

// finder finds places in answers. The verdict is words, so it searches for what
// the words name: an offset, a path, the name of a field, a code, the status.
// Nothing is marked that is not named.
type finder struct {
	offset, path, index, row, status, code, field *regexp.Regexp
}

func newFinder() *finder {
	return &finder{
		offset: regexp.MustCompile(`\bat byte (\d+)`),
		path:   regexp.MustCompile(`^[A-Za-z]\w*(?:\[\d+\])?(?:/[A-Za-z]\w*(?:\[\d+\])?)*`),
		index:  regexp.MustCompile(`\[(\d+)\]`),
		row:    regexp.MustCompile(`two rows for "([^"]+)"`),
		status: regexp.MustCompile(`\bstatus \d|\bthe status\b`),
		code:   regexp.MustCompile(`with the error ([\w.]+) \((.*)\)`),
		field:  regexp.MustCompile(`^(?:both |another )?([A-Z]\w+)\b`),
	}
}

// searched is how long a body may be that is searched for names.
const searched = 256 << 10

// find gives the place of an answer that a verdict speaks of.
func (f *finder) find(c *Case, x *exchange) mark {
	if c == nil || x == nil || x.Response == nil {
		return mark{}
	}
	ways := []func(*Case, *exchange) mark{f.byOffset, f.byPath, f.byRow, f.byStatus, f.byCode, f.byName}
	if len(x.body) > searched {
		ways = []func(*Case, *exchange) mark{f.byOffset, f.byStatus}
	}
	for _, by := range ways {
		if m := by(c, x); m.status || m.end > m.start {
			return m
		}
	}
	return mark{}
}

// byOffset reads "at byte 17".
func (f *finder) byOffset(c *Case, x *exchange) mark {
	b, m := x.body, f.offset.FindStringSubmatch(c.Received)
	if m == nil {
		return mark{}
	}
	at, err := strconv.Atoi(m[1])
	if err != nil || len(b) == 0 {
		return mark{}
	}
	at = min(at, len(b)-1)
	if b[at] == '"' { // a whole name or string is easier to see than its quote
		return mark{start: at, end: at + token(b[at:])}
	}
	return mark{start: at, end: at + 1}
}

// byPath reads "SagStatistics/Statistics[0]/TotalBytes" at the beginning.
func (f *finder) byPath(c *Case, x *exchange) mark {
	path := f.path.FindString(c.Received)
	if path == "" || !strings.ContainsAny(path, "/[") {
		return mark{}
	}
	b, root := x.body, x.json()
	if root == nil {
		return f.inXML(path, b)
	}
	if m := walk(root, path, b); m.end > m.start {
		return m
	}
	for _, member := range root.Members { // the envelope
		if m := walk(member.Value, path, b); m.end > m.start {
			return m
		}
	}
	return mark{}
}

// json reads the body as JSON, once; nil if it is none.
func (x *exchange) json() *body.Node {
	if !x.parsed {
		x.parsed = true
		if root, _, err := body.JSON(x.body); err == nil {
			x.root = root
		}
	}
	return x.root
}

// walk follows a path as far as it goes: what is missing is marked by where it
// ought to be.
func walk(node *body.Node, path string, b []byte) mark {
	var at mark
	for step := range strings.SplitSeq(path, "/") {
		name, index, indexed := strings.Cut(strings.TrimSuffix(step, "]"), "[")
		var found *body.Member
		for i := range node.Members {
			if node.Members[i].Name == name {
				found = &node.Members[i]
			}
		}
		if found == nil {
			return at
		}
		node = found.Value
		at = mark{start: found.Offset, end: min(node.Offset+token(b[node.Offset:]), len(b))}
		if n, err := strconv.Atoi(index); indexed && err == nil && n < len(node.Items) {
			node = node.Items[n]
			at = mark{start: node.Offset, end: min(node.Offset+token(b[node.Offset:]), len(b))}
		}
	}
	return at
}

// inXML finds the element that the last step of a path names, counted by the
// index of the list it is in.
func (f *finder) inXML(path string, b []byte) mark {
	nth := 0
	if m := f.index.FindAllStringSubmatch(path, -1); m != nil {
		nth, _ = strconv.Atoi(m[len(m)-1][1])
	}
	steps := strings.Split(path, "/")
	name, _, _ := strings.Cut(steps[len(steps)-1], "[")
	found := regexp.MustCompile(`<`+regexp.QuoteMeta(name)+`[\s/>][^<]*`).FindAllIndex(b, nth+1)
	if len(found) <= nth {
		return mark{}
	}
	return mark{start: found[nth][0], end: found[nth][1]}
}

// byRow reads "there are two rows for "doctest"" and marks the second.
func (f *finder) byRow(c *Case, x *exchange) mark {
	b, m := x.body, f.row.FindStringSubmatch(c.Received)
	if m == nil {
		return mark{}
	}
	first := bytes.Index(b, []byte(m[1]))
	if first < 0 {
		return mark{}
	}
	second := bytes.Index(b[first+1:], []byte(m[1]))
	if second < 0 {
		return mark{}
	}
	return mark{start: first + 1 + second, end: first + 1 + second + len(m[1])}
}

// byStatus tells a failure that is about the status alone.
func (f *finder) byStatus(c *Case, _ *exchange) mark {
	named := f.status.MatchString(c.Expected)
	return mark{status: named || strings.HasPrefix(c.Received, "HTTP 5") || strings.HasPrefix(c.Received, "HTTP ") && strings.Contains(c.Received, "with a result")}
}

// byCode reads "with the error CODE (message)".
func (f *finder) byCode(c *Case, x *exchange) mark {
	b, m := x.body, f.code.FindStringSubmatch(c.Received)
	if m == nil {
		return mark{}
	}
	if strings.Contains(c.Expected, "message") && m[2] != "" {
		if at := bytes.Index(b, []byte(m[2])); at >= 0 {
			return mark{start: at, end: at + len(m[2])}
		}
	}
	at := bytes.Index(b, []byte(m[1]))
	return mark{start: max(at, 0), end: at + len(m[1])*min(at+1, 1)}
}

// byName reads the field that the words begin with, and marks it where it is
// the only one of its name.
func (f *finder) byName(c *Case, x *exchange) mark {
	b, m := x.body, f.field.FindStringSubmatch(c.Received)
	if m == nil {
		return mark{}
	}
	first, end := field(b, m[1], 0)
	if end == 0 {
		return mark{}
	}
	if again, _ := field(b, m[1], end); again >= 0 && !strings.HasPrefix(c.Received, "both ") {
		return mark{}
	}
	return mark{start: first, end: min(end+token(b[end:]), len(b))}
}

// field finds a member or an element by its name, from a place on; end is where
// its value begins, 0 if there is none.
func field(b []byte, name string, from int) (start, end int) {
	for _, quoted := range []string{`"` + name + `":`, "<" + name + ">", `"` + name + `" :`} {
		if at := bytes.Index(b[from:], []byte(quoted)); at >= 0 {
			start = from + at
			end = start + len(quoted)
			for end < len(b) && (b[end] == ' ' || b[end] == '\n') {
				end++
			}
			return start, end
		}
	}
	return -1, 0
}

// token is how long the value is that begins here: a string, a word; of an
// object, a list or a text the first character.
func token(b []byte) int {
	switch {
	case len(b) == 0:
		return 0
	case b[0] == '"':
		for i := 1; i < len(b); i++ {
			if b[i] == '\\' {
				i++
			} else if b[i] == '"' {
				return i + 1
			}
		}
		return len(b)
	}
	if n := bytes.IndexAny(b, ",:}] \t\r\n<"); n > 0 {
		return n
	}
	return 1
}

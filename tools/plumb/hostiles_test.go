//go:build linux

package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// attack is a server that means ill, and the status that a run of it ends with.
type attack struct {
	name   string
	status int
	says   func(io.Writer, reply)
	// useful tells that it gives answers that decide something, as a right one does or
	// a wrong one: the run lasts as long as such answers are asked for.
	useful bool
}

// slowly says it after a while: of a server whose every answer is illegible a fast machine
// would have asked all before the run ends for that, and call it wrong.
func slowly(says func(io.Writer, reply)) func(io.Writer, reply) {
	return func(w io.Writer, r reply) {
		time.Sleep(150 * time.Millisecond)
		says(w, r)
	}
}

// time is what a run may last: one with useful answers has two thousand of them.
func (a attack) time() time.Duration {
	if a.useful {
		return 8 * mostTime
	}
	return 2 * mostTime
}

// wholly writes an answer with some more header lines, and its length.
func wholly(w io.Writer, r reply, more ...string) {
	fmt.Fprintf(w, "HTTP/1.1 %d X\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n", r.status, r.kind, strings.Join(append(more, ""), "\r\n"), len(r.body))
	w.Write(r.body)
}

// head writes a status line and headers without a length.
func head(w io.Writer, r reply, lines ...string) {
	fmt.Fprintf(w, "HTTP/1.1 %d X\r\nContent-Type: %s\r\n%s\r\n", r.status, r.kind, strings.Join(append(lines, ""), "\r\n"))
}

// lines are many header lines.
func lines(many int, format string) []string {
	out := make([]string, many)
	for i := range out {
		out[i] = fmt.Sprintf(format, i)
	}
	return out
}

// for ever writes a text until nobody reads it.
func forEver(w io.Writer, text string) {
	for {
		if _, err := io.WriteString(w, text); err != nil {
			return
		}
	}
}

// drip writes a text byte by byte.
func drip(w io.Writer, text string) {
	for i := range text {
		if _, err := io.WriteString(w, text[i:i+1]); err != nil {
			return
		}
		time.Sleep(time.Second)
	}
}

// always answers with the same, whatever is asked.
func always(text string) func(io.Writer, reply) {
	return func(w io.Writer, _ reply) { io.WriteString(w, text) }
}

// into puts something into each object, or element, that an answer is.
func into(json, xml string) func(io.Writer, reply) {
	root := regexp.MustCompile(`<[A-Za-z]+>`)
	return func(w io.Writer, r reply) {
		if r.json() {
			r.body = bytes.Replace(r.body, []byte("{"), []byte("{"+json), 1)
		} else if at := root.FindIndex(r.body); at != nil {
			r.body = bytes.Join([][]byte{r.body[:at[1]], []byte(xml), r.body[at[1]:]}, nil)
		}
		wholly(w, r)
	}
}

// instead writes another body.
func instead(body string) func(io.Writer, reply) {
	return func(w io.Writer, r reply) { r.body = []byte(body); wholly(w, r) }
}

// with adds header lines to right answers.
func with(more ...string) func(io.Writer, reply) {
	return func(w io.Writer, r reply) { wholly(w, r, more...) }
}

// chunked writes a right answer's header and then what is no right body.
func chunked(body string) func(io.Writer, reply) {
	return func(w io.Writer, r reply) { head(w, r, "Transfer-Encoding: chunked"); io.WriteString(w, body) }
}

// numbers makes every number of an answer another.
func numbers(to string) func(io.Writer, reply) {
	number := regexp.MustCompile(`([:\[,>])-?\d+(\.\d+)?([,\]}<])`)
	return func(w io.Writer, r reply) { r.body = number.ReplaceAll(r.body, []byte("${1}"+to+"${3}")); wholly(w, r) }
}

// members are as many of an object.
func members(many int, format string) string {
	var out strings.Builder
	for i := range many {
		fmt.Fprintf(&out, format, i)
	}
	return out.String()
}

func zipped(data []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	z.Write(data)
	z.Close()
	return out.Bytes()
}

// blanks writes so many before a right answer, and a header line with how long both are.
func blanks(many int, line string) func(io.Writer, reply) {
	return func(w io.Writer, r reply) {
		head(w, r, fmt.Sprintf(line, many+len(r.body)), "Connection: close")
		w.Write(append(bytes.Repeat([]byte(" "), many), r.body...))
		if c, ok := w.(io.Closer); ok {
			c.Close()
		}
	}
}

// refusing answers everything with a status, an error code and a message of this length.
func refusing(status, long int) func(io.Writer, reply) {
	return func(w io.Writer, r reply) {
		text := fmt.Sprint(r.n, strings.Repeat("m", long))
		r.status, r.body = status, fmt.Appendf(nil, `{"Code":"C%s","Message":"%[1]s","RequestId":"%[1]s"}`, text)
		if r.to.Header.Get("X-Tc-Action") != "" {
			r.body = fmt.Appendf(nil, `{"Response":{"Error":{"Code":"C%s","Message":"%[1]s"},"RequestId":"%[1]s"}}`, text)
		}
		wholly(w, r)
	}
}

// hostiles is the table of all that was thought of.
func hostiles() []attack {
	const headed = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	nest := func(many int) string { return strings.Repeat("[", many) + strings.Repeat("]", many) }
	deep := func(many int) string { return strings.Repeat("<z>", many) + strings.Repeat("</z>", many) }
	bomb := string(zipped(make([]byte, 100<<20)))
	return []attack{
		{name: "right answers", status: 0, says: with(), useful: true},
		{name: "silence", status: 3, says: always("")},
		{name: "a stalled header", status: 3, says: always("HTTP/1.1 200 OK\r\nContent-")},
		{name: "a stalled body", status: 3, says: always(headed + "Content-Length: 100\r\n\r\n{")},
		{name: "a dripping header", status: 3, says: func(w io.Writer, _ reply) { drip(w, headed) }},
		{name: "a dripping body", status: 3, says: func(w io.Writer, r reply) { head(w, r); drip(w, strings.Repeat(" ", 1<<10)) }},
		{name: "interim answers for ever", status: 3, says: func(w io.Writer, _ reply) { forEver(w, "HTTP/1.1 102 X\r\nA: "+strings.Repeat("a", 1000)+"\r\n\r\n") }},
		{name: "another protocol", status: 3, says: always("HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")},
		{name: "a greeting of another protocol", status: 3, says: always("SSH-2.0-OpenSSH_9\r\n")},
		{name: "garbage", status: 3, says: always("\x00\xff\x16\x03\x01{\r\n\r\n")},
		{name: "a status that is none", status: 3, says: always("HTTP/1.1 abc X\r\n\r\n")},
		{name: "status 999", status: 3, says: always("HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n")},
		{name: "status 204", status: 3, says: slowly(always("HTTP/1.1 204 X\r\n\r\n"))},
		{name: "no status", status: 3, says: func(w io.Writer, r reply) { w.Write(r.body) }},
		{name: "90 headers", status: 0, says: with(lines(90, "X-%d: y")...), useful: true},
		{name: "5,000 headers", status: 3, says: with(lines(5000, "X-%d: y")...)},
		{name: "headers without an end", status: 3, says: func(w io.Writer, _ reply) {
			io.WriteString(w, headed)
			forEver(w, "X-A: "+strings.Repeat("y", 1<<12)+"\r\n")
		}},
		{name: "one header without an end", status: 3, says: func(w io.Writer, _ reply) { io.WriteString(w, headed+"X-A: "); forEver(w, strings.Repeat("y", 1<<16)) }},
		{name: "63 KB of a header", status: 3, says: with("X-A: " + strings.Repeat("y", 63<<10)), useful: true},
		{name: "190 KB of cookies", status: 3, says: with(lines(190, "Set-Cookie: a%d="+strings.Repeat("y", 1<<10))...)},
		{name: "60 KB of cookies", status: 3, says: with(lines(60, "Set-Cookie: a%d="+strings.Repeat("y", 1000))...), useful: true},
		{name: "a header without a colon", status: 3, says: with("no colon here")},
		{name: "two lengths", status: 3, says: with("Content-Length: 7")},
		{name: "a length below nought", status: 3, says: with("Content-Length: -1")},
		{name: "a length of all bits", status: 3, says: func(w io.Writer, r reply) { head(w, r, "Content-Length: 9223372036854775807"); w.Write(r.body) }},
		{name: "bodies without an end", status: 3, says: func(w io.Writer, r reply) { head(w, r); forEver(w, strings.Repeat(" ", 1<<16)) }},
		{name: "a page of 2 MB", status: 3, says: instead("<html>" + strings.Repeat("a ", 1<<20))},
		{name: "chunks without an end", status: 3, says: func(w io.Writer, r reply) {
			head(w, r, "Transfer-Encoding: chunked")
			forEver(w, "1;a="+strings.Repeat("e", 1000)+"\r\n \r\n")
		}},
		{name: "chunks of garbage", status: 3, says: chunked("zz\r\n{}\r\n0\r\n\r\n")},
		{name: "a chunk of all bits", status: 3, says: chunked("ffffffffffffffff\r\n{}\r\n0\r\n\r\n")},
		{name: "trailers without an end", status: 3, says: func(w io.Writer, r reply) {
			head(w, r, "Transfer-Encoding: chunked")
			io.WriteString(w, "2\r\n{}\r\n0\r\n")
			forEver(w, "X-A: "+strings.Repeat("y", 1<<12)+"\r\n")
		}},
		{name: "a gzip bomb", status: 3, says: func(w io.Writer, r reply) { r.body = []byte(bomb); wholly(w, r, "Content-Encoding: gzip") }, useful: true},
		{name: "gzip that is none", status: 3, says: with("Content-Encoding: gzip"), useful: true},
		{name: "redirects in a ring", status: 3, says: always("HTTP/1.1 302 X\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")},
		{name: "redirects elsewhere", status: 3, says: always("HTTP/1.1 307 X\r\nLocation: http://192.0.2.1/steal\r\nContent-Length: 0\r\n\r\n")},
		{name: "100,000 lists in each other", status: 3, says: into(`"z":`+nest(100_000)+",", deep(20_000)), useful: true},
		{name: "1,900 members", status: 3, says: into(members(1900, `"k%d":1,`), members(1900, "<k%d>1</k%[1]d>")), useful: true},
		{name: "25,000 members", status: 3, says: into(members(25_000, `"k%d":1,`), members(25_000, "<k%d>1</k%[1]d>")), useful: true},
		{name: "80,000 empty objects", status: 3, says: instead(`{"RequestId":"a","SagStatistics":{"Statistics":[{}` + strings.Repeat(",{}", 80_000) + `]}}`), useful: true},
		{name: "a name twice", status: 1, says: into(`"RequestId":"x","RequestId":"x",`, "<RequestId>x</RequestId><RequestId>x</RequestId>"), useful: true},
		{name: "48,000 times one name", status: 3, says: into(strings.Repeat(`"":0,`, 48_000), strings.Repeat("<a/>", 48_000)), useful: true},
		{name: "numbers beyond all bounds", status: 1, says: numbers("1e999999999"), useful: true},
		{name: "numbers of 100,000 digits", status: 3, says: numbers(strings.Repeat("9", 100_000)), useful: true},
		{name: "texts of 1 MB", status: 3, says: into(`"z":"`+strings.Repeat("a", 1<<20)+`",`, "<z>"+strings.Repeat("a", 1<<20)+"</z>"), useful: true},
		{name: "23 MB of blanks in each", status: 3, says: blanks(23<<20, "Content-Length: %d"), useful: true},
		{name: "23 MB of blanks in each, whose length nobody says", status: 3, says: blanks(23<<20, "X-Length: %d"), useful: true},
		{name: "names of 1 MB", status: 3, says: into(`"`+strings.Repeat("a", 1<<20)+`":1,`, "<"+strings.Repeat("a", 1<<20)+"/>"), useful: true},
		{name: "no UTF-8", status: 1, says: into("\"z\":\"\xff\xfe\xc0\x80\",", "<z>\xff\xfe\xc0\x80</z>"), useful: true},
		{name: "controls", status: 3, says: slowly(into("\"z\":\"\x00\x1b[31m\",", "<z>\x00\x1b[31m</z>")), useful: true},
		{name: "a mark before it", status: 1, says: func(w io.Writer, r reply) { r.body = append([]byte("\xef\xbb\xbf"), r.body...); wholly(w, r) }, useful: true},
		{name: "entities that grow", status: 1, says: func(w io.Writer, r reply) {
			if !r.json() {
				r.body = append([]byte(`<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`), r.body...)
			}
			wholly(w, r)
		}, useful: true},
		{name: "100 KB of an attribute", status: 0, says: func(w io.Writer, r reply) {
			r.body = bytes.ReplaceAll(r.body, []byte("<RequestId>"), []byte(`<RequestId a="`+strings.Repeat("v", 100_000)+`">`))
			wholly(w, r)
		}, useful: true},
		{name: "throttles for ever", status: 3, says: func(w io.Writer, r reply) {
			head(w, reply{status: 429, kind: "text/html"}, "Retry-After: 1000000000", "Content-Length: 0")
		}},
		{name: "waits of no length", status: 3, says: func(w io.Writer, r reply) {
			head(w, reply{status: 503, kind: "text/html"}, "Retry-After: -99999999999999999999", "Content-Length: 0")
		}},
		{name: "refusals with 100 KB", status: 3, says: refusing(400, 100_000), useful: true},
		{name: "refusals, each another", status: 1, says: refusing(http.StatusOK, 0), useful: true},
		{name: "each answer another status", status: 1, says: func(w io.Writer, r reply) { r.status = 200 + int(r.n*7%399); wholly(w, r) }, useful: true},
		{name: "each second right, each second none", status: 3, says: func(w io.Writer, r reply) {
			if r.n%2 == 0 {
				wholly(w, r)
			}
		}, useful: true},
	}
}

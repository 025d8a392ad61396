package traffic

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/sdk"
)

// Scrubbed is what became of a recording.
type Scrubbed struct {
	Read, Kept int    // exchanges
	Left       []Left // what is not kept, or not judged
	Replaced   []Replacement
}

// Replacement is how often values were replaced that stood under a name.
type Replacement struct {
	Name           string // "" for those whose name no document has
	Values, Places int
}

// Scrub reads a recording and writes what of it was understood as an HTTP archive,
// in which other values stand for all that the documents do not print: equal ones
// for equal ones, of the same shape, from a salt. Each exchange is judged before and
// after; one of which something else is said then is left out. It errs as Read does,
// and where out does.
func Scrub(operations []*contract.Operation, salt []byte, name string, in io.Reader, out io.Writer) (*Scrubbed, error) {
	s := &scrubber{before: New(operations), after: New(operations), out: out, disguise: newDisguise(salt), known: map[*contract.Operation]*dictionary{}, report: &Scrubbed{}}
	s.put(`{"log":{"version":"1.2","creator":{"name":"plumb scrub","version":"` + run.Version() + `"},"entries":[`)
	if err := s.before.read(name, in, s.take); err != nil {
		return nil, err
	}
	s.put("\n]}}\n")
	s.report.Read, s.report.Left = s.before.count, s.before.Left()
	for _, name := range slices.Sorted(maps.Keys(s.disguise.places)) {
		s.report.Replaced = append(s.report.Replaced, Replacement{name, len(s.disguise.values[name]), s.disguise.places[name]})
	}
	return s.report, s.failed
}

type scrubber struct {
	before, after *Traffic
	disguise      *disguise
	known         map[*contract.Operation]*dictionary
	out           io.Writer
	failed        error
	report        *Scrubbed
}

func (s *scrubber) put(text string) {
	if s.failed == nil {
		_, s.failed = io.WriteString(s.out, text)
	}
}

// mostWords is for how many words others are remembered.
const mostWords = 500_000

// take scrubs an exchange and writes it.
func (s *scrubber) take(m message, why Reason) {
	place := m.place
	a := taken(s.before, m, why)
	if a == nil {
		return
	}
	if len(s.disguise.chosen) > mostWords {
		s.before.leave(TooMany, place)
		return
	}
	d := s.known[a.op]
	if d == nil {
		d = newDictionary(a.op)
		s.known[a.op] = d
	}
	if m = s.message(m, a, d); !alike(a, taken(s.after, m, "")) {
		s.before.leave(Altered, place)
		return
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	s.failed = cmp.Or(s.failed, encoder.Encode(m.entry(s.report.Kept)))
	if s.report.Kept++; s.report.Kept > 1 {
		s.put(",")
	}
	s.put("\n" + strings.TrimSpace(text.String()))
}

// taken is an exchange as it is read, nil if it is of no documented operation. The
// collection keeps nothing of it.
func taken(t *Traffic, m message, why Reason) *seenExchange {
	t.take(m, why)
	if len(t.exchanges) == 0 {
		return nil
	}
	a := t.exchanges[0]
	t.exchanges, t.bytes = t.exchanges[:0], 0
	return a
}

// alike tells whether the same is judged of two exchanges, each by itself.
func alike(a, b *seenExchange) bool {
	if b == nil || a.op != b.op || a.clean != b.clean || a.request.Carrier.ID != b.request.Carrier.ID || a.request.Format != b.request.Format || (a.answer == nil) != (b.answer == nil) {
		return false
	}
	checks := func(x, y sdk.Finding) bool { return x.Check == y.Check }
	breaks := func(x, y contract.Violation) bool { return x.Parameter == y.Parameter && x.Keyword == y.Keyword }
	if !slices.EqualFunc(a.sent, b.sent, checks) || !slices.EqualFunc(a.breaks, b.breaks, breaks) {
		return false
	}
	x, y := a.answer, b.answer
	return x == nil || x.Class == y.Class && x.Code == y.Code && x.Format == y.Format && x.Root == y.Root && x.Trouble.Kind == y.Trouble.Kind &&
		len(x.Faults) == len(y.Faults) && x.Unwrapped == y.Unwrapped && x.ErrorMisplaced == y.ErrorMisplaced
}

// message is an exchange with other values.
func (s *scrubber) message(m message, a *seenExchange, d *dictionary) message {
	u, err := url.Parse(m.url)
	if err != nil {
		return message{}
	}
	path := u.Path
	switch {
	case a.op.Routed():
		path = s.path(u.EscapedPath(), a.op, d)
	case path != "" && path != "/":
		path = "/scrubbed"
	}
	common := commonNames(m, a.op)
	out := message{place: m.place, method: m.method, header: http.Header{}, answer: http.Header{}, millis: m.millis}
	out.url = cmp.Or(u.Scheme, "http") + "://" + a.op.Product + ".example" + path
	if u.RawQuery != "" {
		out.url += "?" + s.pairs(u.RawQuery, d, common)
	}
	for name, values := range m.header {
		if p, ok := a.op.Param(name); ok && p.In == contract.InHeader {
			at, _ := d.named(name)
			out.header.Set(name, string(s.disguise.text([]byte(strings.Join(values, ", ")), d, at)))
		} else if value, keep := d.header(name, strings.Join(values, ", ")); keep {
			out.header.Set(name, value)
		}
	}
	media := strings.ToLower(m.header.Get("Content-Type"))
	switch text := strings.TrimSpace(string(m.body)); {
	case strings.HasPrefix(text, "{"), strings.HasPrefix(text, "["), strings.Contains(media, "json"):
		out.body = s.disguise.text(m.body, d, place{})
	case text != "":
		out.body = []byte(s.pairs(string(m.body), d, common))
	}
	if a.answer == nil {
		out.lack = NoAnswer
		return out
	}
	for _, name := range []string{"Content-Type", "Date", "Retry-After"} {
		if value := m.answer.Get(name); harmless.MatchString(value) {
			out.answer.Set(name, value)
		}
	}
	out.status, out.content = m.status, s.disguise.text(m.content, d, place{})
	return out
}

// harmless is a media type, a date, a number.
var harmless = regexp.MustCompile(`^([\w.+-]{1,40}/[\w.+-]{1,40}(; ?charset="?[\w-]{1,20}"?)?|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT|\d{1,6})$`)

// commonNames are the names in a query and a form that the protocol knows for any
// operation.
func commonNames(m message, op *contract.Operation) map[string]bool {
	out := map[string]bool{}
	received := wire.ProtocolOf(op).Decode(m.request(), m.body)
	for _, pair := range slices.Concat(received.Query, received.Form) {
		out[pair.Name] = true
	}
	for _, pair := range received.Own {
		delete(out, pair.Name)
	}
	return out
}

// pairs scrubs a query or a form, pair by pair.
func (s *scrubber) pairs(raw string, d *dictionary, common map[string]bool) string {
	pairs := strings.Split(raw, "&")
	for i, pair := range pairs {
		name, value, assigned := strings.Cut(pair, "=")
		at, documented := d.named(unescaped(name))
		switch {
		case documented:
			value = s.escaped(value, d, at)
		case !common[unescaped(name)]:
			name, value = s.escaped(name, d, place{}), s.escaped(value, d, place{})
		case !d.words[strings.ToLower(unescaped(value))]:
			value = "scrubbed"
		}
		if pairs[i] = name; assigned {
			pairs[i] += "=" + value
		}
	}
	return strings.Join(pairs, "&")
}

// path scrubs what parameters have in a path; what the operation is known by stays.
func (s *scrubber) path(raw string, op *contract.Operation, d *dictionary) string {
	segments := strings.Split(raw, "/")
	for i, template := range strings.Split(op.Path, "/") {
		if name, placed := contract.PathParameter(template); placed {
			at, _ := d.named(name)
			segments[i] = strings.ReplaceAll(s.escaped(strings.ReplaceAll(segments[i], "+", "%2B"), d, at), "+", "%20")
		}
	}
	return strings.Join(segments, "/")
}

func unescaped(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	return text
}

// escaped scrubs a part of a query; one in which nothing changes stays as written.
func (s *scrubber) escaped(raw string, d *dictionary, at place) string {
	plain, err := url.QueryUnescape(raw)
	if err != nil {
		return string(s.disguise.text([]byte(raw), d, at))
	}
	changed := string(s.disguise.text([]byte(plain), d, at))
	if changed == plain {
		return raw
	}
	return url.QueryEscape(changed)
}

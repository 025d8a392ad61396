package traffic

import (
	"regexp"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// place is where a value stands: under which name, and what may stay there.
type place struct {
	name string
	stay keptWords
}

// keptWords says which words that are no documented value stay as they are.
type keptWords int

const (
	nothing  keptWords = iota // others stand for all of them
	amounts                   // numbers and times
	codes                     // what looks like a code of an error
	messages                  // the words of documented messages
)

// dictionary is what the documents print about an operation, in lower case.
type dictionary struct {
	names map[string]place
	words map[string]bool // values
	said  map[string]bool // words of messages
}

func newDictionary(op *contract.Operation) *dictionary {
	d := &dictionary{names: map[string]place{}, words: map[string]bool{}, said: map[string]bool{}}
	for _, word := range strings.Fields("true false null http https html head body title center h1 hr p utf-8 xml version encoding root scrubbed") {
		d.words[word] = true
		d.name(word, nothing)
	}
	d.value(op.Name, op.Version, op.Envelope.Member, op.Envelope.XMLRoot)
	for _, f := range op.Formats {
		d.value(string(f.Format))
	}
	for _, p := range op.Places() {
		d.param(p)
	}
	for _, c := range op.Common {
		d.name(c.Name, nothing)
		d.value(c.Value)
	}
	op.Response.Walk(func(f *contract.Field) {
		if f.Allows(contract.Number) || f.Allows(contract.Integer) || f.Digits() || f.Format != "" && f.Format != "url" {
			d.name(f.Name, amounts)
		} else {
			d.name(f.Name, nothing)
		}
	})
	for _, set := range op.Readings {
		for _, r := range set.Readings {
			d.name(r.Value, nothing)
		}
	}
	for _, row := range op.Errors {
		d.value(row.Code)
		d.say(row.Message)
	}
	d.gateway(&op.Gateway)
	d.name(op.Envelope.Member, nothing)
	d.name(op.Envelope.XMLRoot, nothing)
	return d
}

func (d *dictionary) param(p *contract.Param) {
	stays := nothing
	if p.Kind == contract.Integer || p.Kind == contract.Number || p.Format != "" {
		stays = amounts
	}
	d.name(p.Name, stays)
	d.value(p.Enum...)
	for _, placeholder := range p.Placeholders {
		d.value(placeholder.Value)
	}
}

// gateway adds what the vendor's gateway refuses with.
func (d *dictionary) gateway(g *contract.GatewayFacts) {
	d.name(g.Error.Wrapper, nothing)
	d.name(g.Error.ElementName(), nothing)
	for _, m := range g.Error.Members {
		switch m.Value {
		case "{code}":
			d.name(m.Name, codes)
		case "{message}":
			d.name(m.Name, messages)
		default:
			d.name(m.Name, nothing)
		}
	}
	for _, a := range g.Answers {
		d.value(a.Code)
		d.say(a.Message)
	}
}

// name adds a name; one that stands for amounts anywhere does so everywhere.
func (d *dictionary) name(name string, stays keptWords) {
	if key := strings.ToLower(name); key != "" && stays >= d.names[key].stay {
		d.names[key] = place{name, stays}
	}
}

func (d *dictionary) value(texts ...string) {
	for _, text := range texts {
		d.words[strings.ToLower(text)] = text != ""
	}
}

func (d *dictionary) say(message string) {
	for _, word := range strings.FieldsFunc(strings.ToLower(message), func(r rune) bool { return !inWord(r) }) {
		d.said[strings.Trim(word, around)] = true
	}
}

// named gives the place under a name, of a list's item that under the list's.
func (d *dictionary) named(name string) (place, bool) {
	base, rest := strings.ToLower(name), ""
	if i := strings.IndexAny(base, ".["); i >= 0 {
		base, rest = base[:i], base[i:]
	}
	at, ok := d.names[base]
	return at, ok && strings.Trim(rest, "0123456789.n[]") == ""
}

// stays tells whether a word stays as it is.
func (d *dictionary) stays(word string, at place) bool {
	key := strings.ToLower(word)
	switch {
	case d.words[key]:
		return true
	case at.stay == amounts:
		return number.MatchString(word)
	case at.stay == codes:
		return codeLike.MatchString(word)
	case at.stay == messages:
		return d.said[key]
	}
	return false
}

var (
	number     = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?([eE]-?[0-9]+)?$`)
	codeLike   = regexp.MustCompile(`^[A-Za-z.]{1,80}$`)
	schemeLike = regexp.MustCompile(`^[A-Z0-9]{2,5}-HMAC-[A-Z0-9-]{3,10}`)
)

// header gives a header of a request as it is kept: one that names the operation or
// its version, or says how it is signed or written.
func (d *dictionary) header(name, value string) (string, bool) {
	name = strings.ToLower(name)
	if scheme := schemeLike.FindString(value); scheme != "" && name == "authorization" {
		return scheme + " scrubbed", true
	}
	named := strings.HasSuffix(name, "-action") || strings.HasSuffix(name, "-version")
	switch written := name == "content-type" || name == "content-encoding"; {
	case named && d.words[strings.ToLower(value)], (written || name == "accept") && harmless.MatchString(value):
		return value, true
	case named, written:
		return "scrubbed", true
	}
	return "", false
}

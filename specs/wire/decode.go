package wire

import (
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Received is what a request asks for, read off the wire without knowing the
// operation. Nothing is repaired: what was sent twice stands twice.
type Received struct {
	Protocol Protocol
	Method   string
	Host     string
	Header   http.Header // the request's own, not a copy
	Product  string      // that the signature names, or else the host; "127" of an address
	Action   string
	Version  string
	// Path is the address, as sent, where the protocol knows operations by it.
	Path   string
	Format string // as sent; "" when the request leaves it to the server
	// HeaderNamed is true when action and version stand in headers: what is common has
	// its place there, and a pair of such a name may be the operation's own.
	HeaderNamed bool
	// Carrier is the id of the carrier that was used, as spec files of the
	// protocol call it, or another word for one that none has.
	Carrier string
	Query   []sign.Pair // every pair of the URL, common ones included
	Form    []sign.Pair // every pair of an urlencoded body
	// Own are the pairs that are no common parameters, URL before body; nil for JSON.
	Own []sign.Pair
	// Args are the operation's own parameters and any unknown ones. Those that
	// came as pairs are single strings here; For makes lists and numbers of them.
	Args contract.Args
	// common are the parameters of the protocol that came among the operation's own,
	// which may have one of the same name.
	common   contract.Args
	Problems []Problem
}

// ProblemKind names what is wrong with how a request is written.
type ProblemKind string

// The kinds of problems.
const (
	BrokenJSON    ProblemKind = "broken-json"    // no JSON object, or bytes after it
	DuplicateName ProblemKind = "duplicate-name" // a name stands twice
	BrokenEscape  ProblemKind = "broken-escape"  // a % that two hex digits do not follow
	StrayBody     ProblemKind = "stray-body"     // a body that the carrier has no use for
	TooManyPairs  ProblemKind = "too-many-pairs" // more pairs than are read
	StrayPath     ProblemKind = "stray-path"     // a path, where the protocol has none
)

// Problem is one thing wrong with how a request is written.
type Problem struct {
	Kind   ProblemKind
	Detail string
}

// String is "kind: detail".
func (p Problem) String() string { return string(p.Kind) + ": " + p.Detail }

// Problem gives the first problem of a kind.
func (r *Received) Problem(kind ProblemKind) (Problem, bool) {
	for _, p := range r.Problems {
		if p.Kind == kind {
			return p, true
		}
	}
	return Problem{}, false
}

// ArgsFor gives the arguments as the operation understands them: those of a JSON
// body as they are, pairs folded. A member, or a pair beside headers, that has the name of
// a common parameter is the operation's own where it has one of that name.
func (r *Received) ArgsFor(op *contract.Operation) contract.Args {
	if r.Path != "" {
		return r.routed(op)
	}
	args, pairs := r.Args, r.Own
	for _, arg := range r.common {
		if _, own := op.Param(arg.Name); own && (r.Own == nil || r.HeaderNamed) {
			args = append(slices.Clip(args), arg)
			pairs = append(slices.Clip(pairs), sign.Pair{Name: arg.Name, Value: arg.Value.Text})
		}
	}
	if r.Own == nil {
		return args
	}
	return Fold(op, pairs)
}

// Note adds a problem.
func (r *Received) Note(kind ProblemKind, format string, a ...any) {
	r.Problems = append(r.Problems, Problem{kind, fmt.Sprintf(format, a...)})
}

// maxPairs bounds how many pairs one query or form is read to, so that a body
// of nothing but "&a" does not cost a hundred times its size.
const maxPairs = 20_000

// Pairs reads a query or form and notes what is odd about it; where is its name
// in such a note.
func (r *Received) Pairs(raw, where string) []sign.Pair {
	if n := strings.Count(raw, "&"); n >= maxPairs {
		r.Note(TooManyPairs, "%d pairs in the %s", n+1, where)
		return nil
	}
	if at := brokenEscape(raw); at >= 0 {
		r.Note(BrokenEscape, "at byte %d of the %s", at, where)
	}
	return sign.ParsePairs(raw)
}

func brokenEscape(raw string) int {
	for i := 0; i < len(raw); i++ {
		if raw[i] == '%' && (i+2 >= len(raw) || !hexDigit(raw[i+1]) || !hexDigit(raw[i+2])) {
			return i
		}
	}
	return -1
}

func hexDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// Split parts the pairs of Query and Form into the protocol's common ones, which
// it gives by name, and the operation's own, which become Own and Args. The first
// of a name counts.
func (r *Received) Split(isCommon func(name string) bool) map[string]string {
	found := map[string]string{}
	seen := make(map[string]bool, len(r.Query)+len(r.Form))
	r.Own = make([]sign.Pair, 0, len(r.Query)+len(r.Form))
	for _, list := range [][]sign.Pair{r.Query, r.Form} {
		for _, p := range list {
			if seen[p.Name] {
				r.Note(DuplicateName, "%.100q", p.Name)
			}
			switch {
			case !isCommon(p.Name):
				r.Own = append(r.Own, p)
			case !seen[p.Name]:
				found[p.Name] = p.Value
				fallthrough
			default:
				r.common = append(r.common, contract.Arg{Name: p.Name, Value: contract.Text(p.Value)})
			}
			seen[p.Name] = true
		}
	}
	r.Args = make(contract.Args, 0, len(r.Own))
	for _, p := range r.Own {
		r.Args = append(r.Args, contract.Arg{Name: p.Name, Value: contract.Text(p.Value)})
	}
	return found
}

// Begin reads what no protocol reads differently: method, host, headers, query.
func Begin(protocol Protocol, request *http.Request) Received {
	r := Received{Protocol: protocol, Method: request.Method, Host: request.Host, Header: request.Header, Product: hostProduct(request.Host)}
	if request.URL != nil {
		r.Query = r.Pairs(request.URL.RawQuery, "query")
	}
	return r
}

// Pathless notes a path other than "/", for protocols that name their actions
// elsewhere.
func (r *Received) Pathless(request *http.Request) {
	if request.URL != nil && request.URL.Path != "/" && request.URL.Path != "" {
		r.Note(StrayPath, "%.100q", request.URL.Path)
	}
}

// MediaType is the content type without its parameters, lower-case.
func (r *Received) MediaType() string {
	value := r.HeaderOf("Content-Type")
	if media, _, err := mime.ParseMediaType(value); err == nil {
		return media
	}
	media, _, _ := strings.Cut(value, ";")
	return strings.ToLower(strings.TrimSpace(media))
}

// HeaderOf gives a header by its name in any case: the SDKs write X-TC-Action and
// X-Tc-Action, and a request that never was on a wire may still hold either.
func (r *Received) HeaderOf(name string) string {
	if value := r.Header.Get(name); value != "" {
		return value
	}
	for n, values := range r.Header {
		if len(values) > 0 && strings.EqualFold(n, name) {
			return values[0]
		}
	}
	return ""
}

// HasHeaderPrefix tells whether a header's name begins so, in any case.
func (r *Received) HasHeaderPrefix(prefix string) bool {
	for name := range r.Header {
		if len(name) >= len(prefix) && strings.EqualFold(name[:len(prefix)], prefix) {
			return true
		}
	}
	return false
}

// HasPair tells whether the query or the form has a pair of a name.
func (r *Received) HasPair(name string) bool {
	named := func(p sign.Pair) bool { return p.Name == name }
	return slices.ContainsFunc(r.Query, named) || slices.ContainsFunc(r.Form, named)
}

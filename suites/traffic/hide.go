package traffic

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// secretive are names whose values are nobody's business.
var secretive = regexp.MustCompile(`(?i)token|secret|key|sign|auth|cookie|passw|credential|session`)

// withheld stands for a value that may be a secret.
const withheld = "[withheld]"

// secrets makes what takes out of anything shown what a recorded request carries to
// prove who sent it: nobody has told which keys those are, so that whatever sounds
// like one is taken for one.
func (t *Traffic) secrets(request *http.Request, body []byte, op *contract.Operation, received *wire.Received) wire.Redactor {
	var found []sign.Credentials
	verdict := received.Protocol.Verify(request, body, received, func(string) (string, bool) { return "", false }, time.Time{})
	if verdict.KeyID != "" {
		found = append(found, sign.Credentials{ID: verdict.KeyID})
	}
	add := func(name, value string) {
		if secretive.MatchString(name) && value != "" {
			found = append(found, sign.Credentials{Secret: value})
		}
	}
	for name, values := range request.Header {
		for _, value := range values {
			add(name, value)
			if _, password, ok := strings.Cut(value, " "); ok {
				add(name, password)
			}
		}
	}
	if password, ok := request.URL.User.Password(); ok {
		add("password", password)
	}
	for _, pair := range slices.Concat(received.Query, received.Form) {
		if !known(op, pair.Name) {
			add(pair.Name, pair.Value)
		}
	}
	for _, arg := range received.Args {
		if !known(op, arg.Name) {
			add(arg.Name, arg.Value.Text)
		}
	}
	return wire.NewRedactor(found...).Answering(request)
}

// known tells whether a name is a parameter's, or of what stands below one: an item,
// rightly counted or not, or a member.
func known(op *contract.Operation, name string) bool {
	if _, ok := op.Param(name); ok {
		return true
	}
	return slices.ContainsFunc(op.Params, func(p contract.Param) bool {
		rest, of := strings.CutPrefix(name, p.Name)
		if !of || !strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, "[") {
			return false
		}
		if p.Kind == contract.List && (p.Items == nil || p.Items.Kind != contract.Object) {
			return true
		}
		below := map[string]bool{}
		p.Walk(func(s *contract.Param) { below[s.Name] = true })
		names := strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune(".[]", r) })
		return !slices.ContainsFunc(names, func(name string) bool { return !below[name] && strings.Trim(name, "0123456789") != "" })
	})
}

// masked is the request without its secrets, and without the values of what no
// document names, which may be one.
func masked(r wire.Received, op *contract.Operation, hide wire.Redactor) wire.Received {
	if op.Routed() {
		r = r.Settled(op)
	}
	args := make(contract.Args, 0, len(r.Args))
	for _, arg := range r.Args {
		p, _ := op.Param(arg.Name)
		value := hidden(arg.Value, hide, p)
		if !known(op, arg.Name) {
			value = contract.Text(withheld)
		}
		args = append(args, contract.Arg{Name: named(arg.Name, op, hide), Value: value})
	}
	r.Args = args
	if r.Own != nil {
		own := make([]sign.Pair, 0, len(r.Own))
		for _, pair := range r.Own {
			value := hide.Text(pair.Value)
			if !known(op, pair.Name) {
				value = withheld
			}
			own = append(own, sign.Pair{Name: named(pair.Name, op, hide), Value: value})
		}
		r.Own = own
	}
	r.Query, r.Form = nil, nil // read already
	problems := make([]wire.Problem, len(r.Problems))
	for i, p := range r.Problems {
		problems[i] = p
		switch name, _ := strconv.Unquote(p.Detail); p.Kind {
		case wire.StrayPath:
			problems[i].Detail = withheld
		case wire.DuplicateName:
			problems[i].Detail = named(name, op, hide)
		default:
			problems[i].Detail = hide.Text(p.Detail)
		}
	}
	r.Problems = problems
	return r
}

// plain are names that may be a parameter's. What else stands where a name does,
// as all of a body that is no form, is not shown.
var plain = regexp.MustCompile(`^[A-Za-z][\w.\[\]-]{0,63}$`)

func named(name string, op *contract.Operation, hide wire.Redactor) string {
	if !known(op, name) && !plain.MatchString(name) {
		return withheld
	}
	return hide.Text(name)
}

// hidden is a value of a place without secrets, and without the members that no document
// names.
func hidden(v contract.Value, hide wire.Redactor, p *contract.Param) contract.Value {
	v.Text = hide.Text(v.Text)
	v.Items, v.Members = slices.Clone(v.Items), slices.Clone(v.Members)
	for i, item := range v.Items {
		var of *contract.Param
		if p != nil {
			of = p.Items
		}
		v.Items[i] = hidden(item, hide, of)
	}
	for i, member := range v.Members {
		if of := p.Member(member.Name); of != nil {
			v.Members[i].Value = hidden(member.Value, hide, of)
		} else if v.Members[i].Value = contract.Text(withheld); !plain.MatchString(member.Name) {
			v.Members[i].Name = withheld
		}
	}
	return v
}

// shown are the headers of an answer that say something about it.
func shown(h http.Header, hide wire.Redactor) http.Header {
	out := http.Header{}
	for name, values := range h {
		switch name = http.CanonicalHeaderKey(name); name {
		case "Content-Type", "Date", "Retry-After", "Server", "Via":
			for _, value := range values {
				out.Add(name, hide.Text(value))
			}
		}
	}
	return out
}

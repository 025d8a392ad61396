package wire

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Draft is an HTTP request in the making: what is asked, of whom and when, and
// what a protocol has written of it so far.
type Draft struct {
	Request  Request
	Endpoint Endpoint
	// Stamp is the time and the nonce of the sending. A zero time makes a sketch:
	// it holds what is asked, and nothing that belongs to one sending alone.
	Stamp Stamp
	URL   *url.URL // of the target; not to be changed
	// Path is that of the request below the target's, escaped; "" for the target's own.
	Path   string
	Header http.Header
	Query  []sign.Pair
	Form   []sign.Pair // nil for a body that is no form
	Body   []byte
}

// FormType is the content type of a form.
const FormType = "application/x-www-form-urlencoded"

// Sketch tells whether the draft is of no sending in particular.
func (d *Draft) Sketch() bool { return d.Stamp.Time.IsZero() }

// Action is the action to name: the operation's, or what a request that is
// wrong on purpose names instead.
func (d *Draft) Action() string {
	if d.Request.Tamper.Action != "" {
		return d.Request.Tamper.Action
	}
	return d.Request.Operation.Name
}

// Version is the version to name, like Action.
func (d *Draft) Version() string {
	if d.Request.Tamper.Version != "" {
		return d.Request.Tamper.Version
	}
	return d.Request.Operation.Version
}

// ActionAndVersion gives Action and Version as pairs, but for the one that is left out on
// purpose.
func (d *Draft) ActionAndVersion() []sign.Pair {
	return d.TamperedCommon([]sign.Pair{{Name: "Action", Value: d.Action()}, {Name: "Version", Value: d.Version()}})
}

// TamperedCommon gives common parameters without the one that is left out on purpose, and
// with another value for the one that has another.
func (d *Draft) TamperedCommon(common []sign.Pair) []sign.Pair {
	for i := range common {
		if common[i].Name == d.Request.Tamper.Name {
			common[i].Value = d.Request.Tamper.Value
		}
	}
	return slices.DeleteFunc(common, func(p sign.Pair) bool { return p.Name == d.Request.Tamper.Without })
}

// WithAdded adds the common parameter that is sent beside the usual ones, if there is one.
func (d *Draft) WithAdded(common []sign.Pair) []sign.Pair {
	name := d.Request.Tamper.Name
	if name == "" || slices.ContainsFunc(common, func(p sign.Pair) bool { return p.Name == name }) {
		return common
	}
	return append(common, sign.Pair{Name: name, Value: d.Request.Tamper.Value})
}

// SignedMethod is the verb that a signature is made for: the carrier's, or the
// other one when the signature is forged that way.
func (d *Draft) SignedMethod() string {
	if d.Request.Tamper.Signature != WrongMethod {
		return d.Request.Carrier.Method
	}
	if d.Request.Carrier.Method == http.MethodGet {
		return http.MethodPost
	}
	return http.MethodGet
}

// ToSign gives a built request and its body as its signature shall have them. write
// built the request; it errs if that cannot write the request as it was before it was altered.
func (d *Draft) ToSign(built *http.Request, write func(*Draft) (*http.Request, error)) (*http.Request, []byte, error) {
	signed, body := built.Clone(built.Context()), d.Body
	signed.Method = d.SignedMethod()
	if d.Request.Tamper.Signature != Altered {
		return signed, body, nil
	}
	before := *d
	before.Request.Args, before.Query, before.Form, before.Body, before.Header = d.signedArgs(), nil, nil, nil, http.Header{}
	earlier, err := write(&before)
	if err != nil {
		return nil, nil, err
	}
	signed.URL = earlier.URL
	return signed, before.Body, nil
}

// Sealed gives a text that ends with a signature as it is sent: with letters of the
// second half exchanged for others of their kind where only the first half shall be right.
func (d *Draft) Sealed(text string) string {
	if d.Request.Tamper.Signature != HalfSigned || len(text) < 12 {
		return text
	}
	out := []byte(text)
	for i, letter := range out[len(out)-12 : len(out)-3] { // the very end may be padding
		out[len(out)-12+i] = otherLetter(letter)
	}
	return string(out)
}

// otherLetter gives another letter that signatures are written with, in hexadecimal or
// in base64, where that one may stand.
func otherLetter(letter byte) byte {
	switch {
	case letter == '9' || letter == 'f':
		return letter - 1
	case letter >= '0' && letter < '9', letter >= 'a' && letter < 'f':
		return letter + 1
	default:
		return 'a'
	}
}

// signedArgs are the arguments that the signature is made for: all of them, or those
// that were there before the last one was added that a signature holds, which headers
// and paths are not.
func (d *Draft) signedArgs() contract.Args {
	args := d.Request.Args
	for i := len(args) - 1; i >= 0 && d.Request.Tamper.Signature == Altered; i-- {
		p, _ := d.Request.Operation.Param(args[i].Name)
		if place := d.Request.Carrier.Of(p); place != contract.InHeader && place != contract.InPath {
			return slices.Delete(slices.Clone(args), i, i+1)
		}
	}
	return args
}

// Pairs writes the arguments as name=value pairs: a declared list under its wire
// name, as UserNames.1, UserNames.2 … from its first index, anything else as it
// stands.
func (d *Draft) Pairs() []sign.Pair { return d.Request.pairs(d.Request.Args) }

// PairsIn writes those of the arguments as pairs that belong in a place.
func (d *Draft) PairsIn(place contract.Place) []sign.Pair { return d.Request.pairs(d.Own(place)) }

// Own gives the arguments that belong in a place: those of parameters that have it, and
// all that have none of their own where it is the carrier's.
func (d *Draft) Own(place contract.Place) contract.Args {
	var out contract.Args
	for _, arg := range d.Request.Args {
		p, ok := d.Request.Operation.Param(arg.Name)
		if dot := strings.LastIndexByte(arg.Name, '.'); !ok && dot >= 0 { // an item that is written as a pair
			p, _ = d.Request.Operation.List(arg.Name[:dot+1])
		}
		if d.Request.Carrier.Of(p) == place {
			out = append(out, arg)
		}
	}
	return out
}

// SignedPairs are those of them that the signature is made for.
func (d *Draft) SignedPairs() []sign.Pair { return d.Request.pairs(d.signedArgs()) }

// Object writes the arguments as a JSON object, in their order, a name that
// stands twice twice.
func (d *Draft) Object() string { return d.Request.Args.JSON() }

// Build makes the HTTP request of what has been written so far; Body is then the
// one that is sent. It fails only for a URL or a method that is none.
func (d *Draft) Build() (*http.Request, error) {
	u := *d.URL
	if d.Path != "" {
		u.RawPath = strings.TrimSuffix(u.EscapedPath(), "/") + d.Path
		path, err := url.PathUnescape(u.RawPath)
		if err != nil {
			return nil, fmt.Errorf("target %q: %w", d.Endpoint.URL, err)
		}
		u.Path = path
	}
	u.RawQuery = encodePairs(d.Query, d.Request.Tamper.Plus)
	if d.Form != nil {
		d.Body = []byte(encodePairs(d.Form, d.Request.Tamper.Plus))
		d.Header.Set("Content-Type", FormType)
	}
	if media := d.Header.Get("Content-Type"); media != "" && d.Request.Tamper.Charset != "" {
		d.Header.Set("Content-Type", media+"; charset="+d.Request.Tamper.Charset)
	}
	if d.Request.Body != nil && d.Request.Carrier.Method != http.MethodGet {
		d.Body = []byte(*d.Request.Body)
	}
	r, err := http.NewRequest(d.Request.Carrier.Method, u.String(), bytes.NewReader(d.Body))
	if err != nil {
		return nil, fmt.Errorf("target %q: %w", d.Endpoint.URL, err)
	}
	if len(d.Body) == 0 {
		r.Body, r.GetBody, r.ContentLength = http.NoBody, nil, 0
	}
	r.Header = d.Header
	return r, nil
}

package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Endpoint is where a product is served and how requests to it are signed.
type Endpoint struct {
	URL         string // scheme, host and port; the path is always "/"
	Scheme      sign.Scheme
	Credentials sign.Credentials
}

// Stamp is what makes one sending of a request differ from another.
type Stamp struct {
	Time  time.Time
	Nonce string // unique; Tencent's v1 signature takes the number below it
	Count int    // positive
}

// Encode makes the HTTP request that asks r of an endpoint. It fails only for
// an endpoint whose URL is not one.
func Encode(r Request, e Endpoint, stamp Stamp) (*http.Request, error) {
	base, err := url.Parse(e.URL)
	if err != nil || base.Host == "" {
		return nil, fmt.Errorf("target %q is not a URL with a host", e.URL)
	}
	if base.Path == "" {
		base.Path = "/"
	}
	stamp.Time = stamp.Time.UTC().Add(-time.Duration(r.Tamper.Stale) * time.Second)
	switch r.Tamper.Signature {
	case Unsigned:
		e.Scheme = sign.None
	case WrongKey:
		e.Credentials.Secret += "-of-somebody-else"
	case UnknownKey:
		e.Credentials.ID = "nobody" + e.Credentials.ID
	}
	b := builder{request: r, endpoint: e, stamp: stamp, url: base, header: http.Header{}}
	if r.Operation.Protocol == contract.AlibabaRPC {
		return b.alibaba()
	}
	return b.tencent()
}

// builder puts one HTTP request together.
type builder struct {
	request  Request
	endpoint Endpoint
	stamp    Stamp
	url      *url.URL
	header   http.Header
	query    []sign.Pair
	form     []sign.Pair
	body     []byte
}

const formType = "application/x-www-form-urlencoded"

// method is the verb a signature is made for: the carrier's, or the other one
// when the signature is forged that way.
func (b *builder) method() string {
	if b.request.Tamper.Signature != WrongMethod {
		return b.request.Carrier.Method
	}
	if b.request.Carrier.Method == http.MethodGet {
		return http.MethodPost
	}
	return http.MethodGet
}

// build makes the HTTP request of what has been gathered so far.
func (b *builder) build() (*http.Request, error) {
	u := *b.url
	u.RawQuery = encodePairs(b.query)
	if b.form != nil {
		b.body = []byte(encodePairs(b.form))
		b.header.Set("Content-Type", formType)
	}
	if b.request.Body != nil && b.request.Carrier.Method != http.MethodGet {
		b.body = []byte(*b.request.Body)
	}
	r, err := http.NewRequest(b.request.Carrier.Method, u.String(), bytes.NewReader(b.body))
	if err != nil {
		return nil, fmt.Errorf("target %q: %w", b.endpoint.URL, err)
	}
	if len(b.body) == 0 {
		r.Body, r.GetBody, r.ContentLength = http.NoBody, nil, 0
	}
	r.Header = b.header
	return r, nil
}

// encodePairs writes pairs in their order, in the strict form of RFC 3986.
func encodePairs(pairs []sign.Pair) string {
	parts := make([]string, len(pairs))
	for i, p := range pairs {
		parts[i] = escape(p.Name) + "=" + escape(p.Value)
	}
	return strings.Join(parts, "&")
}

func escape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

func indexed(name string, index int) string { return name + "." + strconv.Itoa(index) }

// quote writes a JSON string without escaping what need not be.
func quote(s string) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		panic(err) // strings always encode
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// BodyOf reads the body of a request that Encode made.
func BodyOf(r *http.Request) []byte {
	if r.GetBody == nil {
		return nil
	}
	reader, err := r.GetBody()
	if err != nil {
		return nil
	}
	body, err := io.ReadAll(reader)
	if err != nil {
		return nil
	}
	return body
}

package wire

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

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
	if !stamp.Time.IsZero() {
		stamp.Time = stamp.Time.UTC().Add(-time.Duration(r.Tamper.Stale) * time.Second)
	}
	if r.Tamper.Scheme != "" && e.Scheme != sign.None {
		e.Scheme = r.Tamper.Scheme
	}
	switch r.Tamper.Signature {
	case Unsigned:
		e.Scheme = sign.None
	case WrongKey:
		e.Credentials.Secret += "-of-somebody-else"
	case UnknownKey:
		e.Credentials.ID = "nobody" + e.Credentials.ID
	}
	return ProtocolOf(r.Operation).Encode(&Draft{Request: r, Endpoint: e, Stamp: stamp, URL: base, Header: http.Header{}})
}

// encodePairs writes pairs in their order, in the strict form of RFC 3986, or with
// a plus sign for each blank.
func encodePairs(pairs []sign.Pair, plus bool) string {
	write := escape
	if plus {
		write = url.QueryEscape
	}
	parts := make([]string, len(pairs))
	for i, p := range pairs {
		parts[i] = write(p.Name) + "=" + write(p.Value)
	}
	return strings.Join(parts, "&")
}

func escape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

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

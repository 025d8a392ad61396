package sign

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Cause is why a signature is not that of its request. What is signed is the
// string to sign of the schemes that sign pairs, and the canonical request of
// those that sign a hash of it.
type Cause struct {
	// Mistake is the usual mistake, or the two, with which the request has the
	// client's signature; "" where none has.
	Mistake string
	// Right is what should be signed, Theirs what the client signs, "" without a
	// Mistake. They are equal where the key or the digest is what is wrong.
	Right, Theirs string
}

// shownAround is how many bytes are shown on either side of where two texts part.
const shownAround = 24

// String says the cause on one line, bounded in length.
func (c Cause) String() string {
	if c.Mistake == "" {
		return "none of the usual mistakes gives this signature"
	}
	if c.Right == c.Theirs {
		return c.Mistake
	}
	at := parting(c.Right, c.Theirs)
	return fmt.Sprintf("%s; what is signed parts at byte %d: %q, right is %q", c.Mistake, at, around(c.Theirs, at), around(c.Right, at))
}

func parting(a, b string) int {
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	return at
}

func around(text string, at int) string {
	return text[max(0, at-shownAround):min(len(text), at+shownAround)]
}

// Explain looks for the usual mistake that gives a signature which Verify found
// to be a Mismatch; ok is false for any other verdict, and for a request so large
// that trying would be dear. body, form and query are as in VerifyAlibaba.
func Explain(v Verdict, r *http.Request, body []byte, form, query []Pair, secret string) (cause Cause, ok bool) {
	if v.Problem != Mismatch || len(body)+len(r.URL.RawQuery) > 1<<20 {
		return Cause{}, false
	}
	params := slices.Concat(query, form)
	got, _ := first(params, "Signature")
	switch v.Scheme {
	case RPC:
		return explained(rpcPairs(methodOf(r), params), pairMistakes(query, form), got, secret), true
	case TencentV1:
		long, _ := first(params, "SignatureMethod")
		return explained(tencentPairs(methodOf(r), hostOf(r), params, long == "HmacSHA256"), pairMistakes(query, form), got, secret), true
	}
	h := headersOf(r)
	_, rest := splitAlgorithm(h["authorization"])
	a, _ := parseAuthorization(rest)
	right := acs3Heads(r, h, a.signedHeaders, body)
	if v.Scheme == TC3 {
		_, scope, _ := strings.Cut(a.credential, "/")
		right = tc3Heads(r, h, a.signedHeaders, body, scope)
	}
	return explained(right, headMistakes(v.Scheme, h, body, form), a.signature, secret), true
}

// signing is a way to sign one request: right at first, and then with mistakes.
type signing interface {
	// sign gives the signature under a secret, and what is signed.
	sign(secret string) (signature, text string)
}

// mistake is one thing that clients do wrong when they sign.
type mistake[S signing] struct {
	says string
	make func(*S)
}

// explained tries each mistake, and then every two.
func explained[S signing](right S, mistakes []mistake[S], got, secret string) Cause {
	_, text := right.sign(secret)
	cause := Cause{Right: text}
	for i, one := range mistakes {
		made := right
		one.make(&made)
		if signature, theirs := made.sign(secret); signature == got {
			return Cause{one.says, text, theirs}
		}
		for _, other := range mistakes[:i] {
			both := made
			other.make(&both)
			if signature, theirs := both.sign(secret); signature == got && cause.Mistake == "" {
				cause = Cause{other.says + ", and " + one.says, text, theirs}
			}
		}
	}
	return cause
}

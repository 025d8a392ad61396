package sign

import (
	"encoding/hex"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

const (
	tc3Algorithm    = "TC3-HMAC-SHA256"
	tc3Request      = "tc3_request"
	unsignedPayload = "UNSIGNED-PAYLOAD"
)

// TC3Authorization is the Authorization header of a Tencent TC3 request for a
// service such as "mna". X-TC-Timestamp and Content-Type must be on r; the two
// headers signed are content-type and host, values in lower case as the
// document says. X-TC-Content-SHA256: UNSIGNED-PAYLOAD leaves the body unsigned.
// The date of the scope is that of the time stamp; of one that is no number
// (a test may want it) it is 1970-01-01.
func TC3Authorization(r *http.Request, body []byte, service string, c Credentials) string {
	h := headersOf(r)
	stamp, ok := unixStamp(h["x-tc-timestamp"])
	if !ok {
		stamp = time.Unix(0, 0).UTC()
	}
	s := tc3{
		request: r, headers: h, body: body, names: []string{"content-type", "host"},
		scope: stamp.Format(time.DateOnly) + "/" + service + "/" + tc3Request,
		date:  stamp.Format(time.DateOnly), service: service,
	}
	signed := s.attempt(h["host"], true, c.Secret)
	return tc3Algorithm + " Credential=" + c.ID + "/" + s.scope +
		", SignedHeaders=" + strings.Join(s.names, ";") + ", Signature=" + signed.signature
}

// TencentV1Signature signs a Tencent v1 request: base64 of HMAC under the
// secret, by SHA-256 when the request says SignatureMethod=HmacSHA256 and by
// SHA-1 otherwise. host is the Host header with its port; params are all
// decoded parameters, of which Signature is left out. Values are signed raw.
func TencentV1Signature(method, host string, params []Pair, sha256 bool, secret string) string {
	return tencentV1Attempt(method, host, params, sha256, secret).signature
}

func tencentV1Attempt(method, host string, params []Pair, long bool, secret string) attempt {
	signature, text := tencentPairs(method, host, params, long).sign(secret)
	return attempt{signature, text}
}

// tc3 is everything a TC3 signature depends on, the secret apart.
type tc3 struct {
	request *http.Request
	headers headers
	body    []byte
	names   []string // the signed headers

	scope, date, service string // scope is DATE/SERVICE/tc3_request
}

// attempt signs the canonical request. Its path is always "/". The query is
// taken literally, since the SDKs encode a space differently; a POST signs no
// query and a GET no body, both by the document.
func (s tc3) attempt(host string, lowerValues bool, secret string) attempt {
	query, body := s.request.URL.RawQuery, s.body
	method := methodOf(s.request)
	switch method {
	case http.MethodPost:
		query = ""
	case http.MethodGet:
		body = nil
	}
	if s.headers["x-tc-content-sha256"] == unsignedPayload {
		body = []byte(unsignedPayload)
	}
	signed := maps.Clone(s.headers)
	signed["host"] = host
	canonical := signed.canonical(s.names)
	if lowerValues {
		canonical = strings.ToLower(canonical)
	}
	request := strings.Join([]string{
		method, "/", query, canonical, strings.Join(s.names, ";"), hexSHA256(body),
	}, "\n")
	stringToSign := strings.Join([]string{
		tc3Algorithm, s.headers["x-tc-timestamp"], s.scope, hexSHA256([]byte(request)),
	}, "\n")
	key := hmacSHA256([]byte("TC3"+secret), s.date)
	key = hmacSHA256(hmacSHA256(key, s.service), tc3Request)
	return attempt{hex.EncodeToString(hmacSHA256(key, stringToSign)), stringToSign}
}

// attempts covers what clients really do: the host with or without its port,
// the values in lower case (the document) or as sent (the SDKs).
func (s tc3) attempts(secret string) []attempt {
	var attempts []attempt
	for _, host := range hosts(s.headers["host"]) {
		attempts = append(attempts, s.attempt(host, true, secret), s.attempt(host, false, secret))
	}
	return attempts
}

// VerifyTencent judges the signature of a Tencent request: TC3 when there is a
// TC3 Authorization, otherwise v1 when there is a Signature parameter.
// "Authorization: SKIP", which the Go SDK sends when told not to sign, is
// Missing. body, form and query are as in VerifyAlibaba.
func VerifyTencent(r *http.Request, body []byte, form, query []Pair, lookup Lookup, now time.Time) Verdict {
	h := headersOf(r)
	header := h["authorization"]
	params := slices.Concat(query, form)
	_, hasSignature := first(params, "Signature")
	switch {
	case strings.HasPrefix(header, "TC3-"):
		return verifyTC3(r, h, body, lookup, now)
	case header == "SKIP" || header == "" && !hasSignature:
		return Verdict{Scheme: None}.refuse(Missing, "Authorization", "request is not signed")
	case hasSignature:
		return verifyTencentV1(r, params, lookup, now)
	default:
		return Verdict{Scheme: TC3}.refuse(Malformed, "Authorization", "authorization "+clip(header)+" is not of TC3")
	}
}

func verifyTC3(r *http.Request, h headers, body []byte, lookup Lookup, now time.Time) Verdict {
	v := Verdict{Scheme: TC3}
	algorithm, rest := splitAlgorithm(h["authorization"])
	if algorithm != tc3Algorithm {
		return v.refuse(UnknownMethod, "Authorization", "algorithm "+clip(algorithm)+" is not supported")
	}
	a, complaint := parseAuthorization(rest)
	if complaint != "" {
		return v.refuse(Malformed, "Authorization", complaint)
	}
	id, scope, _ := strings.Cut(a.credential, "/")
	parts := strings.SplitN(scope, "/", 4)
	if id == "" || len(parts) != 3 || parts[1] == "" || parts[2] != tc3Request {
		return v.refuse(Malformed, "Authorization", "credential "+clip(a.credential)+" is not id/date/service/tc3_request")
	}
	v.KeyID, v.Service = id, parts[1]
	for _, name := range []string{"content-type", "host"} {
		if !slices.Contains(a.signedHeaders, name) {
			return v.refuse(Malformed, "Authorization", "header "+clip(name)+" is not among the signed headers")
		}
	}
	for _, name := range []string{"Content-Type", "X-TC-Timestamp"} {
		if h[strings.ToLower(name)] == "" {
			return v.absent(name)
		}
	}
	stamp, ok := unixStamp(h["x-tc-timestamp"])
	if !ok {
		return v.refuse(BadTimestamp, "X-TC-Timestamp", "time stamp "+clip(h["x-tc-timestamp"])+" is not in unix seconds")
	}
	if v = v.checkTime(stamp, now, tencentWindow, "X-TC-Timestamp"); v.Problem != "" {
		return v
	}
	if parts[0] != stamp.Format(time.DateOnly) {
		return v.refuse(Malformed, "Authorization", "date in credential "+clip(parts[0])+" is not that of X-TC-Timestamp")
	}
	s := tc3{
		request: r, headers: h, body: body, names: a.signedHeaders,
		scope: scope, date: parts[0], service: parts[1],
	}
	return v.compare(lookup, a.signature, "Authorization", s.attempts)
}

// verifyTencentV1 never finds a method unknown: the document lets everything
// but HmacSHA256 be HmacSHA1. Nonce may be 0, which the Node SDK can send.
func verifyTencentV1(r *http.Request, params []Pair, lookup Lookup, now time.Time) Verdict {
	v := Verdict{Scheme: TencentV1}
	v.KeyID, _ = first(params, "SecretId")
	v.Nonce, _ = first(params, "Nonce")
	for _, name := range []string{"Signature", "SecretId", "Nonce", "Timestamp"} {
		if value, _ := first(params, name); value == "" {
			return v.absent(name)
		}
	}
	if len(v.Nonce) > 20 || !allDigits(v.Nonce) {
		return v.refuse(Malformed, "Nonce", "nonce "+clip(v.Nonce)+" is not a whole number")
	}
	value, _ := first(params, "Timestamp")
	stamp, ok := unixStamp(value)
	if !ok {
		return v.refuse(BadTimestamp, "Timestamp", "time stamp "+clip(value)+" is not in unix seconds")
	}
	if v = v.checkTime(stamp, now, tencentWindow, "Timestamp"); v.Problem != "" {
		return v
	}
	got, _ := first(params, "Signature")
	method, _ := first(params, "SignatureMethod")
	return v.compare(lookup, got, "SecretId", func(secret string) []attempt {
		var attempts []attempt
		for _, host := range hosts(hostOf(r)) {
			attempts = append(attempts, tencentV1Attempt(methodOf(r), host, params, method == "HmacSHA256", secret))
		}
		return attempts
	})
}

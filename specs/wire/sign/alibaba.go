package sign

import (
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"time"
)

const acs3Algorithm = "ACS3-HMAC-SHA256"

// RPCSignature signs an Alibaba RPC V1 request: base64 of HMAC-SHA1 under
// secret+"&". method is the verb really used. params are all decoded
// parameters, those of the query before those of the form; Signature, if among
// them, is left out, and empty values are signed too.
func RPCSignature(method string, params []Pair, secret string) (signature, stringToSign string) {
	return rpcPairs(method, params).sign(secret)
}

// ACS3ContentHash is the value of x-acs-content-sha256: lower-case hex, also
// for an empty body.
func ACS3ContentHash(body []byte) string { return hexSHA256(body) }

// ACS3Authorization is the Authorization header of an Alibaba V3 request. It
// signs host, content-type when present, and every x-acs-* header on r, so all
// of them must be set before, x-acs-content-sha256 among them. The value of
// that header is signed as it stands (a test may want a wrong one); the body
// is hashed only when it is absent.
func ACS3Authorization(r *http.Request, body []byte, c Credentials) string {
	h := headersOf(r)
	names := h.acs3()
	hash, sent := h["x-acs-content-sha256"]
	if !sent {
		hash = ACS3ContentHash(body)
	}
	signed := acs3Attempt(r, h, names, hash, c.Secret)
	return acs3Algorithm + " Credential=" + c.ID + ",SignedHeaders=" + strings.Join(names, ";") +
		",Signature=" + signed.signature
}

// acs3Attempt signs the canonical request. Unlike V1 the secret is used
// plainly, and only the query is canonicalised: a form counts as body.
func acs3Attempt(r *http.Request, h headers, names []string, hash, secret string) attempt {
	path := r.URL.EscapedPath()
	if path == "" {
		path = "/"
	}
	request := strings.Join([]string{
		methodOf(r), path, canonicalQuery(ParsePairs(r.URL.RawQuery)),
		h.canonical(names), strings.Join(names, ";"), hash,
	}, "\n")
	stringToSign := acs3Algorithm + "\n" + hexSHA256([]byte(request))
	return attempt{hex.EncodeToString(hmacSHA256([]byte(secret), stringToSign)), stringToSign}
}

// VerifyAlibaba judges the signature of an Alibaba request. An Authorization
// that begins with "ACS3-" makes it ACS3 (x-acs-action would not do: the V1
// SDKs send it too), otherwise a Signature parameter makes it V1.
//
// body is what was read from r; form and query are its decoded parameters, as
// ParsePairs gives them. ACS3 reads the query from r itself.
func VerifyAlibaba(r *http.Request, body []byte, form, query []Pair, lookup Lookup, now time.Time) Verdict {
	h := headersOf(r)
	if strings.HasPrefix(h["authorization"], "ACS3-") {
		return verifyACS3(r, h, body, lookup, now)
	}
	params := slices.Concat(query, form)
	if _, sent := first(params, "Signature"); !sent {
		return Verdict{Scheme: None}.refuse(Missing, "Signature", "request is not signed")
	}
	return verifyRPC(methodOf(r), params, lookup, now)
}

// verifyRPC works on decoded parameters and encodes them anew, because the
// SDKs write the same value differently on the wire. SignatureType is not
// looked at: the Go SDK sends and signs an empty one.
func verifyRPC(method string, params []Pair, lookup Lookup, now time.Time) Verdict {
	v := Verdict{Scheme: RPC}
	v.KeyID, _ = first(params, "AccessKeyId")
	v.Nonce, _ = first(params, "SignatureNonce")
	for _, name := range []string{
		"Signature", "AccessKeyId", "SignatureMethod", "SignatureVersion", "SignatureNonce", "Timestamp",
	} {
		if value, _ := first(params, name); value == "" {
			return v.absent(name)
		}
	}
	if value, _ := first(params, "SignatureMethod"); value != "HMAC-SHA1" {
		return v.refuse(UnknownMethod, "SignatureMethod", "signature method "+clip(value)+" is not supported")
	}
	if value, _ := first(params, "SignatureVersion"); value != "1.0" {
		return v.refuse(Malformed, "SignatureVersion", "signature version "+clip(value)+" is not 1.0")
	}
	value, _ := first(params, "Timestamp")
	stamp, ok := utcStamp(value)
	if !ok {
		return v.refuse(BadTimestamp, "Timestamp", "time stamp "+clip(value)+" is not YYYY-MM-DDThh:mm:ssZ")
	}
	if v = v.checkTime(stamp, now, alibabaWindow, "Timestamp"); v.Problem != "" {
		return v
	}
	got, _ := first(params, "Signature")
	return v.compare(lookup, got, "AccessKeyId", func(secret string) []attempt {
		signature, stringToSign := RPCSignature(method, params, secret)
		return []attempt{{signature, stringToSign}}
	})
}

func verifyACS3(r *http.Request, h headers, body []byte, lookup Lookup, now time.Time) Verdict {
	v := Verdict{Scheme: ACS3, Nonce: h["x-acs-signature-nonce"]}
	algorithm, rest := splitAlgorithm(h["authorization"])
	if algorithm != acs3Algorithm {
		return v.refuse(UnknownMethod, "Authorization", "algorithm "+clip(algorithm)+" is not supported")
	}
	a, complaint := parseAuthorization(rest)
	v.KeyID = a.credential
	if complaint == "" {
		complaint = acs3Unsigned(h, a.signedHeaders)
	}
	if complaint != "" {
		return v.refuse(Malformed, "Authorization", complaint)
	}
	for _, name := range []string{"x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"} {
		if h[name] == "" {
			return v.absent(name)
		}
	}
	stamp, ok := utcStamp(h["x-acs-date"])
	if !ok {
		return v.refuse(BadTimestamp, "x-acs-date", "time stamp "+clip(h["x-acs-date"])+" is not YYYY-MM-DDThh:mm:ssZ")
	}
	if v = v.checkTime(stamp, now, alibabaWindow, "x-acs-date"); v.Problem != "" {
		return v
	}
	hash := h["x-acs-content-sha256"]
	v = v.compare(lookup, a.signature, "Authorization", func(secret string) []attempt {
		return []attempt{acs3Attempt(r, h, a.signedHeaders, hash, secret)}
	})
	if v.Problem == "" && hash != ACS3ContentHash(body) {
		return v.refuse(Mismatch, "x-acs-content-sha256", "x-acs-content-sha256 is not the hash of the body")
	}
	return v
}

// acs3 names the headers that ACS3 signs, sorted.
func (h headers) acs3() []string {
	var names []string
	for name := range h {
		if name == "host" || name == "content-type" || strings.HasPrefix(name, "x-acs-") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// acs3Unsigned complains of a header that must be signed and is not. An
// unsigned content-type is let pass: HTTP libraries add one on their own, after
// the SDK has signed.
func acs3Unsigned(h headers, signed []string) (complaint string) {
	for _, name := range h.acs3() {
		if _, found := slices.BinarySearch(signed, name); !found && name != "content-type" {
			return "header " + clip(name) + " is not among the signed headers"
		}
	}
	return ""
}

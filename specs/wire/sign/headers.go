package sign

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// headers is a request's headers by lower-case name, "host" among them.
type headers map[string]string

// headersOf folds names by case, because a raw client may store
// "X-TC-Timestamp" unlike Go's canonical "X-Tc-Timestamp". Values are trimmed;
// several values of one name are joined by "," (RFC 9110, 5.3).
func headersOf(r *http.Request) headers {
	h := make(headers, len(r.Header)+1)
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		lower := strings.ToLower(name)
		for _, value := range r.Header[name] {
			value = strings.TrimSpace(value)
			if before, twice := h[lower]; twice {
				value = before + "," + value
			}
			h[lower] = value
		}
	}
	// Go sends Request.Host and ignores a "Host" entry of the header map.
	h["host"] = hostOf(r)
	return h
}

func hostOf(r *http.Request) string {
	if r.Host == "" && r.URL != nil {
		return r.URL.Host
	}
	return r.Host
}

// methodOf reads an empty method as net/http does.
func methodOf(r *http.Request) string { return cmp.Or(r.Method, http.MethodGet) }

// hosts is the Host as sent, then without its port: the Node SDKs of Tencent
// sign the bare name although they send the port too.
func hosts(host string) []string {
	colon := strings.LastIndexByte(host, ':')
	if colon < 0 || !allDigits(host[colon+1:]) {
		return []string{host}
	}
	return []string{host, host[:colon]}
}

// canonical writes "name:value\n" for each name, in the order given. A header
// that is not there has an empty value, as the SDKs have it.
func (h headers) canonical(names []string) string {
	var out strings.Builder
	for _, name := range names {
		out.WriteString(name)
		out.WriteByte(':')
		out.WriteString(h[name])
		out.WriteByte('\n')
	}
	return out.String()
}

// authorization is a parsed Authorization header of ACS3 or TC3.
type authorization struct {
	credential    string
	signedHeaders []string
	signature     string
}

// splitAlgorithm cuts "ALGORITHM rest".
func splitAlgorithm(value string) (algorithm, rest string) {
	algorithm, rest, _ = strings.Cut(strings.TrimSpace(value), " ")
	return algorithm, rest
}

// parseAuthorization reads "Credential=..., SignedHeaders=..., Signature=...".
// Blanks after the commas are optional: Tencent prints them, Alibaba does not.
// complaint is "" when the three parts are there, once each and nothing else.
func parseAuthorization(rest string) (a authorization, complaint string) {
	parts := make(map[string]string, 3)
	// One part more than there may be, so that a hostile value costs no more.
	for _, part := range strings.SplitN(rest, ",", 4) {
		name, value, found := strings.Cut(strings.TrimSpace(part), "=")
		if !found || name != "Credential" && name != "SignedHeaders" && name != "Signature" {
			return a, "authorization has an unexpected part " + clip(part)
		}
		if _, twice := parts[name]; twice {
			return a, "authorization has " + name + " twice"
		}
		parts[name] = strings.TrimSpace(value)
	}
	for _, name := range []string{"Credential", "SignedHeaders", "Signature"} {
		if parts[name] == "" {
			return a, "authorization has no " + name
		}
	}
	a = authorization{
		credential:    parts["Credential"],
		signedHeaders: strings.Split(parts["SignedHeaders"], ";"),
		signature:     parts["Signature"],
	}
	return a, badNames(a.signedHeaders)
}

// badNames checks that SignedHeaders is sorted lower-case names, once each.
func badNames(names []string) (complaint string) {
	for i, name := range names {
		if name == "" || name != strings.ToLower(name) || strings.ContainsAny(name, " \t\r\n:") {
			return "signed header " + clip(name) + " is not a lower-case name"
		}
		if i > 0 && names[i-1] >= name {
			return "signed headers are not in order at " + clip(name)
		}
	}
	return ""
}

func hexSHA256(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func hmacSHA256(key []byte, message string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(message))
	return mac.Sum(nil)
}

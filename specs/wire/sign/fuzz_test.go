package sign_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

// FuzzVerifiers feeds hostile requests to both verifiers. No seed and no
// mutation knows the secret, so nothing may ever be found good.
func FuzzVerifiers(f *testing.F) {
	long := strings.Repeat("a;", 1<<16)
	good := "ACS3-HMAC-SHA256 Credential=" + keyID + ",SignedHeaders=host,Signature=00"
	tc := "TC3-HMAC-SHA256 Credential=" + keyID + "/2026-11-21/mna/tc3_request, SignedHeaders=content-type;host, Signature=00"
	for _, header := range []string{
		"", "SKIP", "ACS3-", "ACS3-HMAC-SHA256", "ACS3-HMAC-SHA256 ,,,", "ACS3-HMAC-SHA256 Credential=,SignedHeaders=;;,Signature==", good,
		"TC3-", "TC3-HMAC-SHA256 ", "TC3-HMAC-SHA256 Credential=////,SignedHeaders=,Signature=", tc,
		"TC3-HMAC-SHA256 Credential=a/b/c/d/e/f, SignedHeaders=" + long + ", Signature=" + long, "\x00\xff",
	} {
		f.Add("POST", host, header, "1795292595", "Signature=x&AccessKeyId="+keyID+"&SecretId="+keyID+"&Timestamp=1&Nonce=1", "{}")
	}
	f.Add("", "[::1]:", "", "-9223372036854775808", "%&%%=%&Signature=&=", "a=%zz&&&=")
	f.Add("GET", ":", tc, "99999999999999999999", "Signature=+&Timestamp=9223372036854775807&SecretId=x&Nonce=18446744073709551616", "")
	f.Fuzz(func(t *testing.T, method, host, authorization, stamp, query, body string) {
		r := &http.Request{
			Method: method, Host: host, URL: &url.URL{Path: "/", RawQuery: query},
			Header: http.Header{
				"Authorization": {authorization}, "X-Tc-Timestamp": {stamp}, "X-Acs-Date": {stamp}, "Content-Type": {form},
				"X-Acs-Signature-Nonce": {"n"}, "X-Acs-Content-Sha256": {sign.ACS3ContentHash([]byte(body))},
			},
		}
		q, fields := sign.ParsePairs(query), sign.ParsePairs(body)
		for _, v := range []sign.Verdict{
			sign.VerifyAlibaba(r, []byte(body), fields, q, lookup, now),
			sign.VerifyTencent(r, []byte(body), fields, q, lookup, now),
		} {
			if v.Problem == "" || v.Field == "" || strings.ContainsAny(v.Detail, "\r\n") || len(v.Detail) > 1000 {
				t.Errorf("verdict %+v", v)
			}
		}
		// Signing whatever it is must not panic either.
		c := sign.Credentials{ID: keyID, Secret: secret}
		_ = sign.ACS3Authorization(r, []byte(body), c) + sign.TC3Authorization(r, []byte(body), "mna", c)
	})
}

package sign_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

// with is the pairs with one value replaced; without drops the name.
func with(pairs []sign.Pair, name, value string) []sign.Pair {
	return append(without(pairs, name), sign.Pair{Name: name, Value: value})
}

func without(pairs []sign.Pair, name string) []sign.Pair {
	return slices.DeleteFunc(slices.Clone(pairs), func(p sign.Pair) bool { return p.Name == name })
}

// set changes headers before or after signing, by the order of calls; "" deletes.
func set(m *message, name, value string) *message {
	for key := range m.Header {
		if strings.EqualFold(key, name) {
			delete(m.Header, key)
		}
	}
	if value != "" {
		m.Header.Set(name, value)
	}
	return m
}

// authorization rewrites a part of the Authorization header.
func authorization(m *message, old, fresh string) *message {
	return set(m, "Authorization", strings.Replace(m.Header.Get("Authorization"), old, fresh, 1))
}

type problemCase struct {
	m       *message
	problem sign.Problem
	field   string
}

func alibabaProblems() map[string]problemCase {
	bare := func() *message { return acs3("POST", "a=b", "", "") }
	good := func() *message { return signACS3(bare()) }
	query := func(pairs []sign.Pair) *message { return rpc("GET", pairs, nil) }
	return map[string]problemCase{
		"an Alibaba request without signature":         {newMessage("GET", encode(common(now)), "", ""), sign.Missing, "Signature"},
		"an Alibaba request with x-acs headers alone":  {bare(), sign.Missing, "Signature"},
		"an Alibaba request with basic authorization":  {set(bare(), "Authorization", "Basic eDp5"), sign.Missing, "Signature"},
		"V1 with an empty signature":                   {newMessage("GET", encode(with(common(now), "Signature", "")), "", ""), sign.Malformed, "Signature"},
		"V1 without AccessKeyId":                       {query(without(common(now), "AccessKeyId")), sign.Malformed, "AccessKeyId"},
		"V1 without Timestamp":                         {query(without(common(now), "Timestamp")), sign.Malformed, "Timestamp"},
		"V1 without SignatureNonce":                    {query(without(common(now), "SignatureNonce")), sign.Malformed, "SignatureNonce"},
		"V1 without SignatureMethod":                   {query(without(common(now), "SignatureMethod")), sign.Malformed, "SignatureMethod"},
		"V1 of another version":                        {query(with(common(now), "SignatureVersion", "2.0")), sign.Malformed, "SignatureVersion"},
		"V1 with another method":                       {query(with(common(now), "SignatureMethod", "HMAC-SHA256")), sign.UnknownMethod, "SignatureMethod"},
		"V1 with a time stamp in unix seconds":         {query(with(common(now), "Timestamp", "1795292774")), sign.BadTimestamp, "Timestamp"},
		"V1 with fractions of a second":                {query(with(common(now), "Timestamp", "2026-11-21T20:23:15.5Z")), sign.BadTimestamp, "Timestamp"},
		"V1 with a 13th month":                         {query(with(common(now), "Timestamp", "2026-13-21T20:23:15Z")), sign.BadTimestamp, "Timestamp"},
		"V1 from 15 minutes and a second ago":          {query(common(now.Add(-15*time.Minute - time.Second))), sign.Expired, "Timestamp"},
		"V1 from 15 minutes and a second ahead":        {query(common(now.Add(15*time.Minute + time.Second))), sign.Expired, "Timestamp"},
		"V1 from the year 1":                           {query(with(common(now), "Timestamp", "0001-01-01T00:00:00Z")), sign.Expired, "Timestamp"},
		"V1 with an unknown key":                       {query(with(common(now), "AccessKeyId", "other")), sign.UnknownKey, "AccessKeyId"},
		"V1 with another signature":                    {newMessage("GET", encode(with(common(now), "Signature", "x")), "", ""), sign.Mismatch, "Signature"},
		"ACS3 with another algorithm":                  {authorization(good(), "HMAC-SHA256", "RSA-SHA256"), sign.UnknownMethod, "Authorization"},
		"ACS3 with nothing behind it":                  {set(bare(), "Authorization", "ACS3-HMAC-SHA256"), sign.Malformed, "Authorization"},
		"ACS3 without a credential":                    {authorization(good(), "Credential="+keyID, "Credential="), sign.Malformed, "Authorization"},
		"ACS3 with a part twice":                       {authorization(good(), ",Signature=", ",Signature=x,Signature="), sign.Malformed, "Authorization"},
		"ACS3 with the host unsigned":                  {authorization(good(), "host;", ""), sign.Malformed, "Authorization"},
		"ACS3 with an x-acs header unsigned":           {set(good(), "x-acs-security-token", "token"), sign.Malformed, "Authorization"},
		"ACS3 with signed headers out of order":        {authorization(good(), "host;x-acs-action", "x-acs-action;host"), sign.Malformed, "Authorization"},
		"ACS3 with signed headers in capitals":         {authorization(good(), "host;", "Host;"), sign.Malformed, "Authorization"},
		"ACS3 without a date":                          {signACS3(set(bare(), "x-acs-date", "")), sign.Malformed, "x-acs-date"},
		"ACS3 without a nonce":                         {signACS3(set(bare(), "x-acs-signature-nonce", "")), sign.Malformed, "x-acs-signature-nonce"},
		"ACS3 without a content hash":                  {signACS3(set(bare(), "x-acs-content-sha256", "")), sign.Malformed, "x-acs-content-sha256"},
		"ACS3 with a date that is none":                {signACS3(set(bare(), "x-acs-date", "yesterday")), sign.BadTimestamp, "x-acs-date"},
		"ACS3 from another day":                        {signACS3(set(bare(), "x-acs-date", "2026-11-20T20:23:15Z")), sign.Expired, "x-acs-date"},
		"ACS3 with an unknown key":                     {authorization(good(), keyID, "other"), sign.UnknownKey, "Authorization"},
		"ACS3 with another signature":                  {authorization(good(), ",Signature=", ",Signature=0"), sign.Mismatch, "Authorization"},
		"ACS3 rightly signed over a wrong hash":        {signACS3(set(bare(), "x-acs-content-sha256", sign.ACS3ContentHash([]byte("x")))), sign.Mismatch, "x-acs-content-sha256"},
		"ACS3 with two authorizations that both count": {two(good()), sign.Malformed, "Authorization"},
	}
}

func two(m *message) *message {
	m.Header.Add("Authorization", m.Header.Get("Authorization"))
	return m
}

func tencentProblems() map[string]problemCase {
	bare := func() *message { return tc3("POST", "", "application/json", "{}") }
	good := func() *message { return signTC3(bare()) }
	query := func(pairs []sign.Pair) *message { return tencentV1("GET", host, pairs, false) }
	return map[string]problemCase{
		"a Tencent request without signature":     {bare(), sign.Missing, "Authorization"},
		"a Tencent request that skips signing":    {set(bare(), "Authorization", "SKIP"), sign.Missing, "Authorization"},
		"TC3 with garbage":                        {set(bare(), "Authorization", "garbage"), sign.Malformed, "Authorization"},
		"TC3 with another algorithm":              {authorization(good(), "HMAC-SHA256", "HMAC-SM3"), sign.UnknownMethod, "Authorization"},
		"TC3 with a short credential":             {authorization(good(), "/mna", ""), sign.Malformed, "Authorization"},
		"TC3 with a long credential":              {authorization(good(), "/mna", "/mna/mna"), sign.Malformed, "Authorization"},
		"TC3 without a service":                   {authorization(good(), "/mna/", "//"), sign.Malformed, "Authorization"},
		"TC3 without a key":                       {authorization(good(), keyID, ""), sign.Malformed, "Authorization"},
		"TC3 with another ending of the scope":    {authorization(good(), "tc3_request", "tc4_request"), sign.Malformed, "Authorization"},
		"TC3 with the date of another day":        {authorization(good(), "2026-11-21", "2026-11-20"), sign.Malformed, "Authorization"},
		"TC3 with the content type unsigned":      {authorization(good(), "content-type;", ""), sign.Malformed, "Authorization"},
		"TC3 with the host unsigned":              {authorization(good(), ";host", ""), sign.Malformed, "Authorization"},
		"TC3 without a content type":              {set(good(), "Content-Type", ""), sign.Malformed, "Content-Type"},
		"TC3 without a time stamp":                {set(good(), "X-TC-Timestamp", ""), sign.Malformed, "X-TC-Timestamp"},
		"TC3 with a date as time stamp":           {signTC3(set(bare(), "X-TC-Timestamp", "2026-11-21")), sign.BadTimestamp, "X-TC-Timestamp"},
		"TC3 with a time stamp before 1970":       {signTC3(set(bare(), "X-TC-Timestamp", "-1")), sign.BadTimestamp, "X-TC-Timestamp"},
		"TC3 with a time stamp beyond all time":   {signTC3(set(bare(), "X-TC-Timestamp", strings.Repeat("9", 40))), sign.BadTimestamp, "X-TC-Timestamp"},
		"TC3 from far ahead":                      {signTC3(set(bare(), "X-TC-Timestamp", "999999999999")), sign.Expired, "X-TC-Timestamp"},
		"TC3 with an unknown key":                 {authorization(good(), keyID, "other"), sign.UnknownKey, "Authorization"},
		"TC3 with another signature":              {authorization(good(), "Signature=", "Signature=0"), sign.Mismatch, "Authorization"},
		"Tencent v1 with an empty signature":      {set(newMessage("GET", "Signature=", "", ""), "Test-Vendor", "tencent"), sign.Malformed, "Signature"},
		"Tencent v1 without SecretId":             {query(without(tencentCommon(now), "SecretId")), sign.Malformed, "SecretId"},
		"Tencent v1 without Nonce":                {query(without(tencentCommon(now), "Nonce")), sign.Malformed, "Nonce"},
		"Tencent v1 with a negative Nonce":        {query(with(tencentCommon(now), "Nonce", "-1")), sign.Malformed, "Nonce"},
		"Tencent v1 without Timestamp":            {query(without(tencentCommon(now), "Timestamp")), sign.Malformed, "Timestamp"},
		"Tencent v1 with a date as time stamp":    {query(with(tencentCommon(now), "Timestamp", "2026-11-21T20:23:15Z")), sign.BadTimestamp, "Timestamp"},
		"Tencent v1 from 5 minutes, 1 second ago": {query(tencentCommon(now.Add(-5*time.Minute - time.Second))), sign.Expired, "Timestamp"},
		"Tencent v1 with an unknown key":          {query(with(tencentCommon(now), "SecretId", "other")), sign.UnknownKey, "SecretId"},
		"Tencent v1 signed for another host":      {tencentV1("GET", "mna.tencentcloudapi.com", tencentCommon(now), false), sign.Mismatch, "Signature"},
	}
}

func TestEachProblemIsToldAndItsPlaceNamed(t *testing.T) {
	for _, table := range []map[string]problemCase{alibabaProblems(), tencentProblems()} {
		for name, c := range table {
			t.Run(name, func(t *testing.T) {
				v := verify(t, c.m, now)
				if v.Problem != c.problem || v.Field != c.field {
					t.Errorf("problem %q in %q, want %q in %q: %+v", v.Problem, v.Field, c.problem, c.field, v)
				}
				if v.Detail == "" || strings.Contains(v.Detail, "\n") || v.Detail[:1] != strings.ToLower(v.Detail[:1]) && v.Field != v.Detail[:len(v.Field)] {
					t.Errorf("detail %q", v.Detail)
				}
				if (v.Problem == sign.Missing) != (v.Scheme == sign.None) || (v.StringToSign != "") != (v.Problem == sign.Mismatch) {
					t.Errorf("verdict %+v", v)
				}
			})
		}
	}
}

func TestANilLookupKnowsNoKey(t *testing.T) {
	r := &http.Request{Method: "GET", URL: &url.URL{Path: "/"}, Header: http.Header{}}
	query := with(common(now), "Signature", "x")
	if v := sign.VerifyAlibaba(r, nil, nil, query, nil, now); v.Problem != sign.UnknownKey {
		t.Errorf("verdict %+v", v)
	}
}

func TestAContentTypeAddedAfterACS3SignedIsLetPass(t *testing.T) {
	m := set(signACS3(acs3("POST", "a=b", "", "")), "Content-Type", "application/octet-stream")
	if v := verify(t, m, now); v.Problem != "" {
		t.Errorf("verdict %+v", v)
	}
}

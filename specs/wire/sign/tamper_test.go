package sign_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

// mustMismatch asserts that a request good before the change is a Mismatch after it.
func mustMismatch(t *testing.T, name string, m *message, change func(*message)) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		if v := verify(t, m, now); v.Problem != "" {
			t.Fatalf("refused before the change: %+v", v)
		}
		change(m)
		if v := verify(t, m, now); v.Problem != sign.Mismatch {
			t.Errorf("verdict after the change %+v", v)
		}
	})
}

func replaceIn(what *string, old, fresh string) { *what = strings.Replace(*what, old, fresh, 1) }

func query(old, fresh string) func(*message) {
	return func(m *message) { replaceIn(&m.URL.RawQuery, old, fresh) }
}

func body(old, fresh string) func(*message) {
	return func(m *message) { replaceIn(&m.body, old, fresh) }
}

func header(name, value string) func(*message) {
	return func(m *message) { set(m, name, value) }
}

func method(name string) func(*message) { return func(m *message) { m.Method = name } }

func TestTamperingWithV1IsAMismatch(t *testing.T) {
	for name, change := range map[string]func(*message){
		"the verb":                     method("PUT"),
		"a query value":                query("SignatureNonce=n1", "SignatureNonce=n2"),
		"a query name":                 query("Format=", "Formal="),
		"an empty value dropped":       query("SignatureType=&", ""),
		"the time stamp":               query("23%3A15Z", "23%3A16Z"),
		"a parameter added to a query": query("Action=", "Extra=&Action="),
		"a form value":                 body("sag-mfkg", "sag-mfkh"),
		"a parameter added to a form":  func(m *message) { m.body += "&Extra=1" },
		"equal keys in another order":  body("StatisticsDate=201906&StatisticsDate=201905", "StatisticsDate=201905&StatisticsDate=201906"),
		"the signature":                query("Signature=", "Signature=A"),
	} {
		mustMismatch(t, name, rpc("POST", common(now), awkward()), change)
	}
}

func TestTamperingWithACS3IsAMismatch(t *testing.T) {
	for name, change := range map[string]func(*message){
		"the verb":         method("PUT"),
		"the path":         func(m *message) { m.URL.Path = "/other" },
		"the query":        query("a=b", "a=c"),
		"a query added":    query("a=b", "a=b&c="),
		"the body":         body("{", "["),
		"the host":         func(m *message) { m.Host = "127.0.0.1:18081" },
		"the action":       header("x-acs-action", "Other"),
		"the version":      header("x-acs-version", "2018-03-14"),
		"the date":         header("x-acs-date", "2026-11-21T20:23:16Z"),
		"the nonce":        header("x-acs-signature-nonce", "n2"),
		"the content type": header("Content-Type", "text/plain"),
		"the content hash": header("x-acs-content-sha256", sign.ACS3ContentHash([]byte("x"))),
		"body and hash": func(m *message) {
			m.body = "x"
			set(m, "x-acs-content-sha256", sign.ACS3ContentHash([]byte("x")))
		},
		"a signed header dropped": header("x-acs-action", ""),
	} {
		mustMismatch(t, name, signACS3(acs3("POST", "a=b", "application/json", "{}")), change)
	}
}

func TestTamperingWithTC3IsAMismatch(t *testing.T) {
	for name, change := range map[string]func(*message){
		"the verb":              method("PUT"),
		"the body":              body("{", "["),
		"the host":              func(m *message) { m.Host = "127.0.0.2:18080" },
		"the content type":      header("Content-Type", "text/plain"),
		"the time stamp":        header("X-TC-Timestamp", strconv.FormatInt(now.Unix()+1, 10)),
		"the service":           func(m *message) { authorization(m, "/mna/", "/cvm/") },
		"the payload unsigned":  header("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD"),
		"one header more named": func(m *message) { authorization(m, ";host", ";host;x-tc-action") },
	} {
		mustMismatch(t, name, signTC3(tc3("POST", "", "application/json", "{}")), change)
	}
	mustMismatch(t, "the query of a GET", signTC3(tc3("GET", "a=b+c", form, "")), query("+", "%20"))
}

func TestTamperingWithTencentV1IsAMismatch(t *testing.T) {
	for name, change := range map[string]func(*message){
		"the verb":             method("PUT"),
		"the host":             func(m *message) { m.Host = "127.0.0.2:18080" },
		"a value":              body("sag-mfkg", "sag-mfkh"),
		"an empty one dropped": body("&Region=", ""),
		"the nonce":            body("Nonce=0", "Nonce=1"),
		"the method":           body("SignatureMethod=HmacSHA256", "SignatureMethod=HmacSHA1"),
		"the signature":        body("Signature=", "Signature=A"),
		"one in the query too": func(m *message) { m.URL.RawQuery = "Extra=1" },
	} {
		mustMismatch(t, name, tencentV1("POST", host, append(tencentCommon(now), awkward()...), true), change)
	}
}

// A TC3 client may sign further headers, values in lower case; ours does not,
// so this test signs by itself, from the document's recipe.
func TestTC3WithFurtherSignedHeadersIsVerified(t *testing.T) {
	hash := func(s string) string { sum := sha256.Sum256([]byte(s)); return hex.EncodeToString(sum[:]) }
	mac := func(key []byte, s string) []byte {
		h := hmac.New(sha256.New, key)
		h.Write([]byte(s))
		return h.Sum(nil)
	}
	m := tc3("POST", "", "application/json", "{}")
	request := "POST\n/\n\ncontent-type:application/json\nhost:" + host + "\nx-tc-action:getflowstatistic\n\n" +
		"content-type;host;x-tc-action\n" + hash("{}")
	stringToSign := "TC3-HMAC-SHA256\n" + strconv.FormatInt(now.Unix(), 10) + "\n2026-11-21/mna/tc3_request\n" + hash(request)
	key := mac(mac(mac([]byte("TC3"+secret), "2026-11-21"), "mna"), "tc3_request")
	m.Header.Set("Authorization", "TC3-HMAC-SHA256 Credential="+keyID+"/2026-11-21/mna/tc3_request, "+
		"SignedHeaders=content-type;host;x-tc-action, Signature="+hex.EncodeToString(mac(key, stringToSign)))
	mustMismatch(t, "the action", m, header("X-TC-Action", "GetStatisticData"))
}

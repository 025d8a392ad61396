package sign

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// tricky has whatever a usual mistake is about.
const tricky = "UserNames.10=a%20b&UserNames.2=(c)!*'~/d&Empty=&userNames.3=%2b&Action=X&SignatureMethod=HmacSHA256&AccessKeyId=id&SecretId=id"

// Every mistake with pairs is told from the signature alone.
func TestEveryUsualMistakeWithPairsIsTold(t *testing.T) {
	query, form := ParsePairs(tricky), ParsePairs("Form=1")
	params := append(ParsePairs(tricky), form...)
	for name, right := range map[string]pairing{"rpc": rpcPairs("POST", params), "v1": tencentPairs("POST", "host:1", params, true)} {
		_, text := right.sign("secret")
		told := 0
		for _, m := range pairMistakes(query, form) {
			made := right
			m.make(&made)
			signature, theirs := made.sign("secret")
			if rightly, _ := right.sign("secret"); signature == rightly {
				continue // no mistake in this scheme, or of this text
			}
			told++
			cause := explained(right, pairMistakes(query, form), signature, "secret")
			if cause.Mistake != m.says || cause.Right != text || cause.Theirs != theirs {
				t.Errorf("%s: %q is told as %q", name, m.says, cause.Mistake)
			}
		}
		if told < 13 {
			t.Errorf("%s: only %d mistakes make another signature", name, told)
		}
	}
}

func TestEveryUsualMistakeWithHeadersIsTold(t *testing.T) {
	body := []byte(`{"a":1}`)
	r := httptest.NewRequest("POST", "/?"+tricky, strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-TC-Timestamp", "1659513692")
	h, form := headersOf(r), ParsePairs("Form=1")
	names := []string{"content-type", "host"}
	for scheme, right := range map[Scheme]heading{ACS3: acs3Heads(r, h, names, body), TC3: tc3Heads(r, h, names, body, "2022-08-03/mna/tc3_request")} {
		rightly, _ := right.sign("secret")
		told := 0
		for _, m := range headMistakes(scheme, h, body, form) {
			made := right
			m.make(&made)
			signature, _ := made.sign("secret")
			if signature == rightly {
				continue
			}
			told++
			if cause := explained(right, headMistakes(scheme, h, body, form), signature, "secret"); cause.Mistake != m.says {
				t.Errorf("%s: %q is told as %q", scheme, m.says, cause.Mistake)
			}
		}
		if told < 8 {
			t.Errorf("%s: only %d mistakes make another signature", scheme, told)
		}
	}
}

// What is tried first is the right way, and Verify knows it as such.
func TestTheRightWayIsThatOfTheVerifier(t *testing.T) {
	body := []byte(`{"a":1}`)
	keys := Credentials{ID: "id", Secret: "secret"}
	r := httptest.NewRequest("POST", "/", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-TC-Timestamp", "1659513692")
	header := TC3Authorization(r, body, "mna", keys)
	a, _ := parseAuthorization(header[len(tc3Algorithm)+1:])
	if got, _ := tc3Heads(r, headersOf(r), a.signedHeaders, body, "2022-08-03/mna/tc3_request").sign("secret"); got != a.signature {
		t.Errorf("TC3: %s, the signer has %s", got, a.signature)
	}
	header = ACS3Authorization(r, body, keys)
	a, _ = parseAuthorization(header[len(acs3Algorithm)+1:])
	if got, _ := acs3Heads(r, headersOf(r), a.signedHeaders, body).sign("secret"); got != a.signature {
		t.Errorf("ACS3: %s, the signer has %s", got, a.signature)
	}
	params := ParsePairs(tricky)
	if got, _ := rpcPairs("GET", params).sign("secret"); got != first2(RPCSignature("GET", params, "secret")) {
		t.Errorf("RPC: %s", got)
	}
	if got, _ := tencentPairs("GET", "h", params, true).sign("secret"); got != TencentV1Signature("GET", "h", params, true, "secret") {
		t.Errorf("v1: %s", got)
	}
}

func first2(a, _ string) string { return a }

func TestACauseSaysWhereTheTextsPart(t *testing.T) {
	r := httptest.NewRequest("GET", "/?Action=X&AccessKeyId=id&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0&SignatureNonce=n&Timestamp=2022-08-03T08:01:32Z&U=a%20b", nil)
	wrong := rpcPairs("GET", ParsePairs(r.URL.RawQuery))
	pairMistakes(nil, nil)[0].make(&wrong)
	signature, _ := wrong.sign("secret")
	query := append(ParsePairs(r.URL.RawQuery), Pair{"Signature", signature})
	v := VerifyAlibaba(r, nil, nil, query, func(string) (string, bool) { return "secret", true }, time.Date(2022, 8, 3, 8, 1, 32, 0, time.UTC))
	cause, ok := Explain(v, r, nil, nil, query, "secret")
	const want = `a blank is signed as +, as forms have it, and not as %20; what is signed parts at byte `
	if text := cause.String(); !ok || !strings.HasPrefix(text, want) || !strings.Contains(text, `a%2Bb`) || !strings.Contains(text, `a%2520b`) {
		t.Errorf("%v %s", ok, text)
	}
	if cause, ok := Explain(v, r, nil, nil, query, "another"); !ok || cause.Mistake != "" || cause.Right == "" {
		t.Errorf("%v %+v", ok, cause)
	}
	if _, ok := Explain(Verdict{}, r, nil, nil, query, "secret"); ok {
		t.Error("a good signature has a cause")
	}
}

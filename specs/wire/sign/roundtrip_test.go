package sign_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

func TestWhatIsSignedIsVerified(t *testing.T) {
	notJSON := "{\"DeviceList\": [\"a\",,\xff\x00 not json"
	all := append(common(now), awkward()...)
	tencentAll := append(tencentCommon(now), awkward()...)
	unsigned := tc3("POST", "", "application/json", notJSON)
	unsigned.Header.Set("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD")
	mixed := tc3("POST", "", "multipart/form-data; boundary=AbC", notJSON)
	token := acs3("POST", "", "", "")
	token.Header.Set("x-acs-security-token", "  sts token  ")
	twice := acs3("POST", "", "", "")
	twice.Header["X-Acs-Extra"] = []string{"b", "a"}

	for name, c := range map[string]struct {
		m      *message
		scheme sign.Scheme
	}{
		"V1 with everything in the query of a GET":             {rpc("GET", all, nil), sign.RPC},
		"V1 with everything in the query of a POST":            {rpc("POST", all, nil), sign.RPC},
		"V1 with common in the query and business in a form":   {rpc("POST", common(now), awkward()), sign.RPC},
		"V1 with the same key in query and form":               {rpc("POST", all, awkward()), sign.RPC},
		"ACS3 with a query":                                    {signACS3(acs3("GET", encode(awkward()), "", "")), sign.ACS3},
		"ACS3 with a query that is no query":                   {signACS3(acs3("POST", "&a&=b&%zz=%4&c=%", "", "")), sign.ACS3},
		"ACS3 with a form":                                     {signACS3(acs3("POST", "", form, encode(awkward()))), sign.ACS3},
		"ACS3 with a body that is not JSON":                    {signACS3(acs3("POST", "a=b", "application/json", notJSON)), sign.ACS3},
		"ACS3 with a token":                                    {signACS3(token), sign.ACS3},
		"ACS3 with a header sent twice":                        {signACS3(twice), sign.ACS3},
		"TC3 with JSON that is broken":                         {signTC3(tc3("POST", "", "application/json", notJSON)), sign.TC3},
		"TC3 with an empty body":                               {signTC3(tc3("POST", "", "application/json", "")), sign.TC3},
		"TC3 in a GET, blanks as +":                            {signTC3(tc3("GET", encode(awkward()), form, "")), sign.TC3},
		"TC3 in a GET, blanks as %20":                          {signTC3(tc3("GET", strings.ReplaceAll(encode(awkward()), "+", "%20"), form, "")), sign.TC3},
		"TC3 in a GET with lower-case escapes":                 {signTC3(tc3("GET", "b=%c3%a9&a=*&&", form, "")), sign.TC3},
		"TC3 with an unsigned payload":                         {signTC3(unsigned), sign.TC3},
		"TC3 with capitals in the content type":                {signTC3(mixed), sign.TC3},
		"Tencent v1 in a GET with SHA-1":                       {tencentV1("GET", host, tencentAll, false), sign.TencentV1},
		"Tencent v1 in a GET with SHA-256":                     {tencentV1("GET", host, tencentAll, true), sign.TencentV1},
		"Tencent v1 in a form with SHA-1":                      {tencentV1("POST", host, tencentAll, false), sign.TencentV1},
		"Tencent v1 in a form with SHA-256":                    {tencentV1("POST", host, tencentAll, true), sign.TencentV1},
		"Tencent v1 signed for the host without its port":      {tencentV1("GET", "127.0.0.1", tencentAll, false), sign.TencentV1},
		"Tencent v1 whose SignatureMethod is unheard of":       {tencentV1("GET", host, append(tencentCommon(now), sign.Pair{Name: "SignatureMethod", Value: "MD5"}), false), sign.TencentV1},
		"Tencent v1 whose time stamp is exactly 5 minutes off": {tencentV1("GET", host, tencentCommon(now.Add(5*time.Minute)), false), sign.TencentV1},
		"V1 whose time stamp is exactly 15 minutes off":        {rpc("GET", common(now.Add(-15*time.Minute)), nil), sign.RPC},
	} {
		t.Run(name, func(t *testing.T) {
			v := verify(t, c.m, now)
			if v.Problem != "" || v.Scheme != c.scheme || v.KeyID != keyID || v.StringToSign == "" || v.Detail != "" {
				t.Errorf("verdict %+v", v)
			}
		})
	}
}

func TestV1IsVerifiedHoweverTheSDKEncodesIt(t *testing.T) {
	signed := rpc("GET", append(common(now), awkward()...), nil)
	signed.URL.RawQuery = strings.NewReplacer("+", "%20", "%2A", "*", "%3A", ":", "%C3%A9", "%c3%a9").Replace(signed.URL.RawQuery)
	if v := verify(t, signed, now); v.Problem != "" {
		t.Errorf("verdict %+v", v)
	}
}

func TestTheOrderOfDifferentKeysDoesNotMatterButThatOfEqualOnesDoes(t *testing.T) {
	one, _ := sign.RPCSignature("GET", []sign.Pair{{"a", "1"}, {"b", "1"}, {"b", "2"}}, secret)
	two, _ := sign.RPCSignature("GET", []sign.Pair{{"b", "1"}, {"b", "2"}, {"a", "1"}, {"Signature", "x"}}, secret)
	three, _ := sign.RPCSignature("GET", []sign.Pair{{"a", "1"}, {"b", "2"}, {"b", "1"}}, secret)
	if one != two || one == three {
		t.Errorf("signatures %s %s %s", one, two, three)
	}
}

func TestSigningChangesNothing(t *testing.T) {
	params := []sign.Pair{{"b", "1"}, {"Signature", "x"}, {"a", "2"}}
	before := slices.Clone(params)
	sign.RPCSignature("GET", params, secret)
	sign.TencentV1Signature("GET", host, params, true, secret)
	if !slices.Equal(params, before) {
		t.Errorf("parameters became %v", params)
	}
}

func TestTheTrapsOfTheNodeSDKAreAccepted(t *testing.T) {
	m := tc3("POST", "", "application/json", "{}")
	m.Host = "127.0.0.1" // signed without the port ...
	m.Header.Set("Authorization", sign.TC3Authorization(m.Request, []byte("{}"), "127", sign.Credentials{ID: keyID, Secret: secret}))
	m.Host = host // ... and sent with it
	v := verify(t, m, now)
	if v.Problem != "" || v.Service != "127" {
		t.Errorf("verdict %+v", v)
	}
	if asked := v.CheckService("mna"); asked.Problem != sign.WrongService || asked.Field != "Authorization" {
		t.Errorf("asked for the service: %+v", asked)
	}
	if asked := v.CheckService("127"); asked != v {
		t.Errorf("asked for its own service: %+v", asked)
	}
}

func TestParsePairsKeepsWhatWasSent(t *testing.T) {
	got := sign.ParsePairs("b=1&a=+%20%2B&b=&c&&=x&%E4%B8%AD=%zz%4&d=e=f;g")
	want := []sign.Pair{
		{"b", "1"}, {"a", "  +"}, {"b", ""}, {"c", ""}, {"", "x"}, {"中", "%zz%4"}, {"d", "e=f;g"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if got := sign.ParsePairs(""); len(got) != 0 {
		t.Errorf("nothing became %q", got)
	}
}

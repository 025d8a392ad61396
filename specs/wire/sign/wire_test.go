package sign_test

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

const (
	keyID  = "AKtest"
	secret = "planted-secret-value"
	host   = "127.0.0.1:18080"
	form   = "application/x-www-form-urlencoded"
)

var now = time.Date(2026, 11, 21, 20, 23, 15, 0, time.UTC)

func lookup(id string) (string, bool) { return secret, id == keyID }

// awkward values: each is encoded differently by some SDK.
func awkward() []sign.Pair {
	return []sign.Pair{
		{"UserNames.2", "a+b~c*d/é"}, {"UserNames.10", "doc test"}, {"UserNames.1", "中文用户"},
		{"UserNames.3", "😀 %41&=;#?"}, {"SmartAGId", "sag-mfkg*****"}, {"RegionId", ""},
		{"StatisticsDate", "201906"}, {"StatisticsDate", "201905"}, {"UserNames. 4", "\x00\xff\n"},
	}
}

func encode(pairs []sign.Pair) string {
	parts := make([]string, len(pairs))
	for i, p := range pairs {
		parts[i] = url.QueryEscape(p.Name) + "=" + url.QueryEscape(p.Value)
	}
	return strings.Join(parts, "&")
}

// message is a signed request on its way: what a test may tamper with.
type message struct {
	*http.Request
	body string
}

func newMessage(method, query, contentType, body string) *message {
	r, err := http.NewRequest(method, "http://"+host+"/", nil)
	if err != nil {
		panic(err)
	}
	r.URL.RawQuery = query
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	return &message{r, body}
}

// received sends the message through net/http's own writer and reader.
func received(t *testing.T, m *message) *http.Request {
	t.Helper()
	out := m.Clone(t.Context())
	out.Body, out.ContentLength = io.NopCloser(strings.NewReader(m.body)), int64(len(m.body))
	var buf bytes.Buffer
	if err := out.Write(&buf); err != nil {
		t.Fatal(err)
	}
	in, err := http.ReadRequest(bufio.NewReader(&buf))
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func verify(t *testing.T, m *message, at time.Time) sign.Verdict {
	t.Helper()
	r := received(t, m)
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	var fields []sign.Pair
	if r.Header.Get("Content-Type") == form {
		fields = sign.ParsePairs(string(body))
	}
	query := sign.ParsePairs(r.URL.RawQuery)
	if tencent(m) {
		return sign.VerifyTencent(r, body, fields, query, lookup, at)
	}
	return sign.VerifyAlibaba(r, body, fields, query, lookup, at)
}

// tencent tells the vendor by what every message of it says in these tests.
func tencent(m *message) bool { return m.Header.Get("Test-Vendor") == "tencent" }

func common(at time.Time) []sign.Pair {
	return []sign.Pair{
		{"Action", "DescribeUserFlowStatistics"}, {"Version", "2018-03-13"}, {"Format", "JSON"},
		{"AccessKeyId", keyID}, {"SignatureMethod", "HMAC-SHA1"}, {"SignatureVersion", "1.0"},
		{"SignatureNonce", "n1"}, {"SignatureType", ""}, {"Timestamp", at.Format("2006-01-02T15:04:05Z")},
	}
}

// rpc signs with V1: the query pairs in the query, the form pairs in the body,
// and the signature behind the query.
func rpc(method string, query, fields []sign.Pair) *message {
	signature, _ := sign.RPCSignature(method, append(append([]sign.Pair{}, query...), fields...), secret)
	query = append(append([]sign.Pair{}, query...), sign.Pair{Name: "Signature", Value: signature})
	return newMessage(method, encode(query), form, encode(fields))
}

func acs3(method, query, contentType, body string) *message {
	m := newMessage(method, query, contentType, body)
	m.Header.Set("x-acs-action", "DescribeUserFlowStatistics")
	m.Header.Set("x-acs-version", "2018-03-13")
	m.Header.Set("x-acs-date", now.Format("2006-01-02T15:04:05Z"))
	m.Header.Set("x-acs-signature-nonce", "n1")
	m.Header.Set("x-acs-content-sha256", sign.ACS3ContentHash([]byte(body)))
	return m
}

func signACS3(m *message) *message {
	m.Header.Set("Authorization", sign.ACS3Authorization(m.Request, []byte(m.body), sign.Credentials{ID: keyID, Secret: secret}))
	return m
}

func tc3(method, query, contentType, body string) *message {
	m := newMessage(method, query, contentType, body)
	m.Header.Set("Test-Vendor", "tencent")
	m.Header["X-TC-Action"] = []string{"GetFlowStatistic"} // as printed, not as Go folds it
	m.Header["X-TC-Timestamp"] = []string{strconv.FormatInt(now.Unix(), 10)}
	return m
}

func signTC3(m *message) *message {
	m.Header.Set("Authorization", sign.TC3Authorization(m.Request, []byte(m.body), "mna", sign.Credentials{ID: keyID, Secret: secret}))
	return m
}

func tencentCommon(at time.Time) []sign.Pair {
	return []sign.Pair{
		{"Action", "GetFlowStatistic"}, {"Version", "2021-01-19"}, {"Nonce", "0"}, {"Region", ""},
		{"SecretId", keyID}, {"Timestamp", strconv.FormatInt(at.Unix(), 10)},
	}
}

// tencentV1 signs for the given host and puts all parameters where the method has them.
func tencentV1(method, signedHost string, params []sign.Pair, long bool) *message {
	params = append([]sign.Pair{}, params...)
	if long {
		params = append(params, sign.Pair{Name: "SignatureMethod", Value: "HmacSHA256"})
	}
	signature := sign.TencentV1Signature(method, signedHost, params, long, secret)
	params = append(params, sign.Pair{Name: "Signature", Value: signature})
	m := newMessage(method, encode(params), "", "")
	if method == http.MethodPost {
		m = newMessage(method, "", form, encode(params))
	}
	m.Header.Set("Test-Vendor", "tencent")
	return m
}

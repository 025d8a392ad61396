package sign_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

// The vectors are the vendors' documented examples: of RPC V1, of ACS3, of
// TC3 and of Tencent's v1.

const tencentExampleKey = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"

func TestTheDocumentedECSExampleOfV1(t *testing.T) {
	params := []sign.Pair{
		{"Timestamp", "2016-02-23T12:46:24Z"}, {"Format", "XML"}, {"AccessKeyId", "testid"},
		{"Action", "DescribeRegions"}, {"SignatureMethod", "HMAC-SHA1"},
		{"SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"}, {"Version", "2014-05-26"}, {"SignatureVersion", "1.0"},
	}
	signature, stringToSign := sign.RPCSignature("GET", params, "testsecret")
	if want := "OLeaidS1JvxuMvnyHOwuJ+uX5qY="; signature != want {
		t.Errorf("signature %s, want %s", signature, want)
	}
	want := "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DXML%26SignatureMethod%3DHMAC-SHA1" +
		"%26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf%26SignatureVersion%3D1.0" +
		"%26Timestamp%3D2016-02-23T12%253A46%253A24Z%26Version%3D2014-05-26"
	if stringToSign != want {
		t.Errorf("string to sign\n%s\nwant\n%s", stringToSign, want)
	}
}

func TestTheDocumentedExampleOfACS3(t *testing.T) {
	r, err := http.NewRequest("POST", "https://ecs.cn-shanghai.aliyuncs.com/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai", nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"x-acs-action": "RunInstances", "x-acs-version": "2014-05-26", "x-acs-date": "2023-10-26T10:22:32Z",
		"x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d", "x-acs-content-sha256": sign.ACS3ContentHash(nil),
	} {
		r.Header.Set(name, value)
	}
	got := sign.ACS3Authorization(r, nil, sign.Credentials{ID: "YourAccessKeyId", Secret: "YourAccessKeySecret"})
	want := "ACS3-HMAC-SHA256 Credential=YourAccessKeyId," +
		"SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version," +
		"Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
	if got != want {
		t.Errorf("authorization\n%s\nwant\n%s", got, want)
	}
	r.Header.Set("Authorization", got)
	v := sign.VerifyAlibaba(r, nil, nil, nil, func(string) (string, bool) { return "YourAccessKeySecret", true },
		time.Date(2023, 10, 26, 10, 22, 32, 0, time.UTC))
	if v.Problem != "" || v.StringToSign != "ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259" {
		t.Errorf("verdict %+v", v)
	}
}

func TestTheDocumentedExampleOfTC3(t *testing.T) {
	body := []byte(`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`)
	r, err := http.NewRequest("POST", "https://cvm.tencentcloudapi.com/", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	r.Header.Set("X-TC-Timestamp", "1551113065")
	id := "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
	got := sign.TC3Authorization(r, body, "cvm", sign.Credentials{ID: id, Secret: tencentExampleKey})
	want := "TC3-HMAC-SHA256 Credential=" + id + "/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, " +
		"Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
	if got != want {
		t.Errorf("authorization\n%s\nwant\n%s", got, want)
	}
	r.Header.Set("Authorization", got)
	v := sign.VerifyTencent(r, body, nil, nil, func(string) (string, bool) { return tencentExampleKey, true }, time.Unix(1551113065, 0))
	hash := "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031"
	if v.Problem != "" || v.KeyID != id || v.Service != "cvm" || !strings.HasSuffix(v.StringToSign, "\n"+hash) {
		t.Errorf("verdict %+v", v)
	}
}

func TestTheDocumentedExampleOfTencentV1(t *testing.T) {
	params := []sign.Pair{
		{"Action", "DescribeInstances"}, {"InstanceIds.0", "ins-09dx96dg"}, {"Limit", "20"}, {"Nonce", "11886"},
		{"Offset", "0"}, {"Region", "ap-guangzhou"}, {"SecretId", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"},
		{"Timestamp", "1465185768"}, {"Version", "2017-03-12"},
	}
	got := sign.TencentV1Signature("GET", "cvm.tencentcloudapi.com", params, false, tencentExampleKey)
	if want := "EliP9YW3pW28FpsEdkXt/+WcGeI="; got != want {
		t.Errorf("signature %s, want %s", got, want)
	}
}

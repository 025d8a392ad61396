package wire

import (
	"net/http"
	"strconv"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// tencent writes an API 3.0 request: a JSON body or a query with the common
// parameters in headers (TC3), or a form with all of them in it (v1).
func (b *builder) tencent() (*http.Request, error) {
	switch b.request.Carrier.Place {
	case contract.InForm:
		return b.tencentForm()
	case contract.InJSON:
		b.body = []byte(b.request.object())
		b.header.Set("Content-Type", "application/json")
	default:
		b.query = b.request.pairs()
		b.header.Set("Content-Type", formType)
	}
	r, err := b.build()
	if err != nil {
		return nil, err
	}
	r.Header.Set("X-TC-Action", b.request.action())
	r.Header.Set("X-TC-Version", b.request.version())
	r.Header.Set("X-TC-Timestamp", strconv.FormatInt(b.stamp.Time.Unix(), 10))
	r.Header.Set("X-TC-Language", "en-US")
	if b.endpoint.Scheme == sign.None {
		return r, nil
	}
	if token := b.endpoint.Credentials.Token; token != "" {
		r.Header.Set("X-TC-Token", token)
	}
	signed := r
	if b.method() != r.Method {
		signed = r.Clone(r.Context())
		signed.Method = b.method()
	}
	r.Header.Set("Authorization", sign.TC3Authorization(signed, b.body, b.request.Operation.Product, b.endpoint.Credentials))
	return r, nil
}

// tencentForm writes a form with signature v1: TC3 signs no forms.
func (b *builder) tencentForm() (*http.Request, error) {
	common := []sign.Pair{
		{Name: "Action", Value: b.request.action()},
		{Name: "Version", Value: b.request.version()},
		{Name: "Timestamp", Value: strconv.FormatInt(b.stamp.Time.Unix(), 10)},
		{Name: "Nonce", Value: strconv.Itoa(b.stamp.Count)},
		{Name: "Language", Value: "en-US"},
	}
	own := b.request.pairs()
	if b.endpoint.Scheme != sign.None {
		common = append(common,
			sign.Pair{Name: "SecretId", Value: b.endpoint.Credentials.ID},
			sign.Pair{Name: "SignatureMethod", Value: "HmacSHA256"})
		if token := b.endpoint.Credentials.Token; token != "" {
			common = append(common, sign.Pair{Name: "Token", Value: token})
		}
		all := append(append([]sign.Pair{}, common...), own...)
		signature := sign.TencentV1Signature(b.method(), b.url.Host, all, true, b.endpoint.Credentials.Secret)
		common = append(common, sign.Pair{Name: "Signature", Value: signature})
	}
	b.form = append(common, own...)
	return b.build()
}

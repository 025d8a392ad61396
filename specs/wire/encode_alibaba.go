package wire

import (
	"net/http"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// alibaba writes an RPC request: common parameters beside the operation's own
// (signature V1), or in headers (ACS3).
func (b *builder) alibaba() (*http.Request, error) {
	if b.endpoint.Scheme == sign.ACS3 {
		return b.acs3()
	}
	common := []sign.Pair{{Name: "Action", Value: b.request.action()}, {Name: "Version", Value: b.request.version()}}
	if b.request.Format != "" {
		common = append(common, sign.Pair{Name: "Format", Value: strings.ToUpper(string(b.request.Format))})
	}
	common = append(common, sign.Pair{Name: "Timestamp", Value: b.stamp.Time.Format("2006-01-02T15:04:05Z")})
	if b.endpoint.Scheme != sign.None {
		common = append(common,
			sign.Pair{Name: "AccessKeyId", Value: b.endpoint.Credentials.ID},
			sign.Pair{Name: "SignatureMethod", Value: "HMAC-SHA1"},
			sign.Pair{Name: "SignatureNonce", Value: b.stamp.Nonce},
			sign.Pair{Name: "SignatureVersion", Value: "1.0"})
		if token := b.endpoint.Credentials.Token; token != "" {
			common = append(common, sign.Pair{Name: "SecurityToken", Value: token})
		}
	}
	own := b.request.pairs()
	if b.endpoint.Scheme != sign.None {
		all := append(append([]sign.Pair{}, common...), own...)
		signature, _ := sign.RPCSignature(b.method(), all, b.endpoint.Credentials.Secret)
		common = append(common, sign.Pair{Name: "Signature", Value: signature})
	}
	b.place(common, own)
	return b.build()
}

// place puts common parameters and the operation's own where the carrier says.
func (b *builder) place(common, own []sign.Pair) {
	switch b.request.Carrier.Place {
	case contract.InForm:
		b.form = append(common, own...)
	case contract.InMixed:
		b.query, b.form = common, own
	default:
		b.query = append(common, own...)
	}
}

// acs3 writes a request whose action, version and signature are headers. The
// format has no header of its own: XML is asked for as in signature V1.
func (b *builder) acs3() (*http.Request, error) {
	var common []sign.Pair
	b.header.Set("Accept", "application/json")
	if b.request.Format == contract.XML {
		common = []sign.Pair{{Name: "Format", Value: "XML"}}
		b.header.Set("Accept", "application/xml")
	}
	b.place(common, b.request.pairs())
	r, err := b.build()
	if err != nil {
		return nil, err
	}
	r.Header.Set("x-acs-action", b.request.action())
	r.Header.Set("x-acs-version", b.request.version())
	r.Header.Set("x-acs-date", b.stamp.Time.Format("2006-01-02T15:04:05Z"))
	r.Header.Set("x-acs-signature-nonce", b.stamp.Nonce)
	r.Header.Set("x-acs-content-sha256", sign.ACS3ContentHash(b.body))
	if token := b.endpoint.Credentials.Token; token != "" {
		r.Header.Set("x-acs-security-token", token)
	}
	signed := r
	if b.method() != r.Method {
		signed = r.Clone(r.Context())
		signed.Method = b.method()
	}
	r.Header.Set("Authorization", sign.ACS3Authorization(signed, b.body, b.endpoint.Credentials))
	return r, nil
}

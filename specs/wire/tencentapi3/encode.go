package tencentapi3

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// language is the one that refusals are asked for in.
const language = "en-US"

// Encode writes a JSON body or a query with the common parameters in headers
// (TC3), or a form, or a query, with all of them in it (v1). It errs where
// Draft.Build does.
func (Protocol) Encode(d *wire.Draft) (*http.Request, error) {
	if place := d.Request.Carrier.Place; place == contract.InForm || place == contract.InQuery && d.Endpoint.Scheme == sign.TencentV1 {
		return v1(d)
	}
	r, err := written(d)
	if err != nil {
		return nil, err
	}
	for _, p := range d.WithAdded(d.ActionAndVersion()) {
		r.Header.Set("X-TC-"+p.Name, p.Value)
	}
	if !d.Sketch() {
		r.Header.Set("X-TC-Timestamp", seconds(d))
		r.Header.Set("X-TC-Language", language)
	}
	if d.Endpoint.Scheme == sign.None {
		return r, nil
	}
	if token := d.Endpoint.Credentials.Token; token != "" {
		r.Header.Set("X-TC-Token", token)
	}
	signed, body, err := d.ToSign(r, written)
	if err != nil {
		return nil, err
	}
	signed.Header = r.Header
	r.Header.Set("Authorization", d.Sealed(sign.TC3Authorization(signed, body, d.Request.Operation.Product, d.Endpoint.Credentials)))
	if left := d.Request.Tamper.Without; left != "" {
		r.Header.Del("X-TC-" + left) // it is no part of what is signed
	}
	return r, nil
}

// written is a request with its arguments, before there is anything common in it.
func written(d *wire.Draft) (*http.Request, error) {
	if d.Request.Carrier.Place == contract.InJSON {
		d.Body = []byte(d.Object())
		d.Header.Set("Content-Type", "application/json")
	} else {
		d.Query = d.Pairs()
		d.Header.Set("Content-Type", wire.FormType)
	}
	return d.Build()
}

func seconds(d *wire.Draft) string { return strconv.FormatInt(d.Stamp.Time.Unix(), 10) }

// v1 writes all parameters as pairs, with signature v1: TC3 signs no forms.
func v1(d *wire.Draft) (*http.Request, error) {
	common := d.ActionAndVersion()
	if !d.Sketch() {
		common = append(common,
			sign.Pair{Name: "Timestamp", Value: seconds(d)},
			sign.Pair{Name: "Nonce", Value: strconv.Itoa(d.Stamp.Count)},
			sign.Pair{Name: "Language", Value: language})
	}
	own := d.Pairs()
	if d.Endpoint.Scheme != sign.None {
		common = append(common,
			sign.Pair{Name: "SecretId", Value: d.Endpoint.Credentials.ID},
			sign.Pair{Name: "SignatureMethod", Value: "HmacSHA256"})
		if token := d.Endpoint.Credentials.Token; token != "" {
			common = append(common, sign.Pair{Name: "Token", Value: token})
		}
		common = d.TamperedCommon(common)
		all := append(append([]sign.Pair{}, common...), d.SignedPairs()...)
		long := slices.Contains(common, sign.Pair{Name: "SignatureMethod", Value: "HmacSHA256"})
		signature := sign.TencentV1Signature(d.SignedMethod(), d.URL.Host, all, long, d.Endpoint.Credentials.Secret)
		common = append(common, d.TamperedCommon([]sign.Pair{{Name: "Signature", Value: d.Sealed(signature)}})...)
	}
	if all := append(common, own...); d.Request.Carrier.Place == contract.InForm {
		d.Form = all
	} else {
		d.Query = all
	}
	return d.Build()
}

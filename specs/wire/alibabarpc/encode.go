package alibabarpc

import (
	"net/http"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/acs3"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Encode writes the common parameters beside the operation's own (signature V1),
// or in headers (ACS3). It errs where Draft.Build does.
func (Protocol) Encode(d *wire.Draft) (*http.Request, error) {
	if d.Endpoint.Scheme == sign.ACS3 {
		return encodeACS3(d)
	}
	common := d.ActionAndVersion()
	if d.Request.Format != "" {
		common = append(common, sign.Pair{Name: "Format", Value: strings.ToUpper(string(d.Request.Format))})
	}
	if !d.Sketch() {
		common = append(common, sign.Pair{Name: "Timestamp", Value: d.Stamp.Time.Format(acs3.Stamp)})
	}
	own := d.Pairs()
	if d.Endpoint.Scheme == sign.None {
		common = d.WithAdded(d.TamperedCommon(common))
	} else {
		common = append(common,
			sign.Pair{Name: "AccessKeyId", Value: d.Endpoint.Credentials.ID},
			sign.Pair{Name: "SignatureMethod", Value: "HMAC-SHA1"},
			sign.Pair{Name: "SignatureNonce", Value: d.Stamp.Nonce},
			sign.Pair{Name: "SignatureVersion", Value: "1.0"})
		if token := d.Endpoint.Credentials.Token; token != "" {
			common = append(common, sign.Pair{Name: "SecurityToken", Value: token})
		}
		common = d.WithAdded(d.TamperedCommon(common))
		all := append(append([]sign.Pair{}, common...), d.SignedPairs()...)
		signature, _ := sign.RPCSignature(d.SignedMethod(), all, d.Endpoint.Credentials.Secret)
		common = append(common, d.TamperedCommon([]sign.Pair{{Name: "Signature", Value: d.Sealed(signature)}})...)
	}
	place(d, common, own)
	return d.Build()
}

// place puts common parameters and the operation's own where the carrier says.
func place(d *wire.Draft, common, own []sign.Pair) {
	switch d.Request.Carrier.Place {
	case contract.InForm:
		d.Form = append(common, own...)
	case contract.InMixed:
		d.Query, d.Form = common, own
	case contract.InBoth:
		d.Query, d.Form = common, []sign.Pair{}
		for i, pair := range own {
			if i%2 == 0 {
				d.Query = append(d.Query, pair)
			} else {
				d.Form = append(d.Form, pair)
			}
		}
	default:
		d.Query = append(common, own...)
	}
}

// encodeACS3 writes a request whose action, version and signature are headers.
// The format has no header of its own: XML is asked for as in signature V1.
func encodeACS3(d *wire.Draft) (*http.Request, error) {
	var common []sign.Pair
	d.Header.Set("Accept", "application/json")
	if d.Request.Format == contract.XML {
		common = []sign.Pair{{Name: "Format", Value: "XML"}}
		d.Header.Set("Accept", "application/xml")
	}
	write := func(d *wire.Draft) (*http.Request, error) {
		place(d, common, d.Pairs())
		return d.Build()
	}
	r, err := write(d)
	if err != nil {
		return nil, err
	}
	return r, acs3.Seal(d, r, write)
}

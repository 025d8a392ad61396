// Package acs3 is what Alibaba's protocols have in common where a request is signed by
// ACS3: action, version, time and signature are headers.
package acs3

import (
	"net/http"
	"strings"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Stamp is the layout of a time of the vendor's requests.
const Stamp = "2006-01-02T15:04:05Z"

// Seal writes the headers of a built request, and signs it unless the endpoint takes
// none; a sketch has no time. The header that the draft leaves out on purpose is left
// out before it is signed. write built the request; what it errs by is given back.
func Seal(d *wire.Draft, r *http.Request, write func(*wire.Draft) (*http.Request, error)) error {
	set := func(name, value string) {
		if name == d.Request.Tamper.Name {
			value = d.Request.Tamper.Value
		}
		if name != d.Request.Tamper.Without {
			r.Header.Set(name, value)
		}
	}
	for _, p := range d.ActionAndVersion() {
		set("x-acs-"+strings.ToLower(p.Name), p.Value)
	}
	if d.Endpoint.Scheme == sign.None {
		return nil
	}
	signed, body, err := d.ToSign(r, write)
	if err != nil {
		return err
	}
	set("x-acs-date", d.Stamp.Time.Format(Stamp))
	set("x-acs-signature-nonce", d.Stamp.Nonce)
	set("x-acs-content-sha256", sign.ACS3ContentHash(body))
	if token := d.Endpoint.Credentials.Token; token != "" {
		set("x-acs-security-token", token)
	}
	signed.Header = r.Header
	set("Authorization", d.Sealed(sign.ACS3Authorization(signed, body, d.Endpoint.Credentials)))
	return nil
}

// Signed tells whether a request says that it is signed by ACS3.
func Signed(r *wire.Received) bool { return strings.HasPrefix(r.HeaderOf("Authorization"), "ACS3-") }

// Marked tells whether a request has a header that the vendor's clients alone send.
func Marked(r *wire.Received) bool { return r.HasHeaderPrefix("x-acs-") || Signed(r) }

// Named reads the action and the version that stand in headers; what has none stays.
func Named(r *wire.Received) {
	if action := r.HeaderOf("x-acs-action"); action != "" {
		r.Action, r.HeaderNamed = action, true
	}
	if version := r.HeaderOf("x-acs-version"); version != "" {
		r.Version = version
	}
}

// Credentials are the variables that the vendor's command line and SDKs read.
func Credentials() wire.Variables {
	return wire.Variables{Prefix: "ALIBABA_CLOUD_", ID: "ALIBABA_CLOUD_ACCESS_KEY_ID", Secret: "ALIBABA_CLOUD_ACCESS_KEY_SECRET", Token: "ALIBABA_CLOUD_SECURITY_TOKEN"}
}

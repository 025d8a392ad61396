package run_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// horn is a third protocol that no vendor has: arguments are a form, the action
// and the edition are headers, and a seal signs all of it.
type horn struct{}

// A protocol that lacks a part does not compile.
var _ wire.Protocol = horn{}

const sealed sign.Scheme = "seal"

func (horn) Name() string { return "post-horn" }

func (horn) Encode(d *wire.Draft) (*http.Request, error) {
	d.Form = d.Pairs()
	if d.Form == nil {
		d.Form = []sign.Pair{}
	}
	r, err := d.Build()
	if err != nil {
		return nil, err
	}
	for _, p := range d.ActionAndVersion() {
		r.Header.Set(map[string]string{"Action": "Horn-Call", "Version": "Horn-Edition"}[p.Name], p.Value)
	}
	if d.Sketch() {
		return r, nil
	}
	r.Header.Set("Horn-Time", strconv.FormatInt(d.Stamp.Time.Unix(), 10))
	r.Header.Set("Horn-Number", d.Stamp.Nonce)
	if d.Endpoint.Scheme == sealed {
		key := d.Endpoint.Credentials
		r.Header.Set("Authorization", key.ID+" Signature="+seal(d.SignedMethod(), r.Header, d.Body, key.Secret))
	}
	return r, nil
}

func seal(method string, h http.Header, body []byte, secret string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "%s %s %s %s %s %s", method, h.Get("Horn-Call"), h.Get("Horn-Edition"), h.Get("Horn-Time"), h.Get("Horn-Number"), body)
	return fmt.Sprintf("%x", mac.Sum(nil))
}

func (p horn) Decode(request *http.Request, body []byte) wire.Received {
	r := wire.Begin(p, request)
	r.Pathless(request)
	r.Carrier = "letter"
	r.Form = r.Pairs(string(body), "letter")
	r.Split(func(string) bool { return false })
	r.Action, r.Version = r.HeaderOf("Horn-Call"), r.HeaderOf("Horn-Edition")
	return r
}

func (horn) Marked(r *wire.Received) bool { return r.HasHeaderPrefix("Horn-") }

func (horn) Verify(request *http.Request, body []byte, _ *wire.Received, lookup sign.Lookup, now time.Time) sign.Verdict {
	v := sign.Verdict{Scheme: sealed, Nonce: request.Header.Get("Horn-Number"), Field: "Authorization"}
	id, got, signed := strings.Cut(request.Header.Get("Authorization"), " Signature=")
	v.KeyID = id
	seconds, err := strconv.ParseInt(request.Header.Get("Horn-Time"), 10, 64)
	secret, known := lookup(id)
	switch {
	case !signed:
		v.Problem = sign.Missing
	case err != nil:
		v.Problem = sign.BadTimestamp
	case now.Sub(time.Unix(seconds, 0)).Abs() > time.Minute:
		v.Problem = sign.Expired
	case !known:
		v.Problem = sign.UnknownKey
	case got != seal(request.Method, request.Header, body, secret):
		v.Problem = sign.Mismatch
	}
	return v
}

func (horn) Schemes() []sign.Scheme { return []sign.Scheme{sealed} }

func (horn) Routed() bool { return false }

func (horn) ListsFrom() int { return 1 }

func (horn) Credentials() wire.Variables {
	return wire.Variables{Prefix: "HORN_", ID: "HORN_ID", Secret: "HORN_SECRET", Token: "HORN_TOKEN"}
}

// hornGateway is what its vendor's common pages would say.
const hornGateway = `protocol: post-horn
x-source: common
request-ids: lower-case
media: {json: application/horn+json}
error:
  status: {from: 422, to: 422}
  wrapper: Parcel
  member: Fault
  members:
    - {name: RequestId, value: "{request-id}"}
    - {name: Code, value: "{code}"}
    - {name: Message, value: "{message}"}
codes:
  failure: [Broke]
  throttled: [Slower]
  common: [BadSeal, NoCall, NoEdition, Late, Again]
refusals:
  - {when: unsigned, codes: [BadSeal.None], text: A letter without a seal is refused.}
  - {when: wrong-key, codes: [BadSeal.Broken], text: A broken seal is refused.}
  - {when: unknown-key, codes: [BadSeal.Nobody], text: The seal of nobody is refused.}
  - {when: wrong-method, codes: [BadSeal.Broken], text: A seal for another verb is refused.}
  - {when: stale, codes: [Late], seconds: 600, text: A letter of ten minutes ago is refused.}
  - {when: replayed, codes: [Again], text: A number that was used is refused.}
  - {when: unknown-action, codes: [NoCall], text: A call that nobody has is refused.}
  - {when: unknown-version, codes: [NoEdition], text: An edition that nobody has is refused.}
  - {when: no-version, name: Version, codes: [Lacks.Version], text: A letter without an edition is refused.}
  - {when: ahead, codes: [Late], seconds: 600, text: A letter of ten minutes to come is refused.}
setup:
  - {about: credentials, codes: [BadSeal]}
answers:
  - {when: http-method, code: NoVerb, message: Letters are posted.}
  - {when: too-large, code: Heavy, message: The letter is too heavy.}
  - {when: unreadable, code: Illegible, message: "It is illegible: {detail}"}
  - {when: unknown-action, code: NoCall, message: "No call is {name}."}
  - {when: unknown-version, code: NoEdition, message: "No edition is {name}."}
  - {when: unsigned, code: BadSeal.None, message: There is no seal.}
  - {when: signature, code: BadSeal.Form, message: The seal has no form.}
  - {when: time-stamp, code: Late.Form, message: The time has no form.}
  - {when: stale, code: Late, message: It is too late.}
  - {when: unknown-key, code: BadSeal.Nobody, message: Nobody has that seal.}
  - {when: wrong-key, code: BadSeal.Broken, message: The seal is broken.}
  - {when: replayed, code: Again, message: The number was used.}
  - {when: too-often, code: Slower, message: "More than {limit}."}
  - {when: failure, code: Broke, message: The post broke down.}
  - {when: absent, code: "Lacks.{name}", message: "{name} is lacking."}
  - {when: invalid, code: "Odd.{name}", message: "{name} is odd."}
`

// hornOperation is a document of its vendor.
const hornOperation = `openapi: "3.0.3"
info: {title: CountParcels, version: "2031-01-01", description: Parcels of a depot.}
x-operation:
  provider: horn
  product: post
  protocol: alibaba-rpc
  revision: "1"
  document: "900"
  x-source: "900:1"
  effect: {value: read, x-source: "900:1"}
  envelope: {value: Parcel, x-source: "900:1"}
  rate: {per-second: 5, x-source: "900:1"}
  formats: [{value: json, x-source: "900:1"}]
  carriers: [{id: letter, method: POST, place: form, level: must, x-source: "900:1"}]
paths: {}
components:
  schemas:
    Request:
      type: object
      required: [Depot]
      properties:
        Depot: {type: string, example: north, x-source: "900:2", x-fixture: {key: depot, need: mandatory, default: north}}
        Size: {type: integer, enum: [1, 2, 3], x-source: "900:4"}
        Lane: {type: string, enum: [AIR, SEA], x-source: "900:5"}
    Response:
      type: object
      required: [RequestId, Total]
      x-source: "900:7"
      properties:
        RequestId: {type: string, x-source: "900:8"}
        Total: {type: integer, minimum: 0, example: 7, x-source: "900:9"}
x-requests: [{id: plain, complete: true, x-source: "900:12", args: {Depot: north}}]
x-errors:
  - {code: NoDepot, status: 422, message: You must name a depot., x-source: "900:13", triggers: [{parameter: Depot, when: absent, level: must}]}
`

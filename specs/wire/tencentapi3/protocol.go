// Package tencentapi3 is the protocol of Tencent Cloud's API 3.0: parameters as
// a JSON body with the common ones in headers, or as pairs in a query or a form.
package tencentapi3

import (
	"net/http"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Protocol is API 3.0.
type Protocol struct{}

var _ wire.Protocol = Protocol{}

// Name is how spec files call it.
func (Protocol) Name() string { return "tencent-api3" }

// Verify takes TC3 where there is its Authorization, otherwise v1.
func (Protocol) Verify(request *http.Request, body []byte, r *wire.Received, lookup sign.Lookup, now time.Time) sign.Verdict {
	return sign.VerifyTencent(request, body, r.Form, r.Query, lookup, now)
}

// ListsFrom makes the first pair of a list Filters.0.Name.
func (Protocol) ListsFrom() int { return 0 }

// Schemes has no v1: a form is signed so whatever is chosen, since TC3 signs no
// forms, and a JSON body cannot be.
func (Protocol) Schemes() []sign.Scheme { return []sign.Scheme{sign.TC3} }

// Credentials are the variables that tccli and the SDKs read.
func (Protocol) Credentials() wire.Variables {
	return wire.Variables{Prefix: "TENCENTCLOUD_", ID: "TENCENTCLOUD_SECRET_ID", Secret: "TENCENTCLOUD_SECRET_KEY", Token: "TENCENTCLOUD_TOKEN"}
}

// Routed is false: an action is spelt out.
func (Protocol) Routed() bool { return false }

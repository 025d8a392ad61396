// Package alibabarpc is the RPC protocol of Alibaba Cloud: parameters as pairs
// in a query or a form, the common ones among them (signature V1) or in headers
// (ACS3).
package alibabarpc

import (
	"net/http"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/acs3"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Protocol is Alibaba's RPC style.
type Protocol struct{}

var _ wire.Protocol = Protocol{}

// Name is how spec files call it.
func (Protocol) Name() string { return "alibaba-rpc" }

// Verify takes ACS3 where there is its Authorization, otherwise V1.
func (Protocol) Verify(request *http.Request, body []byte, r *wire.Received, lookup sign.Lookup, now time.Time) sign.Verdict {
	return sign.VerifyAlibaba(request, body, r.Form, r.Query, lookup, now)
}

// ListsFrom makes the first pair of a list Tag.1.Key.
func (Protocol) ListsFrom() int { return 1 }

// Schemes has V1 first, which every server of the protocol knows.
func (Protocol) Schemes() []sign.Scheme { return []sign.Scheme{sign.RPC, sign.ACS3} }

// Credentials are those of the vendor.
func (Protocol) Credentials() wire.Variables { return acs3.Credentials() }

// Routed is false: an action is spelt out.
func (Protocol) Routed() bool { return false }

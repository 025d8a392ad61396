// Package alibabaroa is the ROA protocol of Alibaba Cloud: operations are known by
// method and path, parameters stand in the path, in headers, in the query and in a JSON
// body, and ACS3 signs all of it.
package alibabaroa

import (
	"net/http"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/acs3"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Protocol is Alibaba's ROA style.
type Protocol struct{}

var _ wire.Protocol = Protocol{}

// Name is how spec files call it.
func (Protocol) Name() string { return "alibaba-roa" }

// Verify takes ACS3 alone: the signatures that came before it are refused as missing.
func (Protocol) Verify(request *http.Request, body []byte, _ *wire.Received, lookup sign.Lookup, now time.Time) sign.Verdict {
	return sign.VerifyAlibaba(request, body, nil, nil, lookup, now)
}

// Routed is true.
func (Protocol) Routed() bool { return true }

// ListsFrom makes the first pair of a list in a query Tag.1.Key.
func (Protocol) ListsFrom() int { return 1 }

// Schemes has the one that every server of the protocol knows.
func (Protocol) Schemes() []sign.Scheme { return []sign.Scheme{sign.ACS3} }

// Credentials are those of the vendor.
func (Protocol) Credentials() wire.Variables { return acs3.Credentials() }

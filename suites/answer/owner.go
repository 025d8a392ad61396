package answer

import (
	"net/http"

	"github.com/plumbline/plumbline/specs/wire"
)

// Owner says whose what came is. Only what is the operation's or its gateway's
// is evidence about the target.
type Owner string

// The owners.
const (
	Operation Owner = "operation" // it answered, or failed to whenever it was asked
	Gateway   Owner = "gateway"   // refused for its signature, its frequency, its action
	Before    Owner = "before"    // a proxy, a load balancer, the network
	Nobody    Owner = "nobody"    // it was not sent
)

// Owner decides it, for every exchange, here and nowhere else. A failure that
// came each time, while others were answered, is the operation's: see
// wire.Exchange.Steady.
func (a *Answer) Owner() Owner {
	x := a.Exchange
	switch {
	case x.Failure == wire.NotSent, x.Failure == wire.Unrecorded:
		return Nobody
	case x.Failure == wire.Unreachable:
		return Before
	case x.Steady:
		return Operation
	case x.Failure != wire.Answered, a.Class == Broken && a.Code == "", a.denied():
		return Before
	case a.Class == Elsewhere:
		return Gateway
	}
	return Operation
}

// denied tells a proxy's own refusal: no vendor refuses by a page, nor asks for a
// password of a proxy's.
func (a *Answer) denied() bool {
	status := a.Exchange.Status
	return a.Code == "" && (status == http.StatusProxyAuthRequired || status == http.StatusForbidden && a.Trouble.Kind == Page)
}

// Foreign tells what says nothing about the target.
func (a *Answer) Foreign() bool {
	owner := a.Owner()
	return owner == Before || owner == Nobody
}

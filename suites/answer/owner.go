package answer

import (
	"net/http"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
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
	case x.Failure != wire.Answered, a.Class == Broken && a.Code == "" && x.Status != http.StatusNotImplemented, a.denied():
		return Before // but for a server's word that it does not know the method, which no chance brings about
	case a.Class == Elsewhere:
		return Gateway
	}
	return Operation
}

// denied tells what a proxy or a portal says: no vendor refuses by a page or, for its
// frequency, without a code, asks for a password of a proxy's, shows the way to another
// place, or speaks another protocol. Other pages of a client's error are what a server
// says of the request itself.
func (a *Answer) denied() bool {
	status, page := a.Exchange.Status, a.Trouble.Kind == Page
	passing := status < 400 || status == http.StatusForbidden
	return a.Code == "" && (status == http.StatusProxyAuthRequired || status == http.StatusTooManyRequests || status == http.StatusSwitchingProtocols || status/100 == 3 && a.Class != Success && a.Trouble.Kind != Redirect || page && passing)
}

// NotFromTarget tells what says nothing about the target.
func (a *Answer) NotFromTarget() bool {
	owner := a.Owner()
	return owner == Before || owner == Nobody
}

// Inconclusive tells what says nothing about the target, or may have been for the moment alone.
func (a *Answer) Inconclusive() bool { return a.NotFromTarget() || a.Transient() }

// Overloaded tells what is said of too much at once, be it by what stands before the
// target.
func (a *Answer) Overloaded() bool {
	status := a.Exchange.Status
	return status == http.StatusServiceUnavailable || status == http.StatusTooManyRequests || a.Throttled()
}

// Strange tells what comes where nobody of the vendor's answers: no answer, a page,
// nothing at all. A server does so to ways of asking that it was not written for.
func (a *Answer) Strange() bool {
	switch {
	case a.Class == Silent:
		return true
	case a.Class != Unreadable && (a.Class != Broken || a.Code != ""), a.Trouble.Kind == Redirect: // with an answer in it
		return false
	}
	return a.Exchange.Status >= 300 || a.Trouble.Kind == Page || a.Trouble.Kind == Empty
}

// Misplaced tells what a server answers that knows nothing of what it is asked: a page
// of its own, the way to another place, that there is nothing here. A failure is none,
// nor is a refusal of who asks, nor nothing at all, which a broken operation answers.
func (a *Answer) Misplaced() bool {
	switch status := a.Exchange.Status; {
	case a.Class == Silent || !a.Strange(), status == http.StatusProxyAuthRequired, status == http.StatusForbidden:
		return false
	case status >= 500:
		return status == http.StatusNotImplemented
	default:
		return status >= 300 || a.Trouble.Kind == Page
	}
}

// Transient tells a refusal that may have been for the moment alone: for the time or the
// signature, which are others each time, of a request that is known to be right about both.
// It is the target's own only if it comes each time.
func (a *Answer) Transient() bool {
	x := a.Exchange
	about, _, ok := x.Request.Operation.SetUpOf(a.Code)
	return a.Class == Elsewhere && !x.Steady && !x.Overheard && ok && (about == contract.Clock || about == contract.RightKey) && signedRightly(x.Request)
}

// signedRightly tells whether a request is wrong on purpose, if at all, only about what
// is no part of its signature and its time: an action, a version, a scheme of its
// protocol's, a common parameter that the operation's own document demands.
func signedRightly(r wire.Request) bool {
	t := r.Tamper
	if slices.ContainsFunc(r.Operation.Common, func(c contract.CommonParam) bool { return c.Name == t.Without && c.Sources.Stated() }) {
		t.Without = ""
	}
	t.Action, t.Version, t.Scheme = "", "", ""
	return t == wire.Tamper{}
}

package sdk

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

func (c *checked) version() {
	switch got := c.hit.Received.Version; got {
	case c.op.Version:
	case "":
		c.find(VersionCheck, contract.Must, "the request has no version (%s); wanted %s", c.versionName(), c.op.Version)
	default:
		c.find(VersionCheck, contract.Must, "version %q, wanted %s", got, c.op.Version)
	}
}

// versionName is how the version is called beside an action that is where it was
// found: in a header, or among the pairs.
func (c *checked) versionName() string {
	for name, values := range c.hit.Received.Header {
		if before, ok := strings.CutSuffix(name, "Action"); ok && len(values) > 0 && values[0] == c.hit.Received.Action {
			return before + "Version"
		}
	}
	return "Version"
}

func (c *checked) signature() {
	v := c.hit.Signature.CheckService(c.op.Product)
	switch {
	case v.Problem == "":
	case v.Problem == sign.Missing:
		c.find(SignatureCheck, contract.Must, "the request is not signed")
	case v.Problem == sign.WrongService && strings.HasPrefix(c.hit.Received.Host, v.Service):
		// Taken from the host name, which is the service's own outside loopback.
	case c.hit.Cause != nil:
		c.find(SignatureCheck, contract.Must, "%s: %s", v.Problem, c.hit.Cause)
		c.found[len(c.found)-1].Signed = excerptOf(c.hit.Cause.Right)
	default:
		c.find(SignatureCheck, contract.Must, "%s: %s", v.Problem, v.Detail)
	}
}

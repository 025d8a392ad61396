package alibabarpc

import (
	"net/http"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/acs3"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Decode takes the parameters of the query and of the form together, since every
// SDK splits them differently. Action and version stand in headers only if the
// request is signed with ACS3: SDKs that sign the old way send x-acs-action too.
func (p Protocol) Decode(request *http.Request, body []byte) wire.Received {
	r := wire.Begin(p, request)
	r.Pathless(request)
	if len(body) > 0 {
		if media := r.MediaType(); strings.Contains(media, "json") || strings.HasPrefix(media, "multipart/") {
			r.Note(wire.StrayBody, "a body of type %.60q", media)
		} else {
			r.Form = r.Pairs(string(body), "form")
		}
	}
	found := r.Split(common)
	r.Action, r.Version, r.Format = found["Action"], found["Version"], found["Format"]
	if acs3.Signed(&r) {
		inHeaders(&r)
	}
	r.Carrier = carrier(&r)
	return r
}

// Marked goes by the headers of the vendor's clients, and by the key id of the
// V1 signature.
func (Protocol) Marked(r *wire.Received) bool {
	return acs3.Marked(r) || r.HasPair("AccessKeyId")
}

// inHeaders takes over what ACS3 puts into headers; there is no Format, its place is
// taken by Accept.
func inHeaders(r *wire.Received) {
	acs3.Named(r)
	if accept := r.HeaderOf("Accept"); r.Format == "" && strings.Contains(accept, "xml") && !strings.Contains(accept, "json") {
		r.Format = "XML"
	}
}

// carrier tells how the parameters came; "query" is a POST with everything in
// its URL, as the Go SDK sends it.
func carrier(r *wire.Received) string {
	switch {
	case r.Method != http.MethodPost:
		return "get"
	case len(r.Form) == 0:
		return "query"
	case slices.ContainsFunc(r.Query, func(p sign.Pair) bool { return p.Name == "Action" || p.Name == "Version" }):
		return "mixed"
	}
	return "post"
}

// common tells the parameters that every operation has.
func common(name string) bool {
	switch name {
	case "Action", "Version", "Format", "AccessKeyId", "Signature", "SignatureMethod",
		"SignatureVersion", "SignatureNonce", "SignatureType", "Timestamp", "SecurityToken":
		return true
	}
	return false
}

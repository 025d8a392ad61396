package wire

import (
	"net/http"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// DecodeAlibaba reads a request of Alibaba's RPC style. Parameters are those of
// the query and of the form together, since every SDK splits them differently.
// Action and version stand in headers only if the request is signed with ACS3:
// SDKs that sign the old way send x-acs-action too.
func DecodeAlibaba(request *http.Request, body []byte) Received {
	r := start(contract.AlibabaRPC, request)
	if len(body) > 0 {
		if media := mediaType(request); strings.Contains(media, "json") || strings.HasPrefix(media, "multipart/") {
			r.problem(StrayBody, "a body of type %.60q", media)
		} else {
			r.Form = r.pairs(string(body), "form")
		}
	}
	common := r.common(alibabaCommon)
	r.Action, r.Version, r.Format = common["Action"], common["Version"], common["Format"]
	if strings.HasPrefix(header(request, "Authorization"), "ACS3-") {
		r.acs3(request)
	}
	r.Carrier = alibabaCarrier(&r)
	return r
}

// acs3 takes over what ACS3 puts into headers; there is no Format, its place is
// taken by Accept.
func (r *Received) acs3(request *http.Request) {
	if action := header(request, "x-acs-action"); action != "" {
		r.Action = action
	}
	if version := header(request, "x-acs-version"); version != "" {
		r.Version = version
	}
	if accept := header(request, "Accept"); r.Format == "" && strings.Contains(accept, "xml") && !strings.Contains(accept, "json") {
		r.Format = "XML"
	}
}

func alibabaCarrier(r *Received) string {
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

// alibabaCommon tells the parameters that every operation has (wire-facts 1.2).
func alibabaCommon(name string) bool {
	switch name {
	case "Action", "Version", "Format", "AccessKeyId", "Signature", "SignatureMethod",
		"SignatureVersion", "SignatureNonce", "SignatureType", "Timestamp", "SecurityToken":
		return true
	}
	return false
}

package tencentapi3

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/plumbline/plumbline/specs/wire"
)

// Decode reads a JSON body, or pairs in the query or in a form. Action and
// version stand in headers, or among the pairs when the request is signed the old
// way.
func (p Protocol) Decode(request *http.Request, content []byte) wire.Received {
	r := wire.Begin(p, request)
	r.Pathless(request)
	var found map[string]string
	switch {
	case request.Method != http.MethodPost:
		r.Carrier = "get"
		found = r.Split(common)
	case looksLikeJSON(&r, content):
		r.Carrier = "json"
		found = r.JSON(content, row)
	default:
		r.Carrier = "form"
		if media := r.MediaType(); strings.HasPrefix(media, "multipart/") {
			r.Note(wire.StrayBody, "a body of type %.60q", media)
		} else {
			r.Form = r.Pairs(string(content), "form")
		}
		found = r.Split(common)
	}
	if scope := strings.Split(r.HeaderOf("Authorization"), "/"); len(scope) == 4 { // KEY/DATE/PRODUCT/tc3_request
		r.Product = scope[2]
	}
	r.Action, r.Version = found["Action"], found["Version"]
	if action := r.HeaderOf("X-TC-Action"); action != "" {
		r.Action, r.HeaderNamed = action, true
	}
	if version := r.HeaderOf("X-TC-Version"); version != "" {
		r.Version = version
	}
	return r
}

// Marked goes by the headers of the vendor's clients, by TC3, and by the key id
// of the v1 signature.
func (Protocol) Marked(r *wire.Received) bool {
	authorization := r.HeaderOf("Authorization")
	return r.HasHeaderPrefix("X-TC-") || strings.HasPrefix(authorization, "TC3-") || authorization == "SKIP" || r.HasPair("SecretId")
}

// looksLikeJSON goes by the content type, and by the body where a client such
// as curl claims a form and sends an object.
func looksLikeJSON(r *wire.Received, content []byte) bool {
	content = bytes.TrimLeft(content, " \t\r\n")
	if len(content) > 0 && (content[0] == '{' || content[0] == '[') {
		return true
	}
	media := r.MediaType()
	return strings.Contains(media, "json") || len(content) == 0 && media == ""
}

// common tells the parameters that every operation has.
func common(name string) bool {
	switch name {
	case "Timestamp", "Nonce", "SecretId", "Signature", "SignatureMethod", "Token", "Language", "RequestClient":
		return true
	}
	return row(name)
}

// row tells those of them that are rows of the operations' own tables
// (003:27-29), and so are understood in a JSON body too.
func row(name string) bool { return name == "Action" || name == "Version" || name == "Region" }

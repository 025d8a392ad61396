package wire

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// DecodeTencent reads a request of Tencent's API 3.0: a JSON body, or pairs in
// the query or in a form. Action and version stand in headers, or among the
// pairs when the request is signed the old way.
func DecodeTencent(request *http.Request, content []byte) Received {
	r := start(contract.TencentAPI3, request)
	common := map[string]string{}
	switch {
	case request.Method != http.MethodPost:
		r.Carrier = "get"
		common = r.common(tencentCommon)
	case looksLikeJSON(request, content):
		r.Carrier = "json"
		r.json(content, common)
	default:
		r.Carrier = "form"
		if media := mediaType(request); strings.HasPrefix(media, "multipart/") {
			r.problem(StrayBody, "a body of type %.60q", media)
		} else {
			r.Form = r.pairs(string(content), "form")
		}
		common = r.common(tencentCommon)
	}
	r.Action, r.Version = common["Action"], common["Version"]
	if action := header(request, "X-TC-Action"); action != "" {
		r.Action = action
	}
	if version := header(request, "X-TC-Version"); version != "" {
		r.Version = version
	}
	return r
}

// looksLikeJSON goes by the content type, and by the body where a client such
// as curl claims a form and sends an object.
func looksLikeJSON(request *http.Request, content []byte) bool {
	content = bytes.TrimLeft(content, " \t\r\n")
	if len(content) > 0 && (content[0] == '{' || content[0] == '[') {
		return true
	}
	return strings.Contains(mediaType(request), "json") || len(content) == 0 && mediaType(request) == ""
}

// json reads the members of the body. Action, Version and Region are rows of
// the parameter table too (003:27-29), so they are understood here as well.
func (r *Received) json(content []byte, common map[string]string) {
	if len(bytes.TrimSpace(content)) == 0 {
		return
	}
	node, faults, err := body.JSON(content)
	if err != nil {
		r.problem(BrokenJSON, "%s", err)
		return
	}
	for _, fault := range faults {
		switch fault.Flaw {
		case body.DuplicateName:
			r.problem(DuplicateName, "%s", fault)
		default:
			r.problem(BrokenJSON, "%s", fault)
		}
	}
	if node.Kind != body.Object {
		r.problem(BrokenJSON, "the body is not an object but of kind %s", node.Kind)
		return
	}
	for _, member := range node.Members {
		if name := member.Name; name == "Action" || name == "Version" || name == "Region" {
			common[name] = member.Value.Text
			continue
		}
		r.Args = append(r.Args, contract.Arg{Name: member.Name, Value: valueOf(member.Value, len(content))})
	}
}

// valueOf keeps the kind and the literal of a JSON value.
func valueOf(node *body.Node, limit int) contract.Value {
	switch node.Kind {
	case body.String:
		return contract.Text(node.Text)
	case body.Number:
		kind := contract.Integer
		if strings.ContainsAny(node.Text, ".eE") {
			kind = contract.Number
		}
		return contract.Value{Kind: kind, Text: node.Text}
	case body.Boolean:
		return contract.Value{Kind: contract.Boolean, Text: node.Text}
	case body.Array:
		items := make([]contract.Value, len(node.Items))
		for i, item := range node.Items {
			items[i] = valueOf(item, limit)
		}
		return contract.Value{Kind: contract.List, Items: items}
	case body.Object:
		return contract.Value{Kind: contract.Object, Text: node.Excerpt(min(limit, 1000))}
	}
	return contract.Value{Kind: contract.Null, Text: "null"}
}

// tencentCommon tells the parameters that every operation has (wire-facts 2.3).
func tencentCommon(name string) bool {
	switch name {
	case "Action", "Version", "Region", "Timestamp", "Nonce", "SecretId", "Signature",
		"SignatureMethod", "Token", "Language", "RequestClient":
		return true
	}
	return false
}

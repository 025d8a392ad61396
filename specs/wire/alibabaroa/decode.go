package alibabaroa

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/acs3"
)

// Decode reads the address, the query and a JSON body. The action that the newer
// clients name in a header says no more than method and path do. A body that has no
// JSON in it is noted.
func (p Protocol) Decode(request *http.Request, content []byte) wire.Received {
	r := wire.Begin(p, request)
	r.Path, r.Carrier, r.Own = request.URL.EscapedPath(), strings.ToLower(request.Method), r.Query
	acs3.Named(&r)
	content = bytes.TrimSpace(content)
	switch kind := r.MediaType(); {
	case strings.Contains(kind, "json"), len(content) > 0 && content[0] == '{':
		r.Args = contract.Args{}
		r.JSON(content, func(string) bool { return false })
	case len(content) > 0:
		r.Note(wire.StrayBody, "a body of type %.60q", kind)
	}
	return r
}

// Marked goes by the headers of the vendor's clients, and by a path, which requests of
// the vendor's other protocol have none of.
func (Protocol) Marked(r *wire.Received) bool {
	return acs3.Marked(r) && strings.Trim(r.Path, "/") != ""
}

package sdk

import (
	"net/http"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// foreign gives answers of another format or without the vendor's form, as
// gateways and half-made emulators send them.
func foreign(op *contract.Operation, usual http.Handler) []Row {
	nothing := `{"RequestId":"4C467B38-3910-447D-87BC-AC049166F216"}`
	if around := op.Gateway.Error.Wrapper; around != "" {
		nothing = `{` + contract.Quote(around) + `:` + nothing + `}`
	}
	out := []Row{{
		ID: "no-error-with-500", Text: "the status 500 comes with JSON that names no error", Format: contract.JSON, Broken: true, Status: http.StatusInternalServerError,
		handler: canned{status: http.StatusInternalServerError, media: op.Gateway.Media[contract.JSON], content: nothing},
	}}
	if !op.HasFormat(contract.XML) {
		return out
	}
	first := anyRefusal(op)
	return append(out,
		Row{ID: "xml-for-json", Text: "the answer is in XML though JSON was asked for", Format: contract.JSON, Broken: true, handler: inXML(usual)},
		Row{ID: "error-in-xml", Text: "a refusal is in XML though JSON was asked for", Format: contract.JSON, Code: first.Code, Message: first.Message,
			handler: inXML(refusal(op, first.Status, first.Code, first.Message))},
		Row{ID: flatList + "-xml", Text: "the rows stand without the element around each, as the table of the page shows them", Format: contract.XML,
			handler: altered(usual, flatXML(op))})
}

// inXML lets a handler answer in XML, whatever was asked for.
func inXML(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		asked := request.Clone(request.Context())
		asked.URL.RawQuery = strings.TrimSuffix("Format=XML&"+asked.URL.RawQuery, "&") // the first of a name counts
		next.ServeHTTP(w, asked)
	})
}

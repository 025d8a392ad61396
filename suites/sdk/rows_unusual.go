package sdk

import (
	"cmp"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
)

// errors gives every documented refusal, those behind the service included.
func (r *Recorder) errors(op *contract.Operation) []Row {
	var out []Row
	for _, e := range op.Errors {
		out = append(out, Row{
			ID: op.Key() + "/error/" + e.Code, Group: ErrorGroup, Operation: op, Level: contract.Must, Code: e.Code, Message: e.Message,
			Text: "the documented refusal " + e.Code, handler: refusal(op, e.Status, e.Code, e.Message),
		})
	}
	return out
}

// anyRefusal is the first documented one, or, of an operation that documents none,
// the one that its gateway has for a value that is wrong.
func anyRefusal(op *contract.Operation) contract.ErrorCode {
	if len(op.Errors) > 0 {
		return op.Errors[0]
	}
	failed := op.Gateway.Answer(contract.Failed)
	return contract.ErrorCode{Code: failed.Code, Status: failed.Status, Message: failed.Message}
}

// refusal answers with the vendor's error envelope, in the format asked for, and
// with the vendor's usual status where that is 0.
func refusal(op *contract.Operation, status int, code, message string) http.Handler {
	status = cmp.Or(status, op.Gateway.Error.Status.From)
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		format := contract.JSON
		if asksXML(op, request) {
			format = contract.XML
		}
		media, body := emulator.Refused(op, format, request.Host, emulator.Refusal{Code: code, Status: status, Message: message})
		canned{status: status, media: media, content: string(body)}.ServeHTTP(w, request)
	})
}

// variants gives the emulator's answer written in each unusual and legal way.
func (r *Recorder) variants(op *contract.Operation) []Row {
	var out []Row
	for _, v := range emulator.Written() {
		row := Row{ID: op.Key() + "/variant/" + v.Name, Group: VariantGroup, Operation: op, Level: contract.Should, Text: v.Text}
		switch {
		case strings.HasPrefix(v.Name, "xml-") || v.Name == "content-type-application-xml":
			if !op.HasFormat(contract.XML) {
				continue
			}
			row.Format = contract.XML
		case v.Name == "escaped-slashes":
			row.Format = contract.JSON
		case v.Name == "floats-with-fractions" && !op.Typed():
			continue // no field of theirs is a Float
		}
		row.handler = r.answering(op, emulator.Options{Variants: []string{v.Name}})
		out = append(out, row)
	}
	return out
}

// bodies gives what no document allows and what happens all the same.
func (r *Recorder) bodies(op *contract.Operation) []Row {
	usual := r.answering(op, emulator.Options{})
	var out []Row
	add := func(row Row) {
		row.ID, row.Group, row.Operation, row.Level = op.Key()+"/body/"+row.ID, BodyGroup, op, contract.May
		out = append(out, row)
	}
	right := httptest.NewRecorder()
	usual.ServeHTTP(right, httptest.NewRequest(http.MethodGet, "/", nil))
	for _, s := range spoils(op) {
		if s.applies(op, right.Body.String()) {
			add(Row{ID: s.id, Text: s.text, Format: s.format, Broken: s.broken, handler: altered(usual, s.change)})
		}
	}
	// The page does not say its status: whoever quotes it has not told it.
	const page = "<html>\r\n<head><title>Bad Gateway</title></head>\r\n<body><center><h1>Bad Gateway</h1></center><hr><center>nginx</center></body>\r\n</html>\r\n"
	add(Row{ID: "html-502", Text: "a proxy answers 502 in HTML", Broken: true, Status: http.StatusBadGateway,
		handler: canned{status: http.StatusBadGateway, media: "text/html", content: page}})
	add(Row{ID: "html-200", Text: "a proxy answers 200 in HTML", Broken: true, handler: canned{status: http.StatusOK, media: "text/html", content: page}})
	add(Row{ID: "no-answer", Text: "nothing is ever answered", Broken: true, Silent: true, handler: canned{wait: true}})
	add(Row{ID: "busy-once", Text: "the first request is answered 503, the next as usual", handler: once(canned{status: http.StatusServiceUnavailable, media: "text/plain", content: "busy"}, usual),
		Status: http.StatusServiceUnavailable})
	add(Row{ID: "cut-once", Text: "the first request gets no answer but the end of its connection, the next the usual one", handler: once(cut(), usual), Cut: true})
	first := anyRefusal(op)
	statuses := op.Gateway.Error.Status
	other := statuses.Other()
	add(Row{ID: fmt.Sprintf("error-with-%d", other), Text: fmt.Sprintf("a refusal comes with the status %d", other), Code: first.Code, Message: first.Message,
		handler: refusal(op, other, first.Code, first.Message)})
	add(Row{ID: "numeric-code", Text: "the Code of a refusal is a number", Format: contract.JSON, Broken: true, Code: "400", Message: first.Message,
		handler: altered(refusal(op, statuses.From, "400", first.Message), replacing(`"Code":"400"`, `"Code":400`))})
	for _, row := range foreign(op, usual) {
		add(row)
	}
	return out
}

// altered passes an answer on with its body changed.
func altered(next http.Handler, change func(string) string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		kept := httptest.NewRecorder()
		next.ServeHTTP(kept, request)
		content := change(kept.Body.String())
		for name, values := range kept.Header() {
			if name != "Content-Length" {
				w.Header()[name] = values
			}
		}
		w.WriteHeader(kept.Code)
		_, _ = w.Write([]byte(content)) // a client that went is no news
	})
}

// once answers the first request by one handler, and what is sent again by another.
func once(first, then http.Handler) http.Handler {
	var asked atomic.Bool
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if asked.Swap(true) {
			then.ServeHTTP(w, request)
			return
		}
		first.ServeHTTP(w, request)
	})
}

// cut ends the connection.
func cut() http.Handler {
	return http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
}

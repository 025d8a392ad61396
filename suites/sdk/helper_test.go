package sdk_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/plumbline/plumbline/fixtures/sdk/driver"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// wrongly is the word that turns this test's program into a driver; the word
// behind it says in which way it is wrong.
const wrongly = "drive-wrongly"

func TestMain(m *testing.M) {
	if len(os.Args) != 3 || os.Args[1] != wrongly {
		os.Exit(m.Run())
	}
	way := os.Args[2]
	if err := drive(way); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// drive is a client of our own, right unless told otherwise, behind the loop
// that the Go drivers have.
func drive(way string) error {
	if is, err := throttling(way); is {
		return err
	}
	operations, err := specs.Embedded()
	if err != nil {
		return err
	}
	d := described(operations)
	if way == "has-no-operation" {
		d.Operations = nil
	}
	if misbehave(way, d) {
		return nil
	}
	c := client{way: way, operations: operations}
	return driver.Serve(d, c.call, c.types)
}

func described(operations []*contract.Operation) driver.Description {
	d := driver.Description{Client: "wrong", Version: "1", Language: "Go", Signature: "v1", Format: "json"}
	for _, op := range operations {
		d.Operations = append(d.Operations, op.Key())
	}
	return d
}

type client struct {
	way        string
	operations []*contract.Operation
	sent       atomic.Int64
	calls      atomic.Int64
	late       *http.Request     // that is sent once its result is given
	transport  http.RoundTripper // nil for the network
}

func (c *client) call(q *driver.Call) driver.Result {
	calls := c.calls.Add(1)
	var op *contract.Operation
	for _, o := range c.operations {
		if o.Key() == q.Operation {
			op = o
		}
	}
	switch {
	case c.way == "panics":
		panic("the client was told to")
	case c.way == "waits", c.way == "waits-at-times" && calls%2 == 0:
		time.Sleep(time.Hour)
	case c.way == "starts-slowly" && calls == 1:
		time.Sleep(2 * time.Second) // imports
	case c.way == "is-slow":
		time.Sleep(300 * time.Millisecond)
	case c.way == "limit-kept" && over(op, q):
		return driver.Result{Error: &driver.Error{Class: "ValueError", Message: "too many items"}}
	}
	request, err := c.request(op, q)
	if err != nil {
		return driver.Result{Error: &driver.Error{Class: "test", Message: err.Error()}}
	}
	if c.way == "sends-late" { // in the next call: no clock says when the result has been given
		if c.late != nil {
			_, _ = http.DefaultClient.Do(c.late)
		}
		c.late = request.Clone(context.Background())
		c.late.GetBody, c.late.Body = nil, http.NoBody
	}
	caller := &http.Client{Timeout: time.Second, Transport: c.transport}
	answer, err := caller.Do(request)
	if err == nil && c.way == "retries-the-same" && answer.StatusCode >= 500 {
		answer, err = caller.Do(request)
	}
	if err != nil {
		return driver.Result{Error: &driver.Error{Class: "NetworkError", Message: err.Error()}}
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		return driver.Result{Error: &driver.Error{Class: "NetworkError", Message: err.Error()}}
	}
	return c.read(answer.StatusCode, content)
}

// request makes the client's request, spoiled as its way has it.
func (c *client) request(op *contract.Operation, q *driver.Call) (*http.Request, error) {
	count := int(c.sent.Add(1))
	r := wire.Request{Operation: op, Carrier: op.Carriers[0], Format: contract.JSON}
	for i := range op.Params {
		p := &op.Params[i]
		if items, ok := q.Items(p.Name); ok {
			r.Args = append(r.Args, listed(c.way, p, items)...)
		} else if q.Has(p.Name) {
			kind := p.Kind
			if c.way == "number-as-string" {
				kind = contract.String
			}
			r.Args = append(r.Args, contract.Arg{Name: p.Name, Value: contract.Value{Kind: kind, Text: q.Text(p.Name)}})
		}
	}
	switch c.way {
	case "unsigned":
		r.Tamper.Signature = wire.Unsigned
	case "wrong-key":
		r.Tamper.Signature = wire.WrongKey
	case "version-other":
		r.Tamper.Version = "2000-01-01"
	case "action-other":
		r.Tamper.Action = "DescribeRegions"
	case "unknown-parameter":
		r.Args = append(r.Args, contract.Arg{Name: "Verbose", Value: contract.Text("1")})
	case "loses-a-parameter":
		r.Args = r.Args.Without("SmartAGId").Without("TimeGranularity")
	}
	nonce := "n" + strconv.Itoa(count)
	if c.way == "nonce-again" {
		nonce = "always-the-same"
	}
	request, err := wire.Encode(r, wire.Endpoint{URL: "http://" + q.Endpoint, Scheme: wire.ProtocolOf(op).Schemes()[0], Credentials: sign.Credentials{ID: q.Keys.ID, Secret: q.Keys.Secret}},
		wire.Stamp{Time: time.Now(), Nonce: nonce, Count: count})
	if err == nil {
		spoil(c.way, request, q)
	}
	if err == nil && c.way == "version-missing" {
		query := request.URL.Query()
		query.Del("Version")
		request.URL.RawQuery = query.Encode()
		request.Header.Del("X-TC-Version")
	}
	return request, err
}

// spoil changes a request that is signed already.
func spoil(way string, request *http.Request, q *driver.Call) {
	content := wire.BodyOf(request)
	switch way {
	case "method-put":
		request.Method = http.MethodPut
	case "path-other":
		request.URL.Path = "/v1/"
	case "secret-told":
		request.Header.Set("X-Debug", "key="+q.Keys.Secret)
		if request.URL.RawQuery != "" {
			request.URL.RawQuery += "&Debug=" + q.Keys.Secret
		}
	case "gzip":
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, _ = w.Write(content)
		_ = w.Close()
		request.Header.Set("Content-Encoding", "gzip")
		replace(request, packed.Bytes())
	case "utf-16":
		wide := []byte{0xff, 0xfe}
		for _, b := range content {
			wide = append(wide, b, 0)
		}
		replace(request, wide)
	case "region-in-scope":
		keys := sign.Credentials{ID: q.Keys.ID, Secret: q.Keys.Secret}
		request.Header.Set("Authorization", sign.TC3Authorization(request, content, "cvm", keys))
	}
}

func replace(request *http.Request, content []byte) {
	request.Body, request.ContentLength = io.NopCloser(bytes.NewReader(content)), int64(len(content))
}

// listed writes a list as the way has it.
func listed(way string, p *contract.Param, items []string) contract.Args {
	switch way {
	case "list-from-zero", "list-from-two":
		first := map[string]int{"list-from-zero": 0, "list-from-two": 2}[way]
		var out contract.Args
		for i, item := range items {
			out = append(out, contract.Arg{Name: p.Name + "." + strconv.Itoa(i+first), Value: contract.Text(item)})
		}
		return out
	case "comma-list":
		joined := ""
		for i, item := range items {
			if i > 0 {
				joined += ","
			}
			joined += item
		}
		return contract.Args{{Name: p.Name, Value: contract.Text(joined)}}
	case "truncates":
		if p.MaxItems > 0 {
			items = items[:min(len(items), p.MaxItems)]
		}
	}
	return contract.Args{{Name: p.Name, Value: contract.Texts(items)}}
}

func over(op *contract.Operation, q *driver.Call) bool {
	for _, p := range op.Params {
		if items, ok := q.Items(p.Name); ok && p.MaxItems > 0 && len(items) > p.MaxItems {
			return true
		}
	}
	return false
}

// read makes of an answer what the client's user sees.
func (c *client) read(status int, content []byte) driver.Result {
	node, faults, err := body.JSON(content)
	if err != nil || len(faults) > 0 || node.Kind != body.Object {
		if status >= 400 {
			return driver.Result{Error: &driver.Error{Class: "HTTPError", Message: http.StatusText(status), Status: status}}
		}
		return driver.Result{Error: &driver.Error{Class: "JSONError", Message: "the answer is not a JSON object"}}
	}
	if inner, ok := node.Get("Response"); ok {
		if wrong, ok := inner.Get("Error"); ok {
			node = wrong
		}
	}
	code, refused := node.Get("Code")
	if message, ok := node.Get("Message"); ok && refused && c.way != "swallows-errors" {
		e := &driver.Error{Class: "APIError", Code: code.Text, Message: message.Text, Status: status, RequestID: c.requestID(content)}
		switch c.way {
		case "loses-codes":
			e.Code = ""
		case "loses-messages":
			e.Message = "the service refused"
		case "loses-request-ids":
			e.RequestID = ""
		}
		return driver.Result{Error: e}
	}
	switch c.way {
	case "rounds":
		var values any
		_ = json.Unmarshal(content, &values)
		return driver.Result{Values: values}
	case "shifts-values", "drops-a-row", "invents-a-row", "turns-rows":
		return driver.Result{Values: muddled(c.way, content)}
	case "loses-values":
		return driver.Result{Values: map[string]any{}}
	case "adds-one":
		content = bytes.ReplaceAll(bytes.ReplaceAll(content, []byte(`"TotalBytes":`), []byte(`"TotalBytes":1`)), []byte(`"FilePath":"`), []byte(`"FilePath":"x`))
	}
	return driver.Result{Values: json.RawMessage(content)}
}

// requestID finds the id of a refusal, which stands beside it or around it.
func (c *client) requestID(content []byte) string {
	var envelope struct {
		RequestId string
		Response  struct{ RequestId string }
	}
	_ = json.Unmarshal(content, &envelope) // which is JSON here
	return envelope.RequestId + envelope.Response.RequestId
}

// muddled changes the rows of an answer.
func muddled(way string, content []byte) any {
	var all struct {
		RequestId     string
		SagStatistics struct{ Statistics []map[string]any }
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	_ = decoder.Decode(&all)
	rows := all.SagStatistics.Statistics
	switch way {
	case "shifts-values":
		rows[0]["TotalBytes"] = rows[1]["TotalBytes"]
	case "drops-a-row":
		rows = rows[1:]
	case "invents-a-row":
		rows = append(rows, map[string]any{"UserName": "nobody", "TotalBytes": 1})
	case "turns-rows":
		slices.Reverse(rows)
	}
	all.SagStatistics.Statistics = rows
	return all
}

package traffic_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
	"github.com/plumbline/plumbline/suites/traffic"
)

// embedded loads the documents once; nobody changes what it gives.
var embedded = sync.OnceValues(specs.Embedded)

func operations(t testing.TB) []*contract.Operation {
	t.Helper()
	all, err := embedded()
	check(t, err)
	return all
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// recordOf is the record of a run on an emulator; see written.
func recordOf(t testing.TB, word, about string) *record.Run {
	t.Helper()
	past, err := record.Read("run.jsonl", bytes.NewReader(written(t, word, about)))
	check(t, err)
	return past
}

// written runs everything at level may, or about one operation or a part of it, on
// an emulator and gives the text of the record.
func written(t testing.TB, word, about string) []byte {
	t.Helper()
	tested, err := target.Parse(word, target.Config{Operations: operations(t), Getenv: func(string) string { return "" }})
	check(t, err)
	selection := run.Selection{Level: contract.May}
	for _, op := range operations(t) {
		if about != "" && strings.HasPrefix(about+"/", op.Name+"/") {
			selection.Prefixes = []string{op.Product + "/" + about}
		}
	}
	plan, err := run.New(operations(t), tested, selection)
	check(t, err)
	header := plan.Header(operations(t), word, map[string]string{})
	header.Accounts = run.Accounts(tested)
	var out bytes.Buffer
	check(t, run.Begin(tested, run.Options{}).Record(t.Context(), plan, header, "http://emulator.example", &out))
	return out.Bytes()
}

type pair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func pairs(h http.Header) []pair {
	out := []pair{}
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, value := range h[name] {
			out = append(out, pair{name, value})
		}
	}
	return out
}

// entry writes one exchange as an HTTP archive has it, at a time of its own.
func entry(number int, x record.Exchange) map[string]any {
	request := map[string]any{"method": x.Request.Method, "url": strings.NewReplacer("[", "%5B", "]", "%5D").Replace(x.Request.URL), "headers": pairs(x.Request.Headers)}
	if x.Request.Body != "" {
		request["postData"] = map[string]any{"mimeType": http.Header(x.Request.Headers).Get("Content-Type"), "text": x.Request.Body}
	}
	response := map[string]any{"status": 0, "headers": []pair{}, "content": map[string]any{"size": 0}}
	if x.Response != nil {
		body := []byte(x.Response.Body)
		if x.Response.Encoding != "" {
			body, _ = base64.StdEncoding.DecodeString(x.Response.Body)
		}
		content := map[string]any{"size": x.Response.Size, "text": string(body)}
		if number%2 == 1 || !utf8.Valid(body) {
			content["text"], content["encoding"] = base64.StdEncoding.EncodeToString(body), "base64"
		}
		response = map[string]any{"status": x.Response.Status, "headers": pairs(x.Response.Headers), "content": content}
	}
	begun := time.Unix(1_700_000_000, 0).Add(time.Duration(number) * time.Millisecond).UTC()
	return map[string]any{"startedDateTime": begun.Format(time.RFC3339Nano), "time": x.Millis, "request": request, "response": response}
}

// archived writes exchanges of a record as an HTTP archive.
func archived(t testing.TB, past *record.Run) []byte {
	t.Helper()
	ids := slices.SortedFunc(maps.Keys(past.Exchanges), record.ByNumber)
	entries := []any{}
	for i, id := range ids {
		entries = append(entries, entry(i, past.Exchanges[id]))
	}
	text, err := json.Marshal(map[string]any{"log": map[string]any{"version": "1.2", "pages": []any{map[string]any{"title": "}]\"{"}}, "entries": entries}})
	check(t, err)
	return text
}

// judged reads recordings and decides everything.
func judged(t testing.TB, level contract.Level, recordings ...[]byte) (*traffic.Traffic, map[string]traffic.Decided) {
	t.Helper()
	seen := traffic.New(operations(t))
	for i, text := range recordings {
		check(t, seen.Read(fmt.Sprintf("%c.har", 'a'+i), bytes.NewReader(text)))
	}
	out := map[string]traffic.Decided{}
	for _, d := range seen.Judge(level) {
		if _, twice := out[d.Case.ID]; twice {
			t.Errorf("two verdicts on %s", d.Case.ID)
		}
		out[d.Case.ID] = d
	}
	return seen, out
}

// failing are the ids of what fails, at levels that count.
func failing(all map[string]traffic.Decided) []string {
	var out []string
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if d := all[id]; d.Outcome == finding.Fail && d.Case.Level != contract.May {
			out = append(out, id+": "+d.Received)
		}
	}
	return out
}

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/plumbline/plumbline/suites/record"
)

// TestScripts runs every script on the binary that go build makes: in a test
// binary a command may find what package testing has prepared, and works.
func TestScripts(t *testing.T) {
	update := os.Getenv("UPDATE_SCRIPTS") != "" // rewrites the golden files
	folder := filepath.Dir(built(t))
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", UpdateScripts: update, RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", folder+string(os.PathListSeparator)+env.Getenv("PATH"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "serve": serveBadly, "freeport": freePort(), "up": up, "plain": plain, "explained": explained, "whole": whole, "unfinished": unfinished,
			"clientreport": clientReport, "reasons": reasons, "breaks": breaks, "builtin": builtIn,
		},
	})
}

// built builds plumb as the examples do.
func built(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "plumb")
	if out, err := exec.Command("go", "build", "-C", "../..", "-o", binary, "./tools/plumb").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// status runs a command that ends with a given exit status: status 2 plumb run …
func status(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got, exited := 0, &exec.ExitError{}
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exited) {
		got = exited.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want || neg {
		ts.Fatalf("status %d, want %d", got, want)
	}
}

// serveBadly starts a server that answers everything in one way, and puts its
// address into a variable: serve 500 URL
func serveBadly(ts *testscript.TestScript, _ bool, args []string) {
	hang := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent, _ := io.ReadAll(r.Body)
		switch args[0] {
		case "500":
			w.WriteHeader(http.StatusInternalServerError)
		case "503":
			w.WriteHeader(http.StatusServiceUnavailable)
		case "html":
			fmt.Fprint(w, "<html><body>Welcome</body></html>")
		case "nothing":
			panic(http.ErrAbortHandler)
		case "garbage":
			fmt.Fprint(w, "\x00\x1b[31m{\xff")
		case "hang":
			<-hang
		case "one": // an operation of one vendor's, and that vendor's refusals
			if r.Header.Get("X-Tc-Action") == "GetStatisticData" {
				fmt.Fprint(w, `{"Response":{"FilePath":"x","RequestId":"a"}}`)
			} else {
				fmt.Fprint(w, `{"Response":{"Error":{"Code":"InvalidAction","Message":"no"},"RequestId":"a"}}`)
			}
		case "elsewhere": // nothing that the documents name, and no signature is looked at
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `{"RequestId":"A","Code":"SAG.InstanceNoFound","Message":"no such instance"}`)
		case "unsigned":
			refuseSignature(w, r)
		case "echo":
			w.Header().Set("X-Echo", r.Header.Get("Authorization"))
			fmt.Fprintf(w, "%s %s %s", r.URL, r.Header, sent)
		}
	}))
	ts.Defer(func() { close(hang); server.Close() })
	ts.Setenv(args[1], server.URL)
}

// refuseSignature answers as both vendors do to a key they do not know.
func refuseSignature(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Tc-Action") != "" {
		fmt.Fprint(w, `{"Response":{"Error":{"Code":"AuthFailure.SecretIdNotFound","Message":"no such key"},"RequestId":"a"}}`)
		return
	}
	w.WriteHeader(http.StatusNotFound)
	fmt.Fprint(w, `{"RequestId":"A","Code":"InvalidAccessKeyId.NotFound","Message":"no such key"}`)
}

// freePort gives the command that puts a port into a variable on which nobody listens:
// another one each time, below those that the kernel gives out meanwhile.
func freePort() func(*testscript.TestScript, bool, []string) {
	var last atomic.Int64
	last.Store(20000 + int64(os.Getpid())%9000)
	return func(ts *testscript.TestScript, _ bool, args []string) {
		for {
			port := strconv.FormatInt(last.Add(1), 10)
			if l, err := net.Listen("tcp", "127.0.0.1:"+port); err == nil {
				ts.Setenv(args[0], port)
				ts.Check(l.Close())
				return
			}
		}
	}
}

// up waits until an address is listened on, or a file is there and not empty.
func up(ts *testscript.TestScript, _ bool, args []string) {
	for range 300 {
		if connection, err := net.Dial("tcp", args[0]); err == nil {
			connection.Close()
			return
		}
		if info, err := os.Stat(ts.MkAbs(args[0])); err == nil && info.Size() > 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("%s does not come up", args[0])
}

// plain copies stdout, stderr or a file with everything taken out that differs
// from run to run: plain stdout FILE
func plain(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	for _, r := range [][2]string{
		{` in [0-9.]+(µ|m)?s`, ` in 0s`}, {`[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}`, `ID`}, {`http://127\.0\.0\.1:[0-9]+`, `http://HOST`},
		{`Nonce=[0-9a-f]+`, `Nonce=N`}, {`Timestamp=[^&]+`, `Timestamp=T`}, {`Timestamp: [0-9]+`, `Timestamp: T`},
		{`\[key-id\]/[0-9-]+/`, `[key-id]/DAY/`}, {`(?m)^< Date: .*\n`, ``},
	} {
		text = regexp.MustCompile(r[0]).ReplaceAllString(text, r[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o644))
}

// whole checks that a file is a record, whole and of the published schema.
func whole(ts *testscript.TestScript, neg bool, args []string) {
	text := ts.ReadFile(args[0])
	conforming(ts, text)
	_, err := record.Read(args[0], strings.NewReader(text))
	if (err != nil) != neg {
		ts.Fatalf("read: %v", err)
	}
}

// unfinished checks that a file is a record of a run that did not finish: each
// line conforms, the reader misses the footer and nothing else.
func unfinished(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	conforming(ts, text)
	if _, err := record.Read(args[0], strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), "no footer") {
		ts.Fatalf("read: %v, want that there is no footer", err)
	}
}

// conforming holds each line of a record against the schema, and wants each
// exchange once and before the verdicts that rest on it.
func conforming(ts *testscript.TestScript, text string) {
	path, err := filepath.Abs("../../suites/record/record.schema.json")
	ts.Check(err)
	schema, err := jsonschema.NewCompiler().Compile(path)
	ts.Check(err)
	for line := range bytes.Lines([]byte(text)) {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		ts.Check(err)
		if err := schema.Validate(value); err != nil {
			ts.Fatalf("%v in %s", err, line)
		}
	}
	seen := map[any]bool{}
	for line := range bytes.Lines([]byte(text)) {
		value, _ := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		object := value.(map[string]any)
		switch object["kind"] {
		case "exchange":
			if seen[object["id"]] {
				ts.Fatalf("exchange %v stands twice", object["id"])
			}
			seen[object["id"]] = true
		case "verdict":
			for _, id := range object["exchanges"].([]any) {
				if !seen[id] {
					ts.Fatalf("verdict %v rests on %v, which is not there yet", object["id"], id)
				}
			}
		}
	}
}

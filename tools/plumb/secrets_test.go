//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// planted are the keys of these tests, as the environment has them.
func planted() map[string]string {
	return map[string]string{
		"ALIBABA_CLOUD_ACCESS_KEY_ID": "LTAI5tPzqk7Rj2mVx9Wn4BcD", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "gH3kLm9Qw2Er7Ty5Ui1Op8As4Df6Gh",
		"ALIBABA_CLOUD_SECURITY_TOKEN": "CAIS8wF1q6Ft5B2y/fSjIr5fvGdmQ+3Kz7Vx0Ly1==",
		"TENCENTCLOUD_SECRET_ID":       "AKIDz8krbsJ5yKBZQpn74WFkmLPx3Vt6Ru9c", "TENCENTCLOUD_SECRET_KEY": "Gu5t9xGARNpq86cd98joQYCN3ckDmB2s", "TENCENTCLOUD_TOKEN": "9tXz4Kq+1Lw7Mb3Nv/0Yc5Rj8Hd2Fs6Pg==",
	}
}

// echo is a server that writes what it is sent, and what it knows, in every spelling.
type echo struct {
	mu         sync.Mutex
	signatures map[string]bool // that came
}

// written are all secrets of a request in all spellings.
func (e *echo) written(r *http.Request) string {
	secrets := slices.Sorted(maps.Values(planted()))
	_, signature, _ := strings.Cut(r.Header.Get("Authorization"), "Signature=")
	for _, s := range []string{signature, r.URL.Query().Get("Signature")} {
		if s != "" {
			secrets = append(secrets, s)
			e.mu.Lock()
			e.signatures[s] = true
			e.mu.Unlock()
		}
	}
	var out strings.Builder
	all := spellings()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, secret := range secrets {
			out.WriteString(" <" + all[name](secret) + ">")
		}
	}
	return out.String()
}

func (e *echo) secrets() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Concat(slices.Sorted(maps.Values(planted())), slices.Sorted(maps.Keys(e.signatures)))
}

// oneLine makes what a header can have.
func oneLine(text string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(text) }

// places are where in an answer a server may write something.
func places() map[string]func(w io.Writer, r reply, text string) {
	quoted := func(text string) string { out, _ := json.Marshal(text); return string(out) }
	refused := func(r reply, text string) []byte {
		if r.to.Header.Get("X-Tc-Action") != "" || strings.Contains(r.to.URL.RawQuery, "SecretId=") {
			return []byte(`{"Response":{"Error":{"Code":"InvalidParameterValue","Message":` + quoted(text) + `},"RequestId":` + quoted(text) + `}}`)
		}
		return []byte(`{"Code":` + quoted(text) + `,"Message":` + quoted(text) + `,"RequestId":"a","HostId":"b"}`)
	}
	member := regexp.MustCompile(`"(UserName|Time|RequestId)":"[^"]*"`)
	return map[string]func(io.Writer, reply, string){
		"a page": func(w io.Writer, r reply, text string) {
			r.body, r.kind, r.status = []byte("<html>"+text), "text/html", 403
			wholly(w, r)
		},
		"a refusal": func(w io.Writer, r reply, text string) { r.body, r.status = refused(r, text), 400; wholly(w, r) },
		"a refusal by gzip": func(w io.Writer, r reply, text string) {
			r.body, r.status = zipped(refused(r, text)), 400
			wholly(w, r, "Content-Encoding: gzip")
		},
		"gzip that nobody said": func(w io.Writer, r reply, text string) { r.body = zipped([]byte(text)); wholly(w, r) },
		"gzip in gzip": func(w io.Writer, r reply, text string) {
			r.body = zipped(zipped([]byte(text)))
			wholly(w, r, "Content-Encoding: gzip")
		},
		"values of a result": func(w io.Writer, r reply, text string) {
			r.body = member.ReplaceAllFunc(r.body, func(pair []byte) []byte {
				name, _, _ := bytes.Cut(pair, []byte(":"))
				return []byte(string(name) + ":" + quoted(text))
			})
			wholly(w, r)
		},
		"a name of a result": func(w io.Writer, r reply, text string) {
			r.body = bytes.Replace(r.body, []byte("{"), []byte("{"+quoted(text)+":1,"), 1)
			wholly(w, r)
		},
		"headers": func(w io.Writer, r reply, text string) {
			wholly(w, r, "X-Echo: "+oneLine(text), "Retry-After: "+oneLine(text))
		},
		"a name of a header": func(w io.Writer, r reply, _ string) {
			wholly(w, r, "X-"+planted()["TENCENTCLOUD_SECRET_KEY"]+": y", planted()["ALIBABA_CLOUD_ACCESS_KEY_SECRET"]+": y")
		},
		"a media type": func(w io.Writer, r reply, text string) { r.kind = oneLine(text); wholly(w, r) },
		"an address to go to": func(w io.Writer, r reply, text string) {
			r.status = 302
			wholly(w, r, "Location: http://127.0.0.1:1/?k="+oneLine(text))
		},
		"a reason of a status": func(w io.Writer, r reply, text string) {
			fmt.Fprintf(w, "HTTP/1.1 500 %s\r\nContent-Length: 0\r\n\r\n", oneLine(text))
		},
		"a status that is none":   func(w io.Writer, _ reply, text string) { fmt.Fprintf(w, "HTTP/1.1 %s\r\n\r\n", oneLine(text)) },
		"another protocol":        func(w io.Writer, _ reply, text string) { fmt.Fprintf(w, "%s\r\n\r\n", oneLine(text)) },
		"a line that is none":     func(w io.Writer, r reply, text string) { head(w, r, oneLine(text), "Content-Length: 0") },
		"a length that is none":   func(w io.Writer, r reply, text string) { head(w, r, "Content-Length: "+oneLine(text)) },
		"an encoding of transfer": func(w io.Writer, r reply, text string) { head(w, r, "Transfer-Encoding: "+oneLine(text)) },
		"a chunk that is none":    func(w io.Writer, r reply, text string) { chunked(oneLine(text)+"\r\n")(w, r) },
		"an answer that breaks":   func(w io.Writer, r reply, text string) { head(w, r, "Content-Length: 999999"); io.WriteString(w, text) },
	}
}

// Whatever a target writes of keys and signatures, and wherever, no record, report and
// output of the built binary shows it.
func TestNoOutputHoldsASecret(t *testing.T) {
	binary := built(t)
	all := places()
	for i, place := range slices.Sorted(maps.Keys(all)) {
		if !*everyHostile && i%10 != 0 || testing.Short() && i > 0 {
			continue
		}
		t.Run(place, func(t *testing.T) {
			e := &echo{signatures: map[string]bool{}}
			address := hostile(t, func(w io.Writer, r reply) { all[place](w, r, e.written(r.to)) })
			s := &showing{t: t, binary: binary, folder: t.TempDir(), echo: e}
			s.run("run", "--target", address, "--record", "r.jsonl", "--select", "mna/GetFlowStatistic/carrier", "--select", "smartag/DescribeUserFlowStatistics/carrier", "--timeout", "2s", "--budget", "3s")
			for _, format := range []string{"text", "json", "html", "markdown", "junit", "sarif", "tap", "github", "har", "ctrf", "badge"} {
				s.run("report", "r.jsonl", "--format", format, "-o", "r."+format)
			}
			s.run("gate", "r.jsonl", "--baseline", "b.yaml", "--update")
			s.run("replay", "--target", address, "mna/GetFlowStatistic/carrier/json/plain")
			s.run("replay", "--target", address, "smartag/DescribeUserFlowStatistics/carrier/get/plain")
			s.run("init", address)
			s.run("judge", "r.jsonl", "--record", "j.jsonl")
			s.run("scrub", "r.jsonl", "s.har")
			if len(e.signatures) == 0 {
				t.Error("nothing that is signed came")
			}
			s.look()
		})
	}
}

// showing runs the binary in a folder, where its files stay.
type showing struct {
	t              *testing.T
	binary, folder string
	echo           *echo
	runs           int
}

// run runs a command, whatever its status, but for a defect of ours; what it prints is
// a file too.
func (s *showing) run(args ...string) {
	s.t.Helper()
	c := exec.CommandContext(s.t.Context(), s.binary, args...)
	c.Dir, c.Env = s.folder, os.Environ()
	for name, value := range planted() {
		c.Env = append(c.Env, name+"="+value)
	}
	out, err := c.CombinedOutput()
	s.runs++
	if err := os.WriteFile(filepath.Join(s.folder, fmt.Sprintf("%02d-%s.printed", s.runs, args[0])), out, 0o600); err != nil {
		s.t.Fatal(err)
	}
	if exited := (*exec.ExitError)(nil); errors.As(err, &exited) && (exited.ExitCode() < 0 || exited.ExitCode() > 4) {
		s.t.Errorf("%v: status %d\n%s", args, exited.ExitCode(), last(out, 20))
	}
}

// look looks for secrets in every file.
func (s *showing) look() {
	s.t.Helper()
	files, err := os.ReadDir(s.folder)
	if err != nil {
		s.t.Fatal(err)
	}
	secrets := s.echo.secrets()
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(s.folder, file.Name()))
		if err != nil {
			s.t.Fatal(err)
		}
		if found := held(string(text), secrets); found != nil {
			s.t.Errorf("%s holds %q", file.Name(), found)
		}
	}
}

package floors

import (
	"go/ast"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// Who dials and who listens is counted by use: what net and net/http can do beside
// that (headers, handlers, addresses in words) is anybody's.
func TestOnlyTargetDialsAndTheRecorderListens(t *testing.T) {
	uses := regexp.MustCompile(`^(net|crypto/tls|net/http|net/http/httptest|net/rpc|net/smtp|net/textproto|golang\.org/x/net/\w+)\.` +
		`(Dial\w*|Dialer\w*|Listen(TCP|UDP|IP|Unix\w*|MulticastUDP|Packet|Config|AndServe\w*)?|FileListener|FileConn|Lookup\w+|Resolve\w+|Resolver\w*|DefaultResolver|Get|Head|Post|PostForm|Client\w*|DefaultClient|Transport\w*|DefaultTransport|Serve|ServeTLS|Server|New(TLS|Unstarted)?Server|NewListener|SendMail)(\.(Dial|Listen|Serve|Do|Get|Head|Post|RoundTrip)\w*)?$`)
	allowed := map[string]string{
		"suites/target/":         "is what is asked, and the only dialling",
		"suites/sdk/ports.go":    "is the recorder of clients",
		"suites/watch/ways.go":   "passes on through the transport it is given, or the usual one",
		"tools/plumb/emulate.go": "serves the emulator",
		"tools/plumb/watch.go":   "serves the proxy, and dials for it",
	}
	seen := map[string]bool{}
	visit(t, func(p *packages.Package, path string, n ast.Node) {
		what := used(p, n)
		if strings.HasPrefix(path, "fixtures/sdk/") || !uses.MatchString(what) {
			return // clients, each a program of its own
		}
		for place := range allowed {
			if strings.HasPrefix(path, place) {
				seen[place] = true
				return
			}
		}
		t.Errorf("%s uses %s; only these do: %v", p.Fset.Position(n.Pos()), what, allowed)
	})
	for place := range allowed {
		if !seen[place] {
			t.Errorf("%s does not use the network, and need not be allowed to", place)
		}
	}
}

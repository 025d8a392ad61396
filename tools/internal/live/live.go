// Package live is a page that shows what a watch sees while it sees it. It is one
// file, which the server tells more as there is more (server-sent events).
package live

import (
	_ "embed" // the page
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/traffic"
	"github.com/plumbline/plumbline/tools/internal/page"
)

//go:embed live.html
var markup string

//go:embed live.css
var style string

//go:embed live.js
var own string

// state is what the page shows at a time.
type state struct {
	Target   string
	Passed   int // exchanges
	Judged   int // those of documented operations
	Failing  int // findings that count
	Findings []record.Verdict
	Coverage []*coverage
	Left     []traffic.Left
}

// coverage is what was seen of an operation.
type coverage struct {
	Operation    string
	Exchanges    int
	Requirements map[string]bool // whether something of one was decided
	Outcomes     map[finding.Outcome]int
}

// Page serves the page and what it is told.
type Page struct {
	target string
	mu     sync.Mutex
	text   []byte
	news   chan struct{} // closed when there is something new
}

// New makes the page of a watch before a target.
func New(target string) *Page {
	p := &Page{target: target, news: make(chan struct{})}
	p.show(state{Target: target})
	return p
}

// Show shows what was seen and decided.
func (p *Page) Show(seen *traffic.Traffic, decided []traffic.Decided) {
	s := state{Target: p.target, Left: seen.Left()}
	s.Passed, s.Judged = seen.Counts()
	var c *coverage
	for _, d := range decided { // an operation behind the other
		line := d.Line()
		if c == nil || c.Operation != line.Operation {
			c = &coverage{line.Operation, seen.CountOf(d.Case.Operation), map[string]bool{}, map[finding.Outcome]int{}}
			s.Coverage = append(s.Coverage, c)
		}
		c.Outcomes[line.Outcome]++
		c.Requirements[line.Requirement] = c.Requirements[line.Requirement] || line.Outcome != finding.Skip
		if line.Outcome != finding.Fail {
			continue
		}
		s.Findings = append(s.Findings, line)
		if line.Level != contract.May {
			s.Failing++
		}
	}
	p.show(s)
}

func (p *Page) show(s state) {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // texts and numbers always marshal
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.news)
	p.text, p.news = text, make(chan struct{})
}

// latest gives what to show, and what is closed when that is old.
func (p *Page) latest() ([]byte, chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text, p.news
}

// patience is how long a browser may take to read one piece of news.
const patience = 20 * time.Second

// ServeHTTP serves the page at / and its news at /events, to whoever names this
// machine by its address: a name that others have made to lead here is refused.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	if _, err := netip.ParseAddr(host); err != nil && host != "localhost" {
		http.Error(w, "name this page by its address", http.StatusMisdirectedRequest)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch {
	case r.Method != http.MethodGet:
		w.WriteHeader(http.StatusMethodNotAllowed)
	case r.URL.Path == "/":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		script := page.Script() + own
		_, _ = io.WriteString(w, page.LiveHead("plumb watch", script, style)+strings.Replace(markup, "BAR", page.Filter(""), 1)+"<script>"+script+"</script>\n</body>\n</html>\n")
	case r.URL.Path == "/events":
		p.tell(w, r)
	default:
		http.NotFound(w, r)
	}
}

// tell sends all news until the browser goes.
func (p *Page) tell(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	c := http.NewResponseController(w)
	for {
		text, news := p.latest()
		_ = c.SetWriteDeadline(time.Now().Add(patience))
		if _, err := fmt.Fprintf(w, "data: %s\n\n", text); err != nil || c.Flush() != nil {
			return
		}
		select {
		case <-news:
		case <-r.Context().Done():
			return
		}
	}
}

package sdk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
)

// atOnce is how many calls one client makes at the same time.
const atOnce = 8

// together is the calls that are made at once.
func together(op *contract.Operation) Send {
	return Send{ID: op.Key() + "/sends/at-once", Text: fmt.Sprintf("%d calls at once, of one client", atOnce)}
}

// distinct gives the arguments of calls whose requests can be told apart, and
// nothing for an operation that has no list of texts.
func distinct(op *contract.Operation) []contract.Args {
	l, ok := list(op)
	if !ok {
		return nil
	}
	var out []contract.Args
	for _, name := range names(l, atOnce) {
		out = append(out, full(op, l.Name).With(l.Name, contract.Texts([]string{name})))
	}
	return out
}

// crowd answers calls that are made at once, each as its own request asks, and
// none before all are there: what a client mixes up then shows.
type crowd struct {
	op      *contract.Operation
	each    []contract.Args
	answers []http.Handler
	whole   chan struct{} // closed when all are there, or will not come
	// patience is how long one waits for the next: a client may send one after the other.
	patience time.Duration

	mu   sync.Mutex
	came int
	once sync.Once
}

func (r *Recorder) crowd(op *contract.Operation, each []contract.Args, patience time.Duration) *crowd {
	c := &crowd{op: op, each: each, whole: make(chan struct{}), patience: patience}
	for _, args := range each {
		c.answers = append(c.answers, r.answeringTo(op, args, emulator.Options{}))
	}
	return c
}

// ServeHTTP waits for the others, and answers who came first last.
func (c *crowd) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	content, _ := io.ReadAll(request.Body) // which the recorder has read already
	request.Body = io.NopCloser(bytes.NewReader(content))
	received := wire.ProtocolOf(c.op).Decode(request, content)
	which := max(0, belongsTo(c.op, c.each, received.ArgsFor(c.op)))
	c.mu.Lock()
	c.came++
	before := c.came
	c.mu.Unlock()
	if before == len(c.each) {
		c.once.Do(func() { close(c.whole) })
	}
	select {
	case <-c.whole:
	case <-request.Context().Done():
		return
	case <-time.After(c.patience):
		c.once.Do(func() { close(c.whole) })
	}
	time.Sleep(time.Duration(max(0, len(c.each)-before)) * 2 * time.Millisecond)
	c.answers[which].ServeHTTP(w, request)
}

// belongsTo finds the call that a request is of, by its list; -1 for none.
func belongsTo(op *contract.Operation, each []contract.Args, got contract.Args) int {
	l, _ := list(op)
	sent, _ := got.Get(l.Name)
	return slices.IndexFunc(each, func(args contract.Args) bool {
		want, _ := args.Get(l.Name)
		return slices.Equal(want.Strings(), sent.Strings())
	})
}

// together lets one client make several calls at once.
func (s *session) together(ctx context.Context, op *contract.Operation) Sent {
	each := distinct(op)
	sent := together(op).begun()
	var written []json.RawMessage
	for _, args := range each {
		written = append(written, json.RawMessage(args.JSON()))
	}
	list, err := json.Marshal(written)
	if err == nil {
		var reply *Reply
		var hits []Hit
		limit := s.limit * time.Duration(len(each)) // they share this machine
		reply, hits, err = s.calls(ctx, sent.ID, op, Question{Do: "calls", Each: list}, s.recorder.crowd(op, each, min(time.Second, limit/16)), limit)
		switch {
		case err != nil:
		case reply.Cannot != "":
			sent.State = Skipped
		case len(reply.Replies) != len(each):
			err = fmt.Errorf("the driver gave %d replies to %d calls", len(reply.Replies), len(each))
			s.fail(err)
		default:
			sent.Findings = s.apart(op, each, reply.Replies, hits)
		}
	}
	if err != nil {
		sent.State = Errored
	}
	return sent
}

// apart says what of calls that were made at once is wrong: of their requests as
// of any, and of what their users see whose it is.
func (s *session) apart(op *contract.Operation, each []contract.Args, replies []Reply, hits []Hit) []Finding {
	var out []Finding
	find := func(format string, a ...any) {
		out = append(out, Finding{Check: ApartCheck, Level: contract.Must, Detail: excerpt(fmt.Sprintf(format, a...))})
	}
	served := make([]*sheet, len(each))
	strangers := 0
	for _, h := range hits {
		which := belongsTo(op, each, h.Received.ArgsFor(op))
		if which >= 0 {
			served[which] = s.read(op, h)
		} else {
			strangers++
		}
		out = merged(out, Recorded(op, h, each[max(0, which)]), 0)
	}
	for i, r := range replies {
		switch ended := strings.TrimPrefix(crashed(&r), ": "); {
		case r.Cannot != "":
		case ended != "":
			find("call %d of %d at once has no result: %s", i+1, len(each), ended)
		case served[i] == nil && strangers > 0: // it is the parameters that are lost, which is told
		case served[i] == nil:
			find("call %d of %d at once sends nothing", i+1, len(each))
		case r.Error != nil:
			find("call %d of %d at once fails: %s %s: %s", i+1, len(each), r.Error.Class, r.Error.Code, r.Error.Message)
		default:
			if value, of := foreignTo(i, r.Values, served, op); of >= 0 {
				find("call %d of %d at once gives its user %q, which is of the answer to call %d", i+1, len(each), value, of+1)
			}
		}
	}
	return out
}

// read is what was served to a request, nil for what is no answer.
func (s *session) read(op *contract.Operation, h Hit) *sheet {
	said, err := served(op, contract.Format(s.now.Description.Format), h.Served)
	if err != nil {
		return nil
	}
	return said
}

// foreignTo finds, in what the user of one call sees, a value that was served to
// another call only; of is -1 where there is none.
func foreignTo(which int, values json.RawMessage, all []*sheet, op *contract.Operation) (value string, of int) {
	seen, err := ofJSON(op, values)
	if err != nil {
		return "", -1
	}
	own := all[which].byName(op)
	for name, texts := range seen.byName(op) {
		for _, text := range texts {
			if slices.Contains(own[name], text) {
				continue
			}
			for other, said := range all {
				if said != nil && slices.Contains(said.byName(op)[name], text) {
					return text, other
				}
			}
		}
	}
	return "", -1
}

// byName gives all that the document knows and that says something, under the
// documented names, whatever row it is of.
func (s *sheet) byName(op *contract.Operation) map[string][]string {
	out := map[string][]string{}
	known := s.documented(op, true)
	for _, row := range append([]fields{known.head}, known.rows...) {
		for name, values := range row {
			for _, v := range values {
				if !v.blank() {
					out[name] = append(out[name], v.text)
				}
			}
		}
	}
	return out
}

// hangs tells whether a call, or one of several, gave no result in time.
func (r *Reply) hangs() bool {
	return slices.ContainsFunc(r.each(), func(one Reply) bool { return one.Hang })
}

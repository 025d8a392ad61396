package run

import (
	"context"
	"crypto/sha256"
	"slices"
	"sync"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// past is what a session knows of the operations that it has let go.
type past struct {
	own    bool            // an answer of the target's own came
	worked map[string]bool // products of which an operation was accepted
	heard  map[string]bool // products of which anything was heard
	// ids are request ids of answers, by product, and the numbers of their exchanges.
	ids map[string]map[idSum]int
}

// idSum stands for a request id, which may be as long as a target likes.
type idSum [16]byte

// idsKept is how many request ids of an operation are held against those of operations that
// are asked once it was let go: the first, since a server that counts its answers for each
// operation begins each time with the same.
const idsKept = 50

// Through carries out a plan part by part, as Each does each of them. Between two parts
// what was asked and answered is let go. It returns whether all cases were decided.
func (s *Session) Through(ctx context.Context, parts *Parts, decided func(Decided)) bool {
	begun := false
	for p := range parts.All() {
		if begun {
			s.letGo()
		}
		begun = true
		if !s.Each(ctx, p, decided) {
			return false
		}
	}
	return true
}

// Lacks errs with the *Lack with which First ended, and not where nothing is lacking or
// First was not called.
func (s *Session) Lacks() error {
	if s.lack == nil {
		return nil
	}
	return s.lack
}

// letGo forgets the operations asked so far but for what others are held against. Nothing
// may be under way.
func (s *Session) letGo() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remember()
	s.released, s.order, s.slots = s.released+len(s.order), nil, map[string]*slot{}
	s.announced -= len(s.waiting)
	s.waiting, s.cases, s.sweeps, s.firstly = nil, nil, nil, sync.Once{}
	s.along, s.byWay = map[*contract.Operation]*progress{nil: progressOf(s.along, nil)}, map[string]*progress{}
	clear(s.written)
	clear(s.failed)
	clear(s.ended)
	clear(s.swept)
	clear(s.steady)
	clear(s.outside)
	clear(s.following)
	s.bytes, s.cache = 0, answer.Cache{}
	s.target.LetGo()
	s.pace.letGo()
}

// Released is how many exchanges were let go: those with the lowest numbers.
func (s *Session) Released() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.released
}

// remember keeps the request ids of which the run has asked that none comes twice. Who
// calls it holds the lock.
func (s *Session) remember() {
	for _, c := range s.sweeps {
		if c.Want != unique() || c.Skip != "" || s.outside[c.Operation.Key()] != "" {
			continue
		}
		known, left := s.past.of(c.Operation), idsKept
		for _, r := range c.Requests {
			place := s.slots[r.Key()]
			if r.Operation != c.Operation || place == nil || place.answer == nil || left == 0 {
				continue
			}
			if id, ok := place.answer.RequestIDText(); ok && id != "" {
				if sum := sumOf(id); known[sum] == 0 {
					known[sum], left = place.number+1, left-1
				}
			}
		}
	}
}

// take keeps what became of the openings of operations.
func (p *past) take(all []*opening) {
	if p.worked == nil {
		p.worked, p.heard = map[string]bool{}, map[string]bool{}
	}
	for _, o := range all {
		product := o.operation.Product
		p.own = p.own || o.own
		p.worked[product] = p.worked[product] || o.accepted
		p.heard[product] = p.heard[product] || !o.noVendorAnswer() || o.late
	}
}

// of gives the ids known of the product of an operation, and one more than the number of
// the exchange of each.
func (p *past) of(o *contract.Operation) map[idSum]int {
	key := o.Provider + "/" + o.Product
	if p.ids == nil {
		p.ids = map[string]map[idSum]int{}
	}
	if p.ids[key] == nil {
		p.ids[key] = map[idSum]int{}
	}
	return p.ids[key]
}

// besides adds to the answers of a case about request ids those answers to operations let
// go that had one of their ids.
func (s *Session) besides(c probe.Case, answers []*answer.Answer, exchanges []int) ([]*answer.Answer, []int) {
	if c.Want != unique() || len(s.past.ids) == 0 {
		return answers, exchanges
	}
	known := s.past.of(c.Operation)
	for _, a := range slices.Clone(answers) {
		id, _ := a.RequestIDText()
		number := known[sumOf(id)] - 1
		if number < 0 || slices.Contains(exchanges, number) {
			continue
		}
		asked := a.Exchange.Request // the way of asking says whether it is looked at
		before := wire.Request{Operation: &contract.Operation{Product: c.Operation.Product, Protocol: c.Operation.Protocol}, Carrier: asked.Carrier, Format: asked.Format}
		answers, exchanges = append(answers, &answer.Answer{
			Exchange: &wire.Exchange{Request: before}, Class: answer.Refusal, RequestID: &body.Node{Kind: body.String, Text: id},
		}), append(exchanges, number)
	}
	return answers, exchanges
}

func unique() want.Want { return want.Sound{Property: want.RequestIDUnique} }

func sumOf(id string) (out idSum) {
	sum := sha256.Sum256([]byte(id))
	copy(out[:], sum[:])
	return out
}

package run

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
)

// Recorded opens a session that asks nobody: a record answers, by the digest of
// the messages, so that the cases may be those of other documents than the record
// was taken under. They are needed beforehand: of two equal messages each case
// gets the one that was sent for it, as far as the record tells. It errs for an
// exchange that cannot be read back.
func Recorded(past *record.Run, cases []probe.Case) (*Session, error) {
	a := &answers{asks: map[string]string{}, byAsks: map[string][]*recorded{}, given: map[string]*recorded{}}
	if err := a.read(past); err != nil {
		return nil, err
	}
	a.assign(past, cases)
	s := newSession(Options{Workers: 1}, past.Header.CaseAccounts())
	s.source = a
	_ = s.First(context.Background(), cases) // a record of verdicts lacks nothing
	return s, nil
}

// Asked gives what the run of a record was limited to. A level or profile that is
// not known is an error.
func Asked(h *record.Header) (Selection, error) {
	level, profiles, prefixes, skip := h.Selected()
	out := Selection{Level: contract.Should, Prefixes: prefixes, Skip: skip}
	var err error
	if level != "" {
		if out.Level, err = contract.ParseLevel(level); err != nil {
			return Selection{}, err
		}
	}
	for _, word := range profiles {
		profile, err := contract.ParseProfile(word)
		if err != nil {
			return Selection{}, err
		}
		out.Profiles = append(out.Profiles, profile)
	}
	return out, nil
}

// answers is a record that answers in a target's place.
type answers struct {
	mu     sync.Mutex
	asks   map[string]string      // of a request, by its key
	byAsks map[string][]*recorded // in the order in which they were sent
	given  map[string]*recorded   // by key
}

// recorded is an exchange of a record; taken is true once some request has it.
type recorded struct {
	exchange *wire.Exchange
	taken    bool
}

func (a *answers) read(past *record.Run) error {
	lines := make([]record.Exchange, 0, len(past.Exchanges))
	for _, line := range past.Exchanges {
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b record.Exchange) int { return record.ByNumber(a.ID, b.ID) })
	for _, line := range lines {
		x, err := line.AnswerTo(wire.Request{})
		if err != nil {
			return err
		}
		if line.Asks != "" {
			a.byAsks[line.Asks] = append(a.byAsks[line.Asks], &recorded{exchange: x})
		}
	}
	return nil
}

// assign gives requests the exchanges on which the recorded verdict of the same
// case rests, where that is the same message at the same place.
func (a *answers) assign(past *record.Run, cases []probe.Case) {
	rests := map[string][]string{}
	for _, v := range past.Verdicts {
		rests[v.ID] = v.Exchanges
	}
	byID := map[string]*recorded{}
	for _, same := range a.byAsks {
		for _, x := range same {
			byID[x.exchange.Recorded] = x
		}
	}
	for _, c := range cases {
		ids := rests[c.ID]
		for i, r := range Needs(c) {
			if i >= len(ids) {
				break
			}
			x, key := byID[ids[i]], r.Key()
			if x != nil && !x.taken && a.given[key] == nil && past.Exchanges[ids[i]].Asks == a.digestOf(r) {
				a.given[key], x.taken = x, true
			}
		}
	}
}

// digestOf is the digest of a request's message, computed once.
func (a *answers) digestOf(r wire.Request) string {
	key := r.Key()
	asks, ok := a.asks[key]
	if !ok {
		asks = r.Digest()
		a.asks[key] = asks
	}
	return asks
}

// send finds the answer to a request: one that no other request has, else one
// that is shared by all who send the same message.
func (a *answers) send(_ context.Context, r wire.Request) *wire.Exchange {
	a.mu.Lock()
	defer a.mu.Unlock()
	found := a.given[r.Key()]
	if found == nil {
		same := a.byAsks[a.digestOf(r)]
		if len(same) == 0 {
			return &wire.Exchange{Request: r, Failure: wire.Unrecorded, Detail: "the record holds no answer to this request"}
		}
		if r.Opens != "" {
			same = slices.DeleteFunc(slices.Clone(same), func(x *recorded) bool {
				return x.exchange.File == nil && answer.Read(x.exchange).Class == answer.Success
			})
		}
		if len(same) == 0 {
			return &wire.Exchange{Request: r, Failure: wire.Unrecorded, Detail: "the record does not hold what the address in the answer leads to"}
		}
		free := slices.IndexFunc(same, func(x *recorded) bool { return !x.taken })
		found = same[max(free, 0)]
		a.given[r.Key()], found.taken = found, true
	}
	x := *found.exchange
	x.Request = r
	return &x
}

func (a *answers) atOnce(ctx context.Context, r wire.Request) *wire.Exchange { return a.send(ctx, r) }

func (a *answers) rest(context.Context, wire.Request) {}

func unrecorded(a *answer.Answer) bool { return a.Exchange.Failure == wire.Unrecorded }

// unasked is no verdict.
func unasked(c probe.Case) Decided {
	return Decided{Verdict: judge.Verdict{Case: c, Culprit: -1}, Unasked: true}
}

// recordHolds tells whether a record holds what a case needs. A case about all answers
// needs none in particular: it looks at those of the run, and of one message
// that stands for two requests once, so that its request id is not found twice.
// But it does need the first answer of each way of asking, which says whether
// that way is served.
func recordHolds(c probe.Case, answers []*answer.Answer, exchanges []int) ([]*answer.Answer, []int, bool) {
	if !c.Sweeps() {
		return answers, exchanges, !slices.ContainsFunc(answers, unrecorded)
	}
	first, seen := map[string]*answer.Answer{}, map[string]bool{}
	var kept []*answer.Answer
	var numbers []int
	for i, a := range answers {
		r, id := a.Exchange.Request, a.Exchange.Recorded
		way := fmt.Sprint(r.Carrier.ID, " ", r.Format)
		if first[way] == nil {
			first[way] = a
		}
		switch {
		case unrecorded(a) || id != "" && seen[id]:
			continue
		case unrecorded(first[way]) || unrecorded(answers[0]):
			return nil, nil, false
		}
		seen[id] = true
		kept, numbers = append(kept, a), append(numbers, exchanges[i])
	}
	return kept, numbers, len(kept) > 0 || len(answers) == 0
}

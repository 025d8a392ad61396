package run

import (
	"context"
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
)

// First asks one plain request of each operation that cases are about, before
// anything else is sent. Where every plain request of one is refused, none of
// its product is accepted, and the vendor's code says that something is not set
// up, nothing more is to be sent: the error, a *Lack, says what to set. An action
// that the target does not know, and never claimed to, is taken out of the
// question. Anything else is the target's answer, to be judged as any other.
func (s *Session) First(ctx context.Context, cases []probe.Case) error {
	s.firstly.Do(func() {
		s.cases = map[string][]probe.Case{}
		for _, c := range cases {
			s.cases[c.Requirement] = append(s.cases[c.Requirement], c)
			if c.Sweeps() {
				s.sweeps = append(s.sweeps, c)
			}
		}
		s.planned(cases)
		all := s.openings(cases)
		var asking atonce.Group
		for _, o := range all {
			asking.Go(func() error { o.ask(ctx, s); return nil })
		}
		_ = asking.Wait()
		s.giveUp(ctx, all)
		s.addresses(ctx, all)
		s.await(ctx, all)
		s.conclude(all)
		s.past.take(all)
	})
	if s.lack != nil {
		return s.lack
	}
	return nil
}

// opening is what came of an operation's plain requests.
type opening struct {
	operation *contract.Operation
	account   probe.Account
	claimed   bool           // the target says that it serves it
	plain     []wire.Request // the one that cases need first
	refusals  []*slot        // of the target's own, nil once one was accepted
	strange   []*slot        // answered, though by nothing of the vendor's
	late      bool           // nothing answers in time: there is nothing to learn by waiting
	throttled bool           // refused for its frequency, however long was waited
	accepted  bool
	own       bool // something came that is the target's own, whatever it says
	other     bool // one was refused for something else, or not as the vendor does
}

// openings finds what opens each operation that cases ask about, in their order;
// none where nothing could be wrong with how the target was set up, and none that
// may change things.
func (s *Session) openings(cases []probe.Case) []*opening {
	var operations []*contract.Operation
	needed := map[*contract.Operation]map[string]bool{}
	for _, c := range cases {
		op := c.Operation
		if c.Skip != "" || op.Writes() || s.inProcess(op) {
			continue
		}
		if needed[op] == nil {
			operations, needed[op] = append(operations, op), map[string]bool{}
		}
		for _, r := range Needs(c) {
			needed[op][r.Key()] = true
		}
	}
	var out []*opening
	for _, op := range operations {
		if o := s.opens(op, needed[op]); o != nil {
			out = append(out, o)
		}
	}
	return out
}

// opens finds a plain request of an operation that cases need; nil where none is
// needed. needed are the keys of what they send.
func (s *Session) opens(op *contract.Operation, needed map[string]bool) *opening {
	account := s.accounts[op.Product]
	o := &opening{operation: op, account: account, claimed: account.Operations != nil, plain: probe.PlainRequests(op, account)}
	first := slices.IndexFunc(o.plain, func(r wire.Request) bool { return needed[r.Key()] })
	if first < 0 {
		return nil
	}
	o.plain[0], o.plain[first] = o.plain[first], o.plain[0]
	return o
}

// ask asks plain requests until one is accepted or refused for what it says, or
// there are two that nothing answers.
func (o *opening) ask(ctx context.Context, s *Session) {
	silent := 0
	for _, r := range o.plain {
		place := s.ahead(ctx, r)
		if place.panics != nil {
			return // it comes up where a case wants the answer
		}
		o.own = o.own || !place.answer.Inconclusive()
		switch a := place.answer; {
		case a.Class == answer.Success:
			o.accepted = true
			return
		case a.Throttled():
			o.throttled = true
			return // each further one would wait as long
		case a.Class == answer.Silent:
			silent++
			if o.late = a.Exchange.Failure == wire.Timeout; o.late || silent > 1 {
				return
			}
		case a.Misplaced():
			o.strange = append(o.strange, place)
		case a.NotFromTarget(), a.Class == answer.Unreadable:
			// says nothing, or that the target does not serve this way of asking
		case !o.unserved(a) && !o.lacking(a):
			o.other = true
			return
		case len(o.refusals) > 0 && !o.alike(a, o.refusals[0].answer):
			o.other = true
			return
		default:
			o.refusals = append(o.refusals, place)
		}
	}
}

// refused tells whether every plain request that was answered was refused alike.
func (o *opening) refused() bool { return !o.accepted && !o.other && len(o.refusals) > 0 }

// noVendorAnswer tells whether no plain request got an answer of the vendor's.
func (o *opening) noVendorAnswer() bool { return !o.accepted && !o.other && len(o.refusals) == 0 }

// notThere tells whether every plain request met a server that knows nothing of it.
func (o *opening) notThere() bool { return o.noVendorAnswer() && len(o.strange) == len(o.plain) }

// shown tells a page in the place of a result, or the way to one: that an operation
// is not there is said with another status.
func shown(place *slot) bool { return place.answer.Exchange.Status < 400 }

// unserved tells a refusal of the action itself.
func (o *opening) unserved(a *answer.Answer) bool {
	return o.operation.Gateway.Refuses(contract.UnknownAction, a.Code)
}

func (o *opening) lacking(a *answer.Answer) bool {
	_, _, ok := o.operation.SetUpOf(o.documented(a.Code))
	return ok
}

// documented is the documented code that the target answers with another one.
func (o *opening) documented(code string) string {
	for documented, accepted := range o.account.Accept {
		if slices.Contains(accepted, code) {
			return documented
		}
	}
	return code
}

// alike tells whether two refusals ask for the same to be put right.
func (o *opening) alike(a, b *answer.Answer) bool {
	about, key, _ := o.operation.SetUpOf(o.documented(a.Code))
	other, otherKey, _ := o.operation.SetUpOf(o.documented(b.Code))
	return about == other && key == otherKey && o.unserved(a) == o.unserved(b)
}

// conclude decides what the openings say together. What one operation was
// accepted with is there, or is known, for the others of its product too; only
// a permission is for one operation alone.
func (s *Session) conclude(all []*opening) {
	for _, o := range all {
		works := slices.ContainsFunc(all, func(p *opening) bool { return p.accepted && p.operation.Product == o.operation.Product }) || s.past.worked[o.operation.Product]
		if o.notThere() && works && !o.claimed && !slices.ContainsFunc(o.strange, shown) {
			s.outside[o.operation.Key()] = fmt.Sprintf("the target does not serve %s: %s; a target file says which it serves: operations", o.operation.Name, finding.Describe(o.strange[0].answer))
		}
		if !o.refused() {
			continue
		}
		a := o.refusals[0].answer
		if o.unserved(a) {
			if !o.claimed {
				s.outside[o.operation.Key()] = fmt.Sprintf("the target does not know the action %s; a target file says which it serves: operations", o.operation.Name)
			}
			continue
		}
		about, key, _ := o.operation.SetUpOf(o.documented(a.Code))
		if s.lack == nil && s.target != nil && (!works || about == contract.Permission) {
			s.lack = o.lack(about, key, s)
		}
	}
}

// within takes a case out of the question if its operation is.
func (s *Session) within(c probe.Case) probe.Case {
	if why := s.outside[c.Operation.Key()]; why != "" {
		c.Skip, c.Outside = why, true
	}
	if len(s.outside) > 0 && c.Sweeps() {
		c.Requests = slices.DeleteFunc(slices.Clone(c.Requests), func(r wire.Request) bool { return s.outside[r.Operation.Key()] != "" })
	}
	return c
}

// addresses looks at where a product is asked of which nothing at all was heard.
func (s *Session) addresses(ctx context.Context, all []*opening) {
	looked := map[string]bool{}
	for _, o := range all {
		product := o.operation.Product
		heard := slices.ContainsFunc(all, func(p *opening) bool { return p.operation.Product == product && (!p.noVendorAnswer() || p.late) }) || s.past.heard[product]
		if s.lack == nil && s.target != nil && !heard && !looked[product] {
			looked[product] = true
			s.lack = o.misaddressed(ctx, s)
		}
	}
}

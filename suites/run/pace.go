package run

import (
	"context"
	"sync"

	"golang.org/x/time/rate"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/target"
)

// usualRate is kept where no document gives one: it is what the two that do say
// (003:16, 004:18).
const usualRate = 20

// pace keeps each operation within its rate.
type pace struct {
	fixed    float64
	mu       sync.Mutex
	limiters map[string]*rate.Limiter
	target   *target.Target
}

func newPace(t *target.Target, fixed float64) *pace {
	return &pace{fixed: fixed, target: t, limiters: map[string]*rate.Limiter{}}
}

// wait blocks until an operation may be asked again.
func (p *pace) wait(ctx context.Context, o *contract.Operation) error {
	if limiter := p.limiter(o); limiter != nil {
		return limiter.Wait(ctx)
	}
	return ctx.Err()
}

// limiter gives an operation's: at the fixed rate, none on this machine, else
// at the documented rate.
func (p *pace) limiter(o *contract.Operation) *rate.Limiter {
	p.mu.Lock()
	defer p.mu.Unlock()
	limiter, ok := p.limiters[o.Key()]
	switch {
	case ok:
	case p.fixed > 0:
		limiter = rate.NewLimiter(rate.Limit(p.fixed), 1)
	case !p.target.Products[o.Product].Local:
		limiter = rate.NewLimiter(rate.Limit(documented(o)), 1)
	}
	p.limiters[o.Key()] = limiter
	return limiter
}

// letGo forgets how operations were asked so far, none of which is asked again.
func (p *pace) letGo() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.limiters)
}

// slow brings an operation down to its documented rate after a throttle.
func (p *pace) slow(o *contract.Operation) {
	p.mu.Lock()
	defer p.mu.Unlock()
	to := rate.Limit(documented(o))
	if limiter := p.limiters[o.Key()]; limiter == nil || limiter.Limit() > to {
		p.limiters[o.Key()] = rate.NewLimiter(to, 1)
	}
}

// leastRate is the slowest that an operation is asked for an overload, a second.
const leastRate = 2

// halve brings an operation that was slowed down to half of its rate.
func (p *pace) halve(o *contract.Operation) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if limiter := p.limiters[o.Key()]; limiter != nil && limiter.Limit() > leastRate {
		p.limiters[o.Key()] = rate.NewLimiter(max(limiter.Limit()/2, leastRate), 1)
	}
}

func documented(o *contract.Operation) float64 {
	if o.Rate == nil {
		return usualRate
	}
	// Just below it: a target that counts whole seconds sees no more than that.
	return float64(o.Rate.PerSecond) * 0.95
}

// Package draw draws requests from the contract, valid ones and ones that are
// wrong about one keyword, and shrinks what a target answers wrongly to the
// smallest request that shows it. It sends nothing itself.
package draw

import (
	"errors"
	"fmt"

	"pgregory.net/rapid"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/probe"
)

// Drawn is a request and what the documents say of it.
type Drawn struct {
	Request wire.Request
	// Requirement is the one that the request is wrong about, "" for a request
	// that is right.
	Requirement string
	Detail      string // what is wrong, in words
}

// Search draws n requests of an operation and hands each to right, which tells
// whether the answer is. It gives the smallest request found whose answer is
// not; found is false if there is none. Equal seeds draw equal requests. It errs
// if the requests could not be drawn; a panic of right is such an error too,
// since rapid takes it for the failure that it looks for.
func Search(o *contract.Operation, account probe.Account, n int, seed uint64, right func(Drawn) bool) (smallest Drawn, found bool, err error) {
	t := &quiet{}
	if err := configure(n, seed); err != nil {
		return smallest, false, err
	}
	func() {
		defer func() {
			if cause := recover(); cause != nil && cause != (stopped{}) {
				panic(cause)
			}
		}()
		rapid.Check(t, func(r *rapid.T) {
			drawn := request(r, o, probe.NewAsker(o, account))
			if !right(drawn) {
				// The last one that fails is the smallest: rapid repeats it at the end.
				smallest, found = drawn, true
				r.Fatalf("%s", drawn.Detail)
			}
		})
	}()
	if t.failed && !found {
		return smallest, false, errors.New(t.said)
	}
	return smallest, found, nil
}

// request draws one request.
func request(r *rapid.T, o *contract.Operation, a *probe.Asker) Drawn {
	way := rapid.SampledFrom(a.Ways()).Draw(r, "way")
	args := valid(r, o, a)
	d := Drawn{Detail: "nothing is wrong with it"}
	if flaws := flaws(o, a, way.Carrier); len(flaws) > 0 && rapid.Bool().Draw(r, "wrong") {
		f := rapid.SampledFrom(flaws).Draw(r, "flaw")
		args, d.Detail = f.spoil(r, a, args)
		d.Requirement = fmt.Sprintf("%s/%s/%s", o.Key(), f.param.Name, f.keyword)
	}
	d.Request = a.Request(way, args)
	return d
}

// valid draws arguments that must be accepted: values that are known, each
// optional parameter there or not.
func valid(r *rapid.T, o *contract.Operation, a *probe.Asker) contract.Args {
	args := a.Minimal()
	for i := range o.Params {
		p := &o.Params[i]
		if _, sent := args.Get(p.Name); !sent && !rapid.Bool().Draw(r, "has "+p.Name) {
			continue
		}
		args = a.Put(args, p, value(r, a, p))
	}
	return a.Ruled(args)
}

// value draws a value that must be accepted.
func value(r *rapid.T, a *probe.Asker, p *contract.Param) contract.Value {
	switch {
	case p.Kind == contract.List && len(a.Known(p)) > 0:
		known := a.Known(p)
		if p.MaxItems > 0 {
			known = known[:min(len(known), p.MaxItems)]
		}
		n := rapid.IntRange(1, len(known)).Draw(r, "items of "+p.Name)
		return p.Listing(known[:n])
	case len(p.Enum) > 0:
		return contract.Value{Kind: p.Kind, Text: rapid.SampledFrom(p.Enum).Draw(r, p.Name)}
	}
	return a.Sample(p)
}

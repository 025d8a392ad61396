package sdk

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
)

// launch starts the driver, as a process or in this one.
func (s *session) launch() (*process, error) {
	if s.client.within != nil {
		return attach(func(in io.Reader, out io.Writer) error { return s.client.within(in, out, s.recorder.answer) })
	}
	return launch(s.client.Command, s.client.Dir, s.env)
}

// start launches the driver, lets it describe its client, and rehearses.
func (s *session) start(ctx context.Context) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	if err := s.knows(s.now.Description.Operations); err != nil {
		return err
	}
	return s.rehearse(ctx)
}

// open launches the driver and lets it describe its client.
func (s *session) open(ctx context.Context) error {
	p, err := s.launch()
	if err != nil {
		return fmt.Errorf("the driver does not start: %w", err)
	}
	s.process = p
	reply, err := p.ask(ctx, Question{Do: "describe"}, s.options.Describe)
	if err != nil {
		return err
	}
	s.now.Description = *reply.Describe
	if f := contract.Format(reply.Describe.Format); f != contract.JSON && f != contract.XML {
		return fmt.Errorf("the driver describes its format as %q, which is neither json nor xml", f)
	}
	return nil
}

// knows refuses operations that no document describes: a misspelt one would never
// be asked.
func (s *session) knows(operations []string) error {
	var known []string
	for _, op := range s.options.Operations {
		known = append(known, op.Key())
	}
	for _, key := range operations {
		if !slices.Contains(known, key) {
			return fmt.Errorf("the driver describes the operation %q, which no document has; known are %s", key, strings.Join(slices.Compact(known), ", "))
		}
	}
	return nil
}

// rehearse lets the client make calls of each operation that is asked, of which
// nothing is judged, so that what is loaded once is not paid for by the first
// case; then one more, whose time says how slow this client is here and now.
func (s *session) rehearse(ctx context.Context) error {
	if s.idle {
		return nil
	}
	var took time.Duration
	for _, op := range s.options.Operations {
		selected := strings.HasPrefix(op.Key(), s.options.Select) || strings.HasPrefix(s.options.Select, op.Key()+"/")
		if !s.now.Description.Can(op) || op.Superseded || !selected {
			continue
		}
		for range 2 {
			began := time.Now()
			reply, _, err := s.put(ctx, op, Question{Do: "call", Args: json.RawMessage(usualArgs(op).JSON())}, s.recorder.answering(op, emulator.Options{}), s.options.Describe)
			if err != nil {
				return err
			}
			took = time.Since(began)
			if reply.Hang {
				s.idle = true
				s.stop()
				return s.open(ctx)
			}
		}
	}
	s.limit = max(s.limit, unhurried*took)
	return nil
}

// unhurried is how often what a usual call takes fits into the time that a call has.
const unhurried = 10

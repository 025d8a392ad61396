package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/traffic"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// emulateFlags are the flags of plumb emulate.
type emulateFlags struct {
	addr                       string
	faults, variants, readings []string
	specs                      []string
	from                       string
	builtIn                    bool
	noSignatures, rate, list   bool
}

func emulateCommand(s streams) *cobra.Command {
	var f emulateFlags
	c := &cobra.Command{
		Use: "emulate", Short: "Serve the emulator of every operation until interrupted", Args: arguments(),
		Long: `emulate serves all operations at one address. Signatures are checked when the
environment has credentials, which the client then signs with too. With --specs it
serves the operations of a folder, by what their specs say: any value is known but
what x-fixture calls absent, rows answer the items asked for. With --from it answers
what a recording holds as it was answered then, which the header Plumbline-Recorded
says, and everything else of its own.`,
		Example: `  plumb emulate
  plumb emulate --fault ignores-max-items
  plumb emulate --variant reversed-fields --reading smartag/DescribeUserFlowStatistics/total-bytes-kind=string
  plumb emulate --specs my-specs --with-built-in
  plumb emulate --from traffic.har
  plumb emulate --list`,
		RunE: func(c *cobra.Command, _ []string) error { return f.run(c.Context(), s) },
	}
	c.Flags().StringVar(&f.addr, "addr", emulatorAddress, "listen on `HOST:PORT`; port 0 takes a free one")
	c.Flags().StringArrayVar(&f.faults, "fault", nil, "be wrong in this `WAY` (repeatable; --list names them)")
	c.Flags().StringArrayVar(&f.variants, "variant", nil, "be unusual and right in this `WAY` (repeatable; --list names them)")
	c.Flags().StringArrayVar(&f.readings, "reading", nil, "follow a reading of a contradiction: `SET=READING` (repeatable)")
	question.Folders(c.Flags(), &f.specs)
	c.Flags().BoolVar(&f.builtIn, "with-built-in", false, "serve the built-in operations beside those of --specs")
	c.Flags().StringVar(&f.from, "from", "", "answer as a `RECORDING` shows, as plumb judge reads it, wherever it holds the question")
	c.Flags().BoolVar(&f.noSignatures, "no-signatures", false, "check no signature, whatever the environment has")
	c.Flags().BoolVar(&f.rate, "rate", false, "refuse requests above the documented rate")
	c.Flags().BoolVar(&f.list, "list", false, "list faults, variants and readings, and serve nothing")
	return c
}

func (f *emulateFlags) run(ctx context.Context, s streams) error {
	operations, err := f.operations()
	if err != nil {
		return exit.Wrong(err)
	}
	if f.list {
		list(s.out, operations)
		return nil
	}
	options, err := f.options(operations, s.getenv)
	if err != nil {
		return err
	}
	handler, learnt, err := f.handler(ctx, options)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", f.addr)
	if err != nil {
		return exit.Wrongf("cannot serve: %w; --addr HOST:PORT names another address", err)
	}
	at := listener.Addr().String()
	if host, port, err := net.SplitHostPort(at); err == nil && net.ParseIP(host).IsUnspecified() {
		at = net.JoinHostPort("127.0.0.1", port) // an address that a target has, and that counts as this machine
	}
	address := "http://" + at
	signatures := "signatures are not checked"
	if options.CheckSignatures {
		signatures = "signatures are checked with the credentials of the environment"
	}
	fmt.Fprintf(s.out, "%s serves %s; %s%s; plumb run --target %[1]s asks it\n", address, strings.Join(products(operations), " and "), signatures, learnt)
	return serve(ctx, listener, handler)
}

// handler gives the emulator, before it what a recording holds, and says what that is. A
// recording without an answer to serve is an error.
func (f *emulateFlags) handler(ctx context.Context, options emulator.Options) (handler http.Handler, learnt string, err error) {
	own, err := emulator.New(options)
	if err != nil || f.from == "" {
		return own, "", exit.Wrong(err)
	}
	seen := traffic.New(options.Operations)
	if err := readRecording(ctx, seen, f.from); err != nil {
		return nil, "", err
	}
	handler, questions := seen.Serve(own)
	if questions == 0 {
		return nil, "", exit.Wrongf("%s holds no answer of an operation that is served; plumb judge %[1]s says what it holds", f.from)
	}
	return handler, fmt.Sprintf("; %s answered as in %s", finding.Counted(questions, "question"), f.from), nil
}

// operations gives what is served.
func (f *emulateFlags) operations() ([]*contract.Operation, error) {
	operations, err := question.Documents(f.specs...)
	if err != nil || !f.builtIn || len(f.specs) == 0 {
		return operations, err
	}
	builtIn, err := specs.Embedded()
	return append(operations, builtIn...), err
}

// Bounds of what clients may hold: with them the emulator stays up for weeks, for
// the default of 1,024 descriptors, whatever connects to it.
const (
	headerTime     = 5 * time.Second  // a header is there
	requestTime    = 15 * time.Second // a request is there, its body too
	answerTime     = 60 * time.Second // an answer is taken; some variants answer slowly
	idleTime       = 30 * time.Second // nothing is asked on a connection
	headerBytes    = 1 << 16
	requestBytes   = 1 << 20
	connectionsMax = 512
)

// serve answers until ctx ends, which is the right end.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	// Faults close connections and panic on purpose; that is no news.
	server := &http.Server{
		Handler: http.MaxBytesHandler(handler, requestBytes), ErrorLog: log.New(io.Discard, "", 0),
		ReadHeaderTimeout: headerTime, ReadTimeout: requestTime, WriteTimeout: answerTime, IdleTimeout: idleTime, MaxHeaderBytes: headerBytes,
	}
	limited := newLimited(listener, connectionsMax)
	server.ConnState = limited.state
	served := atonce.Begin(func() error { return server.Serve(limited) })
	select {
	case <-served.Done():
		return exit.Unfinishedf("the emulator ended: %w", served.Wait())
	case <-ctx.Done():
	}
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if err := server.Shutdown(bounded); errors.Is(err, context.DeadlineExceeded) {
		_ = server.Close()
	}
	return nil
}

// options gives what the flags and the environment ask of the emulator.
func (f *emulateFlags) options(operations []*contract.Operation, getenv func(string) string) (emulator.Options, error) {
	options := emulator.Options{
		Operations: operations, EnforceRate: f.rate, Faults: f.faults, Variants: f.variants, Readings: map[string]string{},
	}
	for _, text := range f.readings {
		set, reading, ok := strings.Cut(text, "=")
		if !ok {
			return options, exit.Wrongf("reading %q is not SET=READING; plumb emulate --list names them", text)
		}
		options.Readings[set] = reading
	}
	for _, protocol := range specs.Protocols() {
		if key, ok := protocol.Credentials().Read(getenv); ok {
			options.Credentials = append(options.Credentials, key)
		}
	}
	options.CheckSignatures = len(options.Credentials) > 0 && !f.noSignatures
	return options, nil
}

func products(operations []*contract.Operation) []string {
	var out []string
	seen := map[string]bool{}
	for _, op := range operations {
		if !seen[op.Product] {
			seen[op.Product] = true
			out = append(out, op.Product)
		}
	}
	return out
}

// list names everything that --fault, --variant and --reading take.
func list(out io.Writer, operations []*contract.Operation) {
	width := terminal.Width(out)
	entry := func(name, text string) {
		fmt.Fprintf(out, "  %s\n%s", name, terminal.Labelled(6, "", 0, text, width))
	}
	fmt.Fprintln(out, "faults, each wrong in one way; without what follows the @ at every place")
	for _, fault := range emulator.Faults(operations) {
		entry(fault.Name, fault.Text)
	}
	fmt.Fprintln(out, "variants, unusual and right")
	for _, variant := range emulator.Variants() {
		entry(variant.Name, variant.Text)
	}
	fmt.Fprintln(out, "readings of what the documents leave contradictory")
	for _, op := range operations {
		for _, set := range op.Readings {
			for _, reading := range set.Readings {
				entry(op.Key()+"/"+set.ID+"="+reading.ID, set.Note)
			}
		}
	}
}

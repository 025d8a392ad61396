package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/traffic"
	"github.com/plumbline/plumbline/suites/watch"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/live"
)

// watchFlags are the flags of plumb watch.
type watchFlags struct {
	judgeFlags
	upstream, listen, page string
	offLoopback, ownHost   bool
	inject                 []string
	every                  int
}

func watchCommand(s streams) *cobra.Command {
	var f watchFlags
	c := &cobra.Command{
		Use: "watch --upstream URL", Short: "Stand between clients and a server, and judge what passes", Args: arguments(),
		Long: `watch is a proxy that passes every request to one upstream, and every answer back as
it comes: bodies byte for byte, resets as resets. A copy is judged aside, as plumb
judge does. What differs from the documents is printed as it is found, once; an
interrupt ends the watch, with the summary of plumb judge and its exit status.

Clients ask http://HOST:PORT of --listen; the Host that they send is passed on, as
they may have signed it. An upstream that knows itself by its own name alone wants
--upstream-host. Only this machine may connect, unless --off-loopback lets others.
What is held is bounded: of long traffic the latest, and what findings rest on.
What passes too fast or is too long to be judged is passed on, and counted.

--inject answers some requests here, so that a client's own tests meet what happens
seldom: as a refusal with a documented code, or as a legal variant of the emulator
writes its answer (plumb emulate --list). Each third request of an operation is, or as
--inject-every says; several ways come by turns. What is answered here is counted, and
no upstream is judged by it.

Exit statuses: 0 nothing seen differs; 1 something does; 2 wrong usage; 3 no
exchange of a documented operation could be judged.`,
		Example: `  plumb watch --upstream http://127.0.0.1:8801 --record r.jsonl
  plumb watch --upstream https://mna.tencentcloudapi.com --upstream-host --page 127.0.0.1:8812
  plumb watch --upstream http://127.0.0.1:8801 --inject gzip-when-accepted --inject-every 5`,
		RunE: func(c *cobra.Command, _ []string) error { return f.watch(c.Context(), s) },
	}
	c.Flags().StringVar(&f.upstream, "upstream", "", "pass requests on to the server at `URL`")
	c.Flags().StringVar(&f.listen, "listen", "127.0.0.1:8811", "take requests at `HOST:PORT`; port 0 takes a free one")
	c.Flags().StringVar(&f.page, "page", "", "show a live page at `HOST:PORT`, an address of its own")
	c.Flags().BoolVar(&f.offLoopback, "off-loopback", false, "let --listen and --page be addresses that other machines reach")
	c.Flags().BoolVar(&f.ownHost, "upstream-host", false, "send the upstream's own Host; what a client has signed of its own does not hold then")
	c.Flags().StringArrayVar(&f.inject, "inject", nil, "answer some requests here in this `WAY`: a documented code, or a variant's name (repeatable)")
	c.Flags().IntVar(&f.every, "inject-every", 3, "answer each `N`-th request of an operation so")
	f.flags(c)
	return c
}

// Bounds of what clients may hold. A body, or an answer, may take as long as it likes.
const (
	watchHeaderTime = time.Minute
	watchIdleTime   = 5 * time.Minute
	watchMost       = 4096 // connections
	pagesMost       = 16
	causesMost      = 32          // that are told
	lastWords       = time.Second // for what is under way when the watch ends
)

func (f *watchFlags) watch(ctx context.Context, s streams) error {
	upstream, err := url.Parse(f.upstream)
	if err != nil || upstream.Host == "" || upstream.Scheme != "http" && upstream.Scheme != "https" || upstream.User != nil || upstream.Path != "" && upstream.Path != "/" || upstream.RawQuery != "" {
		return exit.Wrongf("--upstream wants the URL of a server without a path, as http://127.0.0.1:8801")
	}
	if f.every < 1 {
		return exit.Wrongf("--inject-every %d is not above zero", f.every)
	}
	j, err := f.check()
	if err != nil {
		return err
	}
	listener, err := f.open("listen", f.listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	if upstream.Host == listener.Addr().String() {
		return exit.Wrongf("--upstream and --listen are one address")
	}
	shown, pages := live.New(f.upstream), net.Listener(nil)
	if f.page != "" {
		if pages, err = f.open("page", f.page); err != nil {
			return err
		}
		defer pages.Close()
		fmt.Fprintf(s.out, "http://%s shows what is seen\n", pages.Addr())
	}
	fmt.Fprintf(s.out, "http://%s passes on to %s and judges; an interrupt ends it\n", listener.Addr(), f.upstream)
	told := map[string]bool{}
	w := watch.New(watch.Options{Operations: j.operations, Level: j.level, Name: f.upstream, Looked: func(seen *traffic.Traffic, decided []traffic.Decided) {
		j.tell(s, told, decided)
		if f.page != "" {
			shown.Show(seen, decided)
		}
	}})
	injected := injected{counts: map[string]int{}}
	proxy, err := f.injecting(s, w, w.Proxy(watch.Way{Upstream: upstream, Transport: sender(), Rename: f.ownHost, Failed: causes(s.err)}), &injected)
	if err == nil {
		err = serveAll(ctx, w.Done(), listener, proxy, pages, shown)
	}
	seen, decided := w.Close()
	if err != nil {
		return err
	}
	fmt.Fprintln(s.out)
	fmt.Fprint(s.out, injected.String())
	return j.conclude(context.WithoutCancel(ctx), s, seen, decided, "passed")
}

// open listens at an address that only this machine reaches, unless others may.
func (f *watchFlags) open(flag, address string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, exit.Wrongf("--%s %s is not HOST:PORT", flag, address)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) && !f.offLoopback {
		return nil, exit.Wrongf("--%s %s can be reached by other machines, whose requests would be passed on; 127.0.0.1 cannot, and --off-loopback allows it", flag, address)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, exit.Wrongf("cannot listen: %w; --%s HOST:PORT names another address", err, flag)
	}
	return listener, nil
}

// sender sends what is passed on, as it is, over connections that are kept.
func sender() http.RoundTripper {
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment, DisableCompression: true, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: watchMost / 8,
		IdleConnTimeout: time.Minute, TLSHandshakeTimeout: 10 * time.Second, ExpectContinueTimeout: time.Minute,
	}
}

// serveAll serves clients and the page until ctx ends, which is the right end, or nothing
// is judged any more, which is said when the watch is closed.
func serveAll(ctx context.Context, judged <-chan struct{}, listener net.Listener, proxy http.Handler, pages net.Listener, shown http.Handler) error {
	// What net/http says of broken connections repeats what they hold.
	old := log.Writer()
	log.SetOutput(io.Discard)
	defer log.SetOutput(old)
	serving := func(l net.Listener, handler http.Handler, most int) *http.Server {
		server := &http.Server{Handler: handler, ReadHeaderTimeout: watchHeaderTime, IdleTimeout: watchIdleTime, ErrorLog: log.New(io.Discard, "", 0), ConnContext: watch.Connected[net.Conn]}
		server.ConnState = newLimited(l, most).state
		return server
	}
	server := serving(listener, proxy, watchMost)
	served := atonce.Begin(func() error { return server.Serve(listener) })
	paged := served
	if pages != nil {
		page := serving(pages, shown, pagesMost)
		paged = atonce.Begin(func() error { return page.Serve(pages) })
		defer page.Close()
	}
	select {
	case <-served.Done():
		return exit.Unfinishedf("the watch ended: %w", served.Wait())
	case <-paged.Done():
		return exit.Unfinishedf("the watch ended: %w", paged.Wait())
	case <-judged:
	case <-ctx.Done():
	}
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancel()
	if server.Shutdown(bounded) != nil {
		_ = server.Close()
	}
	return nil
}

// causes says on a stream why no answer came, each cause once. What is not of the
// network may repeat what the upstream sent, and is not shown.
func causes(out io.Writer) func(error) {
	var mu sync.Mutex
	told := map[string]bool{}
	return func(err error) {
		text := "the connection ended without an answer that can be read"
		var network *net.OpError
		var certificate *tls.CertificateVerificationError
		if errors.As(err, &network) && network.Op == "dial" || errors.As(err, &certificate) {
			text = err.Error()
		}
		mu.Lock()
		defer mu.Unlock()
		if !told[text] && len(told) < causesMost {
			told[text] = true
			fmt.Fprintln(out, "upstream: "+text)
		}
	}
}

// tell prints what is found for the first time.
func (j *judging) tell(s streams, told map[string]bool, decided []traffic.Decided) {
	style := j.style(s)
	for _, d := range decided {
		if d.Outcome != finding.Fail || told[d.Case.ID] {
			continue
		}
		told[d.Case.ID] = true
		mark := style.Red("✗")
		if d.Case.Level == contract.May {
			mark = style.Yellow("·")
		}
		fmt.Fprintf(s.out, "%s %s %s  %s: %s\n", style.Dim(time.Now().Format(time.TimeOnly)), mark, d.Case.Level, style.Bold(d.Case.ID), d.Received)
	}
}

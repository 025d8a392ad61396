// Package target is what is tested: the embedded emulator, a URL, or what a
// target file describes. It is the only package that dials. Targets are
// hostile: every read is bounded in bytes and time, no redirect is followed.
package target

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/probe"
)

// Product is one product as a target serves it.
type Product struct {
	Endpoint wire.Endpoint
	Account  probe.Account
	// Local is true for a target on this machine, which is asked as fast as it
	// answers; elsewhere the documented rates are kept.
	Local bool
	// InProcess is true for a handler of this process: what it holds and which keys it
	// knows is known, so that a refusal of them is its own fault.
	InProcess bool
	// Keyless is true if the environment holds no key for it.
	Keyless bool
}

// Target is what is tested.
type Target struct {
	Name      string // goes into every report
	Word      string // as given on the command line
	Products  map[string]Product
	transport http.RoundTripper
	proxy     Proxy
	redactor  wire.Redactor
	long      chan struct{} // held by whoever reads a long body
	kept      int           // bytes of long bodies; whoever holds long may change it
	full      atomic.Bool
}

// Config is what Parse needs beside the word itself.
type Config struct {
	Operations []*contract.Operation
	Getenv     func(string) string // credentials come from the environment only
	Proxy      Proxy               // between here and the target
	// Transport replaces the network, in tests; nil for the real one.
	Transport http.RoundTripper
}

// Parse reads the one word that names a target: "emulator", "emulator:FAULT",
// a URL that serves every product, "smartag=URL,mna=URL" (one or both), or the
// name of a target file ending in .yaml. Errors are the user's to mend.
func Parse(word string, config Config) (*Target, error) {
	var t *Target
	var err error
	switch {
	case word == "emulator" || strings.HasPrefix(word, "emulator:"):
		t, err = embedded(word, config)
	case strings.HasSuffix(word, ".yaml") || strings.HasSuffix(word, ".yml"):
		t, err = fromFile(word, config)
	case strings.Contains(word, "=") && !strings.HasPrefix(word, "http"):
		t, err = productURLs(word, config)
	default:
		t, err = oneURL(word, config)
	}
	if err != nil {
		return nil, err
	}
	t.Word = word
	if t.transport == nil {
		t.transport = config.Transport
	}
	if t.transport == nil {
		t.transport = network(config.Proxy)
	}
	t.proxy, t.long = config.Proxy, make(chan struct{}, 1)
	var all []sign.Credentials
	for _, p := range t.Products {
		all = append(all, p.Endpoint.Credentials)
	}
	t.redactor = wire.NewRedactor(all...)
	return t, nil
}

// Redact replaces the target's credentials in a text that is shown or kept.
func (t *Target) Redact(text string) string { return t.redactor.Text(text) }

// Accounts gives what the cases may know of the target, by product.
func (t *Target) Accounts() map[string]probe.Account {
	out := map[string]probe.Account{}
	for name, p := range t.Products {
		out[name] = p.Account
	}
	return out
}

// products gives the products of some operations, each once.
func products(operations []*contract.Operation) []string {
	var out []string
	for _, o := range operations {
		if !slices.Contains(out, o.Product) {
			out = append(out, o.Product)
		}
	}
	return out
}

// protocol finds the protocol of a product that operations are of.
func protocol(operations []*contract.Operation, product string) wire.Protocol {
	i := slices.IndexFunc(operations, func(o *contract.Operation) bool { return o.Product == product })
	return wire.ProtocolOf(operations[i])
}

func oneURL(word string, config Config) (*Target, error) {
	t := &Target{Name: word, Products: map[string]Product{}}
	for _, name := range products(config.Operations) {
		p, err := addressOnly(name, word, config)
		if err != nil {
			return nil, err
		}
		t.Products[name] = p
	}
	return t, nil
}

func productURLs(word string, config Config) (*Target, error) {
	t := &Target{Name: word, Products: map[string]Product{}}
	known := products(config.Operations)
	for _, part := range strings.Split(word, ",") {
		name, address, _ := strings.Cut(part, "=")
		if !slices.Contains(known, name) {
			near := document.DidYouMean(name, known)
			if strings.Contains(word, "@") {
				name, near = "…", ";" // a part of a password, for all we know
			}
			return nil, fmt.Errorf("target %q: %q is no product%s known are %s", shown(word), name, near, strings.Join(known, ", "))
		}
		if _, twice := t.Products[name]; twice {
			return nil, fmt.Errorf("target %q: %s stands twice", shown(word), name)
		}
		if address == "" {
			return nil, fmt.Errorf("target %q: %s has no URL; write %[2]s=URL", shown(word), name)
		}
		p, err := addressOnly(name, address, config)
		if err != nil {
			return nil, err
		}
		t.Products[name] = p
	}
	return t, nil
}

// addressOnly is a product of which only the address is known.
func addressOnly(name, address string, config Config) (Product, error) {
	if err := checkURL(address); err != nil {
		return Product{}, fmt.Errorf("target %w", err)
	}
	spoken := protocol(config.Operations, name)
	key, found := credentials(spoken, config.Getenv)
	return Product{
		Endpoint: wire.Endpoint{URL: address, Scheme: spoken.Schemes()[0], Credentials: key},
		Local:    local(address), Keyless: !found,
	}, nil
}

// checkURL wants an absolute http or https URL without user, query or fragment.
// No error repeats what stands in their place, however the rest is mistyped.
func checkURL(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%q is no target%s one is emulator, a URL that begins with http:// or https://, PRODUCT=URL or a file ending in .yaml", shown(address), meant(address))
	case !dialable(u):
		return fmt.Errorf("%q: a URL has a host and, behind a colon, a port from 1 to 65535", shown(address))
	case u.User != nil:
		return fmt.Errorf("%s: credentials come from the environment, not from the URL", shown(address))
	case u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("%q: the URL of a target has no query and no fragment", shown(address))
	}
	return nil
}

// dialable tells whether a URL names a host, and a port that there can be.
func dialable(u *url.URL) bool {
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	return u.Hostname() != "" && (err == nil && port > 0 || u.Port() == "" && !strings.HasSuffix(u.Host, ":"))
}

// shown is a word as it may be repeated: without what stands where a URL has
// user and password, query or fragment, all of which may be secret.
func shown(word string) string {
	if end := strings.LastIndex(word, "@"); end >= 0 {
		begin := 0
		if i := strings.Index(word[:end], "//"); i >= 0 {
			begin = i + len("//")
		}
		word = word[:begin] + "…" + word[end:]
	}
	if i := strings.IndexAny(word, "?#"); i >= 0 {
		word = word[:i+1] + "…"
	}
	return word
}

func local(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := u.Hostname()
	return host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.")
}

package target

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/probe"
)

// Embedded reads the word of the emulator in this process, which is asked without a
// network: behind the colon stand faults and variants of it, joined by "+". ok is false
// for the word of another target.
func Embedded(word string) (faults, variants []string, ok bool) {
	kind, names, several := strings.Cut(word, ":")
	if kind != "emulator" {
		return nil, nil, false
	}
	for _, name := range strings.Split(names, "+") {
		switch {
		case !several:
		case slices.ContainsFunc(emulator.Variants(), func(v emulator.Variant) bool { return v.Name == name }):
			variants = append(variants, name)
		default:
			faults = append(faults, name)
		}
	}
	return faults, variants, true
}

func embedded(word string, config Config) (*Target, error) {
	keys := sign.Credentials{ID: "emulator-key-id", Secret: "emulator-secret"}
	options := emulator.Options{Operations: config.Operations, Credentials: []sign.Credentials{keys}, CheckSignatures: true}
	options.Faults, options.Variants, _ = Embedded(word)
	handler, err := emulator.New(options)
	if err != nil {
		return nil, err
	}
	return Handler(word, handler, keys, config), nil
}

// Handler is a target that is a handler of this process: an emulator author
// tests theirs with it, in the world of our emulator.
func Handler(name string, handler http.Handler, keys sign.Credentials, config Config) *Target {
	t := &Target{Name: name, Word: name, Products: map[string]Product{}, transport: inProcess{handler}, redactor: wire.NewRedactor(keys), long: make(chan struct{}, 1)}
	for _, product := range products(config.Operations) {
		t.Products[product] = Product{
			Endpoint: wire.Endpoint{URL: "http://emulator.invalid", Scheme: protocol(config.Operations, product).Schemes()[0], Credentials: keys},
			Account:  world(),
			Local:    true, InProcess: true,
		}
	}
	return t
}

// world is what a target file would say of the emulator.
func world() probe.Account {
	w := emulator.World()
	return probe.Account{Zone: time.UTC.String(), Values: map[string][]string{
		"region": {w.Region}, "instance": {w.Instance}, "unknown-instance": {w.UnknownInstance}, "users": w.Users,
		"devices": w.Devices, "group": {w.Group},
		"begin": {strconv.FormatInt(w.Begin, 10)}, "end": {strconv.FormatInt(w.End, 10)},
	}}
}

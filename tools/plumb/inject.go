package main

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/watch"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// injecting puts what --inject wants before a proxy, if anything.
func (f *watchFlags) injecting(s streams, w *watch.Watch, proxy http.Handler, told *injected) (http.Handler, error) {
	if len(f.inject) == 0 {
		return proxy, nil
	}
	out, err := w.Inject(proxy, watch.Injection{Ways: f.inject, Every: f.every, Told: told.one})
	if err == nil {
		fmt.Fprintf(s.out, "of each operation one request in %d is answered here: %s\n", f.every, strings.Join(f.inject, ", "))
	}
	return out, exit.Wrong(err)
}

// injected counts what was answered here, by operation and way.
type injected struct {
	mu     sync.Mutex
	counts map[string]int
}

func (i *injected) one(op *contract.Operation, way string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.counts[op.Key()+" "+way]++
}

// String says how often, "" for never.
func (i *injected) String() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	all, each := 0, ""
	for _, what := range slices.Sorted(maps.Keys(i.counts)) {
		all += i.counts[what]
		each += fmt.Sprintf("  %s: %d\n", what, i.counts[what])
	}
	if all == 0 {
		return ""
	}
	return page.Plural(all, "request") + " answered here and not judged:\n" + each
}

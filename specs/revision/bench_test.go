package revision

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/oasdiff/oasdiff/diff"

	"github.com/plumbline/plumbline/specs"
)

// file is a spec file in memory.
type file struct {
	name string
	text []byte
}

// fiveHundred makes 500 operations out of the real specs, each under a name of
// its own, with some words put otherwise.
func fiveHundred(b *testing.B, words ...string) []file {
	b.Helper()
	var out []file
	for i := range 500 {
		name := realSpecs()[1+i%4]
		data, err := os.ReadFile("../" + name)
		if err != nil {
			b.Fatal(err)
		}
		operation := strings.TrimSuffix(name[strings.LastIndex(name, "/")+1:], ".yaml")
		text := strings.NewReplacer(append(words, operation, fmt.Sprintf("%s%d", operation, i))...).Replace(string(data))
		out = append(out, file{fmt.Sprintf("%s%d.yaml", operation, i), []byte(text)})
	}
	return out
}

// readAll reads a side as plumb diff does: several files at a time.
func readAll(b *testing.B, files []file) []*Document {
	out, failures := make([]*Document, len(files)), make([]error, len(files))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i, f := range files {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			out[i], failures[i] = Read(f.name, f.text)
		})
	}
	all.Wait()
	for _, err := range failures {
		if err != nil {
			b.Fatal(err)
		}
	}
	return out
}

// BenchmarkFiveHundredOperations reads and compares two sides of 500 operations.
// All of it should take less than two seconds, also where every one changed.
func BenchmarkFiveHundredOperations(b *testing.B) {
	old := fiveHundred(b)
	for _, variant := range []struct {
		name    string
		new     []file
		changed int // at least
	}{
		{"nothing changed", fiveHundred(b), 0},
		{"everything changed", fiveHundred(b, "{type: string", "{type: boolean", "level: should", "level: may", "minimum: 0", "minimum: 1", "description: ", "description: Or ", "per-second: 20", "per-second: 10", "status: 400", "status: 404"), 500},
	} {
		b.Run(variant.name, func(b *testing.B) {
			for b.Loop() {
				changes, err := CompareAll(readAll(b, old), readAll(b, variant.new))
				if err != nil || len(changes) < variant.changed || variant.changed == 0 && len(changes) > 0 {
					b.Fatalf("%d changes, %v", len(changes), err)
				}
				b.ReportMetric(float64(len(changes)), "changes")
			}
		})
		b.Run(variant.name+", compare alone", func(b *testing.B) {
			before, after := readAll(b, old), readAll(b, variant.new)
			for b.Loop() {
				if _, err := CompareAll(before, after); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkBesideOasdiff reads and compares 500 operations with one change each, and
// has oasdiff do the same to the OpenAPI half of the same files. Ours should take at
// most twice the time of a processor that it takes.
func BenchmarkBesideOasdiff(b *testing.B) {
	old, new := fiveHundred(b), fiveHundred(b, "description: ", "description: Or ")
	b.Run("plumb", func(b *testing.B) {
		for b.Loop() {
			if changes, err := CompareAll(readAll(b, old), readAll(b, new)); err != nil || len(changes) < 500 {
				b.Fatalf("%d changes, %v", len(changes), err)
			}
		}
	})
	b.Run("oasdiff", func(b *testing.B) {
		for b.Loop() {
			for i := range old {
				before, err := specs.OpenAPI(old[i].text)
				if err != nil {
					b.Fatal(err)
				}
				after, err := specs.OpenAPI(new[i].text)
				if err != nil {
					b.Fatal(err)
				}
				if found, err := diff.Get(diff.NewConfig(), before, after); err != nil || found == nil {
					b.Fatal("nothing is found", err)
				}
			}
		}
	})
}

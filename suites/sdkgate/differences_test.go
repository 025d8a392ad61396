package sdkgate_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/sdk"
)

var _ = Describe("the types of real clients against the documents", func() {
	for _, name := range clients() {
		It(name+" differs by nothing but what is known and explained", func(ctx SpecContext) {
			c := installed(name)
			current := documents()
			_, types, cannot, err := sdk.TypesOf(ctx, c, operations(current), sdk.Options{})
			Expect(err).NotTo(HaveOccurred())
			if len(types) == 0 {
				Skip(cannot[current[0].Operation.Key()])
			}
			Expect(unexplained(name, current, types)).To(BeEmpty())
		})
	}
})

// documents reads the built-in ones that are not superseded.
func documents() []*revision.Document {
	names, err := specs.Files(specs.Tree())
	Expect(err).NotTo(HaveOccurred())
	var out []*revision.Document
	for _, name := range names {
		data, err := fs.ReadFile(specs.Tree(), name)
		Expect(err).NotTo(HaveOccurred())
		d, err := revision.Read(specs.Prefix+name, data)
		Expect(err).NotTo(HaveOccurred())
		if !d.Operation.Superseded {
			out = append(out, d)
		}
	}
	return out
}

func operations(documents []*revision.Document) []*contract.Operation {
	var out []*contract.Operation
	for _, d := range documents {
		out = append(out, d.Operation)
	}
	return out
}

// unexplained lists the differences that types.yaml does not know, and what is
// wrong with its entries about this client.
func unexplained(name string, documents []*revision.Document, types map[string]sdk.Types) []string {
	known, err := gate.Load(filepath.Join(*drivers, "types.yaml"), false)
	Expect(err).NotTo(HaveOccurred())
	var changes []revision.Change
	var ids, out []string
	for _, d := range documents {
		t, has := types[d.Operation.Key()]
		if !has {
			continue
		}
		found, err := sdk.Differences(d, name, t)
		Expect(err).NotTo(HaveOccurred())
		changes = append(changes, found...)
	}
	for i := range changes {
		ids = append(ids, changes[i].ID())
	}
	g := known.For(gate.Run{Target: name, Catalogue: ids, Now: time.Now(), ByHand: true})
	for i, id := range ids {
		if v := g.Take(record.Verdict{ID: id, Requirement: id, Outcome: "fail"}); v.Accepted == nil {
			out = append(out, strings.Join([]string{id, changes[i].Text}, ": "))
		}
	}
	for _, p := range g.Problems() {
		out = append(out, p.Place+": "+p.Text)
	}
	return out
}

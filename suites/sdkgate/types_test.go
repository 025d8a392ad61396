package sdkgate_test

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/sdk"
)

var update = flag.Bool("update", false, "write the types of installed clients anew, for review")

var _ = Describe("the types of real clients", func() {
	for _, name := range clients() {
		It(name+" has the types that were looked at", func(ctx SpecContext) {
			c := installed(name)
			operations, err := specs.Embedded()
			Expect(err).NotTo(HaveOccurred())
			d, types, cannot, err := sdk.TypesOf(ctx, c, operations, sdk.Options{})
			Expect(err).NotTo(HaveOccurred())
			got := written(d, operations, types, cannot)
			golden := filepath.Join("testdata", "types", name+".txt")
			if *update {
				Expect(os.WriteFile(golden, []byte(got), 0o644)).To(Succeed())
			}
			want, err := os.ReadFile(golden)
			Expect(err).NotTo(HaveOccurred(), "the client's types were never looked at: go test ./suites/sdkgate -args -update writes them")
			Expect(got).To(Equal(string(want)), "the types of the installed client are not those of "+golden+
				"; if the client's version was raised, go test ./suites/sdkgate -args -update writes them anew")
		})
	}
})

// written gives a client's types as text, a member a line under its whole name:
// kind, whether it is required where the type tells, and the client's own word.
func written(d sdk.Description, operations []*contract.Operation, types map[string]sdk.Types, cannot map[string]string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s %s\n", d.Client, d.Version)
	for _, op := range operations {
		if !d.Can(op) {
			continue
		}
		if why, ok := cannot[op.Key()]; ok {
			fmt.Fprintf(&out, "\n%s: no types: %s\n", op.Key(), why)
			continue
		}
		t := types[op.Key()]
		side(&out, op.Key()+" request", t.Request)
		side(&out, op.Key()+" response", t.Response)
	}
	return out.String()
}

func side(out io.Writer, title string, members []sdk.Member) {
	if members == nil {
		fmt.Fprintf(out, "\n%s: no type\n", title)
		return
	}
	fmt.Fprintf(out, "\n%s\n", title)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for i := range members {
		row(table, "", &members[i])
	}
	_ = table.Flush() // a strings.Builder never fails
}

func row(table io.Writer, above string, m *sdk.Member) {
	name, need := above+m.Name, "-"
	if m.Required != nil {
		need = map[bool]string{true: "required", false: "optional"}[*m.Required]
	}
	own := m.Type
	if m.Values != nil {
		own += " of " + strings.Join(m.Values, ", ")
	}
	fmt.Fprintf(table, "  %s\t%s\t%s\t%s\n", name, m.Kind, need, own)
	if m.Items != nil {
		row(table, name+"[]", m.Items)
	}
	for i := range m.Fields {
		row(table, name+".", &m.Fields[i])
	}
}

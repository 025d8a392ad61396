package sdkgate_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
)

// wireFacts are notes of what was seen of the wire, beside the repository.
const wireFacts = "../../../shared/wire-facts.md"

// claim is what the notes say about one client and one answer.
type claim struct {
	Says   string
	Client string   // that of the column, if empty
	Ours   []string // the rows of ours, those of the line, if empty
	Means  string   // in the words of our outcomes, "" where nothing is said
	// Ends and Because are set where ours end otherwise, and say why.
	Ends, Because string
	And           []claim // what else the same cell says
}

// noted is one line of a table of the notes.
type noted struct {
	Response string
	Ours     []string
	None     string // why no row of ours asks this
	Cells    map[string]claim
}

// agreement is testdata/wire-facts-4.3.yaml.
type agreement struct {
	Tables []struct {
		Name    string
		Clients map[string]string // by the heads of columns
		Rows    []noted
	}
}

var _ = Describe("what was seen of clients before", func() {
	var ours agreement
	BeforeEach(func() {
		text, err := os.ReadFile("testdata/wire-facts-4.3.yaml")
		Expect(err).NotTo(HaveOccurred())
		decoder := yaml.NewDecoder(strings.NewReader(string(text)))
		decoder.KnownFields(true)
		Expect(decoder.Decode(&ours)).To(Succeed())
	})
	It("is all looked at: each line and cell of the notes stands in our table, in their words", func() {
		text, err := os.ReadFile(wireFacts)
		if errors.Is(err, fs.ErrNotExist) {
			Skip("the notes are not here: " + wireFacts)
		}
		Expect(err).NotTo(HaveOccurred())
		Expect(unlike(tablesOf(string(text)), ours)).To(BeEmpty())
	})
	It("is what is measured now, or the difference is explained", func() {
		table, err := impact.Read()
		Expect(err).NotTo(HaveOccurred())
		if len(table.Clients) == 0 {
			Skip("nothing was measured yet; make sdk-update does it")
		}
		var differences []string
		for _, t := range ours.Tables {
			for _, row := range t.Rows {
				differences = append(differences, row.differing(t.Clients, table)...)
			}
		}
		Expect(differences).To(BeEmpty())
	})
})

// tablesOf gives the tables of section 4.3: a list of lines of cells each, the
// first line the heads.
func tablesOf(notes string) [][][]string {
	_, section, _ := strings.Cut(notes, "\n## 4.3 ")
	section, _, _ = strings.Cut(section, "\n# ")
	var out [][][]string
	open := false
	for line := range strings.Lines(section) {
		line = strings.TrimSpace(line)
		switch {
		case !strings.HasPrefix(line, "|"):
			open = false
			continue
		case strings.HasPrefix(line, "|---"):
			continue
		case !open:
			open = true
			out = append(out, nil)
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		out[len(out)-1] = append(out[len(out)-1], cells)
	}
	return out
}

// unlike says where the notes and our table of them differ.
func unlike(theirs [][][]string, ours agreement) []string {
	if len(theirs) != len(ours.Tables) {
		return []string{fmt.Sprintf("section 4.3 has %d tables, ours are %d", len(theirs), len(ours.Tables))}
	}
	var out []string
	for i, t := range ours.Tables {
		heads, lines := theirs[i][0], theirs[i][1:]
		if !slices.Equal(slices.Sorted(maps.Keys(t.Clients)), slices.Sorted(slices.Values(heads[1:]))) {
			out = append(out, fmt.Sprintf("%s: the columns are %q", t.Name, heads[1:]))
			continue
		}
		for _, row := range t.Rows {
			if !slices.ContainsFunc(lines, func(cells []string) bool { return cells[0] == row.Response }) {
				out = append(out, fmt.Sprintf("%s: the notes have no line %q", t.Name, row.Response))
			}
		}
		for _, cells := range lines {
			at := slices.IndexFunc(t.Rows, func(row noted) bool { return row.Response == cells[0] })
			if at < 0 {
				out = append(out, fmt.Sprintf("%s: the line %q is not in ours", t.Name, cells[0]))
				continue
			}
			row := t.Rows[at]
			for j, said := range cells[1:] {
				if ours := row.Cells[heads[j+1]]; row.None == "" && ours.Says != said {
					out = append(out, fmt.Sprintf("%s, %s, %s: the notes say %q, ours %q", t.Name, row.Response, heads[j+1], said, ours.Says))
				}
			}
		}
	}
	return out
}

// differing holds a line against what was measured.
func (n noted) differing(clients map[string]string, table *impact.Table) []string {
	if (n.None == "") == (len(n.Ours) == 0) {
		return []string{n.Response + ": has either rows of ours or the reason why it has none"}
	}
	var out []string
	for _, head := range slices.Sorted(maps.Keys(n.Cells)) {
		cell := n.Cells[head]
		for _, c := range append([]claim{cell}, cell.And...) {
			if c.Client == "" {
				c.Client = clients[head]
			}
			if c.Ours == nil {
				c.Ours = n.Ours
			}
			out = append(out, c.differing(n.Response, table)...)
		}
	}
	return out
}

func (c claim) differing(response string, table *impact.Table) []string {
	if (c.Ends == "") != (c.Because == "") || c.Ends == c.Means && c.Ends != "" {
		return []string{fmt.Sprintf("%s, %s: a difference has its end and its reason", response, c.Client)}
	}
	want := c.Means
	if c.Ends != "" {
		want = c.Ends
	}
	var out []string
	for _, id := range c.Ours {
		if got := table.Outcome(id, c.Client); c.Means != "" && got != want {
			out = append(out, fmt.Sprintf("%s, %s: %s ends as %q, the table has %q", response, c.Client, id, got, want))
		}
	}
	return out
}

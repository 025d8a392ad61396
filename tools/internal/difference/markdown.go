package difference

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// Bounds, in bytes, of a comment, which GitHub refuses above 65 536 characters,
// and of the part of it that is not about changes.
const (
	commentRoom = 60_000
	recordsRoom = 20_000
)

// comment is a comment in the making. What does not fit is counted, so that the
// comment never says less than it seems to.
type comment struct {
	*sheet
	room int
	left map[string]int
}

// fit gives a whole piece, or counts what it leaves out.
func (c *comment) fit(noun, piece string) string {
	if len(piece) > c.room {
		c.left[noun]++
		return ""
	}
	c.room -= len(piece)
	return piece
}

// markdown is a comment on a pull request: the counts, what became of each
// implementation, and a line a change that opens to its facts.
func markdown(p *sheet) {
	if p.nothing() {
		p.Put(page.Markdown(p.unchanged()), "\n")
	}
	c := &comment{sheet: p, room: recordsRoom, left: map[string]int{}}
	if p.nothing() {
		p.Put(c.remarks())
		return
	}
	top, bottom := c.opening(), c.together()
	for _, r := range p.Records {
		bottom += c.record(r)
	}
	bottom += c.remarks()
	c.room += commentRoom - recordsRoom
	p.Put(top, c.operations(), bottom)
	for _, noun := range []string{"record", p.noun(), "flip"} {
		if n := c.left[noun]; n > 0 {
			fmt.Fprintf(p, "and %s; the HTML and JSON reports have them all\n\n", page.Plural(n, "more "+noun))
		}
	}
}

func (c *comment) opening() string {
	var out strings.Builder
	fmt.Fprintf(&out, "## %s %s\n\nCompared: %s.\n\n", signMD(c.Totals.breaking()+c.Totals.Flips.Red == 0), page.Markdown(terminal.Cut(c.headline(), textShown)), c.compared())
	var head, rule, row string
	for _, class := range classes() {
		head += "| " + class + " "
		rule += "|--:"
		row += fmt.Sprintf("| %d ", c.Totals.of(class))
	}
	fmt.Fprintf(&out, "%s|\n%s|\n%s|\n\n", head, rule, row)
	if c.aboutCases() {
		fmt.Fprintf(&out, "Cases: %s.\n", c.Totals.Cases.words())
	}
	if len(c.Records) > 0 {
		fmt.Fprintf(&out, "Flips: %s.\n\n", c.Totals.Flips.words())
	}
	for _, r := range c.Records {
		out.WriteString(c.fit("record", fmt.Sprintf("- %s **%s** %s\n", signMD(r.New.Conforms), page.Markdown(terminal.Cut(r.title, valueShown)), page.Markdown(terminal.Cut(r.Sentence, textShown)))))
	}
	return out.String() + "\n"
}

func signMD(good bool) string {
	if good {
		return "✅"
	}
	return "❌"
}

// remarks are what else was seen, folded.
func (c *comment) remarks() string {
	if len(c.Remarks) == 0 {
		return ""
	}
	var out strings.Builder
	fmt.Fprintf(&out, "<details><summary>%s</summary>\n\n", page.Plural(len(c.Remarks), "thing")+" seen beside, none of it counted as a difference")
	for _, remark := range c.Remarks {
		fmt.Fprintf(&out, "- %s\n", page.Markdown(terminal.Cut(remark, textShown)))
	}
	return c.fit("", out.String()+"\n</details>\n\n")
}

func (c *comment) together() string {
	groups := c.Together.groups()
	if len(groups) == 0 {
		return ""
	}
	return c.fit("", "### Several changes together\n\nCases that differ although no single change makes them.\n\n"+tableOf(casesMD(groups, ""))+"\n")
}

// operations gives room to what is heaviest first, whatever operation it is of.
func (c *comment) operations() string {
	pieces := map[*change]string{}
	for _, class := range classes() {
		for _, one := range c.Changes {
			if one.class() == class {
				pieces[one] = c.fit(c.noun(), one.markdown(c.byID[one.Operation]))
			}
		}
	}
	var out strings.Builder
	for _, op := range c.sheet.operations {
		var changes, editorial string
		for _, one := range op.changes {
			if one.class() == string(revision.Editorial) {
				editorial += pieces[one]
			} else {
				changes += pieces[one]
			}
		}
		if editorial != "" {
			if op.old != "" {
				editorial = "Lines of " + page.Markdown(op.old) + " → " + page.Markdown(op.new) + ":\n\n" + editorial
			}
			editorial = "<details><summary>" + page.Plural(op.Editorial, "editorial "+c.noun()) + "</summary>\n\n" + editorial + "\n</details>\n\n"
		}
		if changes+editorial != "" {
			out.WriteString("### " + page.Markdown(terminal.Cut(op.id, valueShown)) + "\n\n" + changes + editorial)
		}
	}
	return out.String()
}

// markdown is a line that opens to the facts of a change; of an editorial one it
// is an item of a list, which begins with a word of ours.
func (c *change) markdown(op *operation) string {
	class := c.class()
	if class == string(revision.Editorial) {
		var where []string
		if documents := c.documents(); documents != "" {
			where = append(where, "document "+documents)
		}
		if places := op.places(c); places != "" {
			where = append(where, places)
		}
		if len(where) == 0 {
			where = append(where, c.At)
		}
		out := "- at " + page.Markdown(strings.Join(where, ", ")+": "+terminal.Cut(c.Text, textShown)) + "\n"
		if old, new := c.wording(); old+new != "" && c.Old.There && c.New.There {
			out += "  - old: " + page.Markdown(old) + "\n  - new: " + page.Markdown(new) + "\n"
		}
		return out
	}
	if class == accepted {
		class += ", " + c.Weight
	}
	old, new := c.values()
	facts := [][2]string{
		{"kind", c.where()}, {"old value", old}, {"new value", new}, {"document", c.documents()},
		{"old place", c.Old.place()}, {"new place", c.New.place()}, {"clients", c.Effect}, {"with", some(c.With, "")},
	}
	facts = append(facts, casesMD(c.Cases.groups(), c.Operation)...)
	return folded(class, c.Text, append(facts, [2]string{"accepted", c.Accepted}))
}

// folded is a <details> with a table of facts in it.
func folded(word, title string, facts [][2]string) string {
	return "<details><summary><b>" + page.Markdown(word) + "</b> " + page.Markdown(terminal.Cut(title, textShown)) + "</summary>\n\n" + tableOf(facts) + "\n</details>\n\n"
}

// tableOf is a table of facts; those that are empty are left out.
func tableOf(facts [][2]string) string {
	var out strings.Builder
	out.WriteString("| | |\n|---|---|\n")
	for _, fact := range facts {
		if fact[1] != "" {
			out.WriteString("| " + fact[0] + " | " + page.Markdown(terminal.Cut(fact[1], textShown)) + " |\n")
		}
	}
	return out.String()
}

func casesMD(groups []group, above string) [][2]string {
	var out [][2]string
	for _, g := range groups {
		out = append(out, [2]string{g.verb, fmt.Sprintf("%s: %s", page.Plural(len(g.ids), "case"), some(g.ids, above))})
	}
	return out
}

// record shows one implementation under both sides.
func (c *comment) record(r *record) string {
	facts := [][2]string{{"old", r.Old.words()}, {"new", r.New.words()}, {"flips", r.counted().words()}}
	if len(r.Unasked) > 0 {
		facts = append(facts, [2]string{"not asked", some(r.Unasked, "")})
	}
	out := c.fit("", "### "+page.Markdown(terminal.Cut(r.title, valueShown))+"\n\n"+page.Markdown(terminal.Cut(c.judged(r), textShown))+"\n\n"+tableOf(facts)+"\n")
	for i, f := range r.Flips {
		if i == flipsShown || out == "" {
			c.left["flip"] += len(r.Flips) - i
			break
		}
		facts := append([][2]string{{"verdict", f.outcomes() + " (" + f.Level + ")"}}, f.pairs()...)
		out += c.fit("flip", folded(f.Turns, f.Case, facts))
	}
	return out
}

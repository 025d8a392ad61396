package revisions_test

import (
	"fmt"
	"strings"
)

// exception is something that is not as it should be, and why. It must be
// needed: one that excuses nothing fails.
type exception struct {
	pair  string
	side  string // old or new: the side of the pair that is the way's old one
	cases string // beginning of their ids, without the operation
	why   string
}

// unserved are cases that the emulator of a side fails under its own documents.
func unserved() []exception {
	const (
		emulator = "The emulator: "
		document = "The pair: "
	)
	return []exception{
		{"protocol/changed protocol", "new", "", document + "an operation of Alibaba's that is said to be carried as Tencent's has no envelope for refusals"},
		{"format/added xml", "new", "format/xml/", emulator + "it writes no XML at Tencent, whose API has none"},
		{"common/added-required Language", "new", "Language/required/", emulator + "it reads no common parameter that only one operation lists"},
		{"common/required/gained Region", "new", "Region/required/", emulator + "it reads no common parameter that only one operation lists"},
		{"envelope/changed envelope", "new", "envelope/wrapper/", emulator + "its refusals are in Response, whatever the document calls the envelope"},
		{"envelope/introduced envelope", "old", "", emulator + "its refusals are in Response, also where the document has no envelope"},
		{"xml-root/introduced xml-root", "old", "", emulator + "it cannot write XML without a root"},
		{"reading/strengthened response/Rows/Count as number", "old", "readings/count-kind/current", emulator + "it writes a number where some reading has one, be it advised against"},
		{"relation/changed only-names-asked", "new", "relations/only-names-asked/", document + "nobody is asked for by Count"},
		{"request/multipleOf/changed Size", "new", "Size/multipleOf/multiple", document + "a half is no integer, whatever it is said to be a multiple of"},
		{"request/added-required Page", "new", "examples/request/printed", document + "the printed request lacks what is required now"},
		{"request/required/gained Names", "old", "errors/Name.Empty/", emulator + "it refuses an empty list only where the list is required, also where a row names it"},
		{"request/minItems/raised Names", "new", "errors/Name.Empty/code/Names-empty", emulator + "an empty list has too few items as well, and is refused for that"},
		{"request/minItems/introduced Names", "new", "errors/Name.Empty/code/Names-empty", emulator + "an empty list has too few items as well, and is refused for that"},
		{"response/enum/introduced response/Rows/Name", "new", "response/Rows/Name/enum/", emulator + "whoever is asked for has a row, and is none of the three that are listed"},
		{"response/enum/value/added response/Rows/Name", "old", "response/Rows/Name/enum/", emulator + "whoever is asked for has a row, and is none of the three that are listed"},
		{"response/enum/value/added response/Rows/Name", "new", "response/Rows/Name/enum/", emulator + "whoever is asked for has a row, and is none of the four that are listed"},
		{"response/format/changed response/Rows/Name", "old", "response/Rows/Name/format/", emulator + "it answers the example, anna, which is no URL"},
		{"response/format/introduced response/Rows/Name", "new", "response/Rows/Name/format/", emulator + "it answers the example, anna, which is no URL"},
	}
}

// unlisted are cases that fail at the old side's emulator, ask the same on both
// sides, and are held against something else that the documents say: no change
// lists them, but the flips are put down to it.
func unlisted() []exception {
	return []exception{
		{"protocol/changed protocol", "old", "", "another protocol tells refusals from answers in another way"},
		{"protocol/changed protocol", "new", "response/Rows/required/", "another protocol tells refusals from answers in another way"},
		{"rule/changed gateway-or-group", "new", "Gateway/requires/without-Group-in-request", "it is told as gone with the others in the printed request's company, and is asked all the same"},
		{"envelope/introduced envelope", "new", "", "without an envelope refusals at Tencent are not known for what they are"},
	}
}

// unweighed are cases that turn red though a change is said to break nobody.
func unweighed() []exception {
	return []exception{
		{"request/minItems/introduced Names", "new", "", "a bound that is gone demands nothing in particular; that the smallest list is one of a single name is how the cases are made"},
	}
}

// uncounted are changes of several things of which, on the way back, one case more ends
// well than is predicted, and why; no verdict flips otherwise than predicted.
func uncounted() map[string]string {
	return map[string]string{
		"request/required/gained with printed-request/changed ": "a case about all answers finds refusals to look at among those that only the new side is asked for; the record has none",
	}
}

// covers tells whether the exception is about a case and the old side of a way.
func (e exception) covers(w *way, id string) bool {
	side := "old"
	if w.back {
		side = "new"
	}
	return e.pair == w.pair.String() && e.side == side && strings.HasPrefix(w.short(id), e.cases)
}

// covered gives the exception for a case, if there is one.
func covered(all []exception, w *way, id string) bool {
	for _, e := range all {
		if e.covers(w, id) {
			return true
		}
	}
	return false
}

// unneeded gives the exceptions of the tables that excuse nothing.
func unneeded(ways []*way) []string {
	var out []string
	for _, table := range []struct {
		all   []exception
		cases func(*way) []string // those that need to be excused
	}{
		{unserved(), (*way).breaks}, {unlisted(), (*way).surprises}, {unweighed(), (*way).burdens},
	} {
		for _, e := range table.all {
			needed := false
			for _, w := range ways {
				for _, id := range table.cases(w) {
					needed = needed || e.covers(w, id)
				}
			}
			if !needed {
				out = append(out, fmt.Sprintf("nothing needs the exception for %s, %s side, %q: %s", e.pair, e.side, e.cases, e.why))
			}
		}
	}
	return out
}

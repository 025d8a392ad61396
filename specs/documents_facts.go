package specs

import (
	"regexp"
	"slices"
	"strings"
)

// factual gives the lines of a document that a fact must cite: the rows of its
// tables and the lines of its examples. To leave one of these out with a reason
// is not enough.
func (d Document) factual() []int {
	if slices.ContainsFunc(d.Lines, func(line string) bool { return strings.HasPrefix(line, "|") }) {
		return d.markdown()
	}
	return d.plainText()
}

// markdown reads 000 and 001: rows begin with a bar, examples stand in fences.
func (d Document) markdown() []int {
	var out []int
	fenced := false
	for i, line := range d.Lines {
		switch {
		case strings.HasPrefix(line, "```"):
			fenced = !fenced
		case blank(line):
		case fenced:
			out = append(out, i+1)
		case strings.HasPrefix(line, "|") && strings.Count(line, "|") > 2 && !ruled(line) && !(i+1 < len(d.Lines) && ruled(d.Lines[i+1])):
			// What stands above the rule are column titles. A row's last cell
			// may run on below it, to a line with a bar alone.
			end := i
			for !strings.HasSuffix(strings.TrimSpace(d.Lines[end]), "|") && end+1 < len(d.Lines) {
				end++
			}
			for j := i; j <= end; j++ {
				if !blank(d.Lines[j]) {
					out = append(out, j+1)
				}
			}
		}
	}
	return out
}

// ruled tells whether a line is the rule between column titles and rows.
func ruled(line string) bool {
	return strings.HasPrefix(line, "|-") && strings.Trim(line, "|-") == ""
}

// plainText reads 002 to 004, which have lost their markup: only headings and
// column titles say where a table or an example begins and ends.
func (d Document) plainText() []int {
	titles := regexp.MustCompile(`^(Parameter (Name )?(Required )?Type|HttpCode Error code|Error Code Description)`)
	opens := regexp.MustCompile(`^(Sample requests|XML format|JSON format|(Input|Output) Example)$`)
	closes := regexp.MustCompile(`^(\d\. [A-Z]|Example\d |Request parameters$|Response parameters$|Sample success responses$|Error codes$|For a list of )`)
	// After the error table of 003 and 004 comes page furniture without a
	// heading; their rows, unlike those of 002, stand without blanks between.
	tight := slices.ContainsFunc(d.Lines, func(line string) bool { return strings.HasPrefix(line, "Error Code Description") })
	var out []int
	inside, table := false, false
	for i, line := range d.Lines {
		switch {
		case titles.MatchString(line):
			inside, table = true, true
		case opens.MatchString(line):
			inside, table = true, false
		case closes.MatchString(line), table && tight && blank(line):
			inside = false
		case inside && !blank(line):
			out = append(out, i+1)
		}
	}
	return out
}

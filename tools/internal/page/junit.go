package page

import (
	"encoding/xml"
	"fmt"
)

// Suite is a test suite of JUnit.
type Suite struct {
	Name       string
	Timestamp  string // "" for none
	Properties [][2]string
	Results    []Result
}

// State is a way of a test case to end.
type State string

// The states.
const (
	Passed  State = ""
	Failed  State = "failure"
	Errored State = "error"
	Skipped State = "skipped"
)

// Result is a test case of JUnit.
type Result struct {
	Class, Name   string
	State         State
	Kind, Message string // of a state that is not Passed
	Text          string // between its tags; "" for none
	Out           string // what it printed; "" for none
	Seconds       float64
}

// JUnit writes a file. All its counts are those of the elements below.
func JUnit(out Out, name string, suites []Suite) {
	var all []Result
	for _, s := range suites {
		all = append(all, s.Results...)
	}
	count := counted(all)
	out.Put(xml.Header)
	fmt.Fprintf(out, "<testsuites name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" time=\"%.3f\">\n", escapeXML(name), len(all), count[Failed], count[Errored], took(all))
	for _, s := range suites {
		s.write(out)
	}
	out.Put("</testsuites>\n")
}

func counted(results []Result) map[State]int {
	out := map[State]int{}
	for _, r := range results {
		out[r.State]++
	}
	return out
}

// took is how long all results took, in seconds.
func took(results []Result) float64 {
	total := 0.0
	for _, r := range results {
		total += r.Seconds
	}
	return total
}

// write writes a suite. Cases of one name are told apart by a number, as readers
// put equal ones together.
func (s Suite) write(out Out) {
	count := counted(s.Results)
	fmt.Fprintf(out, "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%.3f\"", escapeXML(s.Name), len(s.Results), count[Failed], count[Errored], count[Skipped], took(s.Results))
	if s.Timestamp != "" {
		out.Put(` timestamp="`, escapeXML(s.Timestamp), `"`)
	}
	out.Put(">\n<properties>\n")
	for _, pair := range s.Properties {
		out.Put(`<property name="`, escapeXML(pair[0]), `" value="`, escapeXML(pair[1]), "\"/>\n")
	}
	out.Put("</properties>\n")
	taken := map[string]int{}
	for _, r := range s.Results {
		key := r.Name
		if taken[key]++; taken[key] > 1 {
			r.Name += fmt.Sprintf(" (%d)", taken[key])
		}
		r.write(out)
	}
	out.Put("</testsuite>\n")
}

func (r Result) write(out Out) {
	fmt.Fprintf(out, `<testcase classname="%s" name="%s" time="%.3f">`, escapeXML(r.Class), escapeXML(r.Name), r.Seconds)
	if r.State != Passed {
		out.Put("<", string(r.State), ` type="`, escapeXML(r.Kind), `" message="`, escapeXML(r.Message), `"`)
		if r.Text == "" {
			out.Put("/>")
		} else {
			out.Put(">", escapeXMLLines(r.Text), "</", string(r.State), ">")
		}
	}
	if r.Out != "" {
		out.Put("<system-out>", escapeXMLLines(r.Out), "</system-out>")
	}
	out.Put("</testcase>\n")
}

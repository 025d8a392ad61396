package judge_test

import (
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
)

// look is how a row looks at a field.
type look func(*contract.Field) probe.Want

func present(f *contract.Field) probe.Want     { return probe.Present{Field: f} }
func ofKind(f *contract.Field) probe.Want      { return probe.OfKind{Field: f} }
func formed(f *contract.Field) probe.Want      { return probe.Formed{Field: f} }
func notNegative(f *contract.Field) probe.Want { return probe.NotNegative{Field: f} }
func listAlways(f *contract.Field) probe.Want  { return probe.ListAlways{Field: f} }
func plainDigits(f *contract.Field) probe.Want { return probe.PlainDigits{Field: f} }

// The fields that the rows look at.
const (
	statistics = "SagStatistics/Statistics"
	userName   = "SagStatistics/Statistics/UserName"
	totalBytes = "SagStatistics/Statistics/TotalBytes"
)

// inJSON and inXML put rows where the examples have them.
func inJSON(rows string) string {
	return `{"RequestId":"A","SagStatistics":{"Statistics":[` + rows + `]}}`
}

func inXML(rows string) string {
	return "<DescribeUserFlowStatistics><RequestId>A</RequestId><SagStatistics>" + rows + "</SagStatistics></DescribeUserFlowStatistics>"
}

func TestAFieldIsLookedAt(t *testing.T) {
	for _, row := range []struct {
		name, path string
		look       look
		body       string
		outcome    judge.Outcome
		says       string
	}{
		{"there", totalBytes, present, flowJSON, judge.Pass, "right in 1 answer"},
		{"there in XML", totalBytes, present, flowXML, judge.Pass, ""},
		{"missing in the second row", totalBytes, present, inJSON(`{"UserName":"a","TotalBytes":1},{"UserName":"b"}`), judge.Fail, "SagStatistics/Statistics[1]/TotalBytes is missing"},
		{"missing in XML", totalBytes, present, inXML("<Statistics><UserName>a</UserName></Statistics>"), judge.Fail, "SagStatistics/Statistics[0]/TotalBytes is missing"},
		{"under another name", totalBytes, present, inJSON(`{"UserName":"a","totalBytes":1}`), judge.Fail, "TotalBytes is missing"},
		{"null is there", totalBytes, present, inJSON(`{"TotalBytes":null}`), judge.Pass, ""},
		{"no row to have it", totalBytes, present, inJSON(""), judge.Skip, "no answer of this run holds"},
		{"its holder is missing", totalBytes, present, `{"RequestId":"A","SagStatistics":{}}`, judge.Skip, ""},
		{"the list is missing", statistics, present, `{"SagStatistics":{}}`, judge.Fail, "SagStatistics/Statistics is missing"},
		{"the list is empty", statistics, present, inJSON(""), judge.Pass, ""},
		{"XML has no empty list", statistics, present, inXML(""), judge.Pass, ""},
		{"a string", userName, ofKind, inJSON(`{"UserName":"a"}`), judge.Pass, ""},
		{"a number for a string", userName, ofKind, inJSON(`{"UserName":7}`), judge.Fail, "UserName is an integer, 7"},
		{"null for a string", userName, ofKind, inJSON(`{"UserName":null}`), judge.Fail, "UserName is null"},
		{"an object for a string", userName, ofKind, inJSON(`{"UserName":{"a":1}}`), judge.Fail, `UserName is an object, {"a":1}`},
		{"elements for a string", userName, ofKind, inXML("<Statistics><UserName><b>1</b></UserName></Statistics>"), judge.Fail, "UserName is written as"},
		{"either kind of the reading: a number", totalBytes, ofKind, inJSON(`{"TotalBytes":12}`), judge.Pass, ""},
		{"either kind of the reading: a string", totalBytes, ofKind, inJSON(`{"TotalBytes":"12"}`), judge.Pass, ""},
		{"neither kind of the reading", totalBytes, ofKind, inJSON(`{"TotalBytes":true}`), judge.Fail, "TotalBytes is a boolean, true"},
		{"a fraction for a whole number", totalBytes, ofKind, inJSON(`{"TotalBytes":12.5}`), judge.Fail, "TotalBytes is a number, 12.5"},
		{"a whole number with a fraction", totalBytes, ofKind, inJSON(`{"TotalBytes":12.0}`), judge.Pass, ""},
		{"a number too large to be one", totalBytes, ofKind, inJSON(`{"TotalBytes":1e999999999}`), judge.Fail, "1e999999999"},
		{"words where XML has a number", totalBytes, ofKind, inXML("<Statistics><TotalBytes>many</TotalBytes></Statistics>"), judge.Fail, `TotalBytes is "many", not a number`},
		{"an object for the list", statistics, ofKind, `{"SagStatistics":{"Statistics":{"UserName":"a"}}}`, judge.Fail, "SagStatistics/Statistics is an object"},
		{"null for a list that is never written out", statistics, ofKind, `{"SagStatistics":{"Statistics":null}}`, judge.Fail, "SagStatistics/Statistics is null"},
		{"text for the rows", "SagStatistics", ofKind, "<A><SagStatistics>none</SagStatistics></A>", judge.Fail, "SagStatistics is written as"},
		{"digits", totalBytes, formed, inJSON(`{"TotalBytes":"9007199254740993"}`), judge.Pass, ""},
		{"digits with blanks, in XML", totalBytes, formed, inXML("<Statistics><TotalBytes>\n 12 </TotalBytes></Statistics>"), judge.Pass, ""},
		{"digits with a unit", totalBytes, formed, inJSON(`{"TotalBytes":"12 B"}`), judge.Fail, `TotalBytes is "12 B", not digits`},
		{"digits behind a sign", totalBytes, formed, inJSON(`{"TotalBytes":"-12"}`), judge.Fail, "not digits"},
		{"digits with a comma", totalBytes, formed, inJSON(`{"TotalBytes":"1,200"}`), judge.Fail, "not digits"},
		{"no digits at all", totalBytes, formed, inJSON(`{"TotalBytes":""}`), judge.Fail, "not digits"},
		{"a number needs no digits in text", totalBytes, formed, inJSON(`{"TotalBytes":12}`), judge.Pass, ""},
		{"zero", totalBytes, notNegative, inJSON(`{"TotalBytes":0}`), judge.Pass, ""},
		{"below zero", totalBytes, notNegative, inJSON(`{"TotalBytes":-1}`), judge.Fail, "TotalBytes is -1"},
		{"below zero as a string", totalBytes, notNegative, inJSON(`{"TotalBytes":"-1"}`), judge.Fail, `TotalBytes is "-1"`},
		{"minus zero", totalBytes, notNegative, inJSON(`{"TotalBytes":-0}`), judge.Pass, ""},
		{"a list of none", statistics, listAlways, inJSON(""), judge.Pass, ""},
		{"a list left out", statistics, listAlways, `{"SagStatistics":{}}`, judge.Fail, "SagStatistics/Statistics is left out"},
		{"a list of null", statistics, listAlways, `{"SagStatistics":{"Statistics":null}}`, judge.Fail, "SagStatistics/Statistics is null"},
		{"plain digits", totalBytes, plainDigits, inJSON(`{"TotalBytes":12}`), judge.Pass, ""},
		{"an exponent", totalBytes, plainDigits, inJSON(`{"TotalBytes":1.2e1}`), judge.Fail, "TotalBytes is written 1.2e1"},
		{"a fraction of nothing", totalBytes, plainDigits, inJSON(`{"TotalBytes":12.0}`), judge.Fail, "TotalBytes is written 12.0"},
		{"a refusal has no fields", totalBytes, present, flowRefusal, judge.Skip, "no answer of this run holds"},
		{"a page", totalBytes, present, "<html></html>", judge.Fail, "HTML page"},
	} {
		t.Run(row.name, func(t *testing.T) {
			o := operation(t, flow)
			expectVerdict(t, decide(o, row.look(field(t, o, row.path)), nil, ok(row.body)), row.outcome, row.says)
		})
	}
}

// What readings allow is a field in its place, under either key and in either
// nesting.
func TestFieldsAreFoundByEveryReading(t *testing.T) {
	const count, unit = "UserStatistics/Statistics/OnlineCount", `{"UserName":"a","OnlineCount":"many"}`
	const bare = `{"RequestId":"A","UserStatistics":[` + unit + `]}`
	for _, row := range []struct{ name, body, says string }{
		{"the key of the table", `{"UserStatistics":{"Statistics":[` + unit + `]}}`, `UserStatistics/Statistics[0]/OnlineCount is "many"`},
		{"the key of the older document", `{"UserStatistics":{"statistics":[` + unit + `]}}`, `UserStatistics/statistics[0]/OnlineCount is "many"`},
		{"the list bare", bare, `UserStatistics[0]/OnlineCount is "many"`},
	} {
		t.Run(row.name, func(t *testing.T) {
			o := operation(t, online)
			expectVerdict(t, decide(o, formed(field(t, o, count)), nil, ok(row.body)), judge.Fail, row.says)
		})
	}
	o := operation(t, online)
	wrong := decide(o, ofKind(field(t, o, "UserStatistics")), nil, ok(`{"UserStatistics":[{"Statistics":[]}]}`))
	expectVerdict(t, wrong, judge.Fail, "UserStatistics[0] is an object around Statistics")
}

func TestALinkNeedsAHost(t *testing.T) {
	for link, right := range map[string]bool{"http://files.example/a.xlsx": true, "https://files.example:8443/?sign=x%2F": true,
		"/a.xlsx": false, "files.example/a.xlsx": false, "cos://files/a": true, "//files.example/a": false, "": false, "http://": false, "http:// /": false, "javascript:alert(1)": false} {
		o := operation(t, file)
		outcome := judge.Fail
		if right {
			outcome = judge.Pass
		}
		v := decide(o, formed(field(t, o, "FilePath")), nil, ok(`{"Response":{"RequestId":"A","FilePath":"`+link+`"}}`))
		if v.Outcome != outcome {
			t.Errorf("the link %q: %s %s, want %s", link, v.Outcome, v.Received, outcome)
		}
	}
}

// A list that is empty may be null, if others are written out.
func TestNullMayBeAnEmptyList(t *testing.T) {
	o := operation(t, flow)
	v := decide(o, ofKind(field(t, o, statistics)), nil, ok(flowJSON), ok(`{"SagStatistics":{"Statistics":null}}`))
	expectVerdict(t, v, judge.Pass, "")
}

// A sweep names the first answer that is wrong and how many are.
func TestASweepCountsAndNamesTheFirst(t *testing.T) {
	o := operation(t, flow)
	lacks := ok(inJSON(`{"UserName":"a"}`))
	v := decide(o, present(field(t, o, totalBytes)), nil, ok(flowJSON), lacks, reply{400, flowRefusal}, lacks)
	expectVerdict(t, v, judge.Fail, "(2 of 3 answers)")
	if v.Culprit != 1 {
		t.Errorf("the culprit is answer %d, want 1, the first that lacks the field", v.Culprit)
	}
	if strings.Count(v.Received, "is missing") != 1 {
		t.Errorf("%q names more than the first", v.Received)
	}
}

package judge_test

import (
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/want"
)

// look is how a row looks at a field.
type look func(*contract.Field) want.Want

func present(f *contract.Field) want.Want     { return want.Present{Field: f} }
func ofKind(f *contract.Field) want.Want      { return want.OfKind{Field: f} }
func formed(f *contract.Field) want.Want      { return want.Formed{Field: f} }
func notNegative(f *contract.Field) want.Want { return want.NotNegative{Field: f} }
func listAlways(f *contract.Field) want.Want  { return want.ListAlways{Field: f} }
func plainDigits(f *contract.Field) want.Want { return want.PlainDigits{Field: f} }

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
		outcome    finding.Outcome
		says       string
	}{
		{"there", totalBytes, present, flowJSON, finding.Pass, "right in 1 answer"},
		{"there in XML", totalBytes, present, flowXML, finding.Pass, ""},
		{"missing in the second row", totalBytes, present, inJSON(`{"UserName":"a","TotalBytes":1},{"UserName":"b"}`), finding.Fail, "SagStatistics/Statistics[1]/TotalBytes is missing"},
		{"missing in XML", totalBytes, present, inXML("<Statistics><UserName>a</UserName></Statistics>"), finding.Fail, "SagStatistics/Statistics[0]/TotalBytes is missing"},
		{"under another name", totalBytes, present, inJSON(`{"UserName":"a","totalBytes":1}`), finding.Fail, "TotalBytes is missing"},
		{"null is there", totalBytes, present, inJSON(`{"TotalBytes":null}`), finding.Pass, ""},
		{"no row to have it", totalBytes, present, inJSON(""), finding.Skip, "no answer of this run holds"},
		{"its holder is missing", totalBytes, present, `{"RequestId":"A","SagStatistics":{}}`, finding.Skip, ""},
		{"the list is missing", statistics, present, `{"SagStatistics":{}}`, finding.Fail, "SagStatistics/Statistics is missing"},
		{"the list is empty", statistics, present, inJSON(""), finding.Pass, ""},
		{"XML has no empty list", statistics, present, inXML(""), finding.Pass, ""},
		{"a string", userName, ofKind, inJSON(`{"UserName":"a"}`), finding.Pass, ""},
		{"a number for a string", userName, ofKind, inJSON(`{"UserName":7}`), finding.Fail, "UserName is an integer, 7"},
		{"null for a string", userName, ofKind, inJSON(`{"UserName":null}`), finding.Fail, "UserName is null"},
		{"an object for a string", userName, ofKind, inJSON(`{"UserName":{"a":1}}`), finding.Fail, `UserName is an object, {"a":1}`},
		{"elements for a string", userName, ofKind, inXML("<Statistics><UserName><b>1</b></UserName></Statistics>"), finding.Fail, "UserName is written as"},
		{"either kind of the reading: a number", totalBytes, ofKind, inJSON(`{"TotalBytes":12}`), finding.Pass, ""},
		{"either kind of the reading: a string", totalBytes, ofKind, inJSON(`{"TotalBytes":"12"}`), finding.Pass, ""},
		{"neither kind of the reading", totalBytes, ofKind, inJSON(`{"TotalBytes":true}`), finding.Fail, "TotalBytes is a boolean, true"},
		{"a fraction for a whole number", totalBytes, ofKind, inJSON(`{"TotalBytes":12.5}`), finding.Fail, "TotalBytes is a number, 12.5"},
		{"a whole number with a fraction", totalBytes, ofKind, inJSON(`{"TotalBytes":12.0}`), finding.Pass, ""},
		{"a number too large to be one", totalBytes, ofKind, inJSON(`{"TotalBytes":1e999999999}`), finding.Fail, "1e999999999"},
		{"words where XML has a number", totalBytes, ofKind, inXML("<Statistics><TotalBytes>many</TotalBytes></Statistics>"), finding.Fail, `TotalBytes is "many", not a number`},
		{"an object for the list", statistics, ofKind, `{"SagStatistics":{"Statistics":{"UserName":"a"}}}`, finding.Fail, "SagStatistics/Statistics is an object"},
		{"null for a list that is never written out", statistics, ofKind, `{"SagStatistics":{"Statistics":null}}`, finding.Fail, "SagStatistics/Statistics is null"},
		{"text for the rows", "SagStatistics", ofKind, "<A><SagStatistics>none</SagStatistics></A>", finding.Fail, "SagStatistics is written as"},
		{"digits", totalBytes, formed, inJSON(`{"TotalBytes":"9007199254740993"}`), finding.Pass, ""},
		{"digits with blanks, in XML", totalBytes, formed, inXML("<Statistics><TotalBytes>\n 12 </TotalBytes></Statistics>"), finding.Fail, "not digits"},
		{"digits with a unit", totalBytes, formed, inJSON(`{"TotalBytes":"12 B"}`), finding.Fail, `TotalBytes is "12 B", not digits`},
		{"digits behind a sign", totalBytes, formed, inJSON(`{"TotalBytes":"-12"}`), finding.Fail, "not digits"},
		{"digits with a comma", totalBytes, formed, inJSON(`{"TotalBytes":"1,200"}`), finding.Fail, "not digits"},
		{"no digits at all", totalBytes, formed, inJSON(`{"TotalBytes":""}`), finding.Fail, "not digits"},
		{"a number needs no digits in text", totalBytes, formed, inJSON(`{"TotalBytes":12}`), finding.Pass, ""},
		{"zero", totalBytes, notNegative, inJSON(`{"TotalBytes":0}`), finding.Pass, ""},
		{"below zero", totalBytes, notNegative, inJSON(`{"TotalBytes":-1}`), finding.Fail, "TotalBytes is -1"},
		{"below zero as a string", totalBytes, notNegative, inJSON(`{"TotalBytes":"-1"}`), finding.Fail, `TotalBytes is "-1"`},
		{"minus zero", totalBytes, notNegative, inJSON(`{"TotalBytes":-0}`), finding.Pass, ""},
		{"a list of none", statistics, listAlways, inJSON(""), finding.Pass, ""},
		{"a list left out", statistics, listAlways, `{"SagStatistics":{}}`, finding.Fail, "SagStatistics/Statistics is left out"},
		{"a list of null", statistics, listAlways, `{"SagStatistics":{"Statistics":null}}`, finding.Fail, "SagStatistics/Statistics is null"},
		{"plain digits", totalBytes, plainDigits, inJSON(`{"TotalBytes":12}`), finding.Pass, ""},
		{"an exponent", totalBytes, plainDigits, inJSON(`{"TotalBytes":1.2e1}`), finding.Fail, "TotalBytes is written 1.2e1"},
		{"a fraction of nothing", totalBytes, plainDigits, inJSON(`{"TotalBytes":12.0}`), finding.Fail, "TotalBytes is written 12.0"},
		{"a refusal has no fields", totalBytes, present, flowRefusal, finding.Skip, "no answer of this run holds"},
		{"a page", totalBytes, present, "<html></html>", finding.Error, "HTML page"},
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
			expectVerdict(t, decide(o, formed(field(t, o, count)), nil, ok(row.body)), finding.Fail, row.says)
		})
	}
	o := operation(t, online)
	wrong := decide(o, ofKind(field(t, o, "UserStatistics")), nil, ok(`{"UserStatistics":[{"Statistics":[]}]}`))
	expectVerdict(t, wrong, finding.Fail, "UserStatistics[0] is an object around Statistics")
}

func TestALinkNeedsAHost(t *testing.T) {
	for link, right := range map[string]bool{"http://files.example/a.xlsx": true, "https://files.example:8443/?sign=x%2F": true,
		"/a.xlsx": false, "files.example/a.xlsx": false, "cos://files/a": true, "//files.example/a": false, "": false, "http://": false, "http:// /": false, "javascript:alert(1)": false} {
		o := operation(t, file)
		outcome := finding.Fail
		if right {
			outcome = finding.Pass
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
	expectVerdict(t, v, finding.Pass, "")
}

// A sweep names the first answer that is wrong and how many are.
func TestASweepCountsAndNamesTheFirst(t *testing.T) {
	o := operation(t, flow)
	lacks := ok(inJSON(`{"UserName":"a"}`))
	v := decide(o, present(field(t, o, totalBytes)), nil, ok(flowJSON), lacks, reply{400, flowRefusal}, lacks)
	expectVerdict(t, v, finding.Fail, "(2 of 3 answers)")
	if v.Culprit != 1 {
		t.Errorf("the culprit is answer %d, want 1, the first that lacks the field", v.Culprit)
	}
	if strings.Count(v.Received, "is missing") != 1 {
		t.Errorf("%q names more than the first", v.Received)
	}
}

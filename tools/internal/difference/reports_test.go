package difference_test

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/impact"
)

const (
	clients = "smartag/DescribeUserOnlineClientStatistics"
	flow    = "smartag/DescribeUserFlowStatistics"
	older   = "specs/alibaba/smartag/2018-03-13/superseded/DescribeUserOnlineClientStatistics.2019-06-17.yaml"
	newer   = "specs/alibaba/smartag/2018-03-13/DescribeUserOnlineClientStatistics.yaml"
)

// sets are the reports that are rendered in every format.
func sets() map[string]*impact.Report {
	return map[string]*impact.Report{
		"revisions": revisions(), "client": client(), "implementation": implementation(),
		"nothing":   {Suite: "0.4.0", Against: impact.Documents, Old: "001", New: "002"},
		"recorded":  recordedUnderNew(),
		"together":  {Suite: "0.4.0", Against: impact.Documents, Old: "001", New: "002", Together: impact.Cases{Altered: []string{clients + "/a"}}},
		"editorial": {Suite: "0.4.0", Against: impact.Documents, Old: "001", New: "002", Changes: editorial(1)},
		"large":     large(400, 900),
	}
}

// at is a side that has a value.
func at(value, document string, first int, file string, line int) revision.Side {
	s := revision.Side{Value: value, There: true}
	s.Location = contract.Location{File: file, Line: line}
	if document != "" {
		s.Sources = contract.Sources{{Document: document, First: first, Last: first}}
	}
	return s
}

// lacking is a side without the fact; its place is that of what would hold it.
func lacking(file string, line int) revision.Side {
	s := revision.Side{}
	s.Location = contract.Location{File: file, Line: line}
	return s
}

func made(kind string, weight revision.Weight, operation, place, text string, before, after revision.Side) impact.Change {
	return impact.Change{Change: revision.Change{Kind: kind, Weight: weight, Operation: operation, At: place, Text: text, Old: before, New: after}}
}

func numbered(prefix string, n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("%s%02d", prefix, i+1))
	}
	return out
}

func editorial(n int) []impact.Change {
	var out []impact.Change
	for i := range n {
		out = append(out, made("request/description/reworded", revision.Editorial, clients, "UserNames", "The description of UserNames is worded otherwise.",
			at("The names of the users.", "001", 16+i, older, 40), at("The user names, at most 50, separated by commas (,).", "002", 21, newer, 44)))
	}
	return out
}

// revisions has every weight, sides of every kind, and records.
func revisions() *impact.Report {
	renamed := made("response/name/renamed", revision.BreaksCallers, clients, "UserStatistics/statistics",
		"The list in UserStatistics is called Statistics in JSON; it was called statistics.",
		at("statistics", "001", 81, older, 118), at("Statistics", "002", 61, newer, 104))
	renamed.Effect = "the Go, Java and TypeScript SDKs decode by the exact name: who reads statistics finds an empty list and no error"
	renamed.Cases = impact.Cases{Added: []string{clients + "/response/UserStatistics/Statistics/present"}, Removed: []string{clients + "/response/UserStatistics/statistics/present"},
		Altered: numbered(clients+"/response/UserStatistics/rows/", 23)}
	required := made("request/required/added", revision.BreaksCallers, clients, "SmartAGId", "SmartAGId must be given; it could be left out.",
		lacking(older, 31), at("true", "002", 18, newer, 33))
	required.Cases = impact.Cases{Added: []string{clients + "/SmartAGId/required/absent", clients + "/SmartAGId/required/empty"}, Removed: []string{clients + "/SmartAGId/optional/absent"}}
	field := made("response/property/added", revision.BreaksImplementers, clients, "UserStatistics/Statistics/LastOnline", "Answers have a further field LastOnline.",
		lacking(older, 120), at("string, ISO 8601", "002", 66, newer, 110))
	loose := made("request/maxItems/removed", revision.Loosens, clients, "UserNames", "UserNames may have any number of names; it took at most 50.",
		at("50", "001", 16, older, 44), lacking(newer, 44))
	loose.Cases = impact.Cases{Removed: numbered(clients+"/UserNames/maxItems/over-limit-", 4)}
	code := made("error/code/removed", revision.BreaksImplementers, flow, "SAG.FlowLimit", "The error SAG.FlowLimit is documented no more.", at("", "000", 71, "specs/f.yaml", 90), revision.Side{})
	long := made("response/example/changed", revision.Loosens, flow, "application/json", "The printed answer is another.",
		at("{\n  \"RequestId\": \""+strings.Repeat("14846A6A-2192-4F6A-B272-B8BD68EBC89B ", 8)+"\"\n}", "", 0, "specs/f.yaml", 120), at("{}", "common", 0, "specs/f.yaml", 121))
	known := made("request/type/narrowed", revision.BreaksCallers, flow, "Month", "Month is an integer; it was a string.", at("string", "000", 20, "specs/f.yaml", 30), at("integer", "000", 20, "specs/f.yaml", 31))
	known.Accepted = "every SDK sends the digits either way; see the reading month-kind"
	return &impact.Report{
		Suite: "0.4.0", Against: impact.Documents, Old: "001", New: "002",
		Changes:  append([]impact.Change{renamed, required, field, loose, code, long, known}, editorial(3)...),
		Together: impact.Cases{Added: []string{clients + "/precedence/SmartAGId-UserNames"}, Altered: numbered(clients+"/precedence/both-", 6)},
		Targets:  []impact.Target{turnedRed(), turnedGreen()},
	}
}

func turnedRed() impact.Target {
	target := impact.Target{Name: "cloudemu 1.4", Record: "cloudemu.jsonl", Recorded: "old", Old: impact.Tally{Pass: 210, Skip: 4, Conforms: true}, New: impact.Tally{Pass: 201, Fail: 3, Skip: 4, Error: 1}}
	target.Unasked = numbered(clients+"/SmartAGId/required/way-", 6)
	target.Flips = []impact.Flip{
		{Case: clients + "/extra/unknown", Level: contract.May, Text: "An unknown parameter is ignored.", From: finding.Pass, To: finding.Fail, Expected: "success", Received: "HTTP 400", Source: "002:9"},
		{Case: clients + "/UserNames/maxItems/over-limit-01", Level: contract.Must, Text: "51 names are refused.", From: finding.Pass, To: "", Source: "001:16", By: []string{"request/maxItems/removed UserNames"}},
	}
	for _, variant := range []string{"list", "row"} {
		target.Flips = append(target.Flips, impact.Flip{Case: clients + "/response/UserStatistics/Statistics/" + variant, Level: contract.Must,
			Text: "UserStatistics holds the list Statistics.", From: finding.Pass, To: finding.Fail, Expected: "a list UserStatistics/Statistics", Received: "UserStatistics has statistics and nothing else",
			Source: "002:61", By: []string{"response/name/renamed UserStatistics/statistics", "response/property/added elsewhere"}})
	}
	target.Flips = append(target.Flips, impact.Flip{Case: clients + "/SmartAGId/optional/absent", Level: contract.Should, Text: "A request without SmartAGId is answered.", From: finding.Fail, To: finding.Pass,
		Expected: "success", Received: "HTTP 400 with the error SAG.InstanceIdEmpty", Source: "001:14", By: []string{"request/required/added SmartAGId"}})
	return target
}

func turnedGreen() impact.Target {
	return impact.Target{Name: "http://127.0.0.1:8801", Record: "runs/own.jsonl", Recorded: "new", Old: impact.Tally{Pass: 200, Fail: 1}, New: impact.Tally{Pass: 212, Conforms: true},
		Flips: []impact.Flip{{Case: clients + "/response/UserStatistics/Statistics/list", Level: contract.Must, Text: "UserStatistics holds the list Statistics.", From: finding.Fail, To: finding.Pass,
			Expected: "a list UserStatistics/statistics", Received: "UserStatistics has Statistics and nothing else", Source: "001:81", By: []string{"response/name/renamed UserStatistics/statistics"}}}}
}

// recordedUnderNew has no change that makes its flip, and every pair of colours.
func recordedUnderNew() *impact.Report {
	r := &impact.Report{Suite: "0.4.0", Against: impact.Documents, Old: "main", New: "HEAD", Changes: editorial(2)}
	for i, conforms := range [][2]bool{{true, true}, {false, false}, {true, false}, {false, true}} {
		r.Targets = append(r.Targets, impact.Target{Name: fmt.Sprintf("emulator %d", i/2+1), Record: fmt.Sprintf("%d.jsonl", i), Recorded: "new", Old: impact.Tally{Pass: 1, Conforms: conforms[0]},
			New: impact.Tally{Pass: 1, Conforms: conforms[1]}, Unasked: numbered("p/Op/x", i)})
	}
	return r
}

// client has sides without a file, and differences that are explained.
func client() *impact.Report {
	kind := made("response/type/other", revision.BreaksCallers, clients, "UserStatistics/Statistics/OnlineCount", "OnlineCount is a number; the client declares a string.",
		at("integer", "002", 72, newer, 108), at("*string", "", 0, "", 0))
	kind.Accepted = "the table says String, the example prints a number: reading online-count-kind"
	missing := made("response/property/removed", revision.BreaksImplementers, clients, "RequestId", "The client has no field RequestId.", at("string", "002", 58, newer, 99), revision.Side{})
	return &impact.Report{Suite: "0.4.0", Against: impact.Client, Old: "002", New: "alibabacloud-go/smartag-20180313 v1.4.0", Changes: []impact.Change{kind, missing}}
}

func implementation() *impact.Report {
	limit := made("request/maxItems/raised", revision.Loosens, clients, "UserNames", "UserNames takes 100 names; 50 are documented.", at("50", "002", 21, newer, 44), at("100", "", 0, "cloudemu.jsonl", 812))
	extra := made("response/property/added", revision.BreaksImplementers, clients, "UserStatistics/Statistics/Ip", "Answers have a field Ip that is not documented.", lacking(newer, 104), at("string", "", 0, "cloudemu.jsonl", 37))
	return &impact.Report{Suite: "0.4.0", Against: impact.Implementation, Old: "002", New: "cloudemu 1.4", Changes: []impact.Change{limit, extra},
		Remarks: []string{"follows the reading smartag/DescribeUserFlowStatistics/total-bytes-kind=number"}}
}

// large is a report of many changes and many flips.
func large(changes, flips int) *impact.Report {
	r := &impact.Report{Suite: "0.4.0", Against: impact.Documents, Old: "a", New: "b"}
	target := impact.Target{Name: "t", Record: "r.jsonl", Recorded: "old", Old: impact.Tally{Pass: flips, Conforms: true}, New: impact.Tally{Fail: flips}}
	for i := range changes {
		c := made("request/maxItems/lowered", revision.Weights()[i%4], fmt.Sprintf("p/Op%d", i/10), fmt.Sprintf("Name%d", i), "The limit is lower.", at("50", "001", i+1, older, i+1), at("10", "002", i+1, newer, i+1))
		c.Cases.Altered = numbered(fmt.Sprintf("p/Op%d/Name%d/", i/10, i), 30)
		r.Changes = append(r.Changes, c)
	}
	for i := range flips {
		target.Flips = append(target.Flips, impact.Flip{Case: fmt.Sprintf("p/Op%d/x%d", i%40, i), Level: contract.Must, Text: "A demand.", From: finding.Pass, To: finding.Fail, By: []string{fmt.Sprintf("k %d", i%7)}})
	}
	r.Targets = []impact.Target{target}
	return r
}

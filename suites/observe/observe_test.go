package observe_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/observe"
)

// What is found about some faults, in full: the kind, the place, the sentence.
func TestADifferenceIsFoundAndNamed(t *testing.T) {
	for fault, want := range map[string]string{
		"limit-is-100@DescribeUserFlowStatistics/UserNames":                                 "request/maxItems/raised UserNames: UserNames takes 100 items, the documents say 50",
		"limit-is-9@GetStatisticData/DeviceList":                                            "request/maxItems/lowered DeviceList: DeviceList takes 9 items, the documents say 10",
		"ignores-max-items@GetStatisticData/DeviceList":                                     "request/maxItems/dropped DeviceList: DeviceList takes any number of items, 40 were sent; the documents say 10",
		"requires@GetStatisticData/GroupId":                                                 "request/required/gained GroupId: GroupId may not be left out, the documents call it optional; without it comes MissingParameter, status 200",
		"accepts-absent@GetStatisticData/EndTime":                                           "request/required/lost EndTime: EndTime may be left out, the documents require it",
		"refuses-ap@GetStatisticData/AccessRegion":                                          "request/enum/value/removed AccessRegion: AccessRegion may not be AP: InvalidParameter, status 200",
		"answers-integer@GetStatisticData/RequestId":                                        "response/type/changed response/RequestId: response/RequestId comes as integer, the documents say string",
		"writes-small@GetStatisticData/FilePath":                                            "response/renamed response/filePath: response/FilePath is called filePath",
		"leaves-out@GetStatisticData/FilePath":                                              "response/removed-required response/FilePath: answers do not have the field response/FilePath, which the documents have in every answer",
		"leaves-out-in-the-last-row@GetFlowStatistic/NetDetails/Time":                       "response/required/lost response/NetDetails/Time: response/NetDetails/Time may be missing, the documents have it in every answer",
		"answers-other-code@GetStatisticData/InvalidParameter":                              "error/renamed InvalidParameterError: the undocumented code InvalidParameterError is answered in the place of InvalidParameter",
		"answers-status-404@DescribeUserFlowStatistics/SAG.InstanceNoFound":                 "error/status/changed SAG.InstanceNoFound: SAG.InstanceNoFound comes with status 404, the documents say 400",
		"answers-other-message@DescribeUserFlowStatistics/SAG.InstanceIdEmpty":              `error/message/changed SAG.InstanceIdEmpty: SAG.InstanceIdEmpty has the message "The request is not right.", the documents say "You must specify the SAG instance ID."`,
		"writes-another-root@DescribeUserFlowStatistics":                                    "xml-root/changed xml-root: the root of XML answers is Result, the documents say DescribeUserFlowStatistics",
		"drops-wrapper@GetStatisticData":                                                    "envelope/dropped envelope: results are not wrapped in Response",
		"refuses@GetStatisticData/form":                                                     "carrier/removed form: requests by form are not served: UnsupportedProtocol, status 200",
		"answers-json@DescribeUserFlowStatistics/xml":                                       "format/removed xml: who asks for xml gets json",
		"answers-status-201@GetStatisticData":                                               "path/status/added 201 (get): answers to GET have the status 201, the documents say 200",
		"ignores-format@DescribeUserFlowStatistics/StatisticsDate":                          "request/format/dropped StatisticsDate: StatisticsDate takes abcdef, the documents say the form yyyyMM",
		"counts-from-0@DescribeUserFlowStatistics/UserNames":                                "request/list/first/changed UserNames: the items of UserNames are counted from 0, the documents say from 1",
		"defaults-to-previous-month@DescribeUserFlowStatistics/StatisticsDate":              "relation/removed absent-is-current-month: the relation absent-is-current-month does not hold",
		"refuses--1-beside-GroupId@GetStatisticData/DeviceId":                               "request/placeholder/removed DeviceId: DeviceId may not be -1 beside GroupId: InvalidParameter, status 200",
		"accepts-any-value@GetStatisticData/GatewayType":                                    "request/enum/dropped GatewayType: GatewayType takes any value, the documents say one of 0, 1",
		"lacks-message@GetStatisticData":                                                    "response/required/lost refusal/Response/Error/Message: refusals may lack Message",
		"answers-below-zero@DescribeUserFlowStatistics/SagStatistics/Statistics/TotalBytes": "response/minimum/dropped response/SagStatistics/Statistics/TotalBytes: response/SagStatistics/Statistics/TotalBytes is below zero",
	} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			op := operations(t, operationOf(fault))[0]
			text, past := written(t, []*contract.Operation{op}, serving(t, fault), usual)
			o, err := observe.Read("run.jsonl", []*contract.Operation{op}, past)
			check(t, err)
			i := slices.IndexFunc(o.Differences, func(d observe.Difference) bool {
				return strings.HasPrefix(d.Kind+" "+d.At+": "+d.Text, want)
			})
			if i < 0 {
				t.Fatalf("wanted\n  %s\nfound %q", want, told(o))
			}
			placed(t, &o.Differences[i], op, text)
		})
	}
}

// placed wants both sides of a difference to have their places: the document's
// line, and the line of the record that shows it.
func placed(t *testing.T, d *observe.Difference, op *contract.Operation, recordText string) {
	t.Helper()
	if d.Old.Location.File != op.Location.File || d.Old.Location.Line < 1 || len(d.Old.Sources) == 0 {
		t.Errorf("the documented side is %s and cites %s, not a line of %s with its sources", d.Old.Location, d.Old.Sources, op.Location.File)
	}
	if d.New.Location.File != "run.jsonl" {
		t.Errorf("the observed side is in %s, not in the record", d.New.Location)
	}
	line := strings.Split(recordText, "\n")[d.New.Location.Line-1]
	if !strings.Contains(line, fmt.Sprintf(`"id":%q`, d.Exchange)) {
		t.Errorf("line %d of the record is not exchange %s", d.New.Location.Line, d.Exchange)
	}
	i := slices.IndexFunc(revision.Kinds(), func(k revision.Kind) bool { return k.ID == d.Kind })
	if i < 0 || revision.Kinds()[i].Weight != d.Weight {
		t.Errorf("%s weighs %q, which is not what the table of kinds says", d.Kind, d.Weight)
	}
}

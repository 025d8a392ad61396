package judge_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// hostiles are answers that would spoil a report, an XML file or a terminal if
// a verdict repeated them as they are.
func hostiles() map[string]reply {
	const nasty = "a\n\x1b[31mRED\r\u202e\u200b\x00\tz"
	quoted, _ := json.Marshal(nasty)
	text := string(quoted)
	long, _ := json.Marshal(strings.Repeat("x", 50_000))
	return map[string]reply{
		"a code":               {400, `{"Code":` + text + `,"Message":"m","RequestId":"A"}`},
		"a message":            {400, `{"Code":"C","Message":` + text + `}`},
		"a request id":         ok(`{"RequestId":` + text + `,"SagStatistics":{"Statistics":[]}}`),
		"a user name":          ok(`{"RequestId":"A","SagStatistics":{"Statistics":[{"UserName":` + text + `,"TotalBytes":1}]}}`),
		"two user names":       ok(`{"RequestId":"A","SagStatistics":{"Statistics":[{"UserName":` + text + `,"TotalBytes":1},{"UserName":` + text + `,"TotalBytes":-1}]}}`),
		"an amount":            ok(`{"RequestId":"A","SagStatistics":{"Statistics":[{"UserName":"a","TotalBytes":` + text + `}]}}`),
		"an amount with lines": ok(`{"RequestId":"A","SagStatistics":{"Statistics":[{"UserName":"doctest","TotalBytes":"\n-1\n"}]}}`),
		"a member around":      ok(`{` + text + `:{"SagStatistics":{"Statistics":[]}}}`),
		"a member twice":       ok(`{` + text + `:1,` + text + `:2,"SagStatistics":{"Statistics":[]}}`),
		"a body of text":       ok(nasty),
		"a page":               {502, "<html>" + nasty + "</html>"},
		"bytes behind":         ok(flowJSON + nasty),
		"an XML text":          ok("<A><RequestId>\n\n</RequestId><SagStatistics><Statistics><UserName>a\nb</UserName><TotalBytes>c\nd</TotalBytes></Statistics></SagStatistics></A>"),
		"a long code":          {400, `{"Code":` + string(long) + `,"Message":` + string(long) + `}`},
		"a long name":          ok(`{"RequestId":` + string(long) + `,"SagStatistics":{"Statistics":[{"UserName":` + string(long) + `,"TotalBytes":` + string(long) + `}]}}`),
		"a long member":        ok(`{` + string(long) + `:{"SagStatistics":{"Statistics":[]}}}`),
		"a long body":          ok(strings.Repeat("y", 50_000)),
	}
}

// Whatever a target says, a verdict is a line that anybody can read: no control
// characters, no Go types, no thousands of letters.
func TestWhateverATargetSaysAVerdictIsOneReadableLine(t *testing.T) {
	goType := regexp.MustCompile(`%!|\*?(judge|probe|contract|body|wire|big|errors|url|json)\.[A-Za-z]+|map\[|\[\]string|0x[0-9a-f]{6,}|<nil>`)
	o := operation(t, flow)
	list := probe.Cases([]*contract.Operation{o}, nil)
	told := map[string]bool{}
	for name, got := range hostiles() {
		seen := map[string]*answer.Answer{}
		for _, c := range list {
			var answers []*answer.Answer
			for i, r := range c.Requests {
				if i == 4 {
					break // a case about all answers needs no more of one sort
				}
				answers = append(answers, once(r, got, seen))
			}
			var anchor *answer.Answer
			if c.Anchor != nil {
				anchor = read(*c.Anchor, ok(flowJSON))
			}
			v := judge.Judge(c, answers, anchor)
			for _, text := range []string{v.Received, v.Reason, v.Expected, v.Reading} {
				problem := ""
				switch {
				case strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }):
					problem = "has characters that do not print"
				case goType.MatchString(text):
					problem = "speaks Go: " + goType.FindString(text)
				case len(text) > 2000:
					problem = "is too long to read"
				}
				if key := name + problem + c.Family; problem != "" && !told[key] {
					told[key] = true
					t.Errorf("%s from the target: what %s says %s:\n%.300q", name, c.ID, problem, text)
				}
			}
		}
	}
}

// once reads a reply to a request, or remembers having done so.
func once(r wire.Request, got reply, seen map[string]*answer.Answer) *answer.Answer {
	if seen[r.Key()] == nil {
		seen[r.Key()] = read(r, got)
	}
	return seen[r.Key()]
}

// A failure of the network is one line too, whatever the handler of an embedded
// target panics with.
func TestAFailureOfTheNetworkIsOneLine(t *testing.T) {
	o := operation(t, flow)
	c := probe.Case{ID: flow + "/a/b", Operation: o, Want: want.Accepted{}, Requests: []wire.Request{request(o, nil, "")}}
	a := answer.Read(&wire.Exchange{Request: c.Requests[0], Failure: wire.Closed, Detail: "the handler panicked: a\nb\x1b[31m"})
	if v := judge.Judge(c, []*answer.Answer{a}, nil); strings.ContainsFunc(v.Received, unicode.IsControl) {
		t.Errorf("it says %q", v.Received)
	}
}

func TestABodyThatWasCutIsNotRead(t *testing.T) {
	o := operation(t, flow)
	a := answer.Read(&wire.Exchange{Request: request(o, nil, ""), Status: 200, Cut: true, Body: []byte(flowJSON)})
	if a.Class != answer.Unreadable || a.Trouble.Kind != answer.TooLong {
		t.Errorf("it is %s: %v", a.Class, a.Trouble)
	}
}

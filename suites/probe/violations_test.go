package probe_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// excuse is a reason why the request of a case violates something else than its
// requirement names.
type excuse struct {
	place    string // what the id has in it
	violates string // what the request violates instead; "" for nothing
	why      string
}

// excuses are all there are. One that no case needs is an error too.
func excuses() []excuse {
	return []excuse{
		{"BeginTime/required/empty-by-", "BeginTime type", "in a query or a form the empty text is no number"},
		{"EndTime/required/empty-by-", "EndTime type", "in a query or a form the empty text is no number"},
		{"Type/required/empty-by-", "Type type", "in a query or a form the empty text is no number"},
		{"TimeGranularity/required/empty-by-", "TimeGranularity type", "in a query or a form the empty text is no number"},
		{"relations/begin-before-end/swapped", "", "each of the two is right alone; it is their order that is wrong"},
		{"/SmartAGId-unknown", "", "only the account knows which instances exist"},
		{"/UserNames-malformed-", "", "no document says of which form names are"},
		{"SAG.InstanceIdEmpty/code/SmartAGId-", "", "the table of 002 has SmartAGId optional; its error row has it required"},
		{"SAG.InstanceIdEmpty/status/SmartAGId-", "", "the table of 002 has SmartAGId optional; its error row has it required"},
		{"SAG.InstanceIdEmpty/message/SmartAGId-", "", "the table of 002 has SmartAGId optional; its error row has it required"},
		{"/Action/required/", "", "a common parameter is none of the operation's own"},
		{"/Version/required/", "", "a common parameter is none of the operation's own"},
		{"mna/GetFlowStatistic/gateway/", "BeginTime required, DeviceId required, EndTime required, TimeGranularity required, Type required", "nothing is read of such a request"},
		{"mna/GetStatisticData/gateway/", "BeginTime required, DeviceId required, EndTime required, TimeGranularity required", "nothing is read of such a request"},
		{"/gateway/", "", "it is the common protocol that is wrong, not a parameter"},
	}
}

func TestEachRefusalViolatesWhatItsRequirementNames(t *testing.T) {
	used := map[string]bool{}
	for _, c := range cases(t) {
		wanted, refuses := demanded(c)
		if !refuses {
			continue
		}
		got := violations(t, judged(c))
		if got == wanted && wanted != "" {
			continue
		}
		i := excused(c.ID, got)
		if i < 0 {
			t.Errorf("%s must violate %q and nothing else, but violates %q", c.ID, wanted, got)
			continue
		}
		used[excuses()[i].place] = true
	}
	for _, c := range cases(t) {
		if _, ok := c.Want.(want.Accepted); ok {
			if got := violations(t, judged(c)); got != "" {
				if i := excused(c.ID, got); i >= 0 {
					used[excuses()[i].place] = true
				} else {
					t.Errorf("%s wants to be accepted, but violates %q", c.ID, got)
				}
			}
		}
	}
	for _, e := range excuses() {
		if !used[e.place] {
			t.Errorf("no case needs the excuse for %s any more (%s)", e.place, e.why)
		}
	}
}

// excused finds the excuse for a violation.
func excused(id, violates string) int {
	return slices.IndexFunc(excuses(), func(e excuse) bool { return strings.Contains(id, e.place) && e.violates == violates })
}

// demanded says what the request of a case that wants a refusal has to violate.
func demanded(c probe.Case) (violation string, refuses bool) {
	place := strings.Split(placed(c.ID), "/")
	switch c.Want.(type) {
	case want.Refused:
		keyword := place[1]
		if keyword == string(contract.Encoding) {
			keyword = string(contract.MaxItems) // the only refusals of that family are above the limit
		}
		return place[0] + " " + keyword, true
	case want.RowCode, want.RowStatus, want.RowMessage:
		parameter, when, _ := strings.Cut(place[3], "-")
		for word, keyword := range map[string]contract.Keyword{"absent": contract.Required, "empty": contract.Required, "outside": contract.Enum} {
			if strings.HasPrefix(when, word) {
				return parameter + " " + string(keyword), true
			}
		}
		return "", true
	case want.Denied:
		return "", true
	}
	return "", false
}

// A case of precedence has two faults, so that what it violates are two things,
// but for an instance that does not exist, which no document can tell.
func TestPrecedenceHasTwoFaults(t *testing.T) {
	keyword := map[string]string{"absent": "required", "outside": "enum", "over-limit": "maxItems"}
	for _, c := range cases(t) {
		if _, ok := c.Want.(want.Ranked); !ok {
			continue
		}
		var wanted []string
		first, second, _ := strings.Cut(placed(c.ID)[len("precedence/"):], "-and-")
		for _, fault := range []string{first, second} {
			parameter, kind, _ := strings.Cut(fault, "-")
			if kind != "unknown" {
				wanted = append(wanted, parameter+" "+keyword[kind])
			}
		}
		slices.Sort(wanted)
		if got := violations(t, judged(c)); got != strings.Join(wanted, ", ") {
			t.Errorf("%s must violate %q, but violates %q", c.ID, strings.Join(wanted, ", "), got)
		}
	}
}

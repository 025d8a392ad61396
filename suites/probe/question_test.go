package probe_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/probe"
)

// copied gives an operation that a test may change.
func copied(t testing.TB, o *contract.Operation) *contract.Operation {
	t.Helper()
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	var out contract.Operation
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	out.Protocol = o.Protocol
	return &out
}

func named(t testing.TB, name string) *contract.Operation {
	t.Helper()
	for _, o := range operations(t) {
		if o.Name == name {
			return copied(t, o)
		}
	}
	t.Fatalf("there is no operation %s", name)
	return nil
}

func questions(o *contract.Operation) map[string]string {
	out := map[string]string{}
	for _, c := range probe.Cases([]*contract.Operation{o}, map[string]probe.Account{o.Product: {Asked: time.Unix(1e9, 0)}}) {
		out[c.ID] = c.Question()
	}
	return out
}

// reword changes every text that is only words, and every place.
func reword(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			reword(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			reword(v.Index(i))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[contract.Origin]() {
			v.Set(reflect.ValueOf(contract.Origin{Sources: contract.Sources{{Document: "777", First: 7, Last: 7}}, Location: contract.Location{File: "moon", Line: 7}}))
			return
		}
		for i := range v.NumField() {
			if words := []string{"Text", "Note", "Clients", "Summary", "Unit"}; slices.Contains(words, v.Type().Field(i).Name) && v.Type() != reflect.TypeFor[contract.Value]() {
				v.Field(i).SetString("other words")
				continue
			}
			reword(v.Field(i))
		}
	}
}

func TestWordsAndPlacesAreNoQuestion(t *testing.T) {
	for _, o := range operations(t) {
		other := copied(t, o)
		reword(reflect.ValueOf(other))
		other.Revision, other.Document, other.Host = "moon", "777", "moon.example"
		before, after := questions(o), questions(other)
		for id, question := range before {
			if after[id] != question {
				t.Errorf("%s: with other words and places it asks %s, not %s", id, after[id], question)
			}
			if strings.Contains(question, "Location") || strings.Contains(question, "Sources") {
				t.Errorf("%s: the question has a place in it: %s", id, question)
			}
		}
		if len(before) != len(after) {
			t.Errorf("%s: %d cases with other words, not %d", o.Key(), len(after), len(before))
		}
	}
}

func TestWhatAltersAQuestion(t *testing.T) {
	param := func(o *contract.Operation, name string) *contract.Param {
		p, ok := o.Param(name)
		if !ok {
			t.Fatalf("there is no parameter %s", name)
		}
		return p
	}
	const op = "smartag/DescribeUserOnlineClientStatistics/"
	for _, row := range []struct {
		name    string
		change  func(*contract.Operation)
		altered string   // a case that asks another question now
		equal   []string // cases that do not
	}{
		{"a limit", func(o *contract.Operation) { param(o, "UserNames").MaxItems = 40 }, "UserNames/maxItems/over-limit",
			[]string{"UserNames/required/absent", "envelope/request-id/not-repeated", "response/UserStatistics/Statistics/UserName/type/in-json"}},
		{"the first index", func(o *contract.Operation) { param(o, "UserNames").First = 0 }, "carrier/get/plain", []string{"envelope/wrapper/every-answer"}},
		{"a level", func(o *contract.Operation) {
			param(o, "UserNames").Levels = map[contract.Keyword]contract.Level{contract.MaxItems: contract.May}
		}, "UserNames/maxItems/over-limit", []string{"UserNames/required/absent"}},
		{"a kind", func(o *contract.Operation) { o.Response.Members[0].Kind = contract.Integer }, "response/RequestId/type/in-json",
			[]string{"response/RequestId/required/in-json"}},
		{"a status", func(o *contract.Operation) { o.Errors[0].Status = 418 }, "errors/ClientUser.NameEmpty/status/UserNames-empty",
			[]string{"errors/ClientUser.NameEmpty/code/UserNames-empty"}},
		{"a message", func(o *contract.Operation) { o.Errors[0].Message = "moon" }, "errors/ClientUser.NameEmpty/message/UserNames-empty",
			[]string{"errors/ClientUser.NameEmpty/code/UserNames-empty"}},
		{"a reading advised against", func(o *contract.Operation) {
			set, _ := o.Reading("response/UserStatistics/Statistics", contract.KeyAspect)
			set.Readings[0].Level = contract.Should
		}, "readings/statistics-key/current", []string{"readings/statistics-key/coherent"}},
		{"a reading more", func(o *contract.Operation) {
			set, _ := o.Reading("response/UserStatistics/Statistics", contract.KeyAspect)
			set.Readings = append(set.Readings, contract.Reading{ID: "moon", Value: "moon", Level: contract.Must})
		}, "response/UserStatistics/Statistics/type/in-json", []string{"response/UserStatistics/type/in-json"}},
		{"the root of XML", func(o *contract.Operation) {
			set, _ := o.Reading("response", contract.RootAspect)
			set.Readings[0].Value = "Moon"
		}, "envelope/root/in-xml", []string{"envelope/wrapper/every-answer"}},
		{"a wrapper", func(o *contract.Operation) { o.Envelope.Member = "Moon" }, "envelope/wrapper/every-answer", nil},
		{"another parameter", func(o *contract.Operation) {
			o.Params = append(o.Params, contract.Param{Name: "Moon", Path: "Moon", Wire: "Moon", Kind: contract.String, Example: "full"})
		}, "", []string{"envelope/wrapper/every-answer", "readings/statistics-key/coherent", "relations/no-name-twice/in-json", "carrier/get/plain"}},
	} {
		o := named(t, "DescribeUserOnlineClientStatistics")
		before := questions(o)
		row.change(o)
		after := questions(o)
		if row.altered != "" && (before[op+row.altered] == "" || after[op+row.altered] == before[op+row.altered]) {
			t.Errorf("%s: %s asks %q as before, or there is no such case", row.name, row.altered, before[op+row.altered])
		}
		for _, id := range row.equal {
			if before[op+id] == "" || after[op+id] != before[op+id] {
				t.Errorf("%s: %s asks %q, before %q", row.name, id, after[op+id], before[op+id])
			}
		}
	}
}

// The month that is the current one is that of the run, whenever its record is
// looked at.
func TestTheCurrentMonthIsThatOfTheRun(t *testing.T) {
	o := named(t, "DescribeUserFlowStatistics")
	may := time.Date(2031, 5, 15, 0, 0, 0, 0, time.UTC)
	for _, c := range probe.Cases([]*contract.Operation{o}, map[string]probe.Account{o.Product: {Asked: may}}) {
		if !strings.HasSuffix(c.ID, "/StatisticsDate/format/current-month") {
			continue
		}
		if month, _ := c.Requests[0].Args.Get("StatisticsDate"); month.Text != "203105" {
			t.Errorf("in May 2031 the current month is asked for as %s", month)
		}
		return
	}
	t.Error("there is no case about the current month")
}

// A run asks the same on each day of the year, where the account's clock is known: what
// is over for a while, the month that turns and the leap day are no reason to ask less.
func TestEachDayAsksTheSame(t *testing.T) {
	ops := operations(t)
	shape := func(at time.Time) []string {
		accounts := map[string]probe.Account{}
		for _, o := range ops {
			accounts[o.Product] = probe.Account{Asked: at, Zone: time.UTC.String()}
		}
		asked, out := map[string]bool{}, []string(nil)
		for _, c := range probe.Cases(ops, accounts) {
			for _, q := range c.Requests {
				asked[q.Key()] = true
			}
			out = append(out, fmt.Sprintf("%s asks %d times, skipped %q", c.ID, len(c.Requests), c.Skip))
		}
		return append(out, fmt.Sprintf("%d requests", len(asked)))
	}
	usual := shape(time.Date(2028, 5, 15, 12, 0, 0, 0, time.UTC))
	for day := time.Date(2027, 12, 30, 23, 59, 0, 0, time.UTC); day.Year() < 2029; day = day.Add(24 * time.Hour) {
		if m := day.Month(); day.Day() > 4 && day.Day() < 28 || m > 3 && m < 12 {
			continue
		}
		got := shape(day)
		for i := range max(len(got), len(usual)) {
			if i >= len(got) || i >= len(usual) || got[i] != usual[i] {
				t.Errorf("on %s case %d is %v; on a day in the middle of a month %v", day.Format(time.DateTime), i, got[i:min(i+1, len(got))], usual[i:min(i+1, len(usual))])
				break
			}
		}
	}
}

package probe

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// period is the stretch of time of the plain request, in seconds since 1970; ok
// is false where it has none that is long enough to be cut.
func (a *Asker) period(r contract.Relation) (begin, end int64, ok bool) {
	plain := a.minimal()
	from, sent := plain.Get(r.Parts[0])
	to, also := plain.Get(r.Parts[1])
	begin, err := strconv.ParseInt(from.Text, 10, 64)
	end, failed := strconv.ParseInt(to.Text, 10, 64)
	return begin, end, sent && also && err == nil && failed == nil && end-begin >= 2*3600
}

func during(args contract.Args, r contract.Relation, begin, end int64) contract.Args {
	return args.With(r.Parts[0], contract.Whole(strconv.FormatInt(begin, 10))).With(r.Parts[1], contract.Whole(strconv.FormatInt(end, 10)))
}

// splitPeriod cuts the period in two at a full hour, so that every interval lies
// in one of them, and wants the halves to make the whole. It is asked by the first
// value of the parameter that says how long an interval is, which is the hour: a
// day that a half only touches may be counted whole.
func (a *Asker) splitPeriod(r contract.Relation, p *contract.Param) []Case {
	begin, end, ok := a.period(r)
	if !ok {
		return nil
	}
	const day = 86400
	var out []Case
	settings := a.settings(p)
	if end-begin > day+3600 { // by the day, its halves would be days that are whole
		settings = append(settings, setting{"first-day", during(a.minimal(), r, begin, begin+day-1), a.printed()})
	}
	turns := a.turns(begin)
	for variant := range turns {
		settings = append(settings, setting{variant, a.minimal(), a.printed()})
	}
	slices.SortStableFunc(settings[len(settings)-len(turns):], func(x, y setting) int { return strings.Compare(x.variant, y.variant) })
	for _, s := range settings {
		begin, end := begin, end
		if s.variant == "first-day" {
			end = begin + day - 1
		}
		cut := (begin + (end-begin)/2) / 3600 * 3600
		if at, turns := turns[s.variant]; turns {
			begin, cut, end = at-2*day, at, at+2*day-1
		}
		s.base = byTheHour(s.base, p)
		c := a.related(r, s.variant, want.Halves{Fields: r.Fields, Rows: r.Rows, Key: r.Key})
		for _, part := range [][2]int64{{begin, end}, {begin, cut - 1}, {cut, end}, {begin, cut}} {
			c.Requests = append(c.Requests, a.request(s.way, during(s.base, r, part[0], part[1])))
		}
		out = append(out, c)
	}
	return append(out, a.shortPeriods(r, p, begin)...)
}

// byTheHour sets the first value of the parameter that says how long an interval is, if there
// is one.
func byTheHour(args contract.Args, p *contract.Param) contract.Args {
	if p == nil || len(p.Enum) == 0 {
		return args
	}
	return args.With(p.Name, contract.Value{Kind: p.Kind, Text: p.Enum[0]})
}

// shortPeriods asks about one whole hour, and about a moment: of it no interval may be
// answered, and what there is of the answer is as ever.
func (a *Asker) shortPeriods(r contract.Relation, p *contract.Param, begin int64) []Case {
	plain := byTheHour(a.minimal(), p)
	first := (begin + 3599) / 3600 * 3600
	hour := a.related(r, "one-hour", want.Accepted{}, during(plain, r, first, first+3599))
	hour.Text, hour.Control = "A period of one hour is answered.", false
	moment := a.related(r, "a-moment", want.Orderly{}, during(plain, r, first, first))
	moment.Text, moment.Control = "A period of no length is answered or refused.", false
	return []Case{a.anchored(hour, a.printed()), a.anchored(moment.at(contract.May), a.printed())}
}

// turns are when the month and the year turn that are next to a time and over: software
// that counts by the calendar loses what is behind.
func (a *Asker) turns(at int64) map[string]int64 {
	begin, over := time.Unix(at, 0).UTC(), a.now().Add(-settled-2*24*time.Hour)
	turn := func(year int, month time.Month) time.Time { return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC) }
	month, year := turn(begin.Year(), begin.Month()+1), turn(begin.Year()+1, 1)
	if month.After(over) {
		month = turn(begin.Year(), begin.Month())
	}
	if year.After(over) {
		year = turn(begin.Year(), 1)
	}
	return map[string]int64{"across-months": month.Unix(), "across-years": year.Unix()}
}

// sameForEach asks for whole days at each value of a parameter that says into
// which intervals the period is cut. No document says where a day begins, so it
// is asked with days of Greenwich and with days of the vendors' clock, eight
// hours ahead, and one of the two must agree.
func (a *Asker) sameForEach(r contract.Relation, p *contract.Param) []Case {
	begin, end, ok := a.period(r)
	if !ok || len(p.Enum) < 2 {
		return nil
	}
	const day = 86400
	var out []Case
	for _, s := range a.settings(p) {
		c := a.related(r, s.variant, want.Agrees{Fields: r.Fields, Rows: r.Rows, Key: r.Key})
		for _, ahead := range []int64{0, 8 * 3600} {
			first := (begin+ahead)/day*day - ahead
			last := (end+ahead+day-1)/day*day - ahead
			for _, value := range p.Enum[:2] {
				args := during(s.base, r, first, last-1).With(p.Name, contract.Value{Kind: p.Kind, Text: value})
				c.Requests = append(c.Requests, a.request(s.way, args))
			}
		}
		out = append(out, c)
	}
	return out
}

// ofPoints looks at the answers about whole intervals: those of the relations that
// cut periods.
func (a *Asker) ofPoints(r contract.Relation) []Case {
	c := a.related(r, "whole-intervals", want.Holds{Relation: r})
	c.Control = false
	for _, other := range a.op.Relations {
		if p, ok := a.op.Param(other.Parameter); ok && (other.Kind == contract.SameForEach || other.Kind == contract.SplitPeriod) {
			for _, cut := range a.relation(other, p) {
				c.Requests = append(c.Requests, cut.Requests...)
			}
		}
	}
	seen := map[string]bool{}
	c.Requests = slices.DeleteFunc(c.Requests, func(q wire.Request) bool {
		key := q.Key()
		twice := seen[key]
		seen[key] = true
		return twice
	})
	if len(c.Requests) == 0 {
		return nil
	}
	return []Case{c}
}

// pastStands asks twice about a time that is over. Nothing is asked again for
// control: that the data moves is what would be wrong.
func (a *Asker) pastStands(r contract.Relation, p *contract.Param) []Case {
	args, wanted := a.naming(a.telling(), 3), want.Same{Fields: r.Fields}
	late := a.now().Add(-settled)
	over := late // as a month is that telling gives
	if p == nil {
		_, end, ok := a.period(r)
		if !ok {
			return nil
		}
		over = time.Unix(end, 0)
	}
	if r.Rows != "" {
		wanted = want.Same{Rows: r.Rows, Key: r.Key}
	}
	c := a.related(r, "asked-twice", wanted, args, args)
	c.Requests[1].Again, c.Order, c.Control = 81, InTurn, false
	if over.After(late) {
		c.Skip = "the time that is asked about is over for less than three days"
	}
	return []Case{a.anchored(c, a.printed())}
}

// ahead asks about a time to come, far enough that no clock or zone is in doubt, and
// about one long before there was anything to count: whatever is answered then, it is
// no traffic. The month is one of which there may be traffic in this year or the last,
// so that a year that is not looked at shows.
func (a *Asker) ahead(r contract.Relation, p *contract.Param) []Case {
	var out []Case
	for _, year := range []int{2100, 2000} {
		for _, w := range a.ways() {
			if year == 2000 && w.suffix != "" {
				continue
			}
			args := a.full()
			if p != nil {
				month, _ := a.telling().Get(p.Name)
				args = args.With(p.Name, contract.Text(strconv.Itoa(year)+month.Text[4:]))
				if _, list := a.rowsList(); list != nil {
					args = a.naming(args, max(1, list.MaxItems))
				}
			} else {
				begin := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
				args = during(args, r, begin, begin+86399)
			}
			c := a.related(r, "in-"+strconv.Itoa(year)+w.suffix, want.Nothing{Rows: r.Rows, Fields: r.Fields})
			c.Requests, c.Control = []wire.Request{a.request(w, args)}, false
			if year == 2000 { // a stand-in may make up whatever was
				c.Level, c.Text = contract.May, "A time long before there was anything to count has no traffic."
			}
			out = append(out, a.anchored(c, w))
		}
	}
	return out
}

package survey

import (
	"maps"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/traffic"
)

// mostNamed is how many values of one key are taken from recordings.
const mostNamed = 20

// Recorded finds out from recordings what Ask finds out by asking: which operations
// answered, where, and which names and times were accepted; first those of answers
// with data.
func Recorded(seen *traffic.Traffic, operations []*contract.Operation) []Product {
	all := map[string]*surveyor{}
	for _, lively := range []bool{true, false} {
		seen.Accepted(func(r wire.Request, address string, a *answer.Answer) {
			if numbers(a.Payload()) != lively {
				return
			}
			s := all[r.Operation.Product]
			if s == nil {
				s = &surveyor{found: Product{Name: r.Operation.Product, URL: address, Values: map[string][]string{}}}
				all[s.found.Name] = s
			}
			s.lively = s.lively || lively
			s.heard(r)
		})
	}
	var out []Product
	for _, name := range slices.Sorted(maps.Keys(all)) {
		s := all[name]
		s.found.Serves = slices.DeleteFunc(keys(operations), func(key string) bool { return !slices.Contains(s.found.Serves, key) })
		s.unsure(operations)
		out = append(out, s.found)
	}
	return out
}

func keys(operations []*contract.Operation) []string {
	var out []string
	for _, op := range operations {
		out = append(out, op.Key())
	}
	return out
}

// heard takes in what an accepted request names. Of a key that is no list the first
// value counts, so that a period's begin and end are of one request.
func (s *surveyor) heard(r wire.Request) {
	s.found.Serves = append(s.found.Serves, r.Operation.Key())
	before := maps.Clone(s.found.Values)
	for i := range r.Operation.Params {
		p := &r.Operation.Params[i]
		value, ok := r.Args.Get(p.Name)
		if !ok || p.Fixture.Key == "" {
			continue
		}
		texts := value.Strings()
		if value.Kind != contract.List {
			texts = []string{value.Text}
		}
		several := slices.ContainsFunc(r.Operation.Params, func(q contract.Param) bool { return q.Fixture.Key == p.Fixture.Key && q.Kind == contract.List })
		for _, text := range texts {
			stands := text == "" || slices.ContainsFunc(p.Placeholders, func(h contract.Placeholder) bool { return h.Value == text })
			values := s.found.Values[p.Fixture.Key]
			if !stands && !slices.Contains(values, text) && len(values) < mostNamed && (several || before[p.Fixture.Key] == nil) {
				s.found.Values[p.Fixture.Key] = append(values, text)
			}
		}
	}
}

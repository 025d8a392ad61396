package record

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"github.com/plumbline/plumbline/suites/finding"
)

// ShardKey is the key of the configuration that says which part of a run a record is.
const ShardKey = "shard"

// Shard is a part of a run that asks some of the operations.
type Shard struct{ Number, Of int } // Number counts from 1

// String gives "2/4".
func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Number, s.Of) }

// ParseShard reads "2/4". Who counts from 0 says "0/4" for the last of four, so that both
// ways of counting name each part once. Any other form is an error, and a number above
// that of all.
func ParseShard(text string) (Shard, error) {
	m := regexp.MustCompile(`^(0|[1-9]\d{0,5})/([1-9]\d{0,5})$`).FindStringSubmatch(text)
	if m == nil {
		return Shard{}, fmt.Errorf("shard %q is not I/N, as 2/4: the second of four", text)
	}
	number, _ := strconv.Atoi(m[1])
	of, _ := strconv.Atoi(m[2])
	if number > of {
		return Shard{}, fmt.Errorf("shard %s: there are only %d", text, of)
	}
	if number == 0 {
		number = of
	}
	return Shard{number, of}, nil
}

// Join puts the shards of a run together, each where its first one stands; other runs
// stay as they are. A run of which a shard is missing is unfinished and says which. One
// that is given twice is an error.
func Join(runs []*Run) ([]*Run, error) {
	var order []string
	groups := map[string][]*Run{}
	for i, r := range runs {
		key := strconv.Itoa(i)
		if r.Header.Configuration[ShardKey] != "" {
			key = r.asked()
		}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], r)
	}
	var out []*Run
	for _, key := range order {
		one, err := join(groups[key])
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

// asked is equal for the shards of one run: what was asked of whom, whatever part of it.
func (r *Run) asked() string {
	h := r.Header
	whole, _ := ParseShard(h.Configuration[ShardKey])
	configuration := maps.Clone(h.Configuration)
	delete(configuration, ShardKey)
	return fmt.Sprintf("%d %s %s %s %v", whole.Of, h.Suite, h.Specs, h.Target, configuration)
}

// join puts the records of one run together, in the order of their shards.
func join(parts []*Run) (*Run, error) {
	text := parts[0].Header.Configuration[ShardKey]
	if text == "" {
		return parts[0], nil
	}
	byNumber := map[int]*Run{}
	var of int
	for _, part := range parts {
		s, err := ParseShard(part.Header.Configuration[ShardKey])
		if err != nil {
			return nil, err
		}
		if byNumber[s.Number] != nil {
			return nil, fmt.Errorf("shard %s of a run against %s is given twice: name one record of each", s, part.Header.Target)
		}
		byNumber[s.Number], of = part, s.Of
	}
	out := &Run{Header: parts[0].Header, Exchanges: map[string]Exchange{}, Lines: map[string]int{}, Footer: Footer{Kind: "footer", Counts: map[finding.Outcome]int{}}}
	out.Header.Configuration = maps.Clone(out.Header.Configuration)
	delete(out.Header.Configuration, ShardKey)
	out.Header.Planned, out.Header.Cases = 0, ""
	for number := 1; number <= of; number++ {
		if part := byNumber[number]; part != nil {
			out.take(part)
		} else {
			out.Missing = append(out.Missing, Shard{number, of})
		}
	}
	out.Unfinished = out.Unfinished || len(out.Missing) > 0
	out.Footer.ExitStatus = out.Footer.status(out.Verdicts)
	if out.Unfinished {
		out.Footer.ExitStatus = 3
	}
	return out, nil
}

// take adds a part of a run, its exchanges behind those that are there.
func (r *Run) take(part *Run) {
	last := 0
	for id := range r.Exchanges {
		n, _ := exchangeNumber(id)
		last = max(last, n)
	}
	name := func(id string) string {
		n, _ := exchangeNumber(id)
		return exchangeID(last + n)
	}
	for id, x := range part.Exchanges {
		x.ID = name(id)
		r.Exchanges[x.ID], r.Lines[x.ID] = x, part.Lines[id]
	}
	for _, v := range part.Verdicts {
		v.Exchanges, v.Findings = slices.Clone(v.Exchanges), slices.Clone(v.Findings)
		v.Rename(name)
		r.Verdicts = append(r.Verdicts, v)
	}
	h, f := &r.Header, &r.Footer
	h.Planned += part.Header.Planned
	h.Cases = joined(h.Cases, part.Header.Cases)
	if part.Header.Start.Before(h.Start) {
		h.Start = part.Header.Start
	}
	r.Unfinished = r.Unfinished || part.Unfinished
	f.Requests += part.Footer.Requests
	f.Repeats += part.Footer.Repeats
	if part.Footer.End.After(f.End) {
		f.End = part.Footer.End
	}
	for outcome, n := range part.Footer.Counts {
		f.Counts[outcome] += n
	}
	r.baseline(part.Footer.Baseline)
}

// joined is the digest of all cases of parts of which it is given the digests.
func joined(before, part string) string {
	sum := sha256.Sum256([]byte(before + part))
	return hex.EncodeToString(sum[:8])
}

// baseline adds what a part found about its baseline: each problem once, since every
// part may find it.
func (r *Run) baseline(found *Baseline) {
	if found == nil {
		return
	}
	if r.Footer.Baseline == nil {
		r.Footer.Baseline = &Baseline{File: found.File, Problems: []Problem{}}
	}
	for _, p := range found.Problems {
		if !slices.Contains(r.Footer.Baseline.Problems, p) {
			r.Footer.Baseline.Problems = append(r.Footer.Baseline.Problems, p)
		}
	}
}

// MissingShards says which shards of a run are not there: "shards 2/4 and 3/4 are
// missing"; "" if none is.
func (r *Run) MissingShards() string {
	var names []string
	for _, s := range r.Missing {
		names = append(names, s.String())
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return "shard " + names[0] + " is missing"
	}
	return "shards " + finding.Series(names) + " are missing"
}

package question

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/record"
)

// shard gives the operations of a shard, as --shard names it: every Nth of those that
// prefixes leave, by their keys, so that equal flags give every shard its own. "" is
// all of them. It errs for what is no shard, and for one that no operation is left for.
func shard(text string, operations []*contract.Operation, prefixes []string) ([]*contract.Operation, error) {
	if text == "" {
		return operations, nil
	}
	one, err := record.ParseShard(text)
	if err != nil {
		return nil, err
	}
	selected := slices.DeleteFunc(slices.Clone(operations), func(o *contract.Operation) bool {
		return len(prefixes) > 0 && !slices.ContainsFunc(prefixes, func(prefix string) bool { return meets(o.Key(), strings.TrimSuffix(prefix, "/")) })
	})
	slices.SortFunc(selected, func(a, b *contract.Operation) int { return strings.Compare(a.Key(), b.Key()) })
	var out []*contract.Operation
	for i, o := range selected {
		if i%one.Of == one.Number-1 {
			out = append(out, o)
		}
	}
	if len(out) == 0 && len(selected) > 0 {
		return nil, fmt.Errorf("shard %s has no operation: there are %d; ask for as many shards at most", one, len(selected))
	}
	return out, nil
}

// meets tells whether a prefix of ids can be one of an operation's.
func meets(key, prefix string) bool {
	return key == prefix || prefix == "" || strings.HasPrefix(key, prefix+"/") || strings.HasPrefix(prefix, key+"/")
}

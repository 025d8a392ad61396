package revision

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
)

// Apply gives the operation as the old document would state it with some of the
// changes made, and no others. Changes that need another one, because that makes
// the place they stand in or because no case could be derived without it, are an
// error.
func Apply(old *Document, changes ...Change) (*contract.Operation, error) {
	root, err := applied(old, changes)
	if err != nil {
		return nil, err
	}
	if old.Operation == nil || !old.Operation.Routed() { // elsewhere no case is derived from paths
		root.drop("paths")
	}
	top := root.written()
	operation, err := specs.ReadNode(top)
	if err != nil {
		return nil, err
	}
	return operation, specs.Sound(top, operation)
}

// applied makes changes in a copy of the tree, renames first.
func applied(old *Document, changes []Change) (*tree, error) {
	root := old.root.clone()
	all := slices.Clone(changes)
	slices.SortStableFunc(all, func(a, b Change) int { return cmp.Compare(renamesFirst(a), renamesFirst(b)) })
	for _, change := range all {
		for _, e := range change.edits {
			if !e.apply(root) {
				return nil, fmt.Errorf("%s: %s cannot be made alone", change.Operation, change.Text)
			}
		}
	}
	return root, nil
}

func renamesFirst(c Change) int {
	if len(c.edits) == 1 && c.edits[0].renames != nil {
		return 0
	}
	return 1
}

package definition

import (
	"reflect"
	"slices"

	"github.com/plumbline/plumbline/specs/revision"
)

// Compare says what changed between two versions of a definition, its prose and examples
// included; one that is nil defines nothing. It errs where either is of another shape.
func Compare(old, new *Definition) ([]revision.Change, error) {
	var was, is []*revision.Document // of actions that both have
	var out []revision.Change
	before, after := old.actions(), new.actions()
	for _, action := range union(before, after) {
		var having [2]*Definition
		if slices.Contains(before, action) {
			having[0] = old
		}
		if slices.Contains(after, action) {
			having[1] = new
		}
		documents, err := pair(action, having)
		if err != nil {
			return nil, err
		}
		switch {
		case documents[0] != nil && documents[1] != nil:
			was, is = append(was, documents[0]), append(is, documents[1])
		default:
			alone, err := revision.CompareAll(one(documents[0]), one(documents[1]))
			if err != nil {
				return nil, err
			}
			out = append(out, alone...)
		}
	}
	changes, err := revision.CompareAll(was, is)
	out = append(out, changes...)
	for i := range out { // what a draft cites is a line of the one that it was made of
		out[i].Old.Sources, out[i].New.Sources = nil, nil
	}
	return out, err
}

// pair gives an action as a document of each side that has it, none where both say the
// same. Both are one draft with what either side says in it, so that what a draft adds is
// no difference.
func pair(action string, having [2]*Definition) (out [2]*revision.Document, err error) {
	var accounts [2]*revision.Account
	for i, d := range having {
		if d == nil {
			continue
		}
		account, err := d.account(action, true)
		if err != nil {
			return out, err
		}
		accounts[i] = &account
	}
	if alike(accounts[0], accounts[1]) {
		return out, nil
	}
	first := having[0]
	if first == nil {
		first = having[1]
	}
	draft, err := first.Draft(action)
	if err != nil {
		return out, err
	}
	base, err := revision.Read(first.name, draft.Text)
	if err != nil {
		return out, err
	}
	for i, account := range accounts {
		if account != nil {
			out[i] = base.As(*account)
		}
	}
	return out, nil
}

func one(d *revision.Document) []*revision.Document {
	if d == nil {
		return nil
	}
	return []*revision.Document{d}
}

// actions are those of a definition that may be nil.
func (d *Definition) actions() []string {
	if d == nil {
		return nil
	}
	return d.Actions()
}

// union is what either of two lists has, in the order of the second.
func union(old, new []string) []string {
	out := slices.Clone(new)
	for _, name := range old {
		if !slices.Contains(new, name) {
			out = append(out, name)
		}
	}
	return out
}

// alike tells whether two accounts say the same, wherever they say it.
func alike(a, b *revision.Account) bool {
	return a != nil && b != nil && reflect.DeepEqual(a.Words, b.Words) &&
		reflect.DeepEqual(unplaced(a.Request), unplaced(b.Request)) && reflect.DeepEqual(unplaced(a.Answer), unplaced(b.Answer))
}

// unplaced copies members without their lines.
func unplaced(all []revision.Member) []revision.Member {
	out := slices.Clone(all)
	for i := range out {
		m := &out[i]
		m.Line, m.Fields = 0, unplaced(m.Fields)
		if m.Items != nil {
			m.Items = &unplaced([]revision.Member{*m.Items})[0]
		}
	}
	return out
}

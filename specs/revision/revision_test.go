package revision

import (
	"os"
	"testing"
)

// read reads a spec file of the repository.
func read(t testing.TB, file string) *Document {
	t.Helper()
	data, err := os.ReadFile("../" + file)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read("specs/"+file, data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const (
	older = "alibaba/smartag/2018-03-13/superseded/DescribeUserOnlineClientStatistics.2019-06-17.yaml"
	newer = "alibaba/smartag/2018-03-13/DescribeUserOnlineClientStatistics.yaml"
)

// What turns one revision into the other explains all of the difference: made in
// the old document, the changes give the new one, both ways.
func TestTheChangesExplainTheWholeDifference(t *testing.T) {
	for _, pair := range [][2]string{{older, newer}, {newer, older}, {newer, newer}} {
		old, new := read(t, pair[0]), read(t, pair[1])
		changes, err := Compare(old, new)
		if err != nil {
			t.Fatal(err)
		}
		root, err := applied(old, changes)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range edits(root, new.root, nil) {
			t.Errorf("%s to %s: no change explains %v: %s, then %s", pair[0], pair[1], e.path, e.old.value(), e.new.value())
		}
		if _, err := Apply(old, changes...); err != nil {
			t.Errorf("%s with all changes: %v", pair[0], err)
		}
	}
}

package main

import "testing"

// A few operations leave the room as it was; many have more, and none has it all.
func TestRoomGrowsWithTheDocuments(t *testing.T) {
	if four, many, all := room(softLimit, 4), room(softLimit, 500), room(softLimit, 10000); four > softLimit+1<<20 || many <= four || all != mostRoom {
		t.Errorf("4 operations have %d bytes, 500 %d, 10000 %d", four, many, all)
	}
	if got := room(mostRoom+1, 4); got != mostRoom+1 {
		t.Errorf("who has more room is given %d", got)
	}
}

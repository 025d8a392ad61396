package specs

import "testing"

func TestEmbeddedSpecsLoad(t *testing.T) {
	all, err := Revisions()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 5 {
		t.Fatalf("got %d operations, want the five documents'", len(all))
	}
}

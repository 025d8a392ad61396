package specs

import (
	"slices"
	"testing"
	"testing/fstest"
)

func TestWhichFilesAreSpecs(t *testing.T) {
	files := fstest.MapFS{}
	for _, name := range []string{"Thing.yaml", "a/b/Thing.v2.yaml", "a/gateway.yaml", "Thing.json", "testdata/Thing.yaml", "a/testdata/Thing.yaml", ".git/Thing.yaml"} {
		files[name] = &fstest.MapFile{}
	}
	got, err := Files(files)
	if want := []string{"Thing.yaml", "a/b/Thing.v2.yaml"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

package inprocess

import (
	"slices"
	"testing"
)

func TestWhatDiffersIsToldByRow(t *testing.T) {
	for name, row := range map[string]struct{ got, want, differ []string }{
		"nothing":             {[]string{"a: right value"}, []string{"a: right value"}, nil},
		"only the order":      {[]string{"b: crash", "a: right value"}, []string{"a: right value", "b: crash"}, nil},
		"an outcome":          {[]string{"a: crash: panic"}, []string{"a: right value"}, []string{"a\n\tin process:    crash: panic\n\tover loopback: right value"}},
		"what the user sees":  {[]string{"a: changed value: 1"}, []string{"a: changed value: 2"}, []string{"a\n\tin process:    changed value: 1\n\tover loopback: changed value: 2"}},
		"a new answer":        {[]string{"a: crash", "b: hang"}, []string{"a: crash"}, []string{"b\n\tin process:    hang\n\tover loopback: not in the client's file"}},
		"an answer that went": {[]string{"b: hang"}, []string{"a: crash", "b: hang"}, []string{"a\n\tin process:    not asked\n\tover loopback: crash"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := differing(row.got, row.want); !slices.Equal(got, row.differ) {
				t.Errorf("got %q\nwant %q", got, row.differ)
			}
		})
	}
}

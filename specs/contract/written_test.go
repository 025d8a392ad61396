package contract

import "testing"

// Only what is numbered and of one name is a list that is written out.
func TestAListThatIsWrittenOutIsCounted(t *testing.T) {
	for _, c := range []struct {
		names []string
		n     int
	}{
		{nil, 0}, {[]string{"Region"}, 0}, {[]string{"A.1", "A.2", "A.51", "B"}, 3}, {[]string{"A.1", "B.1"}, 1}, {[]string{"A.x", "A.1"}, 0}, {[]string{"A.1"}, 1},
	} {
		var args Args
		for _, name := range c.names {
			args = append(args, Arg{Name: name})
		}
		if n := args.leadingItems(); n != c.n {
			t.Errorf("%v: %d, want %d", c.names, n, c.n)
		}
	}
}

package answer

import (
	"path"
	"slices"

	"github.com/plumbline/plumbline/specs/wire/body"
)

// Unstable tells whether two answers to the same request differ in anything but
// the request id, or the address of a file that is looked into: the data of a living
// target changes.
func Unstable(a, b *Answer) bool {
	if a.Class != Success || b.Class != Success {
		return true
	}
	return !alike(a.Payload(), b.Payload(), []string{"RequestId", path.Base(a.Exchange.Request.Opens)})
}

// alike compares whole answers in whatever shape they are, but for what is another one
// each time: request ids, and the address of a file that is opened.
func alike(a, b *body.Node, anew []string) bool {
	if a.Kind != b.Kind || len(a.Items) != len(b.Items) || len(a.Members) != len(b.Members) {
		return false
	}
	for i := range a.Items {
		if !alike(a.Items[i], b.Items[i], anew) {
			return false
		}
	}
	for _, m := range a.Members {
		other, ok := b.Get(m.Name)
		if !slices.Contains(anew, m.Name) && (!ok || !alike(m.Value, other, anew)) {
			return false
		}
	}
	return a.Text == b.Text
}

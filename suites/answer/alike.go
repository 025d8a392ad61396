package answer

import "github.com/plumbline/plumbline/specs/wire/body"

// Unstable tells whether two answers to the same request differ in anything but
// the request id: the data of a living target changes.
func Unstable(a, b *Answer) bool {
	if a.Class != Success || b.Class != Success {
		return true
	}
	return !alike(a.Payload(), b.Payload())
}

// alike compares whole answers in whatever shape they are, request ids left out.
func alike(a, b *body.Node) bool {
	if a.Kind != b.Kind || len(a.Items) != len(b.Items) || len(a.Members) != len(b.Members) {
		return false
	}
	for i := range a.Items {
		if !alike(a.Items[i], b.Items[i]) {
			return false
		}
	}
	for _, m := range a.Members {
		other, ok := b.Get(m.Name)
		if m.Name != "RequestId" && (!ok || !alike(m.Value, other)) {
			return false
		}
	}
	return a.Text == b.Text
}

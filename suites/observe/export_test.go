package observe

import "cmp"

// Documented gives the kind and the place under which a diff between the
// documents and the overlaid ones has the difference.
func (d *Difference) Documented() (kind, at string) {
	return cmp.Or(d.as.kind, d.Kind), cmp.Or(d.as.at, d.At)
}

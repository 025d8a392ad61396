package body

// names finds duplicates among one object's members. Few members are searched
// one by one; many get a map, or a hostile object would take quadratic time.
type names struct {
	first map[string]int // offset of each name's first member, once there are many
}

// add returns the offset of the first of the members that has that name, if one
// has. It is called for each member, before the member is appended.
func (n *names) add(members []Member, name string, at int) (int, bool) {
	const few = 16
	if len(members) < few {
		for _, m := range members {
			if m.Name == name {
				return m.Offset, true
			}
		}
		return 0, false
	}
	if n.first == nil {
		n.first = make(map[string]int, 2*few)
		for _, m := range members {
			if _, known := n.first[m.Name]; !known {
				n.first[m.Name] = m.Offset
			}
		}
	}
	if first, known := n.first[name]; known {
		return first, true
	}
	n.first[name] = at
	return 0, false
}

package specs

import (
	"slices"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/alibabaroa"
	"github.com/plumbline/plumbline/specs/wire/alibabarpc"
	"github.com/plumbline/plumbline/specs/wire/tencentapi3"
)

// Protocols is the table of protocols: those that a spec file can name. It is
// the one place that knows them all; everybody else takes an operation's own.
func Protocols() []wire.Protocol {
	return []wire.Protocol{alibabarpc.Protocol{}, alibabaroa.Protocol{}, tencentapi3.Protocol{}}
}

// protocolNames are the words of x-operation's key protocol.
func protocolNames() []string {
	var out []string
	for _, p := range Protocols() {
		out = append(out, p.Name())
	}
	return out
}

// protocolOf finds a protocol by its name.
func protocolOf(name string) (wire.Protocol, bool) {
	all := Protocols()
	i := slices.IndexFunc(all, func(p wire.Protocol) bool { return p.Name() == name })
	if i < 0 {
		return nil, false
	}
	return all[i], true
}

// routedNames are the protocols that know operations by their paths.
func routedNames() []string {
	var out []string
	for _, p := range Protocols() {
		if p.Routed() {
			out = append(out, p.Name())
		}
	}
	return out
}

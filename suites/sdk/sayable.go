package sdk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// parameters is what a client can say at all.
func parameters(op *contract.Operation) Send {
	return Send{ID: op.Key() + "/sends/parameters", Text: "every parameter, and each value that is counted"}
}

// checksOf are the checks that are made under an id: of what a client can say at
// all there is one.
func checksOf(id string) []Check {
	if strings.HasSuffix(id, "/sends/parameters") {
		return []Check{AskedCheck}
	}
	return allChecks()
}

// sayable looks whether each parameter, and each value that the document counts,
// was in a request that the client had a way to be asked for. asked are the
// outcomes of all.
func sayable(op *contract.Operation, all []Send, asked []Sent) Sent {
	out := parameters(op).begun()
	in := func(state State) bool {
		return slices.ContainsFunc(asked, func(s Sent) bool { return s.State == state })
	}
	switch {
	case in(Errored):
		out.State = Errored
		return out
	case !in(Ran): // it says nothing at all: nothing is asked of it
		out.State = Skipped
		return out
	}
	for i := range op.Params {
		p := &op.Params[i]
		var lacking []string
		for _, v := range valuesOf(all, p.Name) {
			if !said(p.Name, v, all, asked) {
				lacking = append(lacking, v.String())
			}
		}
		switch counts := len(counted(p)) > 0; {
		case len(lacking) == 0:
		case len(lacking) == len(valuesOf(all, p.Name)):
			out.Findings = append(out.Findings, Finding{Check: AskedCheck, Level: contract.Should, Detail: p.Name + ": the client has no way to say it"})
		case counts:
			out.Findings = append(out.Findings, Finding{Check: AskedCheck, Level: contract.Should, Detail: excerpt(fmt.Sprintf("%s: the client has no way to say %s", p.Name, strings.Join(lacking, ", ")))})
		}
	}
	return out
}

// valuesOf are the different values with which a parameter is asked for.
func valuesOf(all []Send, name string) []contract.Value {
	var out []contract.Value
	for _, send := range all {
		if v, has := send.Args.Get(name); has && !slices.ContainsFunc(out, func(o contract.Value) bool { return o.String() == v.String() }) {
			out = append(out, v)
		}
	}
	return out
}

// said tells whether a value was in a request that the client could make.
func said(name string, v contract.Value, all []Send, asked []Sent) bool {
	for i := range all {
		given, has := all[i].Args.Get(name)
		if has && given.String() == v.String() && asked[i].State == Ran {
			return true
		}
	}
	return false
}

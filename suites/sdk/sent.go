package sdk

import (
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
)

// sentBy says what is wrong about what a client sent, and about what it then
// told its user.
func sentBy(c Send, reply *Reply, hits []Hit) []Finding {
	if len(hits) == 0 {
		switch {
		case c.Over && reply.Error != nil:
			return nil // it keeps the limit itself
		case reply.Error != nil:
			return []Finding{{Check: SentOnce, Level: contract.Must, Detail: excerpt("nothing is sent: " + reply.Error.Class + " " + reply.Error.Code + ": " + reply.Error.Message)}}
		}
		return []Finding{{Check: SentOnce, Level: contract.Must, Detail: excerpt("nothing is sent" + crashed(reply))}}
	}
	var out []Finding
	if len(hits) > 1 {
		out = append(out, Finding{Check: SentOnce, Level: contract.May, Detail: fmt.Sprintf("%d requests are sent for one call", len(hits))})
	}
	if how := crashed(reply); how != "" {
		out = append(out, Finding{Check: SentOnce, Level: contract.Must, Detail: excerpt("what is answered as usual has no result" + how)})
	}
	for i, h := range hits {
		out = merged(out, Recorded(c.Operation, h, c.Args), i)
	}
	if code := hits[0].Code; code != "" && c.Over && reply.Values != nil {
		out = append(out, Finding{Check: ToldCheck, Level: contract.Must, Detail: "the refusal " + code + " of too many items does not reach the user"})
	}
	return out
}

// merged adds what is wrong about the n-th request of a call, from 0, unless an
// earlier one has the same; of a later request it says which.
func merged(all, more []Finding, n int) []Finding {
	for _, f := range more {
		if slices.ContainsFunc(all, func(o Finding) bool { return o.Check == f.Check && o.Detail == f.Detail }) {
			continue
		}
		if n > 0 {
			f.Detail = fmt.Sprintf("%s, in request %d of the call", f.Detail, n+1)
		}
		all = append(all, f)
	}
	return all
}

// crashed says how a call ended that gave no result.
func crashed(reply *Reply) string {
	switch {
	case reply.Crash != "":
		return ": " + reply.Crash
	case reply.Hang:
		return ": the client gives no result within the limit"
	}
	return ""
}

package sdk

import (
	"fmt"

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
	out = append(out, Recorded(c.Operation, hits[0], c.Args)...)
	if code := hits[0].Code; code != "" && c.Over && reply.Values != nil {
		out = append(out, Finding{Check: ToldCheck, Level: contract.Must, Detail: "the refusal " + code + " of too many items does not reach the user"})
	}
	return out
}

func crashed(reply *Reply) string {
	if reply.Crash != "" {
		return ": " + reply.Crash
	}
	return ""
}

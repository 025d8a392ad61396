package sdk

import (
	"context"
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// Asked is what came of one thing that a client was asked: what it sent, what that was
// answered with, and what its user then saw, several where it made calls at once.
type Asked struct {
	Hits    []Hit
	Replies []Reply
}

// Replayable says why an id of the gate cannot be asked by itself, "" if it can. It is
// no id at all where known is false. It errs as Rows does.
func Replayable(operations []*contract.Operation, id string) (why string, known bool, err error) {
	rows, err := Rows(operations)
	if err != nil {
		return "", false, err
	}
	for _, row := range rows {
		if row.ID == id {
			return "", true, nil
		}
	}
	send, _ := sendOf(operations, id)
	if send == nil {
		return "", false, nil
	}
	for _, op := range operations {
		if sum := strings.TrimPrefix(send.ID, op.Key()); send.ID == meanwhile(op).ID || send.ID == parameters(op).ID {
			return fmt.Sprintf("%s is looked for in all that a client sends: plumb sdk --driver NAME --select %s", strings.TrimPrefix(sum, "/"), op.Key()), true, nil
		}
	}
	return "", true, nil
}

// Replay puts one id of the gate, of a request or of an answer, to a client once more.
// It gives a report of that alone and what came of it, nil where the client has no such
// operation or its driver failed. It errs as Run does.
func Replay(ctx context.Context, c Client, id string, o Options) (*Report, *Asked, error) {
	o.only = id
	if send, _ := sendOf(o.Operations, id); send != nil {
		o.only = send.ID
	}
	for _, op := range o.Operations { // so that nothing else is rehearsed
		if strings.HasPrefix(id, op.Key()+"/") {
			o.Select = op.Key()
		}
	}
	var got *Asked
	o.kept = func(a Asked) { got = &a }
	report, err := Run(ctx, []Client{c}, o)
	return report, got, err
}

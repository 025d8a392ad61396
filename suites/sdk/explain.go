package sdk

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// Explained says what one id of the gate is about: label and text, in order. It
// is nothing for an id that is none of the gate's, with or without the check in
// it by which a baseline knows a request. It errs as Rows does.
func Explained(operations []*contract.Operation, id string) ([][2]string, error) {
	rows, err := Rows(operations)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if row.ID == id {
			return [][2]string{{"answer", row.Text}, {"level", string(row.Level)}, {"wanted", string(row.wants()[0])}, {"again", again(id)}}, nil
		}
	}
	send, check := sendOf(operations, id)
	if send == nil {
		return nil, nil
	}
	out := [][2]string{{"request", send.Text}}
	if check != "" {
		out = append(out, [2]string{"check", string(check)})
	}
	if send.Args != nil {
		out = append(out, [2]string{"given", body.Cut([]byte(send.Args.JSON()), 400)})
	}
	return append(out, [2]string{"again", again(send.ID)}), nil
}

// sendOf finds what an id asks clients to send, and the check that the id names; nil
// for no such id.
func sendOf(operations []*contract.Operation, id string) (*Send, Check) {
	for _, op := range operations {
		for _, send := range allSends(op) {
			if send.ID == id {
				return &send, ""
			}
			for _, check := range checksOf(send.ID) {
				if CheckID(send.ID, check) == id {
					return &send, check
				}
			}
		}
	}
	return nil, ""
}

// again is the command that asks for one thing only.
func again(id string) string {
	return "plumb replay --driver NAME " + id
}

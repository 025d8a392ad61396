package sdk

import (
	"slices"

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
	for _, op := range operations {
		for _, send := range allSends(op) {
			at := slices.IndexFunc(checksOf(send.ID), func(c Check) bool { return CheckID(send.ID, c) == id })
			if send.ID != id && at < 0 {
				continue
			}
			out := [][2]string{{"request", send.Text}}
			if at >= 0 {
				out = append(out, [2]string{"check", string(checksOf(send.ID)[at])})
			}
			if send.Args != nil {
				out = append(out, [2]string{"given", body.Cut([]byte(send.Args.JSON()), 400)})
			}
			return append(out, [2]string{"again", again(send.ID)}), nil
		}
	}
	return nil, nil
}

// again is the command that asks for one thing only.
func again(id string) string {
	return "plumb sdk --driver NAME --select " + id
}

package alibabaroa

import (
	"net/http"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/acs3"
)

// media is the content type of a body.
const media = "application/json"

// Encode fills in the path, and writes everything else where its parameter stands. A
// request for an action that there is not goes to a path that there is not: they are
// one thing. It errs where Draft.Build does.
func (Protocol) Encode(d *wire.Draft) (*http.Request, error) {
	r, err := written(d)
	if err != nil {
		return nil, err
	}
	return r, acs3.Seal(d, r, written)
}

// written is a request with its arguments, before there is anything common in it.
func written(d *wire.Draft) (*http.Request, error) {
	op := d.Request.Operation
	d.Path = op.Routes(d.Request.Args)
	if action := d.Request.Tamper.Action; action != "" {
		d.Path = "/" + action
	}
	d.Header.Set("Accept", media)
	for _, arg := range d.Own(contract.InHeader) {
		d.Header.Set(arg.Name, arg.Value.Text)
	}
	d.Query = d.PairsIn(contract.InQuery)
	if d.Request.Carrier.Place == contract.InJSON {
		d.Body = []byte(d.Own(contract.InJSON).JSON())
		d.Header.Set("Content-Type", media)
	}
	return d.Build()
}

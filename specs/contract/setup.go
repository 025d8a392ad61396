package contract

import "slices"

// SetUp names what whoever asks must have put right before a request says
// anything about the target.
type SetUp string

// What there is to put right.
const (
	RightKey   SetUp = "credentials"
	Permission SetUp = "permission" // the key may not ask this
	Payment    SetUp = "arrears"
	Clock      SetUp = "clock"
	Thing      SetUp = "thing" // what the request names is not there
)

// SetUpRefusal says with which codes a vendor refuses every request of whoever has
// not put it right: the code, or one below it.
type SetUpRefusal struct {
	About SetUp
	Codes []string
	Key   string // of a target file that names the Thing; "" where the code does not say which
	Origin
}

// SetUpOf reads a code that refuses a request which ought to be accepted: what it
// asks whoever set the run up to put right. Of a Thing key is that of a target
// file, "" if the code does not say which. ok is false for a code that speaks of
// the request itself.
func (o *Operation) SetUpOf(code string) (about SetUp, key string, ok bool) {
	if row, own := o.RowFor(code); own {
		p, known := o.unknown(row)
		if !known {
			return "", "", false
		}
		return Thing, p.Fixture.Key, true
	}
	for _, r := range o.Gateway.SetUp {
		if slices.ContainsFunc(r.Codes, func(c string) bool { return under(code, c) }) {
			return r.About, r.Key, true
		}
	}
	return "", "", false
}

// unknown gives the parameter of the account's that a row refuses for naming
// nothing, if that is all that the row is for.
func (o *Operation) unknown(row *ErrorCode) (*Param, bool) {
	if len(row.Triggers) != 1 || row.Triggers[0].When != Unknown {
		return nil, false
	}
	p, ok := o.Param(row.Triggers[0].Parameter)
	return p, ok && p.Fixture.Key != ""
}

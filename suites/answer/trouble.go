package answer

import (
	"errors"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// TroubleKind says why there is nothing to read in an answer.
type TroubleKind string

// The kinds of trouble.
const (
	NoAnswer  TroubleKind = "no-answer"  // none came, or not a whole one; Detail is the network's word for it
	TooLong   TroubleKind = "too-long"   // the body is longer than is read
	Empty     TroubleKind = "empty"      // the body has no bytes
	Page      TroubleKind = "page"       // the body is an HTML page
	NotFormat TroubleKind = "not-format" // the body is not of Format; At and Detail say where and why
	NoObject  TroubleKind = "no-object"  // the body is a value of the kind Detail
	Redirect  TroubleKind = "redirect"   // which is not followed
)

// Trouble is why an answer could not be read; its zero value is none.
type Trouble struct {
	Kind   TroubleKind     `json:"kind"`
	Format contract.Format `json:"format,omitempty"` // that was asked for
	Detail string          `json:"detail,omitempty"`
	At     int             `json:"at,omitempty"` // byte of the body
}

// errPage is the error of a page that can be read as XML.
var errPage = errors.New("an HTML page")

// unreadable says why a body is not of the format that was asked for.
func unreadable(x *wire.Exchange, asked contract.Format, err error) Trouble {
	switch {
	case len(x.Body) == 0:
		return Trouble{Kind: Empty}
	case body.LooksLikeHTML(x.Body):
		return Trouble{Kind: Page}
	}
	t := Trouble{Kind: NotFormat, Format: asked, Detail: err.Error()}
	if syntax := (*body.SyntaxError)(nil); errors.As(err, &syntax) {
		t.At, t.Detail = syntax.Offset, syntax.Detail
	}
	return t
}

package wire

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"time"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Digest is a short digest of the message that the request becomes: it is equal
// for equal messages, whichever revision of the documents made them, so that
// the answer to a question can be found again in a record. Nothing goes into it
// that differs from one sending to the next, and no secret. It is empty for a
// request that cannot be encoded.
func (r Request) Digest() string {
	tamper := r.Tamper
	r.Tamper.Stale = 0 // counted below, not by what it does to a time
	encoded, err := Encode(r, Endpoint{URL: "http://" + r.Operation.Product, Scheme: sign.None}, Stamp{Time: time.Unix(0, 0)})
	if err != nil {
		return ""
	}
	text, err := json.Marshal(struct {
		Method, URL, Body string
		Header            http.Header
		Signature         Forgery
		Stale, Again      int
		Shared            bool        // a nonce, whose own text is nobody's question
		Without           string      `json:",omitempty"` // a part of the signature, which is not written here
		Scheme            sign.Scheme `json:",omitempty"` // that nothing is signed by here
		Name, Value       string      `json:",omitempty"` // of a part of it that is another
	}{encoded.Method, encoded.URL.String(), string(BodyOf(encoded)), encoded.Header, tamper.Signature, tamper.Stale, r.Again, tamper.Nonce != "", tamper.Without, tamper.Scheme, tamper.Name, tamper.Value})
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

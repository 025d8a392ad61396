package wire

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"

	"github.com/plumbline/plumbline/specs/contract"
)

// Key is equal for requests that ask the same question, and for no others. It is a hash of
// what they ask: many keys are kept, and a request may be long.
func (r Request) Key() string {
	if r.key != "" {
		return r.key
	}
	k := make(key, 0, 1024)
	for _, part := range []string{r.Operation.Product, r.Operation.Name, r.Operation.Version, r.Carrier.ID, string(r.Format), r.Opens} {
		k.text(part)
	}
	k.args(r.Args)
	if k.number(1, r.Body == nil); r.Body != nil {
		k.text(*r.Body)
	}
	k.number(r.Again, false)
	if r.Tamper != (Tamper{}) {
		tamper, err := json.Marshal(r.Tamper)
		if err != nil {
			panic(err) // strings and numbers always marshal
		}
		k = append(k, tamper...)
	}
	sum := sha256.Sum256(k)
	return string(sum[:])
}

// key is what is hashed: each text and each list has its length before it, so that nothing
// reads as something else.
type key []byte

// number writes a number, or that there is none.
func (k *key) number(n int, none bool) {
	if none {
		n = -1
	}
	*k = binary.AppendVarint(*k, int64(n))
}

func (k *key) text(s string) {
	k.number(len(s), false)
	*k = append(*k, s...)
}

func (k *key) args(args contract.Args) {
	k.number(len(args), args == nil)
	for _, arg := range args {
		k.text(arg.Name)
		k.value(arg.Value)
	}
}

func (k *key) value(v contract.Value) {
	k.text(string(v.Kind))
	k.text(v.Text)
	k.number(len(v.Items), v.Items == nil)
	for _, item := range v.Items {
		k.value(item)
	}
	k.args(v.Members)
}

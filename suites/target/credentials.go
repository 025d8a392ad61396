package target

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// signingWord reads how requests to some products are signed.
func signingWord(into *document.Node, protocols ...wire.Protocol) func(document.Node) error {
	return func(n document.Node) error {
		known := words(protocols...)
		if !slices.Contains(known, n.Text()) {
			return n.Fail("signing %q is not %s or %s", n.Text(), strings.Join(known[:len(known)-1], ", "), known[len(known)-1])
		}
		*into = n
		return nil
	}
}

// words are the words for all schemes of some protocols, and for none.
func words(protocols ...wire.Protocol) []string {
	out := []string{string(sign.None)}
	for _, protocol := range protocols {
		for _, s := range protocol.Schemes() {
			if !slices.Contains(out, string(s)) { // several protocols may have one
				out = append(out, string(s))
			}
		}
	}
	return out
}

// scheme is how a product is signed, and the key it is signed with. The word for
// another product leaves the usual scheme: a file may speak of several. One that is
// asked for and has no key is an error: nothing would be signed as wanted.
func scheme(word document.Node, protocol wire.Protocol, getenv func(string) string) (out wire.Endpoint, keyless bool, err error) {
	key, found := credentials(protocol, getenv)
	out = wire.Endpoint{Scheme: protocol.Schemes()[0], Credentials: key}
	if word.There() && slices.Contains(words(protocol), word.Text()) {
		out.Scheme = sign.Scheme(word.Text())
		if out.Scheme != sign.None && !found {
			return out, true, word.Fail("signing %s wants a key: set %s, or leave signing out", word.Text(), protocol.Credentials())
		}
	}
	return out, !found, nil
}

// credentials reads the variables that the vendors' own tools read. Without
// them requests are signed with a key that nobody has: a target that does not
// check signatures does not mind; found tells whether they were there.
func credentials(protocol wire.Protocol, getenv func(string) string) (key sign.Credentials, found bool) {
	key, found = protocol.Credentials().Read(getenv)
	if !found {
		key = placeholderCredentials()
	}
	return key, found
}

func placeholderCredentials() sign.Credentials {
	return sign.Credentials{ID: "plumbline-key-id", Secret: "plumbline-secret"}
}

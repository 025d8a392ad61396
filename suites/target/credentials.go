package target

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// scheme reads the word of a target file for a product. One that is another
// protocol's scheme leaves the usual one: a file may speak of several products.
func scheme(word string, protocol wire.Protocol) (sign.Scheme, error) {
	own := protocol.Schemes()
	switch asked := sign.Scheme(word); {
	case asked == sign.None:
		return sign.None, nil
	case slices.Contains(own, asked):
		return asked, nil
	case word == "" || slices.Contains(schemes(), word):
		return own[0], nil
	}
	known := schemes()
	return "", fmt.Errorf("signing %q is not none, %s or %s", word, strings.Join(known[:len(known)-1], ", "), known[len(known)-1])
}

// schemes are the words for all schemes that a file may ask for.
func schemes() []string {
	var out []string
	for _, protocol := range specs.Protocols() {
		for _, s := range protocol.Schemes() {
			out = append(out, string(s))
		}
	}
	return out
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

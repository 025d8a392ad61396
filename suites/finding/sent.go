package finding

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// InWords names a request in a few words: how it is sent, and what differs.
func InWords(r wire.Request) string {
	words := r.Carrier.Method + " " + r.Operation.Name
	if r.Tamper.Action != "" {
		words = r.Carrier.Method + " with the Action " + r.Tamper.Action
	}
	words += wrongAbout(r.Tamper)
	if r.Format != "" {
		words += " in " + strings.ToUpper(string(r.Format))
	}
	var args []string
	for told := range r.Args.Grouped(listShown) {
		args = append(args, told[0].Name+"="+brief(told[0].Value))
		if n := len(told); n > 1 {
			args = append(args, fmt.Sprintf("… %d items to %s=%s", n, told[n-1].Name, brief(told[n-1].Value)))
		}
	}
	return words + " with " + strings.Join(args, ", ")
}

// HowSent names how a request is sent: "POST (mixed) in XML".
func HowSent(r wire.Request) string {
	words := r.Carrier.Method
	if r.Carrier.ID != strings.ToLower(words) {
		words += " (" + r.Carrier.ID + ")"
	}
	if r.Format != "" {
		words += " in " + strings.ToUpper(string(r.Format))
	}
	return words
}

// wrongAbout says what a request is wrong about on purpose, beside its
// parameters.
func wrongAbout(t wire.Tamper) string {
	words := map[wire.Forgery]string{
		wire.Unsigned: ", unsigned", wire.WrongKey: ", signed with another secret", wire.UnknownKey: ", signed with an unknown key",
		wire.HalfSigned:  ", signed rightly in the first half of the signature only",
		wire.WrongMethod: ", signed for another method",
	}[t.Signature]
	if t.Scheme != "" {
		words += ", signed by " + string(t.Scheme)
	}
	if t.Version != "" {
		words += ", of version " + t.Version
	}
	if t.Without != "" {
		words += ", without " + t.Without
	}
	if t.Name != "" {
		words += ", with the " + t.Name + " " + t.Value
	}
	switch {
	case t.Stale > 0:
		words += fmt.Sprintf(", dated %d seconds ago", t.Stale)
	case t.Stale < 0:
		words += fmt.Sprintf(", dated %d seconds ahead", -t.Stale)
	}
	if t.Nonce != "" {
		words += ", with a nonce that is used twice"
	}
	if words == "" {
		return ""
	}
	return words + ","
}

// listShown is the length up to which a list is told in full.
const listShown = 3

// brief cuts a value that would fill a line.
func brief(v contract.Value) string {
	if v.Kind == contract.List && len(v.Items) > listShown {
		return fmt.Sprintf("[%s, … %d items]", v.Items[0], len(v.Items))
	}
	return body.Cut([]byte(v.String()), 40)
}

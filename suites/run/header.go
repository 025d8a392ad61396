package run

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/target"
)

// Version is the version of the suite, as the build knows it.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "devel"
	}
	return info.Main.Version
}

// Commit is what the suite was built from, with "+" behind it if the files had
// changed since; "" if the build does not know.
func Commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	commit, changed := "", ""
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision":
			commit = setting.Value
		case setting.Key == "vcs.modified" && setting.Value == "true":
			changed = "+"
		}
	}
	return commit + changed
}

// Specs is equal for operations of which all documents say the same, wherever
// they lie: what the header of a record calls specs.
func Specs(operations []*contract.Operation) string { return digest(placeless(operations)) }

// Header gives the first line of the record of a plan. configuration holds what
// the user asked for, without secrets.
func (p Plan) Header(operations []*contract.Operation, targetName string, configuration map[string]string) record.Header {
	ids := make([]string, len(p.Cases))
	for i, c := range p.Cases {
		ids[i] = c.ID
	}
	digests := map[string]string{}
	for _, o := range operations {
		digests[o.Key()] = Digest(o)
	}
	return record.Header{
		Operations: digests,
		Suite:      Version(), Specs: Specs(operations), Cases: digest(ids), Planned: len(p.Cases),
		Target: targetName, Configuration: configuration, Start: time.Now().UTC(),
	}
}

// Digest is equal for operations of which the documents say the same, wherever
// they lie.
func Digest(o *contract.Operation) string { return Specs([]*contract.Operation{o}) }

// Accounts gives what the target was known to have, for the header of a record.
func Accounts(t *target.Target) map[string]record.Account {
	out := map[string]record.Account{}
	for product, account := range t.Accounts() {
		out[product] = record.FromAccount(account, t.Redact)
	}
	return out
}

// placeless writes the operations without the places they were read from: the
// same documents have the same digest wherever they lie.
func placeless(operations []*contract.Operation) string {
	text, err := json.Marshal(operations)
	if err != nil {
		panic(err) // operations always marshal
	}
	return regexp.MustCompile(`"Location":\{"File":"[^"]*","Line":\d+\}`).ReplaceAllString(string(text), "")
}

// digest is a short hash of anything that can be written as JSON.
func digest(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // operations and strings always marshal
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

package run

import (
	"encoding/json"
	"regexp"
	"runtime/debug"
	"sync"
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
func Specs(operations []*contract.Operation) string {
	sum := listing{quoted: true}
	for _, o := range operations {
		sum.add(placeless(o))
	}
	return sum.digest()
}

// Header gives the first line of the record of a plan. configuration holds what
// the user asked for, without secrets.
func (p Plan) Header(operations []*contract.Operation, targetName string, configuration map[string]string) record.Header {
	a := p.Announced()
	return a.Header(operations, targetName, configuration)
}

// Header is that of the plan that is announced.
func (a *Announced) Header(operations []*contract.Operation, targetName string, configuration map[string]string) record.Header {
	digests := map[string]string{}
	for _, o := range operations {
		digests[o.Key()] = Digest(o)
	}
	return record.Header{
		Operations: digests,
		Suite:      Version(), Specs: Specs(operations), Cases: a.ids.digest(), Planned: a.Planned,
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

// placeless writes an operation without the places it was read from: the same document
// has the same digest wherever it lies.
func placeless(o *contract.Operation) string {
	text, err := json.Marshal(o)
	if err != nil {
		panic(err) // operations always marshal
	}
	return places().ReplaceAllString(string(text), "")
}

// places matches where a fact was read.
var places = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"Location":\{"File":"[^"]*","Line":\d+\}`) })

package probe

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// Family is a kind of question: one constraint keyword.
type Family struct {
	Keyword string
	Asks    string // what its cases ask, one sentence
	cases   func(*Asker) []Case
}

// Families is the closed list of families, in the order in which they are
// asked. The last ones look at the answers of all the others.
func Families() []Family {
	return []Family{
		{"carrier", "The plain request is accepted by every carrier and answered in every format.", carriers},
		{"examples", "Each printed request is accepted.", examples},
		{"required", "A request without a required parameter is refused.", required},
		{"optional", "A request is accepted with and without an optional parameter.", optional},
		{"maxItems", "A list is accepted up to its limit and refused above it.", maxItems},
		{"enum", "Each enumerated value is accepted, others are refused.", enum},
		{"type", "A value of another kind is refused.", kinds},
		{"format", "A value of another form is refused.", format},
		{"limits", "A number, a text or a list is accepted up to its limits and refused beyond them.", limits},
		{"pattern", "A text that does not keep a stated pattern is refused.", pattern},
		{"exclusive", "What may not stand together is refused together, what needs another without it, and none of what one is needed of.", exclusive},
		{"placeholder", "A value that stands for none is accepted beside the parameter that speaks instead.", placeholders},
		{"company", "What is allowed alone is allowed together: every pair of optional parameters and values.", company},
		{"beside", "What is refused alone is refused in every other company.", beside},
		{"items", "An item of a list is judged the same wherever it stands, a limit the same in every company.", places},
		{"order", "The order of the parameters changes nothing.", order},
		{"errors", "A documented trigger is answered with its code, status and message.", errorRows},
		{"rows", "Names that exist are answered, in lists of none, one and many.", rows},
		{"encoding", "A list is understood however a client writes it, and its limit counts items.", encoding},
		{"precedence", "A request with two faults is refused for one of them.", precedence},
		{"twins", "Two formats and two carriers give the same answer.", twins},
		{"notes", "What the documents leave contradictory is answered in an orderly way.", notes},
		{"sequence", "What is asked in between does not change an answer.", sequence},
		{"relations", "What the documents entail about answers holds.", relations},
		{"answers", "What the documents entail about one answer holds in every answer.", held},
		{"response", "Every documented field is present, and of its kind and form.", response},
		{"envelope", "Every answer is soundly wrapped.", envelope},
		{"readings", "One reading of each contradiction explains all answers.", readings},
		{"gateway", "A request that is wrong about the common protocol is refused.", gateway},
		{"liberties", "A request that is written as the vendor's clients write it is answered.", liberties},
		{"signings", "What is signed by another signature of the protocol is answered, and refused, the same.", signings},
		{"rate", "The promised number of requests a second is served.", rate},
	}
}

// Account is what a target knows of a product's things: keys of a target file and their
// values, and the codes that stand for documented ones.
type Account struct {
	// Unsigned is true when the target file says that signatures are not checked.
	Unsigned bool
	// Strict is true when somebody has written down what there is: what they
	// left out is then not made up from the documents' examples.
	Strict bool
	Values map[string][]string
	Accept map[string][]string
	// Operations are those that the target claims to serve; nil for all.
	Operations []string
	// Asked is when the cases are asked, which some ask about; the zero time is now.
	Asked time.Time
	// Zone is the time zone of the target's clock where that is known, like "UTC":
	// no document says which it is.
	Zone string
}

// Asker makes the cases of one operation for one account.
type Asker struct {
	op         *contract.Operation
	operations []*contract.Operation // all that are asked
	account    Account
	made       []Case // the cases of the families before
	lawless    []Case // cases that are not asked, since a request of theirs would break a rule between parameters
	unasked    []Unasked
}

// IDs gives the ids of all cases of some operations.
func IDs(operations []*contract.Operation) []string {
	var ids []string
	for _, op := range operations {
		made, _ := Of(op, operations, Account{})
		for _, c := range made {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// Cases gives the cases of the operations, in the order of the operations and
// the table of families. accounts is by product; an absent one means that
// nothing is known and the documents' examples stand in.
func Cases(operations []*contract.Operation, accounts map[string]Account) []Case {
	cases, _ := All(operations, accounts)
	return cases
}

// All gives the cases, and the facts that no case asks about, in the order of
// the operations and the families that would ask.
func All(operations []*contract.Operation, accounts map[string]Account) ([]Case, []Unasked) {
	var out []Case
	var unasked []Unasked
	for _, op := range operations {
		made, left := Of(op, operations, accounts[op.Product])
		out, unasked = append(out, made...), append(unasked, left...)
	}
	return out, unasked
}

// Of gives the cases of one operation beside others that are asked, and the facts that no
// case asks about, in the order of the families.
func Of(op *contract.Operation, operations []*contract.Operation, account Account) ([]Case, []Unasked) {
	asker := &Asker{op: op, operations: operations, account: account}
	for _, family := range Families() {
		for _, c := range family.cases(asker) {
			if !asker.lawful(c) {
				asker.lawless = append(asker.lawless, c)
				continue
			}
			c.Family, c.Operation = family.Keyword, op
			c.Level = cmp.Or(c.Level, contract.Must)
			c.Profile = cmp.Or(c.Profile, contract.Documents)
			c.Skip = cmp.Or(c.Skip, asker.lacks(c))
			asker.made = append(asker.made, asker.rooted(c).keyed())
		}
	}
	asker.leftOver()
	return asker.made, asker.unasked
}

// rooted gives a case whose anchor is not sent as printed its root.
func (a *Asker) rooted(c Case) Case {
	printed := a.printed()
	if c.Anchor != nil && (c.Anchor.Carrier.ID != printed.carrier.ID || c.Anchor.Format != printed.format) {
		root := a.request(printed, a.minimal())
		c.Root = &root
	}
	return c
}

// now is the time at which the cases are asked.
func (a *Asker) now() time.Time {
	if a.account.Asked.IsZero() {
		return time.Now().UTC()
	}
	return a.account.Asked.UTC()
}

// requirement names a requirement of the operation.
func (a *Asker) requirement(format string, args ...any) string {
	return a.op.Key() + "/" + fmt.Sprintf(format, args...)
}

// sent gives the requests that a case about all answers looks at: those of the contract
// profile that keep matches, each once; not those that must follow each other.
func (a *Asker) sent(keep func(wire.Request) bool) []wire.Request {
	var out []wire.Request
	seen := map[string]bool{}
	for _, c := range a.made {
		if c.Profile != contract.Documents || c.Skip != "" || c.Order != AnyOrder {
			continue
		}
		for _, r := range c.Requests {
			if key := r.Key(); !seen[key] && r.Tamper == (wire.Tamper{}) && keep(r) {
				seen[key] = true
				out = append(out, r)
			}
		}
	}
	return out
}

// PlainRequests gives the plain request of an operation by every carrier and in every
// format, the printed way first; none if the account lacks what it must name.
func PlainRequests(op *contract.Operation, account Account) []wire.Request {
	a := &Asker{op: op, account: account}
	var out []wire.Request
	for _, w := range a.ways() {
		out = append(out, a.request(w, a.minimal()).Keyed())
	}
	if a.lacks(Case{Requests: out}) != "" {
		return nil
	}
	return out
}

// request makes a request of this operation.
func (a *Asker) request(w way, args contract.Args) wire.Request {
	return wire.Request{Operation: a.op, Carrier: w.carrier, Format: w.format, Args: args}
}

// one makes a case of a single request.
func (a *Asker) one(requirement, variant string, origin contract.Origin, r wire.Request, wanted want.Want, text string, args ...any) Case {
	return Case{
		ID: requirement + "/" + variant, Requirement: requirement, Origin: origin,
		Requests: []wire.Request{r}, Want: wanted, Text: fmt.Sprintf(text, args...),
	}
}

// anchored gives the case an anchor: the plain request, the same way.
func (a *Asker) anchored(c Case, w way) Case { return c.anchoredTo(a.request(w, a.minimal())) }

// beneath gives a case about a place below a parameter an anchor that has the place, and
// one about a parameter itself the plain request.
func (a *Asker) beneath(p *contract.Param, c Case, w way) Case {
	if p == a.op.Root(p) {
		return a.anchored(c, w)
	}
	return c.anchoredTo(a.request(w, a.plainWith(p, a.sample(p))))
}

func (c Case) anchoredTo(r wire.Request) Case {
	c.Anchor = &r
	return c
}

func (c Case) at(level contract.Level) Case {
	c.Level = level
	return c
}

// refusing finds the trigger that says what a request with this fault is
// answered with.
func (a *Asker) refusing(parameter string, when contract.When) (contract.Trigger, bool) {
	for _, row := range a.op.Errors {
		i := slices.IndexFunc(row.Triggers, func(t contract.Trigger) bool { return t.Parameter == parameter && t.When == when })
		if i >= 0 {
			return row.Triggers[i], true
		}
	}
	return contract.Trigger{}, false
}

package want

import (
	"net/http"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Sound wants a property of the envelope in every answer the case looks at.
type Sound struct{ Property Property }

// Property is what a Sound case looks at.
type Property string

// The properties of an envelope.
const (
	Wrapped         Property = "wrapped"           // the answer is inside the envelope member
	Rooted          Property = "rooted"            // the XML root has a documented name
	AsAsked         Property = "as-asked"          // the body is of the format that was asked for
	WellFormed      Property = "well-formed"       // one value of the format and nothing else
	UniqueNames     Property = "unique-names"      // no member stands twice
	MediaType       Property = "media-type"        // Content-Type names the format of the body
	RequestIDThere  Property = "request-id"        // a refusal has a RequestId
	RequestIDFilled Property = "request-id-filled" // no RequestId is empty
	RefusalIDFilled Property = "refusal-id-filled" // nor that of a refusal
	RequestIDUnique Property = "request-id-unique" // no RequestId comes twice
	RefusalAsAsked  Property = "refusal-as-asked"  // so is that of a refusal
	SuccessStatus   Property = "success-status"    // an answer that is no refusal has a status of success
	PlainStatus     Property = "plain-status"      // and it is 200
	RefusalStatus   Property = "refusal-status"    // a refusal has the status of its protocol
	RefusalShape    Property = "refusal-shape"     // a refusal has a Code and a Message, both strings
	CodeListed      Property = "code-listed"       // the code of a refusal is an operation's or a common one
	RefusalRooted   Property = "refusal-rooted"    // the XML root of a refusal has the name that the vendor gives it
	NoPayload       Property = "no-payload"        // a refusal carries no result beside it
)

// sound is what there is to know of a property: its expectation in words, and how
// an answer is looked at.
type sound struct {
	property Property
	words    string
	look     look
}

func propertyTable() []sound {
	return []sound{
		{Wrapped, "the envelope around every answer", wrapped},
		{Rooted, "a root with a documented name", rooted},
		{AsAsked, "the format that was asked for", func(a *answer.Answer) (bool, []finding.Finding) { return asAsked(a, a.Class == answer.Success) }},
		{RefusalRooted, "the root that the vendor gives refusals", refusalRooted},
		{RefusalAsAsked, "the format that was asked for", func(a *answer.Answer) (bool, []finding.Finding) { return asAsked(a, a.Refused()) }},
		{WellFormed, "a body that is one value of the format and nothing else", wellFormed},
		{UniqueNames, "no name twice", uniqueNames},
		{MediaType, "a Content-Type that names the format", mediaType},
		{RequestIDThere, "a RequestId in every refusal", requestIDThere},
		{RequestIDFilled, "a RequestId that is not empty", func(a *answer.Answer) (bool, []finding.Finding) { return requestIDFilled(a, a.Class == answer.Success) }},
		{RefusalIDFilled, "a RequestId that is not empty", func(a *answer.Answer) (bool, []finding.Finding) { return requestIDFilled(a, a.Refused()) }},
		{RequestIDUnique, "another RequestId in each answer", nil}, // by what the others have
		{SuccessStatus, "a status of success", func(a *answer.Answer) (bool, []finding.Finding) {
			return resultStatus(a, a.Exchange.Status < 200 || a.Exchange.Status > 299)
		}},
		{PlainStatus, "status 200", func(a *answer.Answer) (bool, []finding.Finding) {
			return resultStatus(a, a.Exchange.Status != http.StatusOK)
		}},
		{RefusalStatus, "the status that the vendor gives refusals", refusalStatus},
		{RefusalShape, "a Code and a Message, both strings", refusalShape},
		{CodeListed, "a code that is listed", codeListed},
		{NoPayload, "nothing but the error", noPayload},
	}
}

func (w Sound) find() sound {
	for _, s := range propertyTable() {
		if s.property == w.Property {
			return s
		}
	}
	panic("no property is called " + string(w.Property))
}

func (Sound) Scope() Scope          { return Run }
func (w Sound) Expectation() string { return w.find().words }
func (w Sound) Judge(e Evidence) Judgement {
	if w.Property == RequestIDUnique {
		return sweep(e, uniqueRequestIDs(e))
	}
	return sweep(e, w.find().look)
}

// Question holds what a property is held against, of what documents may change.
func (w Sound) Question(o *contract.Operation) any {
	var against any
	switch w.Property {
	case Wrapped:
		against = o.Envelope.Member
	case Rooted:
		against = o.Envelope.XMLRoot
		if set, ok := o.Reading("response", contract.RootAspect); ok {
			against = ways(*set, false)
		}
	case RefusalRooted:
		against = o.Gateway.Error.Root
	}
	return []any{w.Property, against}
}

func wrapped(a *answer.Answer) (bool, []finding.Finding) {
	f := finding.Finding{Kind: finding.NotWrapped, Want: a.Exchange.Request.Operation.Envelope.Member, Place: a.Place(a.Payload())}
	if a.Around != "" {
		f.Kind, f.Got = finding.WrappedIn, a.Around
	}
	return a.Readable(), findingIf(a.Readable() && (a.Unwrapped || a.Around != ""), f)
}

// rooted wants the root of a result in XML to have a name that some reading
// gives it.
func rooted(a *answer.Answer) (bool, []finding.Finding) {
	if a.Class != answer.Success || a.Format != contract.XML {
		return false, nil
	}
	op := a.Exchange.Request.Operation
	known := a.Root == op.Envelope.XMLRoot
	if set, ok := op.Reading("response", contract.RootAspect); ok {
		_, known = set.Of(a.Root)
	}
	return true, findingIf(!known, finding.Finding{Kind: finding.OtherRoot, Got: a.Root, Place: a.Place(a.Payload())})
}

func asAsked(a *answer.Answer, looked bool) (bool, []finding.Finding) {
	return looked, findingIf(looked && a.Format != a.Exchange.AskedFormat(), finding.Finding{Kind: finding.OtherFormat, Got: strings.ToUpper(string(a.Format))})
}

// wellFormed wants one value of the format that was asked for, and nothing more.
func wellFormed(a *answer.Answer) (bool, []finding.Finding) {
	switch {
	case a.Class == answer.Silent || a.Class == answer.NotLookedAt:
		return false, nil
	case a.Format == "":
		f := finding.Finding{Kind: finding.NotWellFormed, Trouble: a.Trouble}
		if a.Trouble.Kind == answer.NotFormat {
			f.Place = a.At(a.Trouble.At)
		}
		return true, []finding.Finding{f}
	}
	flaws := []body.Flaw{body.TrailingBytes, body.BrokenUTF8, body.TrailingContent, body.UndeclaredPrefix, body.MixedContent, body.MisplacedDeclaration, body.LoneSurrogate}
	if a.Format == contract.JSON {
		flaws = append(flaws, body.ByteOrderMark) // RFC 8259 8.1 forbids it, and Go's reader refuses it
	}
	return true, flawed(a, flaws...)
}

// flawed gives the flaws of some kinds that a body has.
func flawed(a *answer.Answer, flaws ...body.Flaw) []finding.Finding {
	var out []finding.Finding
	for _, fault := range a.Faults {
		for _, flaw := range flaws {
			if fault.Flaw == flaw {
				out = appendFindings(out, finding.FromFault(finding.Flaw, a, fault))
			}
		}
	}
	return out
}

// uniqueNames finds names that stand twice, and in XML, which allows that of
// elements, those where the contract has one value.
func uniqueNames(a *answer.Answer) (bool, []finding.Finding) {
	if !a.Readable() {
		return false, nil
	}
	out := flawed(a, body.DuplicateName, body.DuplicateAttribute)
	if a.Format != contract.XML || a.Class != answer.Success {
		return true, out
	}
	a.Exchange.Request.Operation.Response.Walk(func(f *contract.Field) {
		if f.Items != nil || f.Name == "" {
			return
		}
		for _, holder := range a.Objects(holderOf(f)) {
			var last *body.Node
			seen := 0
			for _, m := range holder.Members {
				if m.Name == f.Name {
					seen, last = seen+1, m.Value
				}
			}
			out = appendFindings(out, findingIf(seen > 1, finding.Finding{Kind: finding.StandsTwice, Path: f.Path, Place: a.Place(last), Got: finding.Counted(seen, "time")})...)
		}
	})
	return true, out
}

func resultStatus(a *answer.Answer, wrong bool) (bool, []finding.Finding) {
	result := a.Class == answer.Success
	return result, findingIf(result && wrong, status(finding.ResultStatus, a, ""))
}

// status is a finding about the status line.
func status(kind finding.Kind, a *answer.Answer, wanted string) finding.Finding {
	return finding.Finding{Kind: kind, Status: a.Exchange.Status, Want: wanted, Place: answer.Place{Status: true}}
}

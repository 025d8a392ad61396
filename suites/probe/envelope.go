package probe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// envelope looks at what surrounds the answers: the wrapper, the request id,
// the status, the content type, and that each body is one sound value.
func envelope(a *Asker) []Case {
	var out []Case
	all := a.sent(func(wire.Request) bool { return true })
	id, _ := a.op.Response.Find("RequestId")
	idOrigin, idLevel := a.op.Origin, contract.Should
	if id != nil {
		idOrigin = id.Origin(contract.Row)
	}
	if a.op.Envelope.Member != "" {
		idLevel = contract.Must // unique, and returned for every request (003:46, 004:47)
	}
	look := func(keyword, variant string, level contract.Level, origin contract.Origin, requests []wire.Request, p want.Property, text string, args ...any) {
		c := a.one(a.requirement("envelope/%s", keyword), variant, origin, wire.Request{}, want.Sound{Property: p}, text, args...).at(level)
		c.Requests = requests
		out = append(out, c)
	}
	if member := a.op.Envelope.Member; member != "" {
		look("wrapper", "every-answer", contract.Must, a.op.Envelope.Origin, all, want.Wrapped, "Every answer is wrapped in %s.", member)
	} else {
		look("wrapper", "every-answer", contract.Must, a.op.Response.Origin(contract.Row), all, want.Wrapped, "Nothing is wrapped around the answer.")
	}
	look("request-id", "on-refusals", idLevel, idOrigin, all, want.RequestIDThere, "A refusal has a RequestId too.")
	look("request-id", "not-repeated", contract.Must, idOrigin, append(all, a.second()...), want.RequestIDUnique, "No two answers have the same RequestId.")
	look("request-id", "filled-on-refusals", idLevel, idOrigin, all, want.RefusalIDFilled, "The RequestId of a refusal is not empty.")
	if _, disputed := a.op.Reading("response/RequestId", contract.BlankAspect); !disputed {
		look("request-id", "filled", contract.Must, idOrigin, all, want.RequestIDFilled, "No RequestId is empty.")
	}
	look("status", "of-answers", contract.Must, a.op.Origin, all, want.SuccessStatus, "An answer that is no refusal has a status of success, 200 to 299.")
	look("status", "plain", contract.Should, a.op.Origin, all, want.PlainStatus, "An answer that is no refusal has status 200.")
	look("status", "of-refusals", contract.Should, a.refusalOrigin(), all, want.RefusalStatus, "A refusal has the status that the vendor gives refusals.")
	if root := a.op.Gateway.Error.Root; root != "" && a.op.HasFormat(contract.XML) {
		look("root", "of-refusals", contract.Should, a.refusalOrigin(), all, want.RefusalRooted, "The XML root of a refusal is %s.", root)
	}
	look("error", "code-and-message", contract.Should, a.refusalOrigin(), all, want.RefusalShape, "A refusal has a Code and a Message, both strings.")
	if _, told := a.op.Listed(""); told {
		look("error", "listed-code", contract.Should, a.refusalOrigin(), all, want.CodeListed, "The code of a refusal is one of the operation's, or one of the common ones.")
	}
	look("error", "nothing-beside", contract.Should, a.refusalOrigin(), all, want.NoPayload, "A refusal carries no result beside it.")
	for _, format := range a.op.Formats {
		out = append(out, a.bodies(format, a.sent(func(r wire.Request) bool { return r.Format == format.Format || r.Format == "" }))...)
	}
	return append(out, a.causes(all)...)
}

// causes looks at each refusal by the code of an error row: what the row names is the matter
// with the request.
func (a *Asker) causes(all []wire.Request) []Case {
	known := map[string][]string{}
	for i := range a.op.Params {
		known[a.op.Params[i].Name] = a.known(&a.op.Params[i])
	}
	var out []Case
	for _, row := range a.op.Errors {
		told := len(row.Triggers) > 0 && !slices.ContainsFunc(row.Triggers, func(t contract.Trigger) bool {
			return t.Parameter != row.Triggers[0].Parameter || !slices.Contains([]contract.When{contract.Absent, contract.Empty, contract.Unknown, contract.Malformed}, t.When)
		})
		if !told {
			continue // a code of many causes
		}
		wanted := want.Caused{Row: row, Plain: a.minimal(), Known: known}
		c := a.one(a.requirement("errors/%s/cause", row.Code), "in-every-refusal", row.Origin, wire.Request{}, wanted, "%s is answered where %s is %s, and to nothing else.", row.Code, row.Triggers[0].Parameter, wanted.Causes())
		c.Requests = all
		out = append(out, c.at(contract.Must))
	}
	return out
}

// second asks the plain request once more where no other one is answered.
func (a *Asker) second() []wire.Request {
	plain := a.request(a.printed(), a.minimal())
	for _, c := range a.made {
		if _, accepted := c.Want.(want.Accepted); accepted && c.Skip == "" && c.Requests[0].Key() != plain.Key() {
			return nil
		}
	}
	plain.Again = 1
	return []wire.Request{plain}
}

// bodies looks at the bodies of the answers to requests in one format.
func (a *Asker) bodies(format contract.FormatFact, requests []wire.Request) []Case {
	variant := "in-" + string(format.Format)
	var out []Case
	look := func(requirement, variant string, level contract.Level, p want.Property, text string, args ...any) {
		c := a.one(a.requirement("%s", requirement), variant, format.Origin, wire.Request{}, want.Sound{Property: p}, text, args...).at(level)
		c.Requests = requests
		out = append(out, c)
	}
	if len(a.op.Formats) > 1 {
		look("format/"+string(format.Format), "as-asked", contract.Must, want.AsAsked, "Who asks for %s gets it.", format.Format)
		look("format/"+string(format.Format), "refusals-as-asked", contract.Should, want.RefusalAsAsked, "Who asks for %s gets refusals in it too.", format.Format)
	}
	if _, disputed := a.op.Reading("response", contract.RootAspect); format.Format == contract.XML && (disputed || a.op.Envelope.XMLRoot != "") {
		look("envelope/root", variant, contract.Must, want.Rooted, "The XML root has a documented name.")
	}
	look("envelope/body", "well-formed-"+variant, contract.Must, want.WellFormed, "The body is one value of %s and nothing else.", format.Format)
	look("envelope/body", "unique-names-"+variant, contract.Must, want.UniqueNames, "No name stands twice in an object or element where it has one value.")
	look("envelope/content-type", variant, contract.Should, want.MediaType, "Content-Type says %s.", format.Format)
	return out
}

// refusalOrigin is where the error rows begin, which have no line of their own
// for what they share.
func (a *Asker) refusalOrigin() contract.Origin {
	if len(a.op.Errors) == 0 {
		return a.op.Origin
	}
	return a.op.Errors[0].Origin
}

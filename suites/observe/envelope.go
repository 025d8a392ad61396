package observe

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
)

// envelope holds what surrounds an answer against the documents: the wrapper,
// the XML root, the status.
func (e *evidence) envelope() {
	e.wrapper()
	e.root()
	e.successStatus()
	e.refusalStatus()
	e.contentTypes()
}

func (e *evidence) wrapper() {
	cases := e.askedAbout("envelope/wrapper")
	if !fail(cases) {
		return
	}
	results := e.answersTo(recordedAnswer.ok)
	wrong := slices.DeleteFunc(slices.Clone(results), func(s recordedAnswer) bool { return !s.Unwrapped && s.Around == "" })
	if len(wrong) == 0 {
		return
	}
	s, member := wrong[0], e.op.Envelope.Member
	origin := e.op.Envelope.Origin
	if member == "" {
		origin = e.op.Response.Origin(contract.Row)
	}
	mend := func(d document.Node) error { return d.Drop("x-operation", "envelope") }
	around := s.Around
	wrapped := printable.MatchString(around)
	if wrapped {
		mend = func(d document.Node) error { return d.Put(around, "x-operation", "envelope", "value") }
	}
	switch {
	case member != "" && !wrapped:
		e.note("envelope/dropped", "envelope", side(member, origin), "", s, "results are not wrapped in %s", member).seenIn(len(wrong), len(results)).explains(cases...).mended(mend)
	case member != "":
		e.note("envelope/changed", "envelope", side(member, origin), around, s, "results are wrapped in %s, the documents say %s", around, member).seenIn(len(wrong), len(results)).explains(cases...).mended(mend)
	case wrapped:
		e.note("envelope/introduced", "envelope", revision.Side{Origin: origin}, around, s, "results are wrapped in %s, the documents wrap nothing around them", around).seenIn(len(wrong), len(results)).explains(cases...).
			mended(func(d document.Node) error {
				return d.Put(map[string]any{"value": around, "x-source": contract.CommonPages}, "x-operation", "envelope")
			})
	}
}

// root finds an XML root that no reading has.
func (e *evidence) root() {
	cases := e.askedAbout("envelope/root")
	if !fail(cases) {
		return
	}
	results := e.answersTo(func(s recordedAnswer) bool { return s.ok() && s.Format == contract.XML })
	set, disputed := e.op.Reading("response", contract.RootAspect)
	wrong := slices.DeleteFunc(slices.Clone(results), func(s recordedAnswer) bool {
		if disputed {
			_, documented := set.Of(s.Root)
			return documented
		}
		return s.Root == e.op.Envelope.XMLRoot
	})
	if len(wrong) == 0 {
		return
	}
	s := wrong[0]
	root := printableOr(s.Root, "nothing")
	e.note("xml-root/changed", "xml-root", side(e.op.Envelope.XMLRoot, e.op.Envelope.Origin), root, s,
		"the root of XML answers is %s, the documents say %s", root, e.op.Envelope.XMLRoot).seenIn(len(wrong), len(results)).explains(cases...).
		mended(func(d document.Node) error { return d.Put(root, "x-operation", "xml-root", "value") })
	if disputed {
		e.withoutSet(set, s)
	}
}

// methods gives the HTTP methods that answers came by, sorted.
func methods(list []recordedAnswer) []string {
	var out []string
	for _, s := range list {
		if m := strings.ToLower(s.request().Carrier.Method); !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	slices.Sort(out)
	return out
}

// successStatus finds results that come with another status than 200.
func (e *evidence) successStatus() {
	cases := e.askedAbout("envelope/status")
	plainly := append(withVariant(cases, "of-answers"), withVariant(cases, "plain")...)
	if !fail(plainly) {
		return
	}
	for _, method := range methods(e.answersTo(recordedAnswer.ok)) {
		results := e.answersTo(func(s recordedAnswer) bool { return s.ok() && strings.EqualFold(s.request().Carrier.Method, method) })
		e.statusOf(method, results, http.StatusOK, plainly)
	}
}

// statusOf notes the statuses of some answers other than the usual one, and
// that the usual one does not come.
func (e *evidence) statusOf(method string, list []recordedAnswer, usual int, cases []*askedCase) {
	byStatus := map[int][]recordedAnswer{}
	for _, s := range list {
		byStatus[s.Exchange.Status] = append(byStatus[s.Exchange.Status], s)
	}
	responses := []string{"paths", "/", method, "responses"}
	for _, status := range sortedKeys(byStatus) {
		if status == usual || e.stated(status) {
			continue
		}
		at := fmt.Sprintf("%d (%s)", status, method)
		e.note("path/status/added", at, side("", e.op.Origin), fmt.Sprint(status), byStatus[status][0], "answers to %s have the status %d, the documents say %d", strings.ToUpper(method), status, usual).
			sometimes(len(byStatus[status]), len(list)).explains(cases...).
			mended(func(d document.Node) error { return d.At(responses...).Double(fmt.Sprint(usual), fmt.Sprint(status)) })
	}
}

// stated tells whether the documents have answers of a status.
func (e *evidence) stated(status int) bool {
	return status == http.StatusOK || slices.ContainsFunc(e.op.Errors, func(row contract.ErrorCode) bool { return row.Status == status })
}

// refusalStatus finds refusals with a status that the vendor does not give them.
func (e *evidence) refusalStatus() {
	cases := withVariant(e.askedAbout("envelope/status"), "of-refusals")
	if !fail(cases) {
		return
	}
	refusals := e.answersTo(func(s recordedAnswer) bool { return s.Class == answer.Refusal })
	for _, method := range methods(refusals) {
		e.statusOf(method, slices.DeleteFunc(slices.Clone(refusals), func(s recordedAnswer) bool {
			return !strings.EqualFold(s.request().Carrier.Method, method)
		}), e.op.Gateway.Error.Status.From, cases)
	}
}

// contentTypes finds answers whose content type names another format.
func (e *evidence) contentTypes() {
	cases := e.askedAbout("envelope/content-type")
	if !fail(cases) {
		return
	}
	answers := e.answersTo(func(s recordedAnswer) bool { return s.ok() && s.Format != "" })
	wrong := slices.DeleteFunc(slices.Clone(answers), func(s recordedAnswer) bool { return strings.Contains(s.Exchange.ContentType(), string(s.Format)) })
	if len(wrong) == 0 {
		return
	}
	s := wrong[0]
	observed, text := "", "results come without a content type"
	if s.Exchange.ContentType() != "" {
		observed, text = "another media type", "results come as another media type than that of their format"
	}
	for _, known := range []string{"text/html", "text/plain", "application/octet-stream"} { // nothing else of a header is repeated
		if s.Exchange.ContentType() == known {
			observed, text = known, "results come as "+known
		}
	}
	e.note("path/answer/media-type/removed", "200 ("+strings.ToLower(s.request().Carrier.Method)+")", side(string(s.Format), e.op.Response.Origin(contract.Row)), observed, s, "%s, the documents say %s", text, s.Format).
		seenIn(len(wrong), len(answers)).explains(cases...).left("the formats that answers come in stand elsewhere in the document, and are right")
}

// refusals holds the members of refusals against the schema of errors, which is
// the vendor's.
func (e *evidence) refusals() {
	cases := append(e.askedAbout("envelope/error"), e.askedAbout("envelope/request-id")...)
	if !fail(cases) {
		return
	}
	refusals := e.answersTo(func(s recordedAnswer) bool { return s.Class == answer.Refusal && !s.ErrorMisplaced })
	form := &e.op.Gateway.Error
	holder, prefix := []string{"components", "schemas", "Error"}, "refusal/"
	if form.Wrapper != "" {
		holder, prefix = append(holder, "properties", form.Wrapper), prefix+form.Wrapper+"/"
	}
	inner, nested := holder, ""
	if form.Member != "" {
		inner, nested = append(slices.Clone(holder), "properties", form.Member), form.Member+"/"
	}
	shape := withVariant(e.askedAbout("envelope/error"), "code-and-message")
	codes := slices.Clone(shape)
	for i := range e.op.Errors {
		codes = append(codes, e.askedAbout("errors/%s/code", e.op.Errors[i].Code)...)
	}
	e.refusal("Code", prefix+nested+"Code", inner, refusals, codes, func(s recordedAnswer) *body.Node { return s.CodeNode })
	e.refusal("Message", prefix+nested+"Message", inner, refusals, shape, func(s recordedAnswer) *body.Node { return s.MessageNode })
	e.refusal("RequestId", prefix+"RequestId", holder, refusals, withVariant(e.askedAbout("envelope/request-id"), "on-refusals"), func(s recordedAnswer) *body.Node { return s.RequestID })
}

// refusal notes a member of refusals that is missing, or no string.
func (e *evidence) refusal(name, at string, schema []string, list []recordedAnswer, cases []*askedCase, member func(recordedAnswer) *body.Node) {
	var missing, odd []recordedAnswer
	for _, s := range list {
		switch node := member(s); {
		case node == nil:
			missing = append(missing, s)
		case node.Kind != body.String:
			odd = append(odd, s)
		}
	}
	if len(missing) > 0 && fail(cases) {
		e.note("response/required/lost", at, side("required", e.op.Origin), "", missing[0], "refusals may lack %s", name).sometimes(len(missing), len(list)).
			explains(cases...).mended(func(d document.Node) error { return d.DropText(name, below(schema, "required")...) })
	}
	if len(odd) > 0 && fail(cases) {
		k := string(member(odd[0]).Kind)
		e.note("response/type/changed", at, side("string", e.op.Origin), k, odd[0], "%s of refusals comes as %s, not string", name, k).seenIn(len(odd), len(list)).
			explains(cases...).mended(func(d document.Node) error { return d.Put(k, below(schema, "properties", name, "type")...) })
	}
}

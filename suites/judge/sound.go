package judge

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
)

// lookSound gives the look of one property of the envelope.
func lookSound(p probe.Property, c probe.Case) look {
	switch p {
	case probe.Wrapped:
		return func(a *answer.Answer) finding {
			return readable(a, a.Misplaced != "", a.Misplaced)
		}
	case probe.Rooted:
		return func(a *answer.Answer) finding { return rooted(a) }
	case probe.AsAsked:
		return func(a *answer.Answer) finding {
			return asAsked(a, a.Class == answer.Success)
		}
	case probe.RefusalAsAsked:
		return func(a *answer.Answer) finding {
			return asAsked(a, a.Class == answer.Refusal || a.Class == answer.Elsewhere)
		}
	case probe.WellFormed:
		return func(a *answer.Answer) finding { return wellFormed(a) }
	case probe.UniqueNames:
		return func(a *answer.Answer) finding {
			return readable(a, faulty(a, body.DuplicateName, body.DuplicateAttribute) != "" || twice(a) != "", first(faulty(a, body.DuplicateName, body.DuplicateAttribute), twice(a)))
		}
	case probe.MediaType:
		return func(a *answer.Answer) finding { return mediaType(a) }
	case probe.RequestIDThere:
		return func(a *answer.Answer) finding { return requestIDThere(a) }
	case probe.RequestIDFilled:
		return func(a *answer.Answer) finding { return requestIDFilled(a, a.Class == answer.Success) }
	case probe.RefusalIDFilled:
		return func(a *answer.Answer) finding {
			return requestIDFilled(a, a.Class == answer.Refusal || a.Class == answer.Elsewhere)
		}
	case probe.RequestIDUnique:
		return uniqueRequestIDs()
	case probe.SuccessStatus:
		return func(a *answer.Answer) finding {
			return successStatus(a, a.Exchange.Status < 200 || a.Exchange.Status > 299)
		}
	case probe.PlainStatus:
		return func(a *answer.Answer) finding { return successStatus(a, a.Exchange.Status != http.StatusOK) }
	case probe.RefusalStatus:
		return func(a *answer.Answer) finding { return refusalStatus(a) }
	case probe.RefusalShape:
		return func(a *answer.Answer) finding { return refusalShape(a) }
	case probe.NoPayload:
		return func(a *answer.Answer) finding { return noPayload(a) }
	}
	panic("no judge knows the property " + string(p))
}

func successStatus(a *answer.Answer, wrong bool) finding {
	return finding{looked: a.Class == answer.Success, problem: when(a.Class == answer.Success && wrong, fmt.Sprintf("the status is %d", a.Exchange.Status))}
}

// rooted wants the root of a result in XML to have a name that some reading
// gives it.
func rooted(a *answer.Answer) finding {
	if a.Class != answer.Success || a.Format != contract.XML {
		return finding{}
	}
	op := a.Exchange.Request.Operation
	known := a.Root == op.Envelope.XMLRoot
	if set, ok := op.Reading("response", contract.RootAspect); ok {
		_, known = set.Of(a.Root)
	}
	return finding{looked: true, problem: when(!known, "the root is "+a.Root)}
}

func asAsked(a *answer.Answer, looked bool) finding {
	wrong := looked && a.Format != a.Exchange.Asked()
	return finding{looked: looked, problem: when(wrong, "the answer is in "+strings.ToUpper(string(a.Format)))}
}

// readable looks at every answer that could be read.
func readable(a *answer.Answer, wrong bool, problem string) finding {
	ok := a.Class == answer.Success || a.Class == answer.Refusal || a.Class == answer.Elsewhere
	return finding{looked: ok, problem: when(ok && wrong, problem)}
}

// refused looks at refusals of every sort.
func refused(a *answer.Answer, wrong bool, problem string) finding {
	ok := a.Class == answer.Refusal || a.Class == answer.Elsewhere
	return finding{looked: ok, problem: when(ok && wrong, problem)}
}

func when(wrong bool, problem string) string {
	if wrong {
		return problem
	}
	return ""
}

func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// wellFormed wants one value of the format that was asked for, and nothing more.
func wellFormed(a *answer.Answer) finding {
	if a.Class == answer.Silent || a.Class == answer.Left {
		return finding{}
	}
	if a.Format == "" {
		return finding{looked: true, problem: first(a.Reason, Describe(a))}
	}
	if mark := faulty(a, body.ByteOrderMark); mark != "" && a.Format == contract.JSON {
		return finding{looked: true, problem: mark} // RFC 8259 8.1 forbids it, and Go's reader refuses it
	}
	return finding{looked: true, problem: faulty(a, body.TrailingBytes, body.BrokenUTF8, body.TrailingContent, body.UndeclaredPrefix,
		body.MixedContent, body.MisplacedDeclaration, body.LoneSurrogate)}
}

// faulty describes the first fault of a body that is of one of the flaws.
func faulty(a *answer.Answer, flaws ...body.Flaw) string {
	for _, fault := range a.Faults {
		for _, flaw := range flaws {
			if fault.Flaw == flaw {
				return fault.String()
			}
		}
	}
	return ""
}

// twice finds an element that stands twice where the contract has one value,
// which XML itself allows.
func twice(a *answer.Answer) string {
	if a.Format != contract.XML || a.Class != answer.Success {
		return ""
	}
	problem := ""
	a.Exchange.Request.Operation.Response.Walk(func(f *contract.Field) {
		if f.Items != nil || f.Name == "" || problem != "" {
			return
		}
		holder := strings.TrimSuffix(strings.TrimSuffix(f.Path, f.Name), "/")
		for _, s := range a.Objects(holder) {
			seen := 0
			for _, m := range s.Members {
				if m.Name == f.Name {
					seen++
				}
			}
			if seen > 1 {
				problem = f.Path + " stands " + count(seen, "time")
			}
		}
	})
	return problem
}

// mediaType wants the content type to name the format of the body; plain text
// and a missing type name none.
func mediaType(a *answer.Answer) finding {
	if a.Class == answer.Silent || a.Format == "" {
		return finding{}
	}
	media := a.Exchange.ContentType()
	named := strings.Contains(media, string(a.Format))
	return finding{looked: true, problem: when(!named, fmt.Sprintf("Content-Type is %q for a body of %s", a.Exchange.Header.Get("Content-Type"), a.Format))}
}

package finding

import (
	"fmt"
	"strings"
	"sync"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
)

// sentence is what is said of the findings of a kind, and the outcome they make.
// What stands in braces is a part of the finding.
type sentence struct {
	kind    Kind
	outcome Outcome
	text    string
}

// where ends what is said of one answer among many.
const where = ", in the answer to {sent} ({count} of {answers})"

// sentences is all that is ever said about answers: one line a kind.
func sentences() []sentence {
	return []sentence{
		{AsWanted, Pass, "{came}"}, {NotAccepted, Fail, "{came}"}, {NotRefused, Fail, "{came}"}, {NotInOrder, Fail, "{came}"},
		{OtherCode, Fail, "{came}"}, {OtherStatus, Fail, "{came}"}, {OtherMessage, Fail, "{came}"}, {NoAnswer, Fail, "{came}"}, {ServerFailed, Fail, "{came}"},
		{OverFrequency, Fail, "{count} of {of} requests in a second are refused for their frequency"},
		{DrawnUnlike, Fail, "{want}, yet came {came} (seed {beside})"}, {DrawnAsWanted, Pass, "{count} draws (seed {beside}), {of} different requests answered rightly"},
		{DrawnUndecided, Skip, "nothing was decided: {count} draws (seed {beside}), no request answered rightly"}, {NotDrawn, Error, "the requests could not be drawn: {got}"},
		{DrawnElsewhere, Beside, "{count} refused for their signature, frequency or action"},
		{DrawnLeft, Beside, "{count} draws not sent: written cases have found what they would ask about"},
		{AllServed, Pass, "{count} requests at once are answered"}, {RightInAnswers, Pass, "right in {n answers}"},
		{SentWrong, Fail, "{got}, in {sent} ({count} of {of} requests)"}, {SentRight, Pass, "right in {n requests}"},

		{Missing, Fail, "{path} is missing" + where}, {LeftOut, Fail, "{path} is left out" + where}, {IsNull, Fail, "{path} is null" + where},
		{OtherKind, Fail, "{path} is {is}, {got}" + where}, {Overflows, Fail, "{path} is {got}, more than a float holds" + where},
		{NotRow, Fail, "{path} is {is}, not a row" + where}, {RowsWrapped, Fail, "{path} is an object around {want}, where the bare list has rows" + where},
		{WrittenAs, Fail, "{path} is written as {got}" + where}, {NotNumber, Fail, "{path} is {got}, not a number" + where},
		{NotDigits, Fail, "{path} is {got}, not digits" + where}, {NotURL, Fail, "{path} is {got}, not a URL with a host" + where},
		{BelowZero, Fail, "{path} is {got}" + where}, {Notation, Fail, "{path} is written {got}" + where},
		{Stranger, Fail, "there is a row for {'row'}, who was not asked for" + where}, {RowTwice, Fail, "there are two rows for {'row'}" + where},
		{NoRow, Fail, "no row for {row}; the answer has {n rows}"},
		{RowMissing, Fail, "there is no row for {row} here" + other}, {RowTooMany, Fail, "there is no row for {row} there" + other},
		{Differs, Fail, "{path} is {got} here and {beside} there" + other}, {RowDiffers, Fail, "{path} of {row} is {got} here and {beside} there" + other},
		{LengthDiffers, Fail, "{path} has {n items} here and {of} there" + other},
		{OnTwoPages, Fail, "there is a row for {row} on two pages" + other}, {PageRows, Fail, "{path} has {n rows} on a page where there are {want}, in the answer to {sent}"},
		{NotListed, Fail, "{path} is {got}, none of {want}" + where}, {NotForm, Fail, "{path} is {got}, not of the form {want}" + where},
		{NotEchoed, Fail, "{path} is {got}, and {beside} was {want}" + where},
		{PagesRight, Pass, "each page has its rows"}, {CutShort, Skip, "the answer has {n rows} of the {want} that it counts"},
		{PartMissing, Fail, "there is no row for {row} here" + each}, {PartTooMany, Fail, "there is no row for {row} there" + each},
		{NotUnited, Fail, "{path} of {row} is {got} here and {beside} there" + each},
		{NotHalves, Fail, "{path} is {got}, the halves make {want}"}, {Merged, Fail, "{row} and {beside} have the same {path}, {got}, and no two others have" + where},
		{AnothersToo, Fail, "{path} is {got}, as for {other}"},
		{Anothers, Fail, "the row for {'row'} has the {path} of {beside}, {got}, who was not asked for"}, {MonthTwice, Fail, "{want} is answered as {beside} is, and other months are not"},
		{MonthEmpty, Fail, "{want} has nothing, though each other month has"}, {CodeAstray, Fail, "{code} is answered, though {beside} is not {want}" + where},
		{CoarsePoints, Fail, "{path} has {got}, though there is traffic in more than one interval" + where}, {NotApart, Fail, "{path} is {got} whatever {beside} is" + where},
		{NotOfPoints, Fail, "{path} is {got}, the {beside} of the points is {want}" + where}, {NotNothing, Fail, "{path} is {got}"},
		{OtherEnd, Fail, "{came}; {other} met another end"}, {RefusedAfter, Fail, "{came}" + after},
		{EndMoved, Fail, "{came}" + after + ", and not before"},
		{Moved, Fail, "{path} was {beside} before and is {got}" + after}, {RowMoved, Fail, "{path} of {row} was {beside} before and is {got}" + after},
		{RowGone, Fail, "there is no row for {row}" + after}, {RowCame, Fail, "there is a row for {row} only" + after},
		{LengthMoved, Fail, "{path} had {of} before and has {n items}" + after},
		{NotSum, Fail, "{path} is {got}, the parts make {want}"}, {AboveBound, Fail, "{path} is {got}, above {beside}, {want}" + where},
		{OutsidePeriod, Fail, "{path} {got} lies outside {want} to {beside}" + where},
		{TooManyTimes, Fail, "there are {got} for a period of {want} intervals" + where},
		{Equal, Pass, "equal answers"}, {SumRight, Pass, "the parts make the whole"}, {RowsUnited, Pass, "the rows of {count} answers"}, {RowFound, Pass, "a row for {row}"},
		{LimitAt, Beside, "the limit is at {count} items"}, {LimitAbove, Beside, "even {count} items are accepted"},
		{OnlyBy, Beside, "only by {got}"}, {OnlyIn, Beside, "only in {GOT}"}, {OnlyBeside, Beside, "only beside {beside}"}, {OnlyWith, Beside, "only with {beside} {got}"},
		{OnlyLong, Beside, "only with {n items} of {beside}"}, {OnlyAt, Beside, "only where it stands {got} in {beside}"},
		{MixedReadings, Fail, "both {path} {beside}, in the answer to {other}, and {path} {got}, in the answer to {sent}"},
		{OldReading, Fail, "{path} {got} ({want}), which only {beside} supports"},
		{ReadingShown, Pass, "every answer follows the reading {want}"}, {CurrentShown, Pass, "the reading {want}"},

		{FileThere, Pass, "the file behind {path} is there"}, {FileRight, Pass, "the file behind {path} has it"},
		{FileGone, Fail, "{path} leads to no file, {beside}: {got}"}, {FileUnlike, Fail, "the file behind {path}, {beside}, is not what its name says: {got}"},
		{FileLacks, Fail, "nothing in the file behind {path}, {beside}, adds up to the {got} of the same question, {want}; that is the answer to {other}"},
		{FileUntold, Skip, "the file behind {path} tells nothing: {got}"},

		{NotWrapped, Fail, "there is no {want} around the answer" + where}, {WrappedIn, Fail, "{got} is around the answer" + where},
		{OtherRoot, Fail, "the root is {got}" + where}, {OtherFormat, Fail, "the answer is in {got}" + where},
		{NotWellFormed, Fail, "{trouble}" + where}, {Flaw, Fail, "at byte {beside}: {want}: {got}" + where},
		{StandsTwice, Fail, "{path} stands {got}" + where}, {OtherMediaType, Fail, "Content-Type is {'got'} for a body of {want}" + where},
		{ResultStatus, Fail, "the status is {status}" + where}, {RefusalStatus, Fail, "the status of a refusal is {status}, not {want}" + where},
		{IDMissing, Fail, "the refusal has no {path}" + where}, {IDOtherKind, Fail, "the {path} of the refusal is {is}" + where},
		{IDEmpty, Fail, "{path} is empty" + where}, {IDPadded, Fail, "{path} has blanks or line breaks around it" + where}, {IDRepeated, Fail, "{path} {'got'} was in an earlier answer too" + where},
		{CodeUnlisted, Fail, "the code {code} is neither one of the operation's nor a common one" + where},
		{CodeMisplaced, Fail, "{path} does not stand where the vendor puts it" + where}, {PartAbsent, Fail, "the refusal has no {path}" + where},
		{PartOtherKind, Fail, "{path} is {is}, not a string" + where}, {PartEmpty, Fail, "{path} is empty" + where},
		{ResultBeside, Fail, "the refusal carries {path} too" + where},

		{NotAsked, Skip, "{got}"}, {OutOfQuestion, Skip, "{got}"}, {NothingSent, Skip, "no other case of this run sends a request whose answer could be looked at"},
		{NothingSeen, Skip, "no answer of this run holds what the case looks at"},
		{Throttled, Error, "refused for its frequency even at the documented rate, after repeats; profile rate asks about that"},
		{AnchorRefused, Skip, "the request it is compared with is not accepted: {came}"}, {PartRefused, Skip, "a request it compares is not accepted: {came}"},
		{Incomparable, Skip, "what came is not about this request, and none that changes something is sent to compare it with: {came}"},
		{RowsRefused, Skip, "the request is refused: {came}"}, {WayNotServed, Skip, "the target does not serve {want}, which is another requirement's question: {came}"},
		{Accepts, Skip, "the target accepts this request; whether it may is another requirement's question"},
		{CodeDiffers, Skip, "the refusal has another code, {got}"},
		{NoPlaceForRows, Skip, "the answer has no place for rows, which is another requirement's question"},
		{NoNumber, Skip, "{path} is no number in an answer"}, {DataChanges, Skip, "the target's data changes between two equal requests"},
		{OnlyZeros, Skip, "every answer is zero, so that there is nothing to compare"},
		{LeavesOut, Skip, "the target leaves out some users, {row} for one, so that a missing row says nothing"},
		{NotReached, Error, "{trouble detail}"}, {Lost, Error, "nobody knows whose fault it is: {came}"},
		{FromBefore, Error, "something before the target answered: {came}"},
		{Unsteady, Error, "unstable: what is signed rightly and in time is refused for that, and not always: {came}"},
		{NoRowsToMatch, Skip, "the answers that are compared have no rows"},
	}
}

// other, after and each end what is said of two answers that are held against each other.
const (
	other = "; the other request is {other}"
	after = " after {other}"
	each  = "; here is the answer to {sent}, there are the answers for each"
)

// byKind are the sentences, by what they are about.
var byKind = sync.OnceValue(func() map[Kind]sentence {
	out := map[Kind]sentence{}
	for _, s := range sentences() {
		out[s.kind] = s
	}
	return out
})

// about finds what is said of a kind.
func about(kind Kind) sentence {
	s, ok := byKind()[kind]
	if !ok {
		panic("no sentence for findings of the kind " + string(kind))
	}
	return s
}

// Outcome is the outcome that findings of a kind make.
func (k Kind) Outcome() Outcome { return about(k).outcome }

// Compares tells whether findings of a kind hold two answers against each other.
func (k Kind) Compares() bool { return strings.Contains(about(k).text, "{other}") }

// Sentence says a finding in one line; sent gives a request in words by the
// index of its answer.
func (f Finding) Sentence(sent func(index int) string) string {
	s := about(f.Kind)
	text := s.text
	if f.Of == 0 { // of one answer only
		text = strings.TrimSuffix(text, where)
	}
	var out strings.Builder
	for {
		before, rest, more := strings.Cut(text, "{")
		out.WriteString(before)
		if !more {
			return out.String()
		}
		var part string
		part, text, _ = strings.Cut(rest, "}")
		out.WriteString(f.part(part, sent))
	}
}

// Describe says what came, in one line.
func Describe(a *answer.Answer) string { return FromAnswer(AsWanted, 0, a).came() }

// came says what came as a whole.
func (f Finding) came() string {
	switch {
	case f.Class == answer.Silent:
		return "no answer: " + f.trouble()
	case f.Class == answer.Unreadable:
		return fmt.Sprintf("HTTP %d, %s: %s", f.Status, f.trouble(), f.Got)
	case f.Class == answer.Success:
		return fmt.Sprintf("HTTP %d with a result: %s", f.Status, f.Got)
	case f.Class == answer.Broken && f.Code == "" && f.Got == "":
		return fmt.Sprintf("HTTP %d with an empty body", f.Status)
	case f.Class == answer.Broken && f.Code == "":
		return fmt.Sprintf("HTTP %d: %s", f.Status, f.Got)
	case f.Code == "":
		return fmt.Sprintf("HTTP %d with the error without a code (%s)", f.Status, f.Got)
	}
	return fmt.Sprintf("HTTP %d with the error %s (%s)", f.Status, f.Code, f.Got)
}

// trouble says why an answer cannot be read.
func (f Finding) trouble() string {
	t := f.Trouble
	switch t.Kind {
	case answer.TooLong:
		return "the body is longer than is read"
	case answer.Empty:
		return "the body is empty"
	case answer.Page:
		return "the body is an HTML page"
	case answer.NotFormat:
		return fmt.Sprintf("the body is not %s: at byte %d: %s", strings.ToUpper(string(t.Format)), t.At, t.Detail)
	case answer.NoObject:
		return "the body is " + t.Detail + ", not an object"
	case answer.Redirect:
		return "a redirect, which is not followed"
	}
	return t.Detail
}

// Counted counts things of a name.
func Counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Series writes names as a sentence has them: "a, b and c".
func Series(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// Article puts a or an before a kind.
func Article(k contract.Kind) string {
	switch k {
	case contract.Null:
		return "null"
	case contract.Object, contract.Integer, contract.List:
		return "an " + string(k)
	}
	return "a " + string(k)
}

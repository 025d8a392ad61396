package finding

// Kind says what a finding is about. The list is closed; each kind belongs to
// one outcome and has one sentence.
type Kind string

// Of answers as a whole.
const (
	AsWanted       Kind = "as-wanted"       // pass: what came is what was wanted
	NotAccepted    Kind = "not-accepted"    // a request that is right is not answered with a result
	NotRefused     Kind = "not-refused"     // a request that is wrong is not refused as such
	NotInOrder     Kind = "not-in-order"    // neither a result nor a refusal of the request
	OtherCode      Kind = "other-code"      // refused with another code
	OtherStatus    Kind = "other-status"    // refused with another status
	OtherMessage   Kind = "other-message"   // refused with another message
	NoAnswer       Kind = "no-answer"       // nothing came, or nothing that can be read
	ServerFailed   Kind = "server-failed"   // the server says that it failed
	OverFrequency  Kind = "over-frequency"  // of a burst, some are refused for their frequency
	DrawnUnlike    Kind = "drawn-unlike"    // a drawn request is answered otherwise than it deserves
	DrawnAsWanted  Kind = "drawn-as-wanted" // pass
	DrawnUndecided Kind = "drawn-undecided" // skip: no drawn request got an answer of its own
	DrawnElsewhere Kind = "drawn-elsewhere" // beside: some were refused for something else
	DrawnLeft      Kind = "drawn-left"      // beside: some were not sent
	NotDrawn       Kind = "not-drawn"       // error
	AllServed      Kind = "all-served"      // pass: a burst is answered
	RightInAnswers Kind = "right-in"        // pass: of Count answers
	SentWrong      Kind = "sent-wrong"      // a request that somebody else made
	SentRight      Kind = "sent-right"      // pass: all Count of them
)

// Of fields, rows and numbers.
const (
	Missing       Kind = "missing"
	LeftOut       Kind = "left-out" // a list that is empty
	IsNull        Kind = "is-null"
	OtherKind     Kind = "other-kind"
	Overflows     Kind = "overflows"
	NotRow        Kind = "not-row"
	RowsWrapped   Kind = "rows-wrapped" // an object around the rows of a bare list
	WrittenAs     Kind = "written-as"   // in XML, elements for text or text for elements
	NotNumber     Kind = "not-number"
	NotDigits     Kind = "not-digits"
	NotURL        Kind = "not-url"
	BelowZero     Kind = "below-zero"
	Notation      Kind = "notation" // a number with an exponent or a fraction
	Stranger      Kind = "stranger" // a row for who was not asked for
	RowTwice      Kind = "row-twice"
	NoRow         Kind = "no-row"
	RowMissing    Kind = "row-missing"     // of two answers, the first lacks a row
	RowTooMany    Kind = "row-too-many"    // of two answers, the second lacks a row
	Differs       Kind = "differs"         // a field of two answers
	RowDiffers    Kind = "row-differs"     // a field of a row of two answers
	LengthDiffers Kind = "length-differs"  // a list of two answers
	NotUnited     Kind = "not-united"      // RowDiffers, of a whole and its parts
	OnTwoPages    Kind = "on-two-pages"    // the row Row, on the page of another answer too
	PageRows      Kind = "page-rows"       // a page at Path has Count rows, and Want are there
	NotListed     Kind = "not-listed"      // Path is Got, none of Want
	NotForm       Kind = "not-form"        // Path is Got, not of the form Want
	NotEchoed     Kind = "not-echoed"      // Path is Got, and the parameter Beside was Want
	PagesRight    Kind = "pages-right"     // pass
	CutShort      Kind = "cut-short"       // skip: Path has Count rows of Want
	PartMissing   Kind = "part-missing"    // RowMissing, of a whole and its parts
	PartTooMany   Kind = "part-too-many"   // RowTooMany, of a whole and its parts
	NotSum        Kind = "not-sum"         // of the parts
	Merged        Kind = "merged"          // the rows of two names that differ in case alone have the same number
	AnothersToo   Kind = "anothers-too"    // what is nobody's has the amount of what is nearly the same
	Anothers      Kind = "anothers"        // a name that is nobody's has the amount of one that is nearly the same
	MonthTwice    Kind = "month-twice"     // two months have one answer, where others differ
	MonthEmpty    Kind = "month-empty"     // a month has nothing, where all others have
	CodeAstray    Kind = "code-astray"     // a refusal by a code whose cause is not there
	CoarsePoints  Kind = "coarse-points"   // fewer points than intervals in which there must be some
	NotApart      Kind = "not-apart"       // two questions have one answer
	NotOfPoints   Kind = "not-of-points"   // Beside is what should be made of the points: their sum, maximum or average
	NotHalves     Kind = "not-halves"      // the sum of a period's halves
	NotNothing    Kind = "not-nothing"     // of a time to come
	OtherEnd      Kind = "other-end"       // of two requests, one is refused, or by another code
	EndMoved      Kind = "end-moved"       // what was refused before another request ends otherwise after it
	RefusedAfter  Kind = "refused-after"   // a request that was accepted before another one
	Moved         Kind = "moved"           // Differs, of one request before and after another
	RowMoved      Kind = "row-moved"       // RowDiffers, before and after
	RowGone       Kind = "row-gone"        // RowMissing, before and after
	RowCame       Kind = "row-came"        // RowTooMany, before and after
	LengthMoved   Kind = "length-moved"    // LengthDiffers, before and after
	AboveBound    Kind = "above-bound"     // one field is above another
	OutsidePeriod Kind = "outside-period"  // a time
	TooManyTimes  Kind = "too-many-times"  // for the period
	Equal         Kind = "equal"           // pass: two answers
	SumRight      Kind = "sum-right"       // pass
	RowsUnited    Kind = "rows-united"     // pass
	RowFound      Kind = "row-found"       // pass
	LimitAt       Kind = "limit-at"        // where the limit was found, beside another finding
	LimitAbove    Kind = "limit-above"     // it was not found
	MixedReadings Kind = "mixed-readings"  // two readings of one set
	OldReading    Kind = "old-reading"     // one that only a superseded document supports
	ReadingShown  Kind = "reading-shown"   // pass: by every answer
	CurrentShown  Kind = "current-reading" // pass
)

// Of files that addresses in answers lead to; Beside is the address.
const (
	FileThere  Kind = "file-there"  // pass
	FileRight  Kind = "file-right"  // pass: it shows what another answer has
	FileGone   Kind = "file-gone"   // there is none, or nothing in it
	FileUnlike Kind = "file-unlike" // it is not what its name says, or broken
	FileLacks  Kind = "file-lacks"  // it does not show what another answer has
	FileUntold Kind = "file-untold" // skip: nothing can be told of it
)

// Of what surrounds an answer.
const (
	NotWrapped     Kind = "not-wrapped"
	WrappedIn      Kind = "wrapped-in"
	OtherRoot      Kind = "other-root"
	OtherFormat    Kind = "other-format"
	NotWellFormed  Kind = "not-well-formed"
	Flaw           Kind = "flaw" // of the body, named by Want
	StandsTwice    Kind = "stands-twice"
	OtherMediaType Kind = "other-media-type"
	ResultStatus   Kind = "result-status"
	RefusalStatus  Kind = "refusal-status"
	IDMissing      Kind = "id-missing"
	IDOtherKind    Kind = "id-other-kind"
	IDEmpty        Kind = "id-empty"
	IDPadded       Kind = "id-padded" // blanks around it
	IDRepeated     Kind = "id-repeated"
	CodeMisplaced  Kind = "code-misplaced"
	CodeUnlisted   Kind = "code-unlisted"   // neither the operation nor the vendor's common page has it
	PartAbsent     Kind = "part-absent"     // Code or Message of a refusal
	PartOtherKind  Kind = "part-other-kind" // Code or Message of a refusal
	PartEmpty      Kind = "part-empty"      // Code of a refusal
	ResultBeside   Kind = "result-beside"   // a refusal carries a result too
)

// On what a failure depends: neighbours that ask the same without it pass.
const (
	OnlyBy     Kind = "only-by"     // the carrier Got
	OnlyIn     Kind = "only-in"     // the format Got
	OnlyBeside Kind = "only-beside" // the parameter Beside is sent
	OnlyWith   Kind = "only-with"   // the parameter Beside is Got
	OnlyLong   Kind = "only-long"   // the list Beside has Count items
	OnlyAt     Kind = "only-at"     // the item stands first, last or in the middle of the list Beside
)

// Why a case cannot be told (skip), or the target not be asked (error).
const (
	NotAsked       Kind = "not-asked"       // Got says why, in the words of who configured it
	OutOfQuestion  Kind = "out-of-question" // the target does not serve the operation, nor claims to; Got says so
	NothingSent    Kind = "nothing-sent"    // no request whose answer could be looked at
	NothingSeen    Kind = "nothing-seen"    // no answer holds what the case looks at
	Throttled      Kind = "throttled"       // error: even after repeats
	AnchorRefused  Kind = "anchor-refused"  // the request it is compared with
	Incomparable   Kind = "incomparable"    // it is refused for something else, and nothing may be sent to compare it with
	PartRefused    Kind = "part-refused"    // one of several requests that are compared
	RowsRefused    Kind = "rows-refused"
	WayNotServed   Kind = "way-not-served"
	Accepts        Kind = "accepts" // whether it may is another case's question
	CodeDiffers    Kind = "code-differs"
	NoPlaceForRows Kind = "no-place-for-rows"
	NoNumber       Kind = "no-number"
	OnlyZeros      Kind = "only-zeros" // there is nothing to compare
	LeavesOut      Kind = "leaves-out" // the target answers not everybody
	DataChanges    Kind = "data-changes"
	NotReached     Kind = "not-reached"      // error: not sent, or no connection
	Lost           Kind = "lost"             // error: too late, or broken off
	FromBefore     Kind = "from-before"      // error: a page of what stands before the target
	Unsteady       Kind = "unsteady"         // error: a right request is refused for its time or its signature, and not always
	NoRowsToMatch  Kind = "no-rows-to-match" // skip: of answers that are compared
)

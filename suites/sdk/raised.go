package sdk

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// raised tells a clear error from an unclear one: by what the client gives its
// user as fields, and by its text only where no field says anything.
func raised(row *Row, d Description, e *Raised, hits []Hit) Cell {
	detail := strings.TrimSpace(e.Class + " " + e.Code + ": " + e.Message)
	if len(hits) == 0 {
		return Cell{Outcome: Failed, Detail: "the client sent no request: " + detail}
	}
	if row.Code != "" && (!row.Broken || e.Code == row.Code) {
		if wrong := refusalLost(row, d, e, hits[len(hits)-1]); wrong != "" {
			return Cell{Outcome: Unclear, Detail: wrong + "; " + detail}
		}
		return Cell{Outcome: Clear, Detail: detail}
	}
	for _, r := range rules() {
		if !r.about(row) {
			continue
		}
		if field := r.clear(row, e); field != "" {
			return Cell{Outcome: Clear, Detail: detail}
		}
		return Cell{Outcome: Unclear, Detail: r.lacks(row) + ": " + detail}
	}
	return Cell{Outcome: Unclear, Detail: detail}
}

// refusalLost says what of a refusal does not reach the user, "" if all does: its
// code, its message, the id that the vendor's support asks for, and its status,
// which a client need not give, but not otherwise than it came.
func refusalLost(row *Row, d Description, e *Raised, last Hit) string {
	id := requestID(row, contract.Format(d.Format), last)
	switch {
	case e.Code != row.Code:
		return fmt.Sprintf("the code is %q, served was %s", e.Code, row.Code)
	case !strings.Contains(e.Message, row.Message):
		return "the code is there, the message is not"
	case e.RequestID != "" && id != "" && e.RequestID != id:
		return fmt.Sprintf("the request id is %q, served was %s", e.RequestID, id)
	case e.RequestID == "" && id != "" && !strings.Contains(e.Message, id):
		return "the request id is lost"
	case e.Status != 0 && e.Status != last.With:
		return fmt.Sprintf("the status is %d, served was %d", e.Status, last.With)
	case e.Class == "":
		return "the error has no class"
	}
	return ""
}

// requestID is the id in the answer that was served, "" where there is none.
func requestID(row *Row, format contract.Format, last Hit) string {
	said, err := served(row.Operation, format, last.Served)
	if err != nil {
		return ""
	}
	if ids := said.head["RequestId"]; len(ids) > 0 {
		return ids[0].text
	}
	return ""
}

// rule says when the error about a broken answer is clear.
type rule struct {
	about func(*Row) bool
	// says is what an error's class, code or, where neither says more, text has to
	// speak of; nil where it is the status.
	says *regexp.Regexp
	// lacks is what an unclear one is without.
	lacks func(*Row) string
}

// rules are by what is wrong with the answer; the first that is about a row counts.
func rules() []rule {
	fixed := func(text string) func(*Row) string { return func(*Row) string { return text } }
	return []rule{
		{
			about: func(r *Row) bool { return r.Silent }, lacks: fixed("without a word of time"),
			says: regexp.MustCompile(`(?i)time(d)?[ -]?out|deadline`),
		},
		{
			about: func(r *Row) bool { return r.Status >= 400 }, says: nil,
			lacks: func(r *Row) string { return "without the status " + strconv.Itoa(r.Status) },
		},
		{
			about: func(r *Row) bool { return r.Cut }, lacks: fixed("without a word of the connection"),
			says: regexp.MustCompile(`(?i)connection|network|eof|socket|reset|hang ?up|closed|transport|remote|ioexception`),
		},
		{
			about: func(*Row) bool { return true }, lacks: fixed("without a word of what cannot be read"),
			says: regexp.MustCompile(`(?i)json|xml|pars(e|ing)|unmarshal|decod|deseriali|syntax|\bformat`),
		},
	}
}

// clear names the field by which an error is clear, "" if none is. The text is
// looked at where the client gives no such field: no status where that is asked,
// and otherwise neither a code nor a status.
func (r rule) clear(row *Row, e *Raised) string {
	says := func(text string) bool {
		if r.says == nil {
			return strings.Contains(text, strconv.Itoa(row.Status))
		}
		return r.says.MatchString(text)
	}
	switch {
	case r.says == nil && e.Status == row.Status:
		return "status"
	case r.says == nil && e.Status == 0 && says(e.Message):
		return "text"
	case says(e.Class):
		return "class"
	case says(e.Code):
		return "code"
	case e.Code == "" && e.Status == 0 && says(e.Message):
		return "text"
	}
	return ""
}

package finding

import (
	"fmt"
	"strings"
)

// part gives what stands for a word in braces.
func (f Finding) part(name string, sent func(index int) string) string {
	switch name {
	case "path":
		return f.Path
	case "row":
		return f.Row
	case "'row'":
		return `"` + f.Row + `"`
	case "got":
		return f.Got
	case "GOT":
		return strings.ToUpper(f.Got)
	case "'got'":
		return `"` + f.Got + `"`
	case "want":
		return f.Want
	case "beside":
		return f.Beside
	case "is":
		return Article(f.GotKind)
	case "code":
		return f.Code
	case "status":
		return fmt.Sprint(f.Status)
	case "count":
		return fmt.Sprint(f.Count)
	case "of":
		return fmt.Sprint(f.Of)
	case "answers":
		return Counted(f.Of, "answer")
	case "trouble":
		return f.trouble()
	case "trouble detail":
		return f.Trouble.Detail
	case "came":
		return f.came()
	case "sent":
		return sent(f.Answer)
	case "other":
		return sent(f.Other)
	}
	of, ok := strings.CutPrefix(name, "n ")
	if !ok {
		panic("no part of a finding is called " + name)
	}
	return Counted(f.Count, strings.TrimSuffix(of, "s"))
}

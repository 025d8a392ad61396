package want

import (
	"bytes"
	"mime"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// mediaType wants the content type to name the format of the body, once, and the
// charset that the body is in, if it names one. Clients take text that is not said to
// be anything else for JSON, and XML for none unless it is said to be.
func mediaType(a *answer.Answer) (bool, []finding.Finding) {
	if a.Class == answer.Silent || a.Format == "" {
		return false, nil
	}
	said := a.Exchange.Header.Values("Content-Type")
	media, params, _ := mime.ParseMediaType(a.Exchange.Header.Get("Content-Type"))
	f := finding.Finding{Kind: finding.OtherMediaType, Got: strings.Join(said, " and "), Want: string(a.Format)}
	if charset := charsetOf(a); params["charset"] != "" && charset != "" && !sameCharset(params["charset"], charset) {
		f.Want += " in " + charset
		return true, []finding.Finding{f}
	}
	if len(said) > 1 {
		return true, []finding.Finding{f}
	}
	if a.Format == contract.JSON && (media == "" || media == "text/plain" || media == "application/octet-stream") {
		return true, nil
	}
	return true, findingIf(!strings.Contains(a.Exchange.ContentType(), string(a.Format)), f)
}

// charsetOf is the charset that a body shows itself to be in, "" if it shows none: JSON
// has one, XML what it declares. XML that declares none says by its letters that it is in
// UTF-8; one that has those of ASCII only is in many charsets.
func charsetOf(a *answer.Answer) string {
	declared := body.DeclaredEncoding(a.Exchange.Body)
	text := utf8.Valid(a.Exchange.Body) && bytes.ContainsFunc(a.Exchange.Body, func(r rune) bool { return r > unicode.MaxASCII })
	switch {
	case a.Format == contract.JSON, text && declared == "":
		return "UTF-8"
	}
	return declared
}

// sameCharset tells whether two words name one charset, or one that has no letters but
// those that both have.
func sameCharset(a, b string) bool {
	one, err := htmlindex.Get(a)
	other, unknown := htmlindex.Get(b)
	ascii := func(s string) bool { return strings.EqualFold(strings.TrimPrefix(strings.ToLower(s), "us-"), "ascii") }
	return strings.EqualFold(a, b) || ascii(a) || ascii(b) || err == nil && unknown == nil && one == other
}

package main

import (
	"bytes"
	"errors"
	"regexp"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
)

// errCitation says that a file cites what is not there, which has been told.
var errCitation = errors.New("a citation of nothing")

// edit is one citation that was pinned anew, or could not be.
type edit struct {
	line   int
	source contract.Source
	old    string // the digest it had, "" if none
	digest string
	err    error
}

// pin writes the digests into a text, which need not be YAML: a citation is
// whatever stands alone between double quotes and looks like one.
func pin(text []byte, documents specs.Documents) ([]byte, []edit) {
	citation := regexp.MustCompile(`"\d{3}:\d+(-\d+)?(#[0-9a-f]{8})?"`)
	var edits []edit
	var out []byte
	end := 0
	for _, at := range citation.FindAllIndex(text, -1) {
		found := text[at[0]+1 : at[1]-1]
		line := 1 + bytes.Count(text[:at[0]], []byte("\n"))
		source, err := contract.ParseSource(string(found))
		var cited string
		if err == nil {
			cited, err = documents.Cited(source)
		}
		if err != nil {
			edits = append(edits, edit{line: line, source: source, err: err})
			continue
		}
		digest := specs.Digest(cited)
		if digest == source.Digest {
			continue
		}
		edits = append(edits, edit{line: line, source: source, old: source.Digest, digest: digest})
		place, _, _ := bytes.Cut(found, []byte("#"))
		out = append(out, text[end:at[0]+1]...)
		out = append(append(append(out, place...), '#'), digest...)
		end = at[1] - 1
	}
	return append(out, text[end:]...), edits
}

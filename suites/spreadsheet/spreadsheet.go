// Package spreadsheet reads files with numbers that an address led to: whether a file is of
// the kind that its name says, whether it can be read, and the numbers in its columns.
// It knows what such files are in general, and nothing of what a vendor puts in them.
package spreadsheet

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/plumbline/plumbline/specs/wire/body"
)

// Bounds on what is read of one file, whatever it unpacks to.
const (
	maxUnpacked = 32 << 20 // bytes
	maxCells    = 1 << 20
)

// Table is the rows of a file, those of all its sheets one below the other.
type Table [][]string

// Extension is the end of the name in an address, in small letters, without its dot: "xlsx".
func Extension(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(strings.TrimPrefix(path.Ext(u.Path), "."))
}

// Read reads a file that is called with an extension. known is false of one that is not
// read here, as long as it is what its name says; the error says in which way the
// file is not, or what is broken in it.
func Read(extension string, data []byte) (table Table, known bool, err error) {
	switch extension {
	case "xlsx":
		table, err = workbook(data)
		return table, true, err
	case "csv", "tsv", "txt":
		table, err = separated(data)
		return table, true, err
	}
	begins := map[string]string{"xls": "\xd0\xcf\x11\xe0", "zip": "PK", "gz": "\x1f\x8b", "pdf": "%PDF"}[extension]
	if !bytes.HasPrefix(data, []byte(begins)) {
		return nil, false, fmt.Errorf("it does not begin as a file of the kind %s does", extension)
	}
	return nil, false, nil
}

// separated reads a text with a separator between the cells, which is the first of tab,
// semicolon and comma that the first line has.
func separated(data []byte) (Table, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	switch {
	case bytes.IndexByte(data, 0) >= 0 && utf8.Valid(data), bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return nil, errors.New("it is no text")
	case body.LooksLikeHTML(data):
		return nil, errors.New("it is a page of HTML")
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	line, _, _ := bytes.Cut(data, []byte("\n"))
	for _, separator := range []rune{'\t', ';', ','} {
		if bytes.ContainsRune(line, separator) {
			r.Comma = separator
			break
		}
	}
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("its rows cannot be read: %w", err)
	}
	return rows, nil
}

// workbook reads the sheets of an Office Open XML workbook.
func workbook(data []byte) (Table, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("it is no workbook: %w", err)
	}
	parts, left := map[string][]byte{}, int64(maxUnpacked)
	for _, file := range archive.File {
		name := strings.ToLower(strings.TrimPrefix(file.Name, "/"))
		if ext := path.Ext(name); ext != ".xml" && ext != ".rels" || file.FileInfo().IsDir() {
			continue
		}
		part, err := unpack(file, left)
		if err != nil {
			return nil, fmt.Errorf("%s in it cannot be read: %w", file.Name, err)
		}
		parts[name], left = part, left-int64(len(part))
	}
	if parts["xl/workbook.xml"] == nil {
		return nil, errors.New("it is an archive, and no workbook")
	}
	return sheets(parts)
}

// unpack reads one file of an archive, no longer than is left to read.
func unpack(file *zip.File, left int64) ([]byte, error) {
	r, err := file.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	part, err := io.ReadAll(io.LimitReader(r, left+1))
	if err == nil && int64(len(part)) > left {
		err = errors.New("it is longer than is read")
	}
	return part, err
}

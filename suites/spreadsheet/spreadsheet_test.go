package spreadsheet_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/spreadsheet"
)

// archive makes a zip archive of names and contents, in turn.
func archive(t *testing.T, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		file, err := w.Create(parts[i])
		if err == nil {
			_, err = file.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestFilesAreReadByWhatTheyAreCalled(t *testing.T) {
	book := archive(t, "xl/workbook.xml", "<workbook/>", "xl/sharedStrings.xml", "<sst><si><t>Bytes</t></si><si><r><t>30</t></r><r><t>0</t></r></si></sst>",
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData><row><c r="B1" t="s"><v>0</v></c></row><row><c r="A2"><v>700</v></c><c r="B2" t="s"><v>1</v></c></row></sheetData></worksheet>`)
	for _, c := range []struct {
		extension string
		data      []byte
		table     string // "" where none is read
		wrong     string // part of the error, "" for none
	}{
		{"xlsx", book, " Bytes|700 300", ""},
		{"xlsx", book[:len(book)/2], "", "no workbook"},
		{"xlsx", archive(t, "xl/workbook.xml", "<workbook/>", "xl/sheet1.xml", "<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>",
			"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Type="http://x/worksheet" Target="sheet1.xml"/></Relationships>`), "7", ""},
		{"xlsx", []byte("a,b\n1,2\n"), "", "no workbook"},
		{"xlsx", archive(t, "readme.xml", "<a/>"), "", "no workbook"},
		{"xlsx", archive(t, "xl/workbook.xml", "<a/>"), "", "without sheets"},
		{"xlsx", archive(t, "xl/workbook.xml", "<a/>", "xl/worksheets/a.xml", "<worksheet><sheetData>"), "", "cannot be read"},
		{"xlsx", archive(t, "xl/workbook.xml", strings.Repeat(" ", 33<<20)), "", "longer than is read"},
		{"csv", []byte("\xef\xbb\xbfTime;Bytes\n1;2,5\n"), "Time Bytes|1 2,5", ""},
		{"csv", []byte("<!DOCTYPE html><html></html>"), "", "HTML"},
		{"csv", book, "", "no text"},
		{"xls", book, "", "begin"},
		{"zip", book, "", ""},
		{"dat", []byte{0, 1}, "", ""},
	} {
		table, _, err := spreadsheet.Read(c.extension, c.data)
		var rows []string
		for _, row := range table {
			rows = append(rows, strings.Join(row, " "))
		}
		if got := strings.Join(rows, "|"); got != c.table && err == nil {
			t.Errorf("%s: %q, want %q", c.extension, got, c.table)
		}
		if (err == nil) != (c.wrong == "") || err != nil && !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%s of %.20q: error %v, want %q", c.extension, c.data, err, c.wrong)
		}
	}
	if got := spreadsheet.Extension("http://files.example:80/a.b/c.XLSX?sign=x.csv"); got != "xlsx" {
		t.Errorf("extension %q", got)
	}
}

func TestAnAmountIsFoundHoweverAFileWritesIt(t *testing.T) {
	title := []string{"Time", "Bytes"}
	for name, c := range map[string]struct {
		table spreadsheet.Table
		holds bool
	}{
		"a cell":                {spreadsheet.Table{title, {"1659513692", "656546"}}, true},
		"a column":              {spreadsheet.Table{title, {"1", "600000"}, {"2", "56546"}}, true},
		"two columns":           {spreadsheet.Table{title, {"x", "600000", "6000"}, {"y", "50000", "546"}}, true},
		"a row":                 {spreadsheet.Table{{"device", "600000", "56546"}}, true},
		"kilobytes":             {spreadsheet.Table{title, {"x", "656.546 KB"}}, true},
		"with commas":           {spreadsheet.Table{title, {"x", "656,546"}}, true},
		"bits":                  {spreadsheet.Table{title, {"x", "5252368"}}, true},
		"another amount":        {spreadsheet.Table{title, {"1659513692", "656999"}}, false},
		"zeros":                 {spreadsheet.Table{title, {"0", "0"}}, false},
		"what says next to nil": {spreadsheet.Table{title, {"1", "2"}}, false},
		"nothing":               {nil, false},
	} {
		if got := c.table.Holds(656546); got != c.holds {
			t.Errorf("%s: %v", name, got)
		}
	}
}

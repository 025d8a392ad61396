package spreadsheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// sheets reads the worksheets among the parts of a workbook, in the order of their names.
func sheets(parts map[string][]byte) (Table, error) {
	var shared struct {
		Items []struct {
			Text string   `xml:"t"`
			Runs []string `xml:"r>t"`
		} `xml:"si"`
	}
	if part := parts["xl/sharedstrings.xml"]; part != nil {
		if err := parse(part, &shared); err != nil {
			return nil, fmt.Errorf("its texts cannot be read: %w", err)
		}
	}
	texts := make([]string, len(shared.Items))
	for i, item := range shared.Items {
		texts[i] = item.Text + strings.Join(item.Runs, "")
	}
	var out Table
	cells, names := 0, worksheets(parts)
	for _, name := range names {
		rows, err := sheet(parts[name], texts)
		if err != nil {
			return nil, fmt.Errorf("%s in it cannot be read: %w", name, err)
		}
		for _, row := range rows {
			if cells += len(row); cells > maxCells {
				return nil, errors.New("it has more cells than are read")
			}
		}
		out = append(out, rows...)
	}
	if len(names) == 0 {
		return nil, errors.New("it is a workbook without sheets")
	}
	return out, nil
}

// worksheets names the parts that are sheets: those that the workbook is related to as
// such, wherever they are, and those in the usual folder.
func worksheets(parts map[string][]byte) []string {
	var related struct {
		To []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	_ = parse(parts["xl/_rels/workbook.xml.rels"], &related) // without them there is the folder
	sheets := map[string]bool{}
	for _, link := range related.To {
		target := strings.ToLower(link.Target)
		if !strings.HasPrefix(target, "/") {
			target = "xl/" + target
		}
		if name := strings.TrimPrefix(path.Clean(target), "/"); strings.HasSuffix(link.Type, "/worksheet") && parts[name] != nil {
			sheets[name] = true
		}
	}
	for name := range parts {
		if strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml") {
			sheets[name] = true
		}
	}
	return slices.Sorted(maps.Keys(sheets))
}

func sheet(part []byte, texts []string) (Table, error) {
	var read struct {
		Rows []struct {
			Cells []struct {
				At    string `xml:"r,attr"`
				Type  string `xml:"t,attr"`
				Value string `xml:"v"`
				Text  string `xml:"is>t"`
			} `xml:"c"`
		} `xml:"sheetData>row"`
	}
	if err := parse(part, &read); err != nil {
		return nil, err
	}
	var out Table
	for _, row := range read.Rows {
		var cells []string
		for _, c := range row.Cells {
			for column(c.At) > len(cells) { // an empty cell is left out
				cells = append(cells, "")
			}
			value := c.Value + c.Text
			if n, err := strconv.Atoi(c.Value); c.Type == "s" && err == nil && n >= 0 && n < len(texts) {
				value = texts[n]
			}
			cells = append(cells, value)
		}
		out = append(out, cells)
	}
	return out, nil
}

// column is the number of the column of a cell's name, 0 for "A7" and for none. What no
// sheet has is 0 too.
func column(name string) int {
	n := 0
	for _, letter := range strings.TrimRight(name, "0123456789") {
		if n = n*26 + int(letter-'A') + 1; letter < 'A' || letter > 'Z' || n > 1<<14 {
			return 0
		}
	}
	return max(n-1, 0)
}

func parse(part []byte, into any) error {
	return xml.NewDecoder(bytes.NewReader(part)).Decode(into)
}

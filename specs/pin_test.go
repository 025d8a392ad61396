package specs

import (
	"testing"
	"testing/fstest"
)

func TestPinTouchesCitationsAlone(t *testing.T) {
	documents, err := ReadDocuments(fstest.MapFS{"000_page.txt": {Data: []byte("one\ntwo\nthree\n")}, "shop.json": {Data: []byte("{\n}\n")}})
	if err != nil {
		t.Fatal(err)
	}
	one, two, brace := Digest("one"), Digest("one\ntwo"), Digest("{")
	for _, row := range []struct{ name, text, want string }{
		{"a line", `x-source: "000:1"`, `x-source: "000:1#` + one + `"`},
		{"without quotes", `x-source: 000:1`, `x-source: 000:1#` + one},
		{"of a definition", `x-source: "shop:1"`, `x-source: "shop:1#` + brace + `"`},
		{"lines", `x-source: ["000:1-2", common]`, `x-source: ["000:1-2#` + two + `", common]`},
		{"two on a line", `x-source: ["000:1-2", "000:1"]`, `x-source: ["000:1-2#` + two + `", "000:1#` + one + `"]`},
		{"keyword by keyword", `x-source: {row: "000:1"}`, `x-source: {row: "000:1#` + one + `"}`},
		{"pinned already", `x-source: "000:1#` + one + `"`, `x-source: "000:1#` + one + `"`},
		{"pinned otherwise", `x-source: "000:1#00000000"`, `x-source: "000:1#` + one + `"`},
		{"another key", `a: "000:1"`, `a: "000:1"`},
		{"blanks, comments and line ends", "# \"a\"\r\nx-source:   \"000:1\"  # why 000:1\r\n\r\n", "# \"a\"\r\nx-source:   \"000:1#" + one + "\"  # why 000:1\r\n\r\n"},
		{"past the end", `x-source: ["000:9", "000:1"]`, `x-source: ["000:9", "000:1#` + one + `"]`},
		{"an unknown document", `x-source: "007:1"`, `x-source: "007:1"`},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, _, err := Pin("Op.yaml", []byte(row.text), documents)
			if err != nil || string(got) != row.want {
				t.Fatalf("%v, got  %q\nwant %q", err, got, row.want)
			}
			again, found, err := Pin("Op.yaml", got, documents)
			if err != nil || string(again) != string(got) {
				t.Errorf("a second time gives %q, %v", again, err)
			}
			for _, one := range found {
				if one.Err == nil {
					t.Errorf("a second time pins %s", one.Source)
				}
			}
		})
	}
}

package body

import (
	"testing"
)

// Whatever encoding is declared, the text is read, and offsets are those of the
// body as it came.
func TestDeclaredEncodingsAreRead(t *testing.T) {
	for _, row := range []struct{ encoding, coded, text string }{
		{"ISO-8859-1", "caf\xe9 \xfc", "café ü"},
		{"iso-8859-1", "plain", "plain"},
		{"windows-1252", "\x80 1", "€ 1"},
		{"ISO-8859-15", "\xa4", "€"},
		{"KOI8-R", "\xd0\xd2", "пр"},
		{"GBK", "\xd3\xc3\xbb\xa7", "用户"},
		{"gb2312", "\xd3\xc3", "用"},
		{"GB18030", "\xd3\xc3\x81\x30\x81\x30", "用\u0080"},
		{"Big5", "\xa5\xce", "用"},
		{"Shift_JIS", "\x97\x70", "用"},
		{"EUC-JP", "\xcd\xd1", "用"},
		{"EUC-KR", "\xb0\xa1", "가"},
	} {
		head := `<?xml version="1.0" encoding="` + row.encoding + `"?>`
		text := head + "<a><b>" + row.coded + "</b><c/></a>"
		root, faults, err := XML([]byte(text))
		if err != nil || len(faults) > 0 {
			t.Errorf("%s: %v %v", row.encoding, faults, err)
			continue
		}
		b, c := root.Children[0], root.Children[1]
		if b.Text != row.text || text[c.Offset:] != "<c/></a>" {
			t.Errorf("%s: read %q, and <c> at %d of %d", row.encoding, b.Text, c.Offset, len(text))
		}
	}
}

func TestWhatADeclaredEncodingLacksIsRefused(t *testing.T) {
	for _, row := range []struct{ body, err string }{
		{`<?xml version="1.0" encoding="GBK"?><a>` + "\xff\xff</a>", "at byte 39: byte 0xff is not in the encoding GBK"},
		{`<?xml version="1.0" encoding="Big5"?><a>` + "\xa5", "at byte 40: byte 0xa5 is not in the encoding Big5"},
		{`<?xml version="1.0" encoding="ISO-8859-1"?><a>` + "\xe9\xe9</b>", `at byte 48: element <a> closed by </b>`},
		{`<?xml version="1.0" encoding="UTF-8"?><a>` + "\xe9</a>", "at byte 41: byte 0xe9 is not allowed in XML"},
	} {
		if _, _, err := XML([]byte(row.body)); message(err) != row.err {
			t.Errorf("%q: got %q, want %q", row.body, message(err), row.err)
		}
	}
}

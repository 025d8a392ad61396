package record

import (
	"bytes"
	"encoding/json"
	"io"
)

// piece is of how many bytes of a long body are written at once: its line would else
// take the place of the body in memory twice more.
const piece = 1 << 16 // bytes

// stand is what stands for a long body in its line. No header holds such a text.
const stand = "\x00long\x00"

// long writes an exchange whose answer is long.
func long(out io.Writer, e Exchange) error {
	response, body := *e.Response, e.Response.Body
	response.Body, e.Response = stand, &response
	text, err := encoded(e)
	if err != nil {
		return err
	}
	quoted, err := encoded(stand)
	if err != nil {
		return err
	}
	before, after, _ := bytes.Cut(text, quoted[1:len(quoted)-2])
	if _, err = out.Write(before); err != nil {
		return err
	}
	for body != "" {
		n := min(piece, len(body))
		for n < len(body) && body[n]&0xC0 == 0x80 { // no letter is cut
			n--
		}
		quoted, err := encoded(body[:n])
		if err != nil {
			return err
		}
		if _, err = out.Write(quoted[1 : len(quoted)-2]); err != nil {
			return err
		}
		body = body[n:]
	}
	_, err = out.Write(after)
	return err
}

// encoded is a value, and the end of its line. Nothing is escaped for HTML: a record is no
// part of a page, and < as \u003c would make bodies six times as long and hard to search.
func encoded(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return text.Bytes(), err
}

package body

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// sampleJSON is a list answer of n users, about 160 bytes each.
func sampleJSON(n int) []byte {
	user := `{"id":"usr_0001","name":"Zo\u00eb Mü\"ller","tags":["a","b"],"size":9007199254740993,"ratio":-1.5e-3,` +
		`"active":true,"note":null,"links":{"self":"https:\/\/api.test\/u\/1"}}`
	return []byte(`{"users":[` + user + strings.Repeat(",\n  "+user, n-1) + `]}`)
}

func sampleXML(n int) []byte {
	user := `<User id="1"><Name>Zoë &amp; Müller</Name><Size>9007199254740993</Size><Active>true</Active>` +
		`<Tags><Tag>a</Tag><Tag><![CDATA[<b>]]></Tag></Tags></User>`
	return []byte(`<?xml version="1.0" encoding="UTF-8"?><R xmlns="urn:r">` + strings.Repeat(user+"\n", n) + `</R>`)
}

// bodies are the seeds of both fuzz tests and the samples of the comparison.
func bodies() []string {
	return []string{"", " ", "null", "true", "-0", "1.0e+5", "01", "1.", "1e", `""`, `"\u00e9\ud83d\ude00"`, `"\ud800"`,
		`"\ud800\u0041"`, `"\ud800\ud800\udc00"`, "\"\xff\"", "\"\xed\xa0\x80\"", "\"\x00\"", "\"\x7f\"", `"\x"`, "[]", "[1,]", "[[[1],2],{}]",
		`{}`, `{"a":1,"a":2}`, `{"a":{"b":[null,true,false]},"c":"d"}`, `{"a" : 1 , "b":[ ]} `, `{"a":1} x`, "\xEF\xBB\xBF1", "[1\f]",
		`{"":""}`, vendorExample, string(sampleJSON(3)), strings.Repeat("[", 129) + strings.Repeat("]", 129),
		"<a/>", `<a x='1' y="&lt;">t<b/>u</a>`, `<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>`, `<?xml version="1.0" encoding="ascii"?><a>é</a>`,
		"<a><![CDATA[]]></a>", "<a>&#xD800;&#0;</a>", "<a:b xmlns:a=''/>", "<a></b>", "<a", "<a/>x<", "<!--", "<a/><!-- -->",
		billionLaughs, string(sampleXML(2)), "<a>\x00</a>", "<a \xff='1'/>", "<?xml encoding = 'x'?><a/>", "<a:b:c/>", "<:/>", "<é/>"}
}

func TestAgreesWithEncodingJSON(t *testing.T) {
	for _, s := range bodies() {
		t.Run(Cut([]byte(s), 30), func(t *testing.T) { agree(t, []byte(s)) })
	}
}

func FuzzJSON(f *testing.F) {
	for _, s := range bodies() {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		sane(t, b, readJSON(b))
		agree(t, b)
	})
}

func FuzzXML(f *testing.F) {
	for _, s := range bodies() {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) { sane(t, b, readXML(b)) })
}

// agree holds JSON against encoding/json: a body without faults must give the
// same value, and so must one whose only faults encoding/json tolerates
// silently; a body refused here must be refused there.
func agree(t *testing.T, b []byte) {
	t.Helper()
	node, faults, err := JSON(b)
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.UseNumber()
	var theirs any
	theirErr := decoder.Decode(&theirs)
	if err == nil && theirErr == nil && decoder.More() {
		theirErr = fmt.Errorf("bytes after the value")
	}
	if err != nil {
		// The depth is limited here alone; Decode does not look past a value,
		// so a refusal is compared by Valid.
		if json.Valid(b) && !strings.Contains(err.Error(), "are open") {
			t.Errorf("refused %q, which encoding/json reads: %v", b, err)
		}
		return
	}
	for _, f := range faults {
		if f.Flaw != BrokenUTF8 && f.Flaw != LoneSurrogate {
			return
		}
	}
	if theirErr != nil {
		t.Errorf("read %q without such a fault, encoding/json says %v", b, theirErr)
	} else if ours := plainValue(node); !reflect.DeepEqual(ours, theirs) {
		t.Errorf("%q\n is here %#v\nand there %#v", b, ours, theirs)
	}
}

// plainValue converts a node to what encoding/json gives with UseNumber.
func plainValue(n *Node) any {
	switch n.Kind {
	case Object:
		m := map[string]any{}
		for _, member := range n.Members {
			m[member.Name] = plainValue(member.Value)
		}
		return m
	case Array:
		items := []any{}
		for _, item := range n.Items {
			items = append(items, plainValue(item))
		}
		return items
	case Number:
		return json.Number(n.Text)
	case Boolean:
		return n.Text == "true"
	case Null:
		return nil
	}
	return n.Text
}

func BenchmarkJSON(b *testing.B) {
	body := sampleJSON(23)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := JSON(body); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkXML(b *testing.B) {
	body := sampleXML(26)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := XML(body); err != nil {
			b.Fatal(err)
		}
	}
}

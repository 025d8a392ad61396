package body

import "testing"

func TestXMLReadsWhatIsWellFormed(t *testing.T) {
	check(t, readXML, []row{
		{sentence: "a declaration with double quotes", body: `<?xml version="1.0" encoding="UTF-8"?><a>x</a>`, excerpt: `<a>x</a>`},
		{sentence: "a declaration with single quotes and standalone", body: `<?xml version='1.0' encoding='utf-8' standalone='yes'?><a/>`, excerpt: `<a/>`},
		{sentence: "a declaration with space around the equals sign", body: `<?xml version = "1.0" encoding = "Utf-8" ?><a/>`, excerpt: `<a/>`},
		{sentence: "no declaration", body: "\n <a>\n</a>\n", excerpt: `<a/>`},
		{sentence: "a byte order mark", body: "\xEF\xBB\xBF<?xml version=\"1.0\"?><a>é</a>", excerpt: `<a>é</a>`},
		{sentence: "declared US-ASCII", body: `<?xml version="1.0" encoding="us-ascii"?><a>e</a>`, excerpt: `<a>e</a>`},
		{sentence: "attributes in either quotes", body: `<a x="1" y='"2"'/>`, excerpt: `<a x="1" y="&quot;2&quot;"/>`},
		{sentence: "an empty attribute", body: `<a x=""/>`, excerpt: `<a x=""/>`},
		{sentence: "CDATA joined with text", body: `<a>1<![CDATA[<&]]]]>2<![CDATA[]]></a>`, excerpt: `<a>1&lt;&amp;]]2</a>`},
		{sentence: "the five entities and character references", body: `<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;</a>`, excerpt: `<a>&lt;&gt;&amp;&quot;'AB</a>`},
		{sentence: "comments and instructions anywhere", body: `<!-- 1 --><?p i?><a>x<!-- 2 -->y<?p?></a><!-- 3 --><?p i?>` + "\n", excerpt: `<a>xy</a>`},
		{sentence: "names are kept without their prefixes", body: `<p:a xmlns:p="urn:p" xmlns="urn:d" p:x="1"><b/></p:a>`, excerpt: `<a x="1"><b/></a>`},
		{sentence: "the xml prefix needs no declaration", body: `<a xml:lang="en"/>`, excerpt: `<a lang="en"/>`},
		{sentence: "children keep their order", body: `<l><i>1</i><o/><i>2</i></l>`, excerpt: `<l><i>1</i><o/><i>2</i></l>`},
		{sentence: "line ends become line feeds", body: "<a>1\r\n2\r3</a>", excerpt: `<a>1\n2\n3</a>`},
	})
}

func TestXMLReadsOnPastFaults(t *testing.T) {
	check(t, readXML, []row{
		{sentence: "a second root is trailing content", body: "<a/>\n<b/>", excerpt: `<a/>`, faults: []mark{{TrailingContent, 5}}},
		{sentence: "text after the root is trailing content", body: "<a/>\n ok", excerpt: `<a/>`, faults: []mark{{TrailingContent, 6}}},
		{sentence: "a stray end tag is trailing content", body: "<a></a></a>", excerpt: `<a/>`, faults: []mark{{TrailingContent, 7}}},
		{sentence: "an unfinished comment is trailing content", body: "<a/><!-- x", excerpt: `<a/>`, faults: []mark{{TrailingContent, 4}}},
		{sentence: "a NUL after the root is trailing content", body: "<a/>\x00", excerpt: `<a/>`, faults: []mark{{TrailingContent, 4}}},
		{sentence: "a NUL in a comment after the root is trailing content", body: "<a/><!--\x00-->", excerpt: `<a/>`, faults: []mark{{TrailingContent, 4}}},
		{sentence: "a second declaration is trailing content", body: `<a/><?xml version="1.0"?>`, excerpt: `<a/>`, faults: []mark{{TrailingContent, 4}}},
		{sentence: "blank CDATA after the root is trailing content", body: `<a/><![CDATA[ ]]>`, excerpt: `<a/>`, faults: []mark{{TrailingContent, 4}}},
		{sentence: "a document type is a fault", body: `<!DOCTYPE a><a>x</a>`, excerpt: `<a>x</a>`, faults: []mark{{Doctype, 0}}},
		{sentence: "a document type with entities nobody uses is a fault", body: `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a/>`, excerpt: `<a/>`, faults: []mark{{Doctype, 0}}},
		{sentence: "text between elements is mixed content", body: "<a>\n<b>1</b> or <b>2</b></a>", excerpt: `<a>or<b>1</b><b>2</b></a>`, faults: []mark{{MixedContent, 13}}},
		{sentence: "CDATA between elements is mixed content", body: "<a><![CDATA[ x]]><b/></a>", excerpt: `<a>x<b/></a>`, faults: []mark{{MixedContent, 13}}},
		{sentence: "a duplicate attribute is a fault at the tag", body: `<r><a x="1" x="2"/></r>`, excerpt: `<r><a x="1" x="2"/></r>`, faults: []mark{{DuplicateAttribute, 3}}},
		{sentence: "attributes of one namespace under two prefixes are duplicates", body: `<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>`, excerpt: `<a x="1" x="2"/>`, faults: []mark{{DuplicateAttribute, 0}}},
		{sentence: "a declaration after a line feed is misplaced", body: "\n<?xml version=\"1.0\"?><a/>", excerpt: `<a/>`, faults: []mark{{MisplacedDeclaration, 1}}},
		{sentence: "a character beyond declared US-ASCII is a fault", body: `<?xml version="1.0" encoding="US-ASCII"?><a>é</a>`, excerpt: `<a>é</a>`, faults: []mark{{UndeclaredEncoding, 44}}},
		{sentence: "an undeclared prefix is a fault", body: `<r><p:a q:x="1"/></r>`, excerpt: `<r><a x="1"/></r>`, faults: []mark{{UndeclaredPrefix, 3}, {UndeclaredPrefix, 3}}},
		{sentence: "a prefix is undeclared after the element that declares it", body: `<r><p:a xmlns:p="u"/><p:a/></r>`, excerpt: `<r><a/><a/></r>`, faults: []mark{{UndeclaredPrefix, 21}}},
		{sentence: "a reference to a surrogate is a fault", body: `<a x="&#xD800;">y&#56320;</a>`, excerpt: `<a x="�">y�</a>`, faults: []mark{{LoneSurrogate, 6}, {LoneSurrogate, 17}}},
		{sentence: "what looks like a reference in CDATA is none", body: `<a><![CDATA[&#xD800;]]></a>`, excerpt: `<a>&amp;#xD800;</a>`},
		{sentence: "several flaws are all reported", body: `<!DOCTYPE a><a>t<b/></a>x`, excerpt: `<a>t<b/></a>`, faults: []mark{{Doctype, 0}, {MixedContent, 15}, {TrailingContent, 24}}},
	})
}

func TestXMLRefuses(t *testing.T) {
	check(t, readXML, []row{
		{sentence: "an empty body", body: "", err: "at byte 0: expected an element, the body is empty"},
		{sentence: "a declaration alone", body: `<?xml version="1.0"?>`, err: "at byte 21: expected an element, found the end of the body"},
		{sentence: "JSON", body: ` {"a":1}`, err: "at byte 1: expected an element, found '{'"},
		{sentence: "an escaped blank before the root", body: `&#32;<a/>`, err: "at byte 0: expected an element, found '&'"},
		{sentence: "UTF-16", body: "\xFE\xFF\x00<", err: "at byte 0: the body begins with a UTF-16 byte order mark"},
		{sentence: "an encoding that nobody knows", body: `<?xml version="1.0" encoding="x-mine"?><a/>`, err: `at byte 0: encoding "x-mine" is not supported`},
		{sentence: "another encoding with space around the equals sign", body: `<?xml version="1.0" encoding = 'utf-16'?><a/>`, err: `at byte 0: encoding "utf-16" is not supported`},
		{sentence: "another version", body: `<?xml version="1.1"?><a/>`, err: `at byte 0: unsupported version "1.1"; only version 1.0 is supported`},
		{sentence: "another version with space around the equals sign", body: `<?xml version = "2.0"?><a/>`, err: `at byte 0: XML version "2.0" is not supported`},
		{sentence: "a declaration without quotes", body: `<?xml version=1.0?><a/>`, err: `at byte 0: malformed XML declaration: version=1.0`},
		{sentence: "an unfinished document", body: `<a><b>x</b>`, err: "at byte 11: the body ends inside <a>, begun at byte 0"},
		{sentence: "an unfinished tag", body: `<a x="1`, err: "at byte 7: the body ends inside a tag or declaration"},
		{sentence: "unfinished CDATA", body: `<a><![CDATA[x]]`, err: "at byte 15: the body ends inside <a>, begun at byte 0"},
		{sentence: "a mismatched end tag", body: `<a><b>x</a>`, err: "at byte 7: element <b> closed by </a>"},
		{sentence: "an end tag alone", body: `</a>`, err: "at byte 0: unexpected end element </a>"},
		{sentence: "end tags in another case", body: `<a></A>`, err: "at byte 3: element <a> closed by </A>"},
		{sentence: "an undefined entity", body: `<a>x &nbsp;y</a>`, err: "at byte 5: invalid character entity &nbsp;"},
		{sentence: "a bare ampersand", body: `<a>x & y</a>`, err: "at byte 5: invalid character entity & (no semicolon)"},
		{sentence: "a reference to a NUL", body: `<a>x&#0;</a>`, err: "at byte 4: illegal character code U+0000"},
		{sentence: "a reference to a control character after a legal one", body: `<a x="&#65;&#1;"/>`, err: "at byte 11: illegal character code U+0001"},
		{sentence: "a mismatched end tag before a NUL", body: "<a></b>\x00", err: "at byte 3: element <a> closed by </b>"},
		{sentence: "a NUL where a tag's name belongs", body: "<a><\x00", err: "at byte 4: expected element name after <"},
		{sentence: "a raw control character", body: "<a>x\x1by</a>", err: "at byte 4: character U+001B is not allowed in XML"},
		{sentence: "a raw NUL in a comment", body: "<!--\x00--><a/>", err: "at byte 4: character U+0000 is not allowed in XML"},
		{sentence: "broken UTF-8", body: "<a>\xe9</a>", err: "at byte 3: byte 0xe9 is not allowed in XML"},
		{sentence: "an attribute without quotes", body: `<a x=1/>`, err: "at byte 5: unquoted or missing attribute value in element"},
		{sentence: "an attribute without a value", body: `<a x/>`, err: "at byte 4: attribute name without = in element"},
		{sentence: "a raw less-than in an attribute", body: `<a x="<"/>`, err: "at byte 6: unescaped < inside quoted string"},
		{sentence: "a tag that begins with a digit", body: `<a><1/></a>`, err: "at byte 4: invalid XML name: 1"},
		{sentence: "a space before the tag's name", body: `<a>1 < 2</a>`, err: "at byte 6: expected element name after <"},
		{sentence: "two hyphens in a comment", body: `<!-- -- --><a/>`, err: `at byte 7: invalid sequence "--" not allowed in comments`},
		{sentence: "a document type inside an element", body: `<a><!DOCTYPE a></a>`, err: "at byte 3: expected an element or text, found <!DOCTYPE a>"},
		{sentence: "a page in HTML", body: `<!doctype html><p>x</p>`, err: "at byte 0: expected an element or text, found <!doctype html>"},
		{sentence: "faults before an error are kept", body: `<!DOCTYPE a><a>&e;</a>`, err: "at byte 15: invalid character entity &e;", faults: []mark{{Doctype, 0}}},
		{sentence: "a billion laughs", body: billionLaughs, err: "at byte 198: invalid character entity &d;", faults: []mark{{Doctype, 22}}},
	})
}

const billionLaughs = `<?xml version="1.0"?>
<!DOCTYPE l [
 <!ENTITY a "lol">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
 <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
 <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
]><l>&d;</l>`

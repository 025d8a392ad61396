package body

import "testing"

func TestJSONReadsWhatTheGrammarAllows(t *testing.T) {
	check(t, readJSON, []row{
		{sentence: "an object keeps its members' order", body: `{"b":1, "a" : [true,false,null]}`, excerpt: `{"b":1,"a":[true,false,null]}`},
		{sentence: "white space of all four kinds is skipped", body: " \t\r\n[ \n] \r\n", excerpt: `[]`},
		{sentence: "an empty object is a value", body: `{}`, excerpt: `{}`},
		{sentence: "a bare string is a value", body: `"x"`, excerpt: `"x"`},
		{sentence: "a number beyond 2^53 keeps its digits", body: `9007199254740993`, excerpt: `9007199254740993`},
		{sentence: "a number keeps its fraction and exponent as written", body: `[-0, 1.0, 1.50E+03, 0e-1]`, excerpt: `[-0,1.0,1.50E+03,0e-1]`},
		{sentence: "a number no float can hold is kept", body: `1e999999`, excerpt: `1e999999`},
		{sentence: "every escape is decoded", body: `"\"\\\/\b\f\n\r\t\u00e9"`, excerpt: `"\"\\/\x08\x0c\n\r\té"`},
		{sentence: "a surrogate pair is one character", body: `"\ud83d\uDE00"`, excerpt: `"😀"`},
		{sentence: "an escaped NUL is a character", body: `"\u0000"`, excerpt: `"\x00"`},
		{sentence: "a raw DEL is allowed in a string", body: "\"\x7f\"", excerpt: `"\x7f"`},
		{sentence: "names differing in case are two names", body: `{"a":1,"A":2}`, excerpt: `{"a":1,"A":2}`},
		{sentence: "the same name in two objects is no duplicate", body: `[{"a":1},{"a":{"a":2}}]`, excerpt: `[{"a":1},{"a":{"a":2}}]`},
		{sentence: "a written replacement character is no broken UTF-8", body: `"�"`, excerpt: `"�"`},
	})
}

func TestJSONReadsOnPastFaults(t *testing.T) {
	check(t, readJSON, []row{
		{sentence: "a duplicate name is a fault at the second", body: `{"a":1,"b":2,"a":3}`, excerpt: `{"a":1,"b":2,"a":3}`, faults: []mark{{DuplicateName, 13}}},
		{sentence: "names are compared decoded", body: `{"a":1,"\u0061":2}`, excerpt: `{"a":1,"a":2}`, faults: []mark{{DuplicateName, 7}}},
		{sentence: "duplicates are found deep inside", body: `[{"x":{"":0,"":0}}]`, excerpt: `[{"x":{"":0,"":0}}]`, faults: []mark{{DuplicateName, 12}}},
		{sentence: "duplicates are found among many members", body: `{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1,"n":1,"o":1,"p":1,"q":1,"c":2,"q":2}`,
			excerpt: `{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1,"n":1,"o":1,"p":1,"q":1,"c":2,"q":2}`,
			faults:  []mark{{DuplicateName, 103}, {DuplicateName, 109}}},
		{sentence: "a second value is trailing bytes", body: "{\"a\":1}\n{\"a\":2}", excerpt: `{"a":1}`, faults: []mark{{TrailingBytes, 8}}},
		{sentence: "a stray bracket is trailing bytes", body: `[1]]`, excerpt: `[1]`, faults: []mark{{TrailingBytes, 3}}},
		{sentence: "a NUL at the end is trailing bytes", body: "1\x00", excerpt: `1`, faults: []mark{{TrailingBytes, 1}}},
		{sentence: "a comment after the value is trailing bytes", body: `{} // done`, excerpt: `{}`, faults: []mark{{TrailingBytes, 3}}},
		{sentence: "a byte order mark is a fault", body: "\xEF\xBB\xBF{\"a\":1}", excerpt: `{"a":1}`, faults: []mark{{ByteOrderMark, 0}}},
		{sentence: "broken UTF-8 is one fault a string", body: "[\"a\xffb\xfe\",\"\xc3\"]", excerpt: `["a�b�","�"]`, faults: []mark{{BrokenUTF8, 3}, {BrokenUTF8, 9}}},
		{sentence: "an encoded surrogate is broken UTF-8", body: "\"\xed\xa0\x80\"", excerpt: `"���"`, faults: []mark{{BrokenUTF8, 1}}},
		{sentence: "an overlong form is broken UTF-8", body: "\"\xc0\xaf\"", excerpt: `"��"`, faults: []mark{{BrokenUTF8, 1}}},
		{sentence: "broken UTF-8 in a name is a fault", body: "{\"\xff\":1}", excerpt: `{"�":1}`, faults: []mark{{BrokenUTF8, 2}}},
		{sentence: "a high surrogate alone is a fault", body: `"x\ud800y"`, excerpt: `"x�y"`, faults: []mark{{LoneSurrogate, 2}}},
		{sentence: "a low surrogate alone is a fault", body: `"\uDC00"`, excerpt: `"�"`, faults: []mark{{LoneSurrogate, 1}}},
		{sentence: "a high surrogate before another escape is a fault", body: `"\ud800\u0041"`, excerpt: `"�A"`, faults: []mark{{LoneSurrogate, 1}}},
		{sentence: "two high surrogates and a low one are half a pair and a pair", body: `"\ud83d\ud83d\ude00"`, excerpt: `"�😀"`, faults: []mark{{LoneSurrogate, 1}}},
		{sentence: "several flaws are all reported", body: "\xEF\xBB\xBF{\"a\":\"\xff\\ud800\",\"a\":1}x", excerpt: `{"a":"��","a":1}`,
			faults: []mark{{ByteOrderMark, 0}, {BrokenUTF8, 9}, {LoneSurrogate, 10}, {DuplicateName, 18}, {TrailingBytes, 24}}},
		{sentence: "faults before an error are kept", body: `{"a":1,"a":}`, err: `at byte 11: expected a value, found '}'`, faults: []mark{{DuplicateName, 7}}},
	})
}

func TestJSONRefuses(t *testing.T) {
	check(t, readJSON, []row{
		{sentence: "an empty body", body: "", err: "at byte 0: expected a value, the body is empty"},
		{sentence: "white space alone", body: " \n", err: "at byte 2: expected a value, found the end of the body"},
		{sentence: "a byte order mark alone", body: "\xEF\xBB\xBF", err: "at byte 3: expected a value, found the end of the body", faults: []mark{{ByteOrderMark, 0}}},
		{sentence: "UTF-16", body: "\xFF\xFE{\x00}\x00", err: "at byte 0: the body begins with a UTF-16 byte order mark"},
		{sentence: "an HTML page", body: "<html>", err: "at byte 0: expected a value, found '<'"},
		{sentence: "a missing comma", body: `{"a":{"b":"c"} {`, err: "at byte 15: expected ',' or '}', found '{'"},
		{sentence: "a trailing comma in an array", body: `[1,]`, err: "at byte 3: expected a value, found ']'"},
		{sentence: "a trailing comma in an object", body: `{"a":1,}`, err: "at byte 7: expected a member name, found '}'"},
		{sentence: "a missing colon", body: `{"a" 1}`, err: "at byte 5: expected ':', found '1'"},
		{sentence: "an unquoted name", body: `{a:1}`, err: "at byte 1: expected a member name or '}', found 'a'"},
		{sentence: "single quotes", body: `{"a":'b'}`, err: "at byte 5: expected a value, found '''"},
		{sentence: "a comment", body: `{"a":/* */1}`, err: "at byte 5: expected a value, found '/'"},
		{sentence: "an unfinished array", body: `[1, 2`, err: "at byte 5: expected ',' or ']', found the end of the body"},
		{sentence: "an unfinished object", body: `{"a"`, err: "at byte 4: expected ':', found the end of the body"},
		{sentence: "the wrong bracket", body: `[1}`, err: "at byte 2: expected ',' or ']', found '}'"},
		{sentence: "an unfinished string", body: `["abc`, err: `at byte 5: expected '"' to end the string begun at byte 1, found the end of the body`},
		{sentence: "a string that ends in a backslash", body: `"a\`, err: `at byte 2: expected an escape, found '\' and the end of the body`},
		{sentence: "an unknown escape", body: `"a\x41"`, err: `at byte 2: expected an escape, found '\' and 'x'`},
		{sentence: "too few hex digits", body: `"\u12"`, err: `at byte 1: expected four hex digits after \u, found 12"`},
		{sentence: "hex digits with a sign", body: `"\u+123"`, err: `at byte 1: expected four hex digits after \u, found +123`},
		{sentence: "a broken escape after a high surrogate", body: `"\ud800\uZZZZ"`, err: `at byte 7: expected four hex digits after \u, found ZZZZ`},
		{sentence: "a raw line feed in a string", body: "\"a\nb\"", err: "at byte 2: expected string content, found a raw character U+000A"},
		{sentence: "a raw tab in a string", body: "\"\t\"", err: "at byte 1: expected string content, found a raw character U+0009"},
		{sentence: "a raw NUL in a name", body: "{\"\x00\":1}", err: "at byte 2: expected string content, found a raw character U+0000"},
		{sentence: "broken UTF-8 outside of strings", body: "[\xff]", err: "at byte 1: expected a value, found byte 0xff"},
		{sentence: "a no-break space between values", body: "[\u00a01]", err: "at byte 1: expected a value, found character U+00A0"},
		{sentence: "a leading zero", body: `[01]`, err: "at byte 1: 01 is not a JSON number"},
		{sentence: "a leading zero at the top", body: `01`, err: "at byte 0: 01 is not a JSON number"},
		{sentence: "a minus alone", body: `-`, err: "at byte 0: - is not a JSON number"},
		{sentence: "a leading plus", body: `+1`, err: "at byte 0: expected a value, found +1"},
		{sentence: "a number that begins with a point", body: `.5`, err: "at byte 0: expected a value, found .5"},
		{sentence: "a number that ends with a point", body: `[1.]`, err: "at byte 1: 1. is not a JSON number"},
		{sentence: "an exponent without digits", body: `1e+`, err: "at byte 0: 1e+ is not a JSON number"},
		{sentence: "a hexadecimal number", body: `0x1F`, err: "at byte 0: 0x1F is not a JSON number"},
		{sentence: "minus infinity", body: `-Infinity`, err: "at byte 0: -Infinity is not a JSON number"},
		{sentence: "NaN", body: `{"a":NaN}`, err: "at byte 5: expected a value, found NaN"},
		{sentence: "Python's True", body: `True`, err: "at byte 0: expected a value, found True"},
		{sentence: "half a literal", body: `[nul]`, err: "at byte 1: expected a value, found nul"},
		{sentence: "a literal with more behind it", body: `truely`, err: "at byte 0: expected a value, found truely"},
		{sentence: "an object where a member belongs, as a vendor's document has it", body: vendorExample, err: "at byte 97: expected a member name or '}', found '{'"},
	})
}

// vendorExample is printed as a successful answer in a vendor's API document.
const vendorExample = `{
	"RequestId":"14846A6A-2192-4F6A-B272-B8BD68EBC89B",
	"UserStatistics":{
		"statistics" : {
			{
				"UserName":"doctest",
				"OnlineCount":0
			}
		]
	}
}
`

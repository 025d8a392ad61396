package specs

import (
	"regexp"
	"strings"
	"testing"
)

// What a gateway lacks would be taken for another's, or never be asked: its file
// is refused, with the part's name.
func TestAGatewayFileLacksNothing(t *testing.T) {
	data, err := tree.ReadFile("tencent/gateway.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ line, with, want string }{
		{`protocol: .*`, "", `lacks protocol`},
		{`request-ids: .*`, "request-ids: any", `lacks request-ids: upper-case or lower-case`},
		{`media: .*`, "media: {xml: text/xml}", `lacks media/json`},
		{`media: .*`, "media: {toml: text/toml}", `"toml" is no format of answers`},
		{`  status: \{from: 200.*`, "", `lacks error/status`},
		{`  member: Error`, "", `lacks error/member or error/root`},
		{`    - \{name: Code,.*`, "", `lacks the member Code of error/members`},
		{`  throttled: .*`, "", `lacks codes/throttled`},
		{`about: credentials`, "about: keys", `lacks setup about credentials`},
		{`  - \{when: too-often,.*`, "", `lacks an answer to too-often`},
		{`  - \{when: wrong-kind,.*`, "", ""},
		{`when: too-often, code`, "when: too-often, cod", `unknown key "cod" of an answer of the gateway`},
		{`when: too-often`, "when: too-seldom", `"too-seldom" is nothing that a gateway answers`},
		{`  hierarchical: true`, "  hierarchic: true", `unknown key "hierarchic" of the codes`},
	} {
		text := regexp.MustCompile("(?m)^"+row.line+"$|"+row.line).ReplaceAllString(string(data), row.with)
		if text == string(data) {
			t.Errorf("%s changes nothing", row.line)
		}
		_, _, err := Gateway("gateway.yaml", []byte(text))
		if (err == nil) != (row.want == "") || err != nil && !strings.Contains(err.Error(), row.want) {
			t.Errorf("with %q for %s: got %v, want %q", row.with, row.line, err, row.want)
		}
	}
}

package specs

import (
	"os"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
)

// routedFile is an operation that is known by its path: PATCH or POST, with a parameter
// in the path, one in the query and one in the body.
const routedFile = "../fixtures/operations/alibaba/elasticsearch/2017-06-13/UpdateDescription.yaml"

func TestWhereTheParametersOfAPathStand(t *testing.T) {
	text := routedText(t)
	text = strings.Replace(text, "      - {name: clientToken, in: query", "      - {name: x-acs-version, in: header, schema: {type: string}}\n      - {name: clientToken, in: header", 1)
	o, err := Read("some.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]contract.Place{"InstanceId": contract.InPath, "clientToken": contract.InHeader, "description": contract.InJSON}
	for name, place := range want {
		if p, ok := o.Param(name); !ok || o.Carriers[0].Of(p) != place {
			t.Errorf("%s stands in %q, want %q", name, o.Carriers[0].Of(p), place)
		}
	}
	values, literal, ok := o.Route("/openapi/instances/a%2Fb%20c/description")
	if !ok || literal != 4 || len(values) != 1 || values[0].Value.Text != "a/b c" {
		t.Errorf("the path is read as %v, %d written out, %v", values, literal, ok)
	}
	if path := o.Routes(values); path != "/openapi/instances/a%2Fb%20c/description" {
		t.Errorf("the path is written as %s", path)
	}
	for _, other := range []string{"/openapi/instances//description", "/openapi/instances/a/Description", "/openapi/instances/a", "/", "/openapi/instances/%zz/description"} {
		if _, _, ok := o.Route(other); ok {
			t.Errorf("%s is taken for the operation's", other)
		}
	}
}

// What a protocol of paths needs and a file lacks is said with what to do.
func TestARouteThatIsNone(t *testing.T) {
	for _, row := range []struct{ name, old, with, says string }{
		{"two addresses", "\ncomponents:", "\n  /other:\n    get: {responses: {}}\ncomponents:", "paths has 2 addresses"},
		{"another protocol", "protocol: alibaba-roa", "protocol: alibaba-rpc", "has a parameter in it, and the protocol alibaba-rpc has none there: is the operation one of alibaba-roa?"},
		{"a method of no carrier", "    patch:\n", "    put:\n", "has no patch, by which carrier patch asks"},
		{"a form", "method: POST, place: json", "method: POST, place: form", "stands in the query or in a JSON body"},
		{"a carrier of another name", "id: post, method", "id: other, method", `the carrier "other" is called as its method is, post`},
		{"a cookie", "in: query", "in: cookie", `stands in "cookie": known are path, header and query`},
		{"a parameter that nothing asks", "{name: clientToken, in: query", "{name: token, in: query", "the parameter token of the path is no property of components/schemas/Request"},
		{"a parameter that may be left out", "required: [InstanceId]\n      properties", "required: [description]\n      properties", "InstanceId stands in the path and is not required"},
		{"a list in the path", "        InstanceId:\n          type: string", "        InstanceId:\n          type: array\n          items: {type: string}", "is of type array: what stands in the path is a single value"},
		{"a segment of two parts", "/{InstanceId}/", "/es-{InstanceId}/", "is neither written out nor one parameter"},
		{"a parameter that is not in the path", "/{InstanceId}/", "/this/", "has no {InstanceId}"},
		{"one that the path names alone", "name: InstanceId, in: path", "name: InstanceId, in: query", "{InstanceId} of the path is no parameter that stands in it"},
		{"what a path cannot lack", "when: unknown", "when: absent", "stands in the path: a request always has it"},
	} {
		text := routedText(t)
		changed := strings.Replace(text, row.old, row.with, 1)
		if changed == text {
			t.Errorf("%s: nothing is changed", row.name)
		}
		_, err := Read("some.yaml", []byte(changed))
		if err == nil || !strings.Contains(err.Error(), row.says) || !strings.Contains(err.Error(), "some.yaml:") {
			t.Errorf("%s: got %v, want %q", row.name, err, row.says)
		}
	}
	rpc := strings.Replace(bare(t, flowStatistics), "method: POST, place: form", "method: PUT, place: form", 1)
	if _, err := Read("some.yaml", []byte(rpc)); err == nil || !strings.Contains(err.Error(), "the protocol alibaba-rpc is asked by GET, POST, not by PUT") {
		t.Errorf("a method that the protocol has not: got %v", err)
	}
}

func routedText(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(routedFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

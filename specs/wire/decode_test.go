package wire_test

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/alibabarpc"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/specs/wire/tencentapi3"
)

// listOperation is an operation with a list that counts from first, and a number.
func listOperation(first int) *contract.Operation {
	return &contract.Operation{Params: []contract.Param{
		{Name: "UserNames", Kind: contract.List, First: first},
		{Name: "Type", Kind: contract.Integer},
		{Name: "DeviceId", Kind: contract.String},
		{Name: "Dry", Kind: contract.Boolean},
		{Name: "Rate", Kind: contract.Number},
		{Name: "Ids", Kind: contract.List, First: first, Items: &contract.Schema{Kind: contract.Integer}},
		{Name: "Filters", Kind: contract.List, First: first, Items: &contract.Schema{Kind: contract.Object, Members: []contract.Schema{
			{Name: "Name", Kind: contract.String}, {Name: "Values", Kind: contract.List, First: first}, {Name: "Not", Kind: contract.Boolean}}}},
		{Name: "Place", Kind: contract.Object, Members: []contract.Schema{{Name: "Zone", Kind: contract.String}, {Name: "Host", Kind: contract.Object, Members: []contract.Schema{{Name: "Ids", Kind: contract.List, First: first}}}}},
	}}
}

func argsText(args contract.Args) string {
	var out []string
	for _, arg := range args {
		out = append(out, arg.Name+"="+arg.Value.String())
	}
	return strings.Join(out, " ")
}

func TestFold(t *testing.T) {
	for _, row := range []struct {
		first       int
		query, want string
	}{
		{1, "UserNames.1=a&UserNames.2=b", `UserNames=["a", "b"]`},
		{1, "UserNames.10=j&X=1&UserNames.2=b", `UserNames=["b", "j"] X="1"`},
		{1, "UserNames.3=c&UserNames.7=g", `UserNames=["c", "g"]`},
		{1, "UserNames.0=z&UserNames.1=a", `UserNames.0="z" UserNames=["a"]`},
		{0, "UserNames.0=z&UserNames.1=a", `UserNames=["z", "a"]`},
		{1, "UserNames.1=a&UserNames.1=b", `UserNames=["a"] UserNames.1="b"`},
		{1, "UserNames.x=a&UserNames.01=b&UserNames.%201=c&UserNames=d&UserNames.-1=e", `UserNames.x="a" UserNames.01="b" UserNames. 1="c" UserNames="d" UserNames.-1="e"`},
		{1, "UserNames.1=&UserNames.99999999999999999999=a", `UserNames=[""] UserNames.99999999999999999999="a"`},
		{1, "Type=3&DeviceId=7", `Type=3 DeviceId="7"`},
		{1, "Type=x", `Type="x"`},
		{1, "Type=&Type=%2B3", `Type="" Type="+3"`},
		{1, "Other.1=a", `Other.1="a"`},
		{1, "Dry=true", `Dry=true`}, {1, "Dry=False&Rate=1.5e3", `Dry=false Rate=1.5e3`}, {1, "Dry=1&Rate=x", `Dry="1" Rate="x"`}, {1, "Rate=&Dry=", `Rate="" Dry=""`},
		{1, "Ids.1=7&Ids.2=x", `Ids=[7, "x"]`},
		{1, "Filters.2.Name=b&Filters.1.Name=a&Filters.1.Values.2=y&Filters.1.Values.1=x&Filters.1.Not=true", `Filters=[{Name: "a", Values: ["x", "y"], Not: true}, {Name: "b"}]`},
		{0, "Filters.0.Values.0=x&Filters.0.Name=a", `Filters=[{Values: ["x"], Name: "a"}]`},
		{0, "Filters.0.Other=x&Filters.0=y&Filters.0.Name.0=z&Filters.0.Values=v", `Filters.0.Other="x" Filters.0="y" Filters.0.Name.0="z" Filters.0.Values="v"`},
		{0, "Filters.0.Name=a&Filters.0.Name=b", `Filters=[{Name: "a"}] Filters.0.Name="b"`},
		{0, "Place.Zone=z&Place.Host.Ids.0=h&Place=p", `Place={Zone: "z", Host: {Ids: ["h"]}} Place="p"`},
		{1, "", ``},
	} {
		if got := argsText(wire.Fold(listOperation(row.first), sign.ParsePairs(row.query))); got != row.want {
			t.Errorf("%s from %d\ngot  %s\nwant %s", row.query, row.first, got, row.want)
		}
	}
}

func TestDecodeAlibaba(t *testing.T) {
	const form = "application/x-www-form-urlencoded"
	for _, row := range []struct {
		name, method, target, media, body string
		header                            []string
		want                              string // action version format carrier: args
		problem                           wire.ProblemKind
	}{
		{"query", "GET", "/?Action=A&Version=V&Format=json&X=1", "", "", nil, `A V json get: X="1"`, ""},
		{"form", "POST", "/", form, "Action=A&Version=V&X=+%2B&Signature=s", nil, `A V  post: X=" +"`, ""},
		{"both", "POST", "/?Action=A&Version=V&AccessKeyId=k", form, "X=1", nil, `A V  mixed: X="1"`, ""},
		{"all in the query of a POST", "POST", "/?Action=A&Version=V&X=1", form, "", nil, `A V  query: X="1"`, ""},
		{"ACS3", "POST", "/?X=1", "", "", []string{"x-acs-action", "A", "x-acs-version", "V", "Authorization", "ACS3-HMAC-SHA256 …"}, `A V  query: X="1"`, ""},
		{"ACS3, XML", "GET", "/?X=1", "", "", []string{"x-acs-action", "A", "Accept", "application/xml", "Authorization", "ACS3-HMAC-SHA256 …"}, `A  XML get: X="1"`, ""},
		{"V1 with the headers of an SDK", "GET", "/?Action=A", "", "", []string{"x-acs-action", "B"}, `A   get: `, ""},
		{"twice", "GET", "/?Action=A&Action=B&X=1&X=2", "", "", nil, `A   get: X="1" X="2"`, wire.DuplicateName},
		{"broken escape", "GET", "/?Action=A&X=%2", "", "", nil, `A   get: X="%2"`, wire.BrokenEscape},
		{"JSON", "POST", "/?Action=A", "application/json", "{}", nil, `A   query: `, wire.StrayBody},
		{"too much", "GET", "/?" + strings.Repeat("a&", wire.MaxPairs), "", "", nil, `   get: `, wire.TooManyPairs},
	} {
		r := httptest.NewRequest(row.method, row.target, nil)
		r.Header.Set("Content-Type", row.media)
		for i := 0; i+1 < len(row.header); i += 2 {
			r.Header.Set(row.header[i], row.header[i+1])
		}
		checkReceived(t, row.name, alibabarpc.Protocol{}.Decode(r, []byte(row.body)), row.want, row.problem)
	}
}

func checkReceived(t *testing.T, name string, r wire.Received, want string, problem wire.ProblemKind) {
	t.Helper()
	got := strings.Join([]string{r.Action, r.Version, r.Format, r.Carrier}, " ") + ": " + argsText(r.Args)
	if got != want {
		t.Errorf("%s\ngot  %s\nwant %s", name, got, want)
	}
	if problem == "" && len(r.Problems) > 0 || problem != "" && !slices.ContainsFunc(r.Problems, func(p wire.Problem) bool { return p.Kind == problem }) {
		t.Errorf("%s: problems %v, want %q", name, r.Problems, problem)
	}
}

func TestDecodeTencent(t *testing.T) {
	const form = "application/x-www-form-urlencoded"
	for _, row := range []struct {
		name, method, target, media, body string
		want                              string
		problem                           wire.ProblemKind
	}{
		{"JSON", "POST", "/", "application/json", `{"DeviceId":"-1","Type":1,"L":["a",2],"F":1.0,"N":null,"B":true,"O":{"x":1}}`,
			`H V  json: DeviceId="-1" Type=1 L=["a", 2] F=1.0 N=null B=true O={x: 1}`, ""},
		{"large number", "POST", "/", "application/json", `{"N":9007199254740993}`, `H V  json: N=9007199254740993`, ""},
		{"JSON that claims a form", "POST", "/", form, ` {"X":1}`, `H V  json: X=1`, ""},
		{"no body", "POST", "/", "", ``, `H V  json: `, ""},
		{"name twice", "POST", "/", "application/json", `{"X":1,"X":2}`, `H V  json: X=1 X=2`, wire.DuplicateName},
		{"bytes behind", "POST", "/", "application/json", `{"X":1}}`, `H V  json: X=1`, wire.BrokenJSON},
		{"list", "POST", "/", "application/json", `[1]`, `H V  json: `, wire.BrokenJSON},
		{"broken", "POST", "/", "application/json", `{"X":`, `H V  json: `, wire.BrokenJSON},
		{"query", "GET", "/?DeviceList.0=a&Type=1&Region=r", "", "", `H V  get: DeviceList.0="a" Type="1"`, ""},
		{"form", "POST", "/", form, "Action=ignored&X=1&Nonce=2", `H V  form: X="1"`, ""},
		{"parts", "POST", "/", "multipart/form-data; boundary=x", "--x--", `H V  form: `, wire.StrayBody},
	} {
		r := httptest.NewRequest(row.method, row.target, nil)
		r.Header.Set("Content-Type", row.media)
		r.Header["X-TC-Action"] = []string{"H"} // as the monolithic Go SDK writes it
		r.Header.Set("X-TC-Version", "V")
		checkReceived(t, row.name, tencentapi3.Protocol{}.Decode(r, []byte(row.body)), row.want, row.problem)
	}
	bare := httptest.NewRequest("GET", "/?Action=A&Version=W&X=1", nil)
	checkReceived(t, "signed the old way", tencentapi3.Protocol{}.Decode(bare, nil), `A W  get: X="1"`, "")
	inside := httptest.NewRequest("POST", "/", nil)
	checkReceived(t, "rows of the table", tencentapi3.Protocol{}.Decode(inside, []byte(`{"Action":"A","Version":"W","Region":"r","X":1}`)), `A W  json: X=1`, "")
}

func TestForTakesEitherKind(t *testing.T) {
	op := listOperation(0)
	pairs := httptest.NewRequest("GET", "/?UserNames.0=a&Type=2", nil)
	object := httptest.NewRequest("POST", "/", nil)
	one, two := tencentapi3.Protocol{}.Decode(pairs, nil), tencentapi3.Protocol{}.Decode(object, []byte(`{"UserNames":["a"],"Type":2}`))
	if argsText(one.ArgsFor(op)) != argsText(two.ArgsFor(op)) {
		t.Errorf("%s, %s", argsText(one.ArgsFor(op)), argsText(two.ArgsFor(op)))
	}
}

// An operation may have a parameter of the name of a common one, which then stands in a header.
func TestAnOwnParameterMayHaveACommonName(t *testing.T) {
	own := &contract.Operation{Params: []contract.Param{{Name: "Region", Kind: contract.String}, {Name: "Version", Kind: contract.String}}}
	for _, row := range []struct {
		name, method, target, body, header, want string
		protocol                                 wire.Protocol
	}{
		{"JSON", "POST", "/", `{"Region":["r"],"X":1}`, "X-TC-Action", `X=1 Region=["r"]`, tencentapi3.Protocol{}},
		{"a query", "GET", "/?Region=r&X=1", "", "X-TC-Action", `X="1" Region="r"`, tencentapi3.Protocol{}},
		{"a query signed the old way", "GET", "/?Action=A&Version=V&Region=r&X=1", "", "", `X="1"`, tencentapi3.Protocol{}},
		{"ACS3", "GET", "/?Version=v&X=1", "", "x-acs-action", `X="1" Version="v"`, alibabarpc.Protocol{}},
		{"V1", "GET", "/?Action=A&Version=v&X=1", "", "", `X="1"`, alibabarpc.Protocol{}},
	} {
		r := httptest.NewRequest(row.method, row.target, nil)
		if row.header != "" {
			r.Header.Set(row.header, "A")
			r.Header.Set("Authorization", "ACS3-HMAC-SHA256 x")
		}
		received := row.protocol.Decode(r, []byte(row.body))
		if got := argsText(received.ArgsFor(own)); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
		if got := argsText(received.ArgsFor(&contract.Operation{})); strings.Contains(got, "Region") || strings.Contains(got, "Version") {
			t.Errorf("%s: an operation without them is given %s", row.name, got)
		}
	}
}

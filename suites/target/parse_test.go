package target_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/target"
)

func TestAWordNamesATarget(t *testing.T) {
	for _, row := range []struct {
		word     string
		products string // and where they are
		local    bool
	}{
		{"emulator", "mna=http://emulator.invalid smartag=http://emulator.invalid", true},
		{"emulator:slow-answers", "mna=http://emulator.invalid smartag=http://emulator.invalid", true},
		{"emulator:drops-wrapper+chunked", "mna=http://emulator.invalid smartag=http://emulator.invalid", true},
		{"http://127.0.0.1:8801", "mna=http://127.0.0.1:8801 smartag=http://127.0.0.1:8801", true},
		{"http://localhost:8801/base", "mna=http://localhost:8801/base smartag=http://localhost:8801/base", true},
		{"http://[::1]:8801", "mna=http://[::1]:8801 smartag=http://[::1]:8801", true},
		{"https://cloud.example", "mna=https://cloud.example smartag=https://cloud.example", false},
		{"smartag=http://127.0.0.1:1", "smartag=http://127.0.0.1:1", true},
		{"smartag=http://127.0.0.1:1,mna=https://cloud.example", "mna=https://cloud.example smartag=http://127.0.0.1:1", false},
	} {
		t.Run(row.word, func(t *testing.T) {
			tested := parse(t, row.word, nil)
			var got []string
			local := true
			for name, p := range tested.Products {
				got = append(got, name+"="+p.Endpoint.URL)
				local = local && p.Local
			}
			slices.Sort(got)
			if strings.Join(got, " ") != row.products || local != row.local || tested.Word != row.word {
				t.Errorf("it is %s with %v, on this machine: %v; want %s, %v", tested.Word, got, local, row.products, row.local)
			}
		})
	}
}

func TestAWrongWordIsRefusedInOneLine(t *testing.T) {
	for _, row := range []struct{ word, says string }{
		{"", `"" is no target; one is emulator, a URL that begins with http:// or https://, PRODUCT=URL or a file ending in .yaml`},
		{"nonsense", `"nonsense" is no target; one is emulator`},
		{"emulater", `"emulater" is no target: did you mean emulator? one is`},
		{"127.0.0.1:8801", `is no target: did you mean http://127.0.0.1:8801? one is emulator`},
		{"localhost:8801/base", "did you mean http://localhost:8801/base?"},
		{"htps://cloud.example", "did you mean https://cloud.example?"},
		{"htp:/cloud.example/a", "did you mean http://cloud.example/a?"},
		{"https//cloud.example", "did you mean https://cloud.example?"},
		{"htp://id:secret@cloud.example", "did you mean http://…@cloud.example?"},
		{"smartag=htpp://127.0.0.1", `"htpp://127.0.0.1" is no target: did you mean http://127.0.0.1?`},
		{"ftp://127.0.0.1", `"ftp://127.0.0.1" is no target; one is`},
		{"http://", `"http://" is no target; one is`},
		{"smartga=http://127.0.0.1", `"smartga" is no product: did you mean smartag? known are smartag, mna`},
		{"http://id:secret@cloud.example", "credentials come from the environment, not from the URL"},
		{"http://cloud.example/?a=b", "has no query and no fragment"},
		{"http://cloud.example/#a", "has no query and no fragment"},
		{"emulator:no-such-fault", "no-such-fault"},
		{"emulator:", ""},
		{"cloud=http://127.0.0.1", `"cloud" is no product; known are smartag, mna`},
		{"smartag=http://127.0.0.1,smartag=http://127.0.0.1", "smartag stands twice"},
		{"smartag=", "smartag has no URL; write smartag=URL"},
		{"smartag=http://127.0.0.1,", `"" is no product`},
		{"no-such-file.yaml", "no-such-file.yaml: no such file"},
	} {
		t.Run(row.word, func(t *testing.T) {
			_, err := target.Parse(row.word, config(t, nil))
			if err == nil {
				t.Fatal("it is taken for a target")
			}
			if text := err.Error(); !strings.Contains(text, row.says) || strings.Contains(text, "\n") || strings.Contains(text, "id:secret") {
				t.Errorf("it says %q, want one line with %q and no secret", text, row.says)
			}
		})
	}
}

func TestATargetFileIsRead(t *testing.T) {
	tested := parse(t, written(t, `
name: cloudemu 1.4
smartag: {url: "http://127.0.0.1:8801", region: eu-west-1, instance: sag-1, users: [anna, bert], unknown-instance: sag-none, signing: acs3}
mna: {url: "https://cloud.example", devices: dev-1, begin: 1659513692, signing: none, accept: {codes: {InvalidParameter: [A, B]}}}
`), nil)
	smartag, mna := tested.Products["smartag"], tested.Products["mna"]
	if tested.Name != "cloudemu 1.4" {
		t.Errorf("it is named %q", tested.Name)
	}
	if smartag.Endpoint.Scheme != sign.ACS3 || !smartag.Local || smartag.Account.Unsigned || !smartag.Account.Strict {
		t.Errorf("smartag is read as %+v", smartag)
	}
	if mna.Endpoint.Scheme != sign.None || mna.Local || !mna.Account.Unsigned {
		t.Errorf("mna is read as %+v", mna)
	}
	for key, want := range map[string]string{"region": "eu-west-1", "instance": "sag-1", "users": "anna bert", "unknown-instance": "sag-none"} {
		if got := strings.Join(smartag.Account.Values[key], " "); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if got := strings.Join(mna.Account.Values["devices"], " ") + strings.Join(mna.Account.Accept["InvalidParameter"], " "); got != "dev-1A B" {
		t.Errorf("devices and accepted codes are %q", got)
	}
}

// Who asks for a signature and has no key is told so: nothing that a target checks
// would be signed.
func TestASigningWantsAKey(t *testing.T) {
	for _, row := range []struct{ text, says string }{
		{"smartag:\n  url: http://127.0.0.1:1\n  instance: a\n  signing: acs3", ":4: signing acs3 wants a key: set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or leave signing out"},
		{"name: x\nsigning: tc3\nmna: {url: 'http://127.0.0.1:1'}\n", ":2: signing tc3 wants a key: set TENCENTCLOUD_SECRET_ID"},
		{"signing: none\nmna: {url: 'http://127.0.0.1:1'}\n", ""},
		{"mna: {url: 'http://127.0.0.1:1'}\n", ""},
	} {
		keyless := config(t, nil)
		keyless.Getenv = func(string) string { return "" }
		_, err := target.Parse(written(t, row.text), keyless)
		if row.says == "" && err != nil || row.says != "" && (err == nil || !strings.Contains(err.Error(), row.says)) {
			t.Errorf("%s: it says %v, want %q", row.text, err, row.says)
		}
	}
}

// wrongFiles are target files that are refused, and what is said of them.
func wrongFiles() []struct{ name, text, says string } {
	const good = `smartag: {url: "http://127.0.0.1:1", instance: sag-1}`
	return []struct{ name, text, says string }{
		{"nothing", "", ":1: a target file is a YAML mapping"},
		{"not YAML", "smartag: {url", "cloud.yaml:"},
		{"not YAML, with tabs", "smartag:\n\turl: x\n", "cloud.yaml:"},
		{"a list", "- a\n", ":1: a target file is a YAML mapping"},
		{"a word", "emulator\n", ":1: a target file is a YAML mapping"},
		{"no section", "name: x\n", ":1: no section of a product; known are smartag, mna"},
		{"an unknown key", good + "\nproxy: x\n", `:2: unknown key "proxy" of a target file; known are accept, mna, name, operations, signing, smartag`},
		{"an unknown key of a section", "smartag:\n  url: http://127.0.0.1:1\n  instance: a\n  user: b\n", `:4: unknown key "user" of smartag: did you mean users? known are`},
		{"a key of the other section", "smartag: {url: \"http://127.0.0.1:1\", instance: a, devices: [b]}", `:1: unknown key "devices" of smartag`},
		{"a section that is a word", "smartag: http://127.0.0.1\n", ":1: smartag is a YAML mapping"},
		{"no url", "\nsmartag: {instance: sag-1}", ":2: smartag has no url"},
		{"no instance", "smartag: {url: \"http://127.0.0.1:1\"}", ":1: smartag has no instance"},
		{"an empty instance", "smartag: {url: \"http://127.0.0.1:1\", instance: \"\"}", ":1: one value is wanted here"},
		{"a url that is none", "smartag: {url: 127.0.0.1, instance: a}", ":1: \"127.0.0.1\" is no target"},
		{"a url with a key in it", "smartag: {url: \"http://a:b@127.0.0.1\", instance: a}", "credentials come from the environment"},
		{"a user twice", "smartag:\n  url: http://127.0.0.1:1\n  instance: a\n  users:\n    - b\n    - b\n", `:6: "b" stands twice`},
		{"a mapping where a list belongs", "smartag: {url: \"http://127.0.0.1:1\", instance: a, users: {b: c}}", ":1: a value or a list of values is wanted here"},
		{"an empty list", "smartag: {url: \"http://127.0.0.1:1\", instance: a, users: []}", ":1: a value or a list of values is wanted here"},
		{"a list where a name belongs", "name: [a, b]\n" + good, ":1: one value is wanted here"},
		{"a wrong signing", "smartag: {url: \"http://127.0.0.1:1\", instance: a, signing: v4}", `:1: signing "v4" is not none, v1 or acs3`},
		{"a wrong signing of all", "signing: v4\n" + good, `signing "v4" is not none, v1, acs3 or tc3`},
		{"the signing of another product", "smartag:\n  url: http://127.0.0.1:1\n  instance: a\n  signing: tc3", `:4: signing "tc3" is not none, v1 or acs3`},
		{"the signing of a product that is not there", "signing: tc3\n" + good, `:1: signing "tc3" is that of no product here`},
		{"signing without a word", "signing:\n" + good, `:1: signing "" is not none`},
		{"accept without codes", "accept: {InvalidParameter: A}\n" + good, ":1: accept holds codes"},
		{"a month where no section has one", "mna: {url: \"http://127.0.0.1:1\", month: 201905}", ":1: unknown key \"month\" of mna"},
		{"a month of another form", "smartag:\n  url: http://127.0.0.1:1\n  instance: a\n  month: 2019-05\n", ":4: month is \"2019-05\", not of the form yyyyMM"},
		{"a month that is none", "smartag: {url: \"http://127.0.0.1:1\", instance: a, month: 201913}", ":1: month is \"201913\""},
		{"a list of months", "smartag: {url: \"http://127.0.0.1:1\", instance: a, month: [201905, 201906]}", ":1: one value is wanted for month, not a list"},
		{"a begin in words", "mna: {url: \"http://127.0.0.1:1\", begin: abc}", ":1: begin is \"abc\", not a whole number"},
		{"a begin that is a date", "mna: {url: \"http://127.0.0.1:1\", begin: 2022-08-03}", ":1: begin is \"2022-08-03\", not a whole number"},
		{"a begin that is no number", "mna: {url: \"http://127.0.0.1:1\", begin: .nan}", ":1: begin is \".nan\""},
		{"a begin below zero", "mna: {url: \"http://127.0.0.1:1\", begin: -1}", ":1: begin is \"-1\""},
		{"a begin with an exponent", "mna: {url: \"http://127.0.0.1:1\", begin: 1.5e9}", ":1: begin is \"1.5e9\""},
		{"a begin too large", "mna: {url: \"http://127.0.0.1:1\", begin: 99999999999999999999999}", ":1: begin is \"9999"},
		{"an end before the begin", "mna:\n  url: http://127.0.0.1:1\n  begin: 1759513692\n  end: 1659600092\n", ":4: end is 1659600092, which is not after begin, 1759513692"},
		{"an end at the begin", "mna:\n  url: http://127.0.0.1:1\n  end: 1659600092\n  begin: 1659600092\n", ":3: end is 1659600092, which is not after begin"},
		{"a device that is null", "mna:\n  url: http://127.0.0.1:1\n  devices:\n    - a\n    - ~\n", ":5: one value is wanted here"},
		{"a device with a blank before it", "mna:\n  url: http://127.0.0.1:1\n  devices:\n    - a\n    - \" b\"\n", `:5: " b" begins or ends with a blank`},
		{"a device of a blank", "mna: {url: \"http://127.0.0.1:1\", devices: [a, \" \"]}", `:1: " " begins or ends with a blank`},
		{"a user with a tab in it", "smartag: {url: \"http://127.0.0.1:1\", instance: a, users: [\"b\\tc\"]}", `:1: "b\tc" begins or ends with a blank, or has a control character`},
		{"no devices", "mna: {url: \"http://127.0.0.1:1\", devices: }", ":1: one value is wanted here"},
		{"a code that is not documented", "accept: {codes: {InvalidParametre: A}}\n" + good, ":1: InvalidParametre is no documented code; did you mean InvalidParameter?"},
		{"a second document", good + "\n---\nname: second\n", "a second YAML document begins here"},
		{"an operation that is none", "operations:\n  - smartag/DescribeUserFlowStatistic\n" + good, ":2: \"smartag/DescribeUserFlowStatistic\" is no operation; did you mean smartag/DescribeUserFlowStatistics?"},
		{"no operations", "operations: []\n" + good, ":1: a value or a list of values is wanted here"},
		{"a section twice", good + "\n" + good, ":2: the key smartag stands in line 1 already"},
		{"a key twice", "smartag: {url: \"http://127.0.0.1:1\", instance: a, instance: b}", ":1: the key instance stands in line 1 already"},
	}
}

func TestAWrongTargetFileIsRefusedWithItsLine(t *testing.T) {
	for _, row := range wrongFiles() {
		t.Run(row.name, func(t *testing.T) {
			file := written(t, row.text)
			_, err := target.Parse(file, config(t, nil))
			if err == nil {
				t.Fatal("it is taken for a target")
			}
			text := strings.ReplaceAll(err.Error(), filepath.Dir(file)+"/", "")
			if !strings.Contains(text, row.says) || strings.Contains(text, "\n") || !strings.HasPrefix(text, "cloud.yaml:") {
				t.Errorf("it says %q, want one line that begins with the file and has %q", text, row.says)
			}
		})
	}
}

func TestCredentialsComeFromTheEnvironment(t *testing.T) {
	usual := parse(t, "http://127.0.0.1:1", nil)
	for product, id := range map[string]string{"smartag": "planted-alibaba-id", "mna": "planted-tencent-id"} {
		if got := usual.Products[product].Endpoint.Credentials; got.ID != id || !strings.Contains(got.Token, "token") {
			t.Errorf("%s is asked with the key %q and the token %q", product, got.ID, got.Token)
		}
	}
	nobody := config(t, nil)
	for name, getenv := range map[string]func(string) string{
		"no variable is set":  func(string) string { return "" },
		"the secret is unset": func(name string) string { return map[string]string{"ALIBABA_CLOUD_ACCESS_KEY_ID": "half"}[name] },
	} {
		nobody.Getenv = getenv
		tested, err := target.Parse("http://127.0.0.1:1", nobody)
		if err != nil {
			t.Fatal(err)
		}
		if got := tested.Products["smartag"].Endpoint.Credentials; got.ID == "" || got.ID == "half" || got.Secret == "" {
			t.Errorf("%s: requests are signed with %q, want a key that nobody has", name, got.ID)
		}
	}
	emulated := parse(t, "emulator", nil)
	if got := emulated.Products["smartag"].Endpoint.Credentials.ID; strings.Contains(got, "planted") {
		t.Errorf("the embedded emulator is asked with the user's own key %q", got)
	}
}

// Whoever mistypes a URL with a password in it reads no password, and neither
// does the log of the job.
func TestAMistypedTargetShowsNoPassword(t *testing.T) {
	for _, word := range []string{
		"http://user:pl4nt3d@127.0.0.1:9", "http://user:pl4nt3d@127.0.0.1:port", "http://user:pl4nt3d%zz@127.0.0.1:9",
		"ftp://user:pl4nt3d@127.0.0.1:9", "user:pl4nt3d@127.0.0.1:9", "http//user:pl4nt3d@127.0.0.1:9", "http:/user:pl4nt3d@127.0.0.1:9",
		"//user:pl4nt3d@127.0.0.1", "http:user:pl4nt3d@127.0.0.1", "mna=http://user:pl4nt3d@127.0.0.1:port", "mna=user:pl4nt3d@127.0.0.1",
		"mna=http://user:a,pl4nt3d=b@127.0.0.1", "user:pl4nt3d=@127.0.0.1", "http://user:a@pl4nt3d@127.0.0.1:port",
		"smartag=http://user:pl4nt3d@127.0.0.1,mna=http://127.0.0.1", "cloud=http://user:pl4nt3d@127.0.0.1",
		"http://127.0.0.1:9/?key=pl4nt3d", "mna=http://127.0.0.1:9/?key=pl4nt3d", "http://127.0.0.1:port/?key=pl4nt3d", "http://127.0.0.1/#pl4nt3d",
		"http://user:pl4nt3d@127.0.0.1/cloud.yaml", "http://127.0.0.1/?key=pl4nt3d.yaml",
	} {
		for _, given := range []string{word, written(t, "mna: {url: '"+word+"'}\n")} {
			_, err := target.Parse(given, config(t, nil))
			if err == nil {
				t.Errorf("%s is taken for a target", word)
			} else if strings.Contains(err.Error(), "pl4nt3d") {
				t.Errorf("%s: it says %v", word, err)
			}
		}
	}
}

func TestAProxyIsAValue(t *testing.T) {
	for word, good := range map[string]bool{
		"": true, "http://127.0.0.1:3128": true, "https://user:pl4nt3d@proxy.example": true, "socks5://127.0.0.1:1080": true,
		"proxy.example:3128": false, "foo://user:pl4nt3d@proxy.example": false, "http://user:pl4nt3d %zz@x": false, "http://": false,
	} {
		_, err := target.ParseProxy(word, false)
		if (err == nil) != good || err != nil && strings.Contains(err.Error(), "pl4nt3d") {
			t.Errorf("%q gives %v", word, err)
		}
	}
	if _, err := target.ParseProxy("http://127.0.0.1:3128", true); err == nil {
		t.Error("a proxy is named and refused at once")
	}
	if p, err := target.ParseProxy("", true); err != nil || !p.None {
		t.Errorf("no proxy is %+v, %v", p, err)
	}
}

package sides_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/tools/internal/sides"
)

const onlineClients = "alibaba/smartag/2018-03-13/DescribeUserOnlineClientStatistics.yaml"

// spec gives the text of a built-in document.
func spec(t *testing.T) string {
	t.Helper()
	data, err := fs.ReadFile(specs.Tree(), onlineClients)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// inFolder moves the test into a folder with these files.
func inFolder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		write(t, name, text)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// commit records everything in a repository of the test's own.
func commit(t *testing.T, message string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not there")
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", message}} {
		if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
}

func TestEachWayToNameASide(t *testing.T) {
	inFolder(t, map[string]string{"specs/Online.yaml": spec(t), "specs/old/Online.yaml": strings.Replace(spec(t), "revision: newer", "revision: older\n  superseded: true", 1)})
	commit(t, "one")
	write(t, "specs/Online.yaml", strings.Replace(spec(t), "maxItems: 50", "maxItems: 40", 1))
	for _, row := range []struct{ name, wantFile, limit string }{
		{"specs", "specs/Online.yaml", "40"},
		{"./specs/", "./specs/Online.yaml", "40"},
		{"specs/Online.yaml", "specs/Online.yaml", "40"},
		{"HEAD", "HEAD:specs/Online.yaml", "50"},
		{"HEAD:specs", "HEAD:specs/Online.yaml", "50"},
		{"HEAD:specs/Online.yaml", "HEAD:specs/Online.yaml", "50"},
		{"HEAD:specs/old/Online.yaml", "HEAD:specs/old/Online.yaml", "50"},
		{"002", "specs/" + onlineClients, "50"},
	} {
		t.Run(row.name, func(t *testing.T) {
			d, err := sides.Open(t.Context(), row.name)
			if err != nil {
				t.Fatal(err)
			}
			if len(d.All) != 1 || d.All[0].File != row.wantFile {
				t.Fatalf("got %d documents, the first from %s; want one from %s", len(d.All), d.All[0].File, row.wantFile)
			}
			if names, _ := d.Operations()[0].Param("UserNames"); row.limit != map[int]string{40: "40", 50: "50"}[names.MaxItems] {
				t.Errorf("the limit is %d, want %s", names.MaxItems, row.limit)
			}
		})
	}
	if d, err := sides.Open(t.Context(), sides.Embedded); err != nil || len(d.All) != 4 {
		t.Errorf("embedded gives %v, %v; want the four documents that are not superseded", d, err)
	}
}

func TestWhatIsNoSideIsNamedOnOneLine(t *testing.T) {
	outside := strings.Replace(spec(t), `{$ref: "#/components/schemas/Error"}}`, `{$ref: "../secret.yaml#/Error"}}`, 1)
	inFolder(t, map[string]string{
		"empty/readme.txt": "", "text.yaml": "just words", "swagger.json": `{"swagger": "2.0"}`, "newer.yaml": "openapi: 3.1.0\n", "plain.yaml": "openapi: 3.0.3\n", "outside/Online.yaml": outside, "secret.yaml": "Error: {}",
		"list/Online.yaml": "- a\n", "bad/Online.yaml": "a: [\n", "specs/Online.yaml": spec(t),
	})
	commit(t, "one")
	for _, row := range []struct{ name, want string }{
		{"", `^a side has no name`},
		{"nowhere", `^nowhere: no such file, folder, built-in document or git revision$`},
		{"embeded", `^embeded: no such file, folder, built-in document or git revision: did you mean embedded\?$`},
		{"02", `^02: .* git revision: did you mean 00\d\?$`},
		{"nowhere:specs", `^nowhere:specs: no such file, folder`},
		{"--output=x", `^--output=x: no such file`},
		{"HEAD:nowhere", `^HEAD:nowhere: the revision HEAD has no nowhere$`},
		{"HEAD:../..", `^HEAD:\.\./\.\.: the revision HEAD has no \.\./\.\.$`},
		{"005", `^005: no such document; built in are 000, 001, 002, 003, 004$`},
		{"empty", `^empty: no OpenAPI document in it`},
		{"text.yaml", `^text\.yaml:1: not a YAML mapping`},
		{"list", `^list/Online\.yaml:1: not a YAML mapping`},
		{"bad", `^bad/Online\.yaml:\d+: `},
		{"swagger.json", `^swagger\.json:1: Swagger 2\.0 is not compared: convert both sides`},
		{"newer.yaml", `^newer\.yaml:1: OpenAPI 3\.1\.0 is not compared, only 3\.0: oasdiff`},
		{"plain.yaml", `^plain\.yaml:1: info has no title`},
		{"outside", `^outside/Online\.yaml:\d+: .*\.\./secret\.yaml`},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := sides.Open(t.Context(), row.name)
			if err == nil || !regexp.MustCompile(row.want).MatchString(err.Error()) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v\nwant one line that matches %s", err, row.want)
			}
		})
	}
}

// open opens a side that must be there.
func open(t *testing.T, name string, other *sides.Documents) *sides.Documents {
	t.Helper()
	d, err := sides.Beside(t.Context(), name, other)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Every file of a side is compared, or it is said why not; so is what lint finds.
func TestNothingIsLeftOutInSilence(t *testing.T) {
	other := strings.NewReplacer("DescribeUserOnlineClientStatistics", "Other", "status: 400", "status: much").Replace(spec(t))
	inFolder(t, map[string]string{
		"old/Online.yaml": spec(t), "old/list.yaml": "- a\n", "old/notes.txt": "a",
		"new/Online.yaml": spec(t), "new/list.yaml": "- b\n", "new/notes.txt": "b", "new/other.YML": other, "new/twice.yaml": other,
		"apart/far.yaml": "a: b",
	})
	if err := os.Symlink("../apart", "new/apart"); err != nil {
		t.Skip(err)
	}
	commit(t, "one")
	for _, names := range [][2]string{{"old", "new"}, {"HEAD:old", "HEAD:new"}} {
		old := open(t, names[0], nil)
		new := open(t, names[1], old)
		if len(new.All) != 2 || new.All[0].Operation != old.All[0].Operation {
			t.Errorf("%s: %d documents; want two, the first of them read once", names[1], len(new.All))
		}
		left := strings.Join(append(sides.LeftOut(old, new), sides.Lint(old, new)...), "\n")
		for _, want := range []string{"list.yaml is not compared: no OpenAPI document", "apart is not compared: a link", "twice.yaml is not compared: the operation smartag/Other stands in", "status", "other.YML:"} {
			if !strings.Contains(left, want) {
				t.Errorf("%v: nothing says %q:\n%s", names, want, left)
			}
		}
		if strings.Contains(left, "notes.txt") || strings.Contains(left, "Online.yaml") {
			t.Errorf("%v: what is no document, or is compared, is told:\n%s", names, left)
		}
	}
}

package specs

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	flowStatistics = "alibaba/smartag/2018-03-13/DescribeUserFlowStatistics.yaml"
	onlineClients  = "alibaba/smartag/2018-03-13/DescribeUserOnlineClientStatistics.yaml"
	flowStatistic  = "tencent/mna/2021-01-19/GetFlowStatistic.yaml"
	statisticData  = "tencent/mna/2021-01-19/GetStatisticData.yaml"
)

// bare takes the digests out of a spec, so that the rows below can quote it and
// pages may change; the rules of digests have rows of their own.
func bare(t testing.TB, file string) string {
	t.Helper()
	data, err := tree.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	rest := string(data)
	for {
		before, after, found := strings.Cut(rest, "#")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		if len(after) > 8 && after[8] == '"' && strings.Trim(after[:8], "0123456789abcdef") == "" {
			rest = after[8:]
			continue
		}
		out.WriteString("#")
		rest = after
	}
}

// lintRow is a good spec broken in one place. at is text whose first line in
// the broken spec is the line of the finding.
type lintRow struct {
	name, file, old, new string
	rule, at             string
}

func TestLintFindsWhatIsBroken(t *testing.T) {
	rows := slices.Concat(lintFileRows(), lintFactRows(), lintPlaceRows(), lintOpenAPIRows())
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			text := bare(t, row.file)
			if !strings.Contains(text, row.old) {
				t.Fatalf("the spec no longer has %q", row.old)
			}
			text = strings.Replace(text, row.old, row.new, 1)
			before, _, found := strings.Cut(text, row.at)
			if !found {
				t.Fatalf("the broken spec lacks %q", row.at)
			}
			line := strings.Count(before, "\n") + 1
			var got []string
			hit := false
			for _, f := range Lint("some.yaml", []byte(text)) {
				if f.Rule == "citation-without-digest" {
					continue
				}
				got = append(got, f.String())
				hit = hit || f.Rule == row.rule && f.Location.Line == line && f.Location.File == "some.yaml"
			}
			// One mistake is one finding. A key that is misspelt or worth nothing
			// may be missed elsewhere, though.
			if consequences := row.rule == "unknown-key" || row.rule == "key-value" || row.name == "x-operation missing"; !hit || len(got) > 1 && !consequences {
				t.Errorf("want some.yaml:%d [%s], got\n%s", line, row.rule, strings.Join(got, "\n"))
			}
		})
	}
}

func TestLintWantsDigests(t *testing.T) {
	findings := Lint("some.yaml", []byte(strings.Replace(bare(t, flowStatistics), `xml-root: {value: DescribeUserFlowStatistics, x-source: "000:69"}`,
		`xml-root: {value: DescribeUserFlowStatistics, x-source: "000:69#1a2b3c4d"}`, 1)))
	if len(findings) < 50 {
		t.Fatalf("got %d findings, want one for each of the many citations", len(findings))
	}
	for _, f := range findings {
		if f.Rule != "citation-without-digest" || f.Location.Line == 13 {
			t.Errorf("unexpected: %s", f)
		}
	}
}

func TestEmbeddedSpecsLintClean(t *testing.T) {
	findings, err := LintAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		t.Error(f)
	}
}

func TestLintFolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := LintFolders(dir); err == nil || !strings.Contains(err.Error(), "no OpenAPI document") {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := LintFolders(filepath.Join(dir, "absent")); err == nil {
		t.Error("no error for a folder that is not there")
	}
	if err := os.WriteFile(filepath.Join(dir, "Ask.yaml"), []byte("openapi: 3.0.3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	findings, err := LintFolders(dir)
	if err != nil || len(findings) == 0 || findings[0].Location.File != dir+"/Ask.yaml" {
		t.Errorf("got %v, %v", findings, err)
	}
}

// Lint is for files that are wrong, so it must come back from any of them.
func FuzzLint(f *testing.F) {
	for _, row := range slices.Concat(lintFileRows(), lintOpenAPIRows()) {
		f.Add(strings.Replace(bare(f, row.file), row.old, row.new, 1))
	}
	for _, text := range []string{"", "a", "a: &a [*a]", "a: {<<: *b}", "components: {schemas: {Request: {$ref: '#/components/schemas/Request'}}}", "x-source: {? [a] : b}",
		"x-operation: {x-source: {row: [[common]]}}\nx-errors: {a: b}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, finding := range Lint("some.yaml", []byte(text)) {
			if finding.Location.Line < 1 || finding.Rule == "" || finding.Text == "" || strings.Contains(finding.Text, "\n") {
				t.Errorf("not one line with a place and a rule: %+v", finding)
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Revisions(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLint(b *testing.B) {
	for b.Loop() {
		if _, err := LintAll(); err != nil {
			b.Fatal(err)
		}
	}
}

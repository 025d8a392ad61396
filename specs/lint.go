package specs

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// Finding is one thing wrong with a spec file: where, by which rule, and what
// to do about it.
type Finding struct {
	Location contract.Location
	Rule     string // in words: "fact-without-source"
	Text     string
}

// String gives the finding as one line: file:line, text, rule.
func (f Finding) String() string { return fmt.Sprintf("%s: %s [%s]", f.Location, f.Text, f.Rule) }

// Lint says what is wrong with one spec file, in the order of its lines; not what
// is right and goes unasked, which Unasked says. What
// is wrong with a line is told by the most telling rule alone: a citation that
// is no citation is not also a key of the wrong form and a file that does not
// load.
func Lint(file string, data []byte) []Finding {
	top, err := document.Parse(file, data)
	if err != nil {
		return loadFindings(file, err)
	}
	l := &linter{file: file, top: top}
	for _, bad := range top.Cycles() {
		l.find("circular-alias", bad.Location(), "the alias *%s stands inside what it names: write the value out", bad.Text())
	}
	if len(l.findings) > 0 {
		return l.findings // nothing else can be read without end
	}
	for _, twice := range top.DuplicateKeys() {
		l.find("duplicate-key", twice.Location, "%s", twice.Text)
	}
	if len(l.findings) > 0 {
		return l.findings // a key read twice makes every later finding doubtful
	}
	l.schemas, err = keySchemas()
	if err != nil {
		l.find("load", top.Location(), "%s", err)
		return l.findings
	}
	if version := top.Get("openapi"); !strings.HasPrefix(version.Text(), "3.0.") {
		l.find("openapi-version", version.Location(), "the document is of OpenAPI %q: write it in 3.0.3, which every tool reads alike", version.Text())
	}
	l.extensionKeys(top)
	l.keywords()
	l.facts()
	l.missingEffect()
	l.ids()
	l.fixtures()
	l.requiredNames(top)
	operation, err := operationOf(top)
	l.soundness(operation)
	l.quietly(l.extensionValues(top))
	l.quietly(loadFindings(file, err))
	l.references(top)
	// No example would have a property that is missing, and nothing outside is read;
	// of an unknown keyword or an odd limit the library says less.
	said := []string{"required-without-property", "outside-reference", "unknown-keyword", "keyword-value"}
	if !slices.ContainsFunc(l.findings, func(f Finding) bool { return slices.Contains(said, f.Rule) }) {
		l.quietly(openAPI(top, data))
	}
	l.digests()
	slices.SortStableFunc(l.findings, func(a, b Finding) int { return cmp.Compare(a.Location.Line, b.Location.Line) })
	return l.findings
}

// LintAll lints the embedded spec files, and finds what they state that nothing
// asks. The error is that the tree cannot be read, never a finding.
func LintAll() ([]Finding, error) { return lintTree(root{tree, Prefix}) }

// LintFolders is LintAll for the spec files below folders of the user's. It errs
// if a folder or a file cannot be read, or a folder holds no document.
func LintFolders(dirs ...string) ([]Finding, error) {
	var out []Finding
	for _, dir := range dirs {
		found, err := lintFolder(dir)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

func lintFolder(dir string) ([]Finding, error) {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return nil, fmt.Errorf("specs %s: %w", dir, err)
	case !info.IsDir():
		return nil, fmt.Errorf("specs %s: not a folder", dir)
	}
	return lintTree(rootOf(dir))
}

func lintTree(r root) ([]Finding, error) {
	names, err := Files(r.files)
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("specs %s: no OpenAPI document in it: their names begin with a capital letter and end in .yaml", strings.TrimSuffix(r.prefix, "/"))
	}
	var out []Finding
	for _, name := range names {
		data, readErr := fs.ReadFile(r.files, name)
		if readErr != nil {
			return nil, fmt.Errorf("%s%s: %w", r.prefix, name, readErr)
		}
		found := append(Lint(r.prefix+name, data), unasked(r.prefix+name, data)...)
		slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(a.Location.Line, b.Location.Line) })
		out = append(out, found...)
	}
	return out, err
}

// Unclean makes an error of findings: the first, and how many more there are; nil
// of none.
func Unclean(findings []Finding) error {
	switch n := len(findings); n {
	case 0:
		return nil
	case 1:
		return fmt.Errorf("%s", findings[0])
	case 2:
		return fmt.Errorf("%s; 1 more finding: plumb lint says them all", findings[0])
	default:
		return fmt.Errorf("%s; %d more findings: plumb lint says them all", findings[0], n-1)
	}
}

// linter collects the findings of one file.
type linter struct {
	file      string
	top       document.Node
	schemas   *keyRules
	operation *contract.Operation // nil when the file does not say which
	findings  []Finding
}

func (l *linter) find(rule string, at contract.Location, format string, args ...any) {
	l.findings = append(l.findings, Finding{at, rule, fmt.Sprintf(format, args...)})
}

// quietly adds the findings of a coarser rule for the lines that no finer rule
// has spoken about.
func (l *linter) quietly(more []Finding) {
	spoken := map[int]bool{}
	for _, f := range l.findings {
		spoken[f.Location.Line] = true
	}
	for _, f := range more {
		if !spoken[f.Location.Line] {
			l.findings = append(l.findings, f)
		}
	}
}

// loadFindings gives the errors of a loader as findings.
func loadFindings(file string, err error) []Finding {
	var out []Finding
	for _, one := range document.Errors(file, err) {
		out = append(out, Finding{one.Location, "load", one.Text})
	}
	return out
}

// references finds those that lead out of the file: a document is read whole, and
// nothing else with it.
func (l *linter) references(n document.Node) {
	for _, e := range n.Written() {
		if e.Key == "$ref" && !strings.HasPrefix(e.Value.Text(), "#") {
			l.find("outside-reference", e.Value.Location(), "the reference %q leads out of the file: write what it names into components", e.Value.Text())
		}
		l.references(e.Value)
	}
}

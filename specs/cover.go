package specs

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// Cover holds the embedded spec files against the documents that they cite: each
// citation's digest must be that of the lines it cites, and each line of each page must
// be cited by a fact or left out with a reason. Table rows and example lines cannot be
// left out. Of a definition of many operations nobody cites every line.
func Cover(documents fs.FS) []Finding { return cover(documents, root{tree, Prefix}) }

// CoverFolders is Cover for the spec files below folders of the user's, together.
func CoverFolders(documents fs.FS, dirs ...string) []Finding {
	var roots []root
	for _, dir := range dirs {
		roots = append(roots, rootOf(dir))
	}
	return cover(documents, roots...)
}

func cover(documents fs.FS, roots ...root) []Finding {
	pages, err := ReadDocuments(documents)
	if err != nil {
		return []Finding{{contract.Location{File: "documents", Line: 1}, "documents", err.Error()}}
	}
	c := newCoverage(pages)
	for _, r := range roots {
		c.folder(r)
	}
	c.lines()
	slices.SortStableFunc(c.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Location.File, b.Location.File), cmp.Compare(a.Location.Line, b.Location.Line))
	})
	return c.findings
}

// place is a line of a document.
type place struct {
	document string
	line     int
}

// coverage collects which lines are cited.
type coverage struct {
	pages    Documents
	facts    map[place]bool
	leftOut  map[place]contract.Location
	findings []Finding
}

func newCoverage(pages Documents) *coverage {
	return &coverage{pages: pages, facts: map[place]bool{}, leftOut: map[place]contract.Location{}}
}

func (c *coverage) find(at contract.Location, rule, format string, args ...any) {
	c.findings = append(c.findings, Finding{at, rule, fmt.Sprintf(format, args...)})
}

// folder takes in the citations of the spec files below a folder.
func (c *coverage) folder(r root) {
	names, err := Files(r.files)
	if err != nil {
		c.find(contract.Location{File: r.prefix, Line: 1}, "load", "%s", err)
	}
	for _, file := range names {
		data, err := fs.ReadFile(r.files, file)
		if err == nil {
			var top document.Node
			if top, err = document.Parse(r.prefix+file, data); err == nil {
				c.file(top)
			}
		}
		if err != nil {
			c.findings = append(c.findings, loadFindings(r.prefix+file, err)...)
		}
	}
}

// file takes in the citations of one spec file.
func (c *coverage) file(top document.Node) {
	for _, cited := range citationsOf(top) {
		if cited.source.Document == contract.CommonPages {
			continue
		}
		at := contract.Location{File: top.Location().File, Line: cited.node.Line()}
		text, err := c.pages.Cited(cited.source)
		if err != nil {
			c.find(at, "citation-of-nothing", "%s", err)
			continue
		}
		if digest := Digest(text); cited.source.Digest != "" && cited.source.Digest != digest {
			c.find(at, "digest", "%s is pinned as %s and reads %s now: read it again, then run plumb pin DOCUMENTS", cited.source, cited.source.Digest, digest)
		}
		empty := true
		for line := cited.source.First; line <= cited.source.Last; line++ {
			p := place{cited.source.Document, line}
			if blank(c.pages[p.document].Lines[line-1]) {
				continue
			}
			empty = false
			if cited.uncited {
				c.leftOut[p] = at
			} else {
				c.facts[p] = true
			}
		}
		if empty {
			c.find(at, "citation-of-nothing", "%s cites blank lines only", cited.source)
		}
	}
}

// lines goes through every document.
func (c *coverage) lines() {
	for _, number := range slices.Sorted(maps.Keys(c.pages)) {
		document := c.pages[number]
		if document.defines() {
			continue
		}
		factual := document.factual()
		for i, text := range document.Lines {
			p := place{number, i + 1}
			left, isLeftOut := c.leftOut[p]
			at := contract.Location{File: document.Name, Line: i + 1}
			switch {
			case blank(text):
			case c.facts[p] && isLeftOut:
				c.find(left, "stale-reason", "%s:%d is left out with a reason, but a fact cites it: narrow the x-uncited row", number, i+1)
			case c.facts[p]:
			case isLeftOut && slices.Contains(factual, i+1):
				c.find(left, "fact-left-out", "%s:%d is a table row or an example line, which a fact must cite", number, i+1)
			case !isLeftOut:
				c.find(at, "line-without-fact", "no fact cites %s:%d: %.60q", number, i+1, text)
			}
		}
	}
}

// Package revision says what changed between two revisions of the documents:
// every difference once, weighed, with the place of both sides and the document
// lines behind them. A document is read into a tree of facts (tree.go, read.go);
// the trees are brought under the same names (rename.go) and compared (edit.go);
// what oasdiff finds equal in their OpenAPI halves is left out (openapi.go); and
// each edit, or several that belong together, becomes a change of a kind
// (classify_*.go, rules.go, kinds*.go). The table of kinds is shown row by row in
// pairs/testdata/changes.yaml.
package revision

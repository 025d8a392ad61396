// Package revision says what changed between two revisions of the documents:
// every difference once, weighed, with the place of both sides and the document
// lines behind them. Differences of the OpenAPI schemas are found by oasdiff;
// those of the x- facts, renamed keys and the places are found here, on one tree
// of facts a document (tree.go).
package revision

// Package document reads and edits YAML files: every value knows its place, file
// and line, and every error is a value that says it. It is the one importer of the
// YAML library.
package document

// Package contract is the model of what the documents say: operations, their
// parameters, response fields, error rows, readings and relations, each with
// the document line it stands on and the YAML line it is written at.
//
// It owns the vocabulary of facts and knows nothing of OpenAPI, of HTTP or of
// how anything is tested. Standard library only.
package contract

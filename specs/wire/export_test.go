package wire

import "net/http"

// What the tests of this folder look at from outside, since the protocols that
// they write requests by import this package.
const MaxPairs = maxPairs

// Signatures finds the signatures that a request carries.
func Signatures(request *http.Request) []string { return signatures(request) }

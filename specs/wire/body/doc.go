// Package body reads JSON and XML response bodies strictly, and reads on past
// what is merely wrong.
//
// A conformance suite meets servers that are hostile or subtly off. A parser
// that stops at the first defect hides everything behind it; a lenient one
// hides the defect. This package does neither: what real client libraries
// refuse is an error, and what some of them tolerate is a Fault beside a value
// that was read to its end.
//
// All offsets are in bytes from the start of the body as it was passed in, a
// byte order mark included. The caller bounds the size of a body: the worst
// JSON (an array of one-digit numbers) takes about sixty times its own size in
// memory. The number of faults is bounded too, see Fault.
package body

// maxDepth is how many objects, arrays or elements may be open at once. The
// readers' recursion (and that of the excerpts) is bounded by it.
const maxDepth = 128

// maxNodes is how many values, or elements and attributes, one body may hold: a
// year by the hour has 9,000 rows of a few values each.
const maxNodes = 200_000

// maxMembers is how many members an object may have, and attributes a tag.
const maxMembers = 2_000

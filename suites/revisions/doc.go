// Package revisions asks emulators of both sides of every change in the table
// of changes (specs/revision/pairs), and holds what package impact says of the
// change against what the answers show.
//
//	go tool ginkgo run ./suites/revisions
//
// After a change of testdata/impact.txt has been reviewed, "-- -update" writes it.
package revisions

// Package floors proves the arrows of the house: imports only go down, from
// tools to suites to fixtures to specs, and what only one package may import
// has one importer. It holds tests only.
package floors

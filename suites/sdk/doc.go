// Package sdk asks real clients, unchanged, what they send and what they make
// of what they get.
//
// A client is behind a driver: a small program that speaks line-JSON over its
// standard streams (fixtures/sdk/README.md). This package starts drivers, serves
// them from a recorder on loopback, holds what arrives against the contract and
// what the client's user sees against the answer that was served. Its Report is
// what every rendering is made of.
package sdk

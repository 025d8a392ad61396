package contract

// ExampleRole says whether an example is a request or an answer.
type ExampleRole string

// The roles.
const (
	RequestExample  ExampleRole = "request"
	ResponseExample ExampleRole = "response"
)

// Example is a printed request or answer, in the form a program can read.
type Example struct {
	ID      string // "request", "many-devices", "response-json"
	Role    ExampleRole
	Summary string
	// Payload is the text of an answer, with the print's damage undone; package
	// examples holds it as printed.
	Payload string
	Format  Format // of a response
	// Args are the parameters of a request, in printed order.
	Args Args
	// Complete is false for a printed request that lacks a required parameter (002:49).
	Complete bool
	Origin
}

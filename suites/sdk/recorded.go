package sdk

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
)

// Recorded holds one request against the contract; want is what the client was
// told to send, nil if nobody knows.
func Recorded(op *contract.Operation, h Hit, want contract.Args) []Finding {
	c := checked{op: h.Named, hit: h}
	c.secret()
	if h.Named == nil || op != nil && h.Named.Key() != op.Key() {
		wanted := "none that is known"
		if op != nil {
			wanted = op.Name
		}
		c.find(OperationCheck, contract.Must, "the request names the operation %q in version %q, wanted %s", h.Received.Action, h.Received.Version, wanted)
		return c.found
	}
	c.version()
	c.signature()
	if c.readable() {
		c.parameters(want)
	}
	c.refused()
	return c.found
}

// checked is a request on its way through the checks.
type checked struct {
	op    *contract.Operation
	hit   Hit
	args  contract.Args
	found []Finding
	odd   []string // names that a list check spoke of already
}

func (c *checked) find(check Check, level contract.Level, format string, a ...any) {
	detail := excerpt(fmt.Sprintf(format, a...))
	subject, _, _ := strings.Cut(detail, " ")
	c.found = append(c.found, Finding{Check: check, Level: level, Detail: detail, about: subject + format})
}

// readable tells whether there is anything to say about the parameters: of a body
// that cannot be read only how it is written is told.
func (c *checked) readable() bool {
	before := len(c.found)
	if packing := c.hit.Received.HeaderOf("Content-Encoding"); packing != "" && packing != "identity" && len(c.hit.RequestBody) > 0 {
		c.find(WrittenCheck, contract.Must, "the body is sent with the Content-Encoding %q, which no document has: nothing in it can be read", packing)
		return false
	}
	for _, p := range c.hit.Received.Problems {
		c.find(WrittenCheck, contract.Must, "%s", p)
	}
	if _, broken := c.hit.Received.Problem(wire.BrokenJSON); !broken {
		return true
	}
	if encoding := unread(c.hit.RequestBody); encoding != "" {
		c.found = c.found[:before]
		c.find(WrittenCheck, contract.Must, "the body is %s and not JSON in UTF-8: nothing in it can be read", encoding)
	}
	return false
}

// unread names what a body is that is no text in UTF-8, "" if that is not seen.
func unread(content []byte) string {
	for begin, name := range map[string]string{"\x1f\x8b": "packed by gzip, which no header says", "\xff\xfe": "in UTF-16", "\xfe\xff": "in UTF-16", "{\x00": "in UTF-16", "\x00{": "in UTF-16"} {
		if strings.HasPrefix(string(content), begin) {
			return name
		}
	}
	if !utf8.Valid(content) {
		return "in another encoding"
	}
	return ""
}

// parameters holds the operation's own against the contract, and against what the
// client was given.
func (c *checked) parameters(want contract.Args) {
	c.args = c.hit.Received.ArgsFor(c.op)
	c.lists()
	c.violations(want)
	c.unknown()
	if want != nil {
		c.values(want)
	}
}

func (c *checked) secret() {
	for _, where := range c.hit.Leaks {
		c.find(SecretCheck, contract.Must, "the secret key stands in %s", where)
	}
}

// refused tells of what the recorder refuses and no other check speaks of: what
// its gateway refuses, and names that it does not know.
func (c *checked) refused() {
	h := c.hit
	explained := func(f Finding) bool {
		return slices.Contains([]Check{VersionCheck, SignatureCheck, WrittenCheck}, f.Check)
	}
	if h.Code == "" || slices.ContainsFunc(c.found, explained) {
		return
	}
	_, row := c.op.Error(h.Code)
	_, own := c.op.Param(h.Param)
	if own || h.Param == "" && row {
		return // of the values, which the caller chose
	}
	c.find(RefusedCheck, contract.Must, "it is refused as %s: %s", h.Code, h.Message)
}

// lists looks for items that are no items by the protocol's rules: a number
// below the first, a name without a number, commas.
func (c *checked) lists() {
	for i := range c.op.Params {
		p := &c.op.Params[i]
		if p.Kind != contract.List {
			continue
		}
		for _, arg := range c.args {
			rest, of := strings.CutPrefix(arg.Name, p.Name)
			switch {
			case !of:
			case rest == "" && arg.Value.Kind != contract.List:
				c.odd = append(c.odd, arg.Name)
				c.find(ListCheck, contract.Must, "%s is %s and no list; %s is its form", p.Name, arg.Value, p.Wire)
			case strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "["):
				c.odd = append(c.odd, arg.Name)
				c.find(ListCheck, contract.Must, "%s is no item of %s, whose first is %s", arg.Name, p.Wire, p.Item(p.First))
			}
		}
		c.first(p)
	}
}

// first wants the list to begin with its first number. A number that is left
// out where an item is empty closes up; that is the values' business.
func (c *checked) first(p *contract.Param) {
	lowest := -1
	for _, pair := range c.hit.Received.Own {
		number, of := strings.CutPrefix(pair.Name, p.Prefix())
		n, err := strconv.Atoi(number)
		if of && err == nil && (lowest < 0 || n < lowest) {
			lowest = n
		}
	}
	if lowest > p.First {
		c.find(ListCheck, contract.Must, "the list begins with %s, its first is %s", p.Item(lowest), p.Item(p.First))
	}
}

// violations asks the contract. What the caller broke on purpose is not the
// client's fault: an empty item, and the placeholder beside a list.
func (c *checked) violations(want contract.Args) {
	asked := c.op.Check(want)
	for _, v := range c.op.Check(c.args) {
		if slices.Contains(c.odd, v.Parameter) || v.Keyword != contract.MaxItems && want != nil && slices.Contains(asked, v) {
			continue
		}
		switch v.Keyword {
		case contract.Required:
			c.find(RequiredCheck, contract.Must, "%s: %s", v.Parameter, v.Detail)
		case contract.MaxItems:
			c.find(LimitCheck, contract.May, "%s: %s", v.Parameter, v.Detail)
		case contract.TypeKeyword:
			c.find(KindCheck, contract.Must, "%s: %s", v.Parameter, v.Detail)
		default:
			c.find(ValueCheck, contract.Must, "%s: %s", v.Parameter, v.Detail)
		}
	}
}

func (c *checked) unknown() {
	for _, arg := range c.args {
		if _, known := c.op.Param(arg.Name); !known && !slices.Contains(c.odd, arg.Name) {
			c.find(UnknownCheck, contract.Should, "%s = %s is in no document", arg.Name, arg.Value)
		}
	}
}

// values wants what the client was given, all of it and nothing more.
func (c *checked) values(want contract.Args) {
	for _, arg := range want {
		got, sent := c.args.Get(arg.Name)
		switch {
		case slices.Contains(c.odd, arg.Name):
		case !sent:
			c.find(ValueCheck, contract.Must, "%s was given as %s and is not sent", arg.Name, arg.Value)
		case got.Kind == contract.List && len(got.Items) < len(arg.Value.Items) && slices.Equal(got.Strings(), filled(arg.Value)):
			c.find(ValueCheck, contract.May, "the empty item of %s is left out", arg.Name)
		case got.String() != arg.Value.String() && got.Kind == arg.Value.Kind:
			c.find(ValueCheck, contract.Must, "%s was given as %s and sent as %s", arg.Name, arg.Value, got)
		}
	}
	for _, arg := range c.args {
		_, known := c.op.Param(arg.Name)
		if _, given := want.Get(arg.Name); !given && known && !slices.Contains(c.odd, arg.Name) {
			c.find(ValueCheck, contract.Should, "%s was not given and is sent as %s", arg.Name, arg.Value)
		}
	}
}

// filled gives the items that are not empty.
func filled(v contract.Value) []string {
	return slices.DeleteFunc(v.Strings(), func(s string) bool { return s == "" })
}

package sdk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
)

// Types are a client's own types of one operation. A side of which the client
// has none is nil: a request class may be all there is.
type Types struct {
	Request  []Member `json:"request,omitempty"`
	Response []Member `json:"response,omitempty"`
}

// Member is one member of a type, under the name that goes over the wire.
type Member struct {
	Name string `json:"name,omitempty"` // an item of a list has none
	Kind string `json:"kind"`           // one of Kinds
	Type string `json:"type,omitempty"` // as the client's language spells it
	// Required is there only where the type itself says so.
	Required *bool `json:"required,omitempty"`
	// Values are the only ones that the type allows, nil where it allows any.
	Values []string `json:"values,omitempty"`
	Items  *Member  `json:"items,omitempty"`  // of a list
	Fields []Member `json:"fields,omitempty"` // of an object
}

// memberKinds are the kinds of a member. A language with one type for every number has no integers.
func memberKinds() []string {
	return []string{"string", "integer", "number", "boolean", "list", "object", "any"}
}

// UnmarshalJSON reads types strictly and says which member is wrong.
func (t *Types) UnmarshalJSON(data []byte) error {
	type plain Types // without this method
	if err := json.Unmarshal(data, (*plain)(t)); err != nil {
		return fmt.Errorf("types: %w", err)
	}
	if t.Request == nil && t.Response == nil {
		return errors.New("types: neither a request nor a response")
	}
	return errors.Join(membersFit("request", t.Request), membersFit("response", t.Response))
}

// membersFit looks at members and at what is below them; of a name that stands
// twice nobody could tell which is meant.
func membersFit(path string, members []Member) error {
	seen := map[string]bool{}
	var wrong []error
	for i := range members {
		m := &members[i]
		at := path + "." + m.Name
		switch {
		case m.Name == "":
			wrong = append(wrong, fmt.Errorf("%s: member %d has no name", path, i+1))
		case seen[m.Name]:
			wrong = append(wrong, fmt.Errorf("%s: stands there twice", at))
		default:
			wrong = append(wrong, m.fits(at))
		}
		seen[m.Name] = true
	}
	return errors.Join(wrong...)
}

func (m *Member) fits(at string) error {
	switch {
	case !slices.Contains(memberKinds(), m.Kind):
		return fmt.Errorf("%s: kind %q is none of %v", at, m.Kind, memberKinds())
	case m.Items != nil && m.Kind != "list":
		return fmt.Errorf("%s: a %s has no items", at, m.Kind)
	case m.Fields != nil && m.Kind != "object":
		return fmt.Errorf("%s: a %s has no fields", at, m.Kind)
	case m.Items != nil:
		return m.Items.fits(at + "[]")
	}
	return membersFit(at, m.Fields)
}

// TypesOf asks one client for its types of some operations. Those that it does
// not have, or has no types of, are in cannot with the reason, by their keys. An
// error is the driver's and says what it printed.
func TypesOf(ctx context.Context, c Client, operations []*contract.Operation, o Options) (d Description, types map[string]Types, cannot map[string]string, err error) {
	if c.Absent != "" {
		return d, nil, nil, errors.New(c.Absent)
	}
	home, err := os.MkdirTemp("", "plumb-sdk-")
	if err != nil {
		return d, nil, nil, err
	}
	defer os.RemoveAll(home)
	s := &session{options: o.usual(), client: c, env: environment(os.Environ(), home), now: &Column{}}
	defer s.stop()
	if err := s.open(ctx); err != nil {
		return d, nil, nil, err
	}
	d, types, cannot = s.now.Description, map[string]Types{}, map[string]string{}
	for _, op := range operations {
		if err := ctx.Err(); err != nil {
			return d, nil, nil, err
		}
		if !d.Can(op) {
			cannot[op.Key()] = "the client does not have the operation"
			continue
		}
		reply, err := s.process.ask(ctx, Question{
			Do: "types", Operation: op.Key(), Action: op.Name, Version: op.Version, LimitMS: int(s.options.Call.Milliseconds()),
		}, s.options.Call+s.options.Slack)
		if err != nil {
			return d, nil, nil, fmt.Errorf("types of %s: %w", op.Key(), err)
		}
		if reply.Types == nil {
			cannot[op.Key()] = reply.Cannot
			continue
		}
		types[op.Key()] = *reply.Types
	}
	return d, types, cannot, nil
}

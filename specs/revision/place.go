package revision

import "strings"

// place is where in a schema an edit stands.
type place struct {
	side string   // request or response
	at   string   // "UserNames", "UserNames[]" for its items, "response/SagStatistics/Statistics"
	node []string // the path of the schema that the edit is about
	rest []string // what of it: "maxItems", "required UserName"
}

// schemaPlace parts the path of an edit in a schema.
func schemaPlace(path []string) place {
	fields, rest := schemaPath(path)
	p := place{side: response, rest: rest, node: path[:len(path)-len(rest)]}
	top := response
	switch at := schemaAt(path); {
	case path[0] == "paths":
		top = placeOfPath(path[:at])
		if path[3] != "responses" {
			p.side = request
		}
	case path[2] == "Request":
		p.side, top = request, request
	case path[2] == "Error":
		top = "refusal"
	}
	p.at = strings.Join(append([]string{top}, fields...), "/")
	if path[0] != "paths" && p.side == request && len(fields) > 0 {
		p.at = strings.Join(fields, "/")
	}
	if last := len(p.node) - 1; p.node[last] == "items" && p.node[last-1] != "properties" {
		p.at += "[]"
	}
	if len(rest) > 2 && rest[0] == "oneOf" {
		p.rest = rest[2:] // a keyword of one of the alternatives
	}
	return p
}

// member is a member of the object at the place.
func (p *place) member(name string) string {
	at := strings.TrimSuffix(p.at, "[]")
	if at == request {
		return name
	}
	return at + "/" + name
}

// fieldPath gives the path of a schema as fields name it:
// "UserStatistics/Statistics".
func fieldPath(path []string) string {
	names, _ := schemaPath(path)
	return strings.Join(names, "/")
}

// schemaPath parts the path of something in a schema into the fields it lies in
// and what is left: components/schemas/X/properties/A/items/properties/B/type is
// A, B and type.
func schemaPath(path []string) (fields, rest []string) {
	for rest = path[schemaAt(path):]; len(rest) > 0; {
		switch {
		case rest[0] == "properties" && len(rest) > 1:
			fields, rest = append(fields, rest[1]), rest[2:]
		case rest[0] == "items" && len(rest) > 1:
			rest = rest[1:]
		default:
			return fields, rest
		}
	}
	return fields, nil
}

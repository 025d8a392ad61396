package revision

import (
	"strings"

	"github.com/plumbline/plumbline/specs/document"
)

// rename is a fact that goes on under another name. Names that refer to it
// change with it and are no changes of their own.
type rename struct {
	path     []string // of the old fact
	old, new string
}

// renames finds the parameters, fields and error codes that go on under another
// name, outermost first. Each is applied to old, which then differs from new by
// the rest alone.
func renames(old, new *tree) []rename {
	var out []rename
	for _, schema := range new.at("components", "schemas").kidsOrNone() {
		out = append(out, renamedFields(old, old.at("components", "schemas", schema.name), schema, []string{"components", "schemas", schema.name})...)
	}
	return append(out, renamedCodes(old, old.kid("x-errors"), new.kid("x-errors"))...)
}

func (t *tree) kidsOrNone() []*tree {
	if t == nil {
		return nil
	}
	return t.kids
}

// renamedFields looks for them in a schema and below.
func renamedFields(root, old, new *tree, path []string) []rename {
	if old == nil || new == nil {
		return nil
	}
	var out []rename
	properties := below(path, "properties")
	before, after := old.kid("properties"), new.kid("properties")
	gone, come := missing(before, after), missing(after, before)
	for _, was := range gone {
		now := successor(was, come)
		if now == nil || successor(now, gone) != was {
			continue
		}
		r := rename{path: below(properties, was.name), old: was.name, new: now.name}
		out = append(out, r)
		r.apply(root)
	}
	for _, kid := range after.kidsOrNone() {
		out = append(out, renamedFields(root, before.kid(kid.name), kid, below(properties, kid.name))...)
	}
	return append(out, renamedFields(root, old.kid("items"), new.kid("items"), below(path, "items"))...)
}

// missing gives the kids of one tree that another lacks.
func missing(t, other *tree) []*tree {
	var out []*tree
	for _, kid := range t.kidsOrNone() {
		if other.kid(kid.name) == nil {
			out = append(out, kid)
		}
	}
	return out
}

// successor finds the one fact that says the same under another name: the name
// differs in case or separators only, or the description is the same.
func successor(was *tree, candidates []*tree) *tree {
	var found []*tree
	for _, now := range candidates {
		if foldedName(was.name) == foldedName(now.name) || said(was) != "" && said(was) == said(now) {
			found = append(found, now)
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// said is what a fact says of itself in words.
func said(t *tree) string {
	for _, key := range []string{"message", "description"} {
		if kid := t.kid(key); kid != nil {
			return kid.text
		}
	}
	return ""
}

// foldedName is a name without case and separators.
func foldedName(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "").Replace(name))
}

func renamedCodes(root, old, new *tree) []rename {
	var out []rename
	gone, come := missing(old, new), missing(new, old)
	for _, was := range gone {
		if now := successor(was, come); now != nil && successor(now, gone) == was && was.kid("code") != nil && now.kid("code") != nil {
			r := rename{path: []string{"x-errors", was.name}, old: was.name, new: now.name}
			out = append(out, r)
			r.apply(root)
		}
	}
	return out
}

// apply gives the fact its new name, and everything that refers to it.
func (r *rename) apply(root *tree) {
	fact := root.at(r.path...)
	if fact == nil {
		return
	}
	fact.name = r.new
	if r.path[0] == "x-errors" {
		fact.kid("code").text = r.new
		return
	}
	holder := root.at(r.path[:len(r.path)-2]...)
	if name := holder.at("required", r.old); name != nil {
		name.name, name.text = r.new, r.new
	}
	if r.path[2] == "Request" {
		r.parameter(root, fact)
	} else {
		r.field(root)
	}
}

// parameter renames what refers to a parameter.
func (r *rename) parameter(root, fact *tree) {
	r.retext(fact.at("x-list", "wire"), ".N")
	for _, p := range root.at("components", "schemas", "Request", "properties").kidsOrNone() {
		for _, placeholder := range p.kid("x-placeholders").kidsOrNone() {
			r.retext(placeholder.kid("beside"), "")
		}
		p.kid("x-placeholders").identify([]string{"x-placeholders"})
	}
	for _, row := range root.kid("x-errors").kidsOrNone() {
		for _, trigger := range row.kid("triggers").kidsOrNone() {
			r.retext(trigger.kid("parameter"), "")
		}
		row.kid("triggers").identify([]string{"triggers"})
	}
	for _, set := range root.kid("x-readings").kidsOrNone() {
		r.retext(set.kid("at"), "")
	}
	for _, rule := range root.kid("x-rules").kidsOrNone() {
		for _, name := range rule.kid("parameters").kidsOrNone() {
			r.retext(name, "")
		}
	}
	for _, relation := range root.kid("x-relations").kidsOrNone() {
		r.retext(relation.kid("parameter"), "")
		for _, part := range relation.kid("parts").kidsOrNone() {
			r.retext(part, "")
		}
	}
	for _, list := range []string{"x-requests", "x-notes"} {
		for _, item := range root.kid(list).kidsOrNone() {
			for _, args := range []*tree{item.kid("args"), item.at("ask", "args")} {
				if arg := args.kid(r.old); arg != nil {
					arg.name = r.new
				}
			}
		}
	}
}

// retext gives a scalar the new name if it holds the old one.
func (r *rename) retext(t *tree, suffix string) {
	if t != nil && t.text == r.old+suffix {
		t.text = r.new + suffix
	}
}

// field renames what refers to a field of the answer.
func (r *rename) field(root *tree) {
	old, new := fieldPath(r.path), fieldPath(below(r.path[:len(r.path)-1], r.new))
	for _, set := range root.kid("x-readings").kidsOrNone() {
		if at := set.kid("at"); at != nil {
			at.text = strings.TrimSuffix(reroot(at.text+"/", "response/"+old+"/", "response/"+new+"/"), "/")
		}
	}
	for _, relation := range root.kid("x-relations").kidsOrNone() {
		rows := relation.kid("rows")
		before := ""
		if rows != nil {
			before = rows.text
			rows.text = strings.TrimSuffix(reroot(rows.text+"/", old+"/", new+"/"), "/")
		}
		for _, name := range append(relation.kid("fields").kidsOrNone(), relation.kid("key")) {
			switch {
			case name == nil:
			case before+"/"+name.text == old: // a member of the rows
				name.text = strings.TrimSuffix(name.text, r.old) + r.new
			default:
				name.text = strings.TrimSuffix(reroot(name.text+"/", old+"/", new+"/"), "/")
			}
		}
	}
	for _, example := range root.at("components", "examples").kidsOrNone() {
		r.payload(example.kid("value"), strings.Split(old, "/"))
	}
}

// reroot replaces the beginning of a path.
func reroot(path, old, new string) string {
	if rest, ok := strings.CutPrefix(path, old); ok {
		return new + rest
	}
	return path
}

// payload renames a member of a printed answer, found by its path; wrappers
// above it are passed through.
func (r *rename) payload(t *tree, path []string) {
	if t == nil || len(path) == 0 {
		return
	}
	found := t.kind == document.Mapping && t.kid(path[0]) != nil
	for _, kid := range t.kids {
		switch {
		case found && kid.name == path[0] && len(path) == 1:
			kid.name = r.new
		case found && kid.name == path[0]:
			r.payload(kid, path[1:])
		case !found:
			r.payload(kid, path)
		}
	}
}

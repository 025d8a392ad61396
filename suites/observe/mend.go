package observe

import (
	"errors"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// schemaOf gives the path of a field's schema in its document.
func (e *evidence) schemaOf(d document.Node, f *contract.Field) []string {
	path := []string{"components", "schemas", "Payload"}
	if !d.At(path...).There() {
		path[2] = "Response"
	}
	holder := &e.op.Response
	for name := range strings.SplitSeq(f.Path, "/") {
		for holder.Items != nil {
			path, holder = append(path, "items"), holder.Items
		}
		i := slices.IndexFunc(holder.Members, func(m contract.Field) bool { return m.Name == name })
		if i < 0 {
			break // the answer itself
		}
		path, holder = append(path, "properties", name), &holder.Members[i]
	}
	return path
}

// holderOf gives the path of the schema that has a field among its properties.
func (e *evidence) holderOf(d document.Node, f *contract.Field) []string {
	path := e.schemaOf(d, f)
	return path[:len(path)-2]
}

func (e *evidence) notRequired(f *contract.Field) func(document.Node) error {
	return func(d document.Node) error { return d.DropText(f.Name, below(e.holderOf(d, f), "required")...) }
}

func (e *evidence) withoutField(f *contract.Field) func(document.Node) error {
	return func(d document.Node) error {
		if err := d.DropText(f.Name, below(e.holderOf(d, f), "required")...); err != nil {
			return err
		}
		return d.Drop(e.schemaOf(d, f)...)
	}
}

// withField adds a field that was seen; it cites what its holder cites, the
// lines that ought to have it.
func (e *evidence) withField(f *contract.Field, name, kind string) func(document.Node) error {
	return func(d document.Node) error {
		holder := e.schemaOf(d, f)
		for items := f; ; items = items.Items {
			if d.At(below(holder, "properties")...).There() || !d.At(below(holder, "items")...).There() {
				break
			}
			holder = below(holder, "items")
			if items.Items == nil {
				break
			}
		}
		schema := map[string]any{"type": kind, "description": "Observed; no document has it."}
		if kind == string(contract.List) {
			schema["items"] = map[string]any{}
		}
		if err := d.Put(schema, below(holder, "properties", name)...); err != nil {
			return err
		}
		return cite(d.At(below(holder, "properties", name)...), d.At(below(holder, "x-source")...))
	}
}

// rename gives a field another name, everywhere.
func (e *evidence) rename(f *contract.Field, name string) func(document.Node) error {
	return func(d document.Node) error {
		holder, schema := e.holderOf(d, f), e.schemaOf(d, f)
		if err := renameKey(d, name, schema...); err != nil {
			return err
		}
		for _, required := range d.At(below(holder, "required")...).Items() {
			if required.Text() == f.Name {
				required.SetText(name)
			}
		}
		old, now := f.Path, strings.TrimPrefix(holderPath(f)+"/"+name, "/")
		for _, set := range d.Get("x-readings").Items() {
			moved(set.Get("at"), "response/"+old, "response/"+now)
		}
		for _, relation := range d.Get("x-relations").Items() {
			rows, key := relation.Get("rows"), relation.Get("key")
			inRows := rows.Text() != "" && rows.Text()+"/"+key.Text() == old
			moved(rows, old, now)
			if inRows {
				key.SetText(name)
			}
			for _, field := range relation.Get("fields").Items() {
				moved(field, old, now)
			}
		}
		return nil
	}
}

func (e *evidence) nullable(f *contract.Field) func(document.Node) error {
	return func(d document.Node) error { return d.Put(true, below(e.schemaOf(d, f), "nullable")...) }
}

// ofType gives a field another type; what it was made of goes.
func (e *evidence) ofType(f *contract.Field, kind string) func(document.Node) error {
	return func(d document.Node) error {
		schema := e.schemaOf(d, f)
		if len(f.Members) > 0 {
			return errors.New("all that the object holds would have to go with it")
		}
		d.At(schema...).Without("oneOf", "example", "items")
		if kind == string(contract.List) {
			return errors.New("what the list holds has no fact of its own to cite")
		}
		return d.Put(kind, below(schema, "type")...)
	}
}

// ofTypes lets a field have further types.
func (e *evidence) ofTypes(f *contract.Field, kinds []string) func(document.Node) error {
	return func(d document.Node) error {
		schema := e.schemaOf(d, f)
		var more []any
		for _, kind := range kinds {
			if kind != string(contract.Null) {
				more = append(more, map[string]any{"type": kind})
			}
		}
		if !d.At(below(schema, "oneOf")...).There() {
			own := take(d.At(schema...), "type", "pattern", "minimum", "format")
			if err := d.Put([]any{own}, below(schema, "oneOf")...); err != nil {
				return err
			}
		}
		for _, one := range more {
			if err := d.Append(one, below(schema, "oneOf")...); err != nil {
				return err
			}
		}
		return nil
	}
}

// withoutKeyword takes a keyword from a field's schema or its alternatives.
func (e *evidence) withoutKeyword(f *contract.Field, keyword string) func(document.Node) error {
	return func(d document.Node) error {
		schema := e.schemaOf(d, f)
		if d.At(below(schema, keyword)...).There() {
			return d.Drop(below(schema, keyword)...)
		}
		for _, alternative := range d.At(below(schema, "oneOf")...).Items() {
			alternative.Without(keyword)
		}
		return nil
	}
}

// withoutDependents notes the relations and readings that speak of a field that
// is not as documented, or of what stands below it.
func (e *evidence) withoutDependents(f *contract.Field, s recordedAnswer, why string) {
	within := func(path string) bool { return path == f.Path || strings.HasPrefix(path, f.Path+"/") }
	for _, r := range e.op.Relations {
		speaks := r.Rows != "" && (within(r.Rows) || within(r.Rows+"/"+r.Key)) || slices.ContainsFunc(r.Fields, func(name string) bool {
			return within(name) || within(strings.TrimPrefix(r.Rows+"/"+name, "/"))
		})
		if speaks && !e.noted(r.ID, "relation/removed") {
			e.note("relation/removed", r.ID, side(r.Text, r.Origin), "", s, "the relation %s cannot be seen: %s %s", r.ID, place(f), why).
				mended(func(d document.Node) error { return d.Drop("x-relations", "id="+r.ID) })
		}
	}
	for i := range e.op.Readings {
		if set := &e.op.Readings[i]; strings.HasPrefix(set.At, "response/") && within(strings.TrimPrefix(set.At, "response/")) {
			e.withoutSet(set, s)
		}
	}
}

// withoutSet notes that none of a set's readings is followed.
func (e *evidence) withoutSet(set *contract.ReadingSet, s recordedAnswer) {
	if e.noted(set.At, "reading-set/removed") {
		return
	}
	e.note("reading-set/removed", set.At, side(set.Note, set.Origin), "", s, "none of the readings of %s is followed", set.ID).
		mended(func(d document.Node) error { return d.Drop("x-readings", "id="+set.ID) })
}

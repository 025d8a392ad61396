package observe

import (
	"errors"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// schemaOf gives the path of a field's schema in its document.
func (e *evidence) schemaOf(d *document, f *contract.Field) []string {
	path := []string{"components", "schemas", "Payload"}
	if d.at(path...) == nil {
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
func (e *evidence) holderOf(d *document, f *contract.Field) []string {
	path := e.schemaOf(d, f)
	return path[:len(path)-2]
}

func (e *evidence) notRequired(f *contract.Field) func(*document) error {
	return func(d *document) error { return d.dropText(f.Name, below(e.holderOf(d, f), "required")...) }
}

func (e *evidence) withoutField(f *contract.Field) func(*document) error {
	return func(d *document) error {
		if err := d.dropText(f.Name, below(e.holderOf(d, f), "required")...); err != nil {
			return err
		}
		return d.drop(e.schemaOf(d, f)...)
	}
}

// withField adds a field that was seen; it cites what its holder cites, the
// lines that ought to have it.
func (e *evidence) withField(f *contract.Field, name, kind string) func(*document) error {
	return func(d *document) error {
		holder := e.schemaOf(d, f)
		for items := f; ; items = items.Items {
			if d.at(below(holder, "properties")...) != nil || d.at(below(holder, "items")...) == nil {
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
		return d.putCited(schema, d.at(below(holder, "x-source")...), below(holder, "properties", name)...)
	}
}

// rename gives a field another name, everywhere.
func (e *evidence) rename(f *contract.Field, name string) func(*document) error {
	return func(d *document) error {
		holder, schema := e.holderOf(d, f), e.schemaOf(d, f)
		if err := d.rekey(name, schema...); err != nil {
			return err
		}
		if err := d.retext(f.Name, name, below(holder, "required")...); err != nil {
			return err
		}
		old, now := f.Path, strings.TrimPrefix(holderPath(f)+"/"+name, "/")
		d.each("x-readings", func(i *item) { i.moved("at", "response/"+old, "response/"+now) })
		d.each("x-relations", func(i *item) {
			rows := i.text("rows")
			i.moved("rows", old, now)
			if rows != "" && rows+"/"+i.text("key") == old {
				i.set("key", name)
			}
			i.movedAll("fields", old, now)
		})
		return nil
	}
}

func (e *evidence) nullable(f *contract.Field) func(*document) error {
	return func(d *document) error { return d.put(true, below(e.schemaOf(d, f), "nullable")...) }
}

// ofType gives a field another type; what it was made of goes.
func (e *evidence) ofType(f *contract.Field, kind string) func(*document) error {
	return func(d *document) error {
		schema := e.schemaOf(d, f)
		if len(f.Members) > 0 {
			return errors.New("all that the object holds would have to go with it")
		}
		for _, keyword := range []string{"oneOf", "example", "items"} {
			if d.at(below(schema, keyword)...) != nil {
				if err := d.drop(below(schema, keyword)...); err != nil {
					return err
				}
			}
		}
		if kind == string(contract.List) {
			return errors.New("what the list holds has no fact of its own to cite")
		}
		return d.put(kind, below(schema, "type")...)
	}
}

// ofTypes lets a field have further types.
func (e *evidence) ofTypes(f *contract.Field, kinds []string) func(*document) error {
	return func(d *document) error {
		schema := e.schemaOf(d, f)
		var more []any
		for _, kind := range kinds {
			if kind != string(contract.Null) {
				more = append(more, map[string]any{"type": kind})
			}
		}
		if d.at(below(schema, "oneOf")...) == nil {
			own, err := d.take([]string{"type", "pattern", "minimum", "format"}, schema...)
			if err != nil {
				return err
			}
			if err := d.put([]any{own}, below(schema, "oneOf")...); err != nil {
				return err
			}
		}
		for _, one := range more {
			if err := d.append(one, below(schema, "oneOf")...); err != nil {
				return err
			}
		}
		return nil
	}
}

// withoutKeyword takes a keyword from a field's schema or its alternatives.
func (e *evidence) withoutKeyword(f *contract.Field, keyword string) func(*document) error {
	return func(d *document) error {
		schema := e.schemaOf(d, f)
		if d.at(below(schema, keyword)...) != nil {
			return d.drop(below(schema, keyword)...)
		}
		d.eachAt(func(i *item) { i.drop(keyword) }, below(schema, "oneOf")...)
		return nil
	}
}

// withoutDependents notes the relations and readings that speak of a field that
// is not as documented, or of what stands below it.
func (e *evidence) withoutDependents(f *contract.Field, s sight, why string) {
	within := func(path string) bool { return path == f.Path || strings.HasPrefix(path, f.Path+"/") }
	for _, r := range e.op.Relations {
		speaks := r.Rows != "" && (within(r.Rows) || within(r.Rows+"/"+r.Key)) || slices.ContainsFunc(r.Fields, func(name string) bool {
			return within(name) || within(strings.TrimPrefix(r.Rows+"/"+name, "/"))
		})
		if speaks && !e.noted(r.ID, "relation/removed") {
			e.note("relation/removed", r.ID, side(r.Text, r.Origin), "", s, "the relation %s cannot be seen: %s %s", r.ID, place(f), why).
				mended(func(d *document) error { return d.dropItem(r.ID, "id", "x-relations") })
		}
	}
	for i := range e.op.Readings {
		if set := &e.op.Readings[i]; strings.HasPrefix(set.At, "response/") && within(strings.TrimPrefix(set.At, "response/")) {
			e.withoutSet(set, s)
		}
	}
}

// withoutSet notes that none of a set's readings is followed.
func (e *evidence) withoutSet(set *contract.ReadingSet, s sight) {
	if e.noted(set.At, "reading-set/removed") {
		return
	}
	e.note("reading-set/removed", set.At, side(set.Note, set.Origin), "", s, "none of the readings of %s is followed", set.ID).
		mended(func(d *document) error { return d.dropItem(set.ID, "id", "x-readings") })
}

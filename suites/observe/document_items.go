package observe

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// copy puts what stands under a key under another one too.
func (d *document) copy(key, as string, path ...string) error {
	holder := d.at(path...)
	i := keyIndex(holder, key)
	if i < 0 {
		return missing(below(path, key))
	}
	if keyIndex(holder, as) < 0 {
		name := *holder.Content[i]
		name.Value = as
		holder.Content = append(holder.Content, &name, copied(holder.Content[i+1]))
	}
	return nil
}

// rekey gives a key another name; it moves to the end, as an overlay moves it.
func (d *document) rekey(name string, path ...string) error {
	n := d.at(path...)
	if n == nil {
		return missing(path)
	}
	if err := d.drop(path...); err != nil {
		return err
	}
	holder := d.at(path[:len(path)-1]...)
	holder.Content = append(holder.Content, scalar(name), n)
	return nil
}

// retext gives a scalar of a list another text.
func (d *document) retext(old, now string, path ...string) error {
	list := d.at(path...)
	if list == nil {
		return missing(path)
	}
	for _, n := range list.Content {
		if n.Value == old {
			n.Value = now
		}
	}
	return nil
}

// take removes keys of a mapping and gives them.
func (d *document) take(keys []string, path ...string) (map[string]any, error) {
	out := map[string]any{}
	for _, key := range keys {
		n := d.at(below(path, key)...)
		if n == nil {
			continue
		}
		var value any
		if err := n.Decode(&value); err != nil {
			return nil, err
		}
		out[key] = value
		if err := d.drop(below(path, key)...); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// each visits the items of a list at the top.
func (d *document) each(list string, visit func(*item)) { d.eachAt(visit, list) }

func (d *document) eachAt(visit func(*item), path ...string) {
	if list := d.at(path...); list != nil {
		for _, n := range list.Content {
			visit(&item{n})
		}
	}
}

// text is that of a member, "" if it is not there.
func (i item) text(key string) string {
	if at := keyIndex(i.Node, key); at >= 0 {
		return i.Content[at+1].Value
	}
	return ""
}

// set gives a member that is there another text.
func (i item) set(key, text string) {
	if at := keyIndex(i.Node, key); at >= 0 {
		i.Content[at+1].Value = text
	}
}

// drop removes a member.
func (i item) drop(key string) {
	if at := keyIndex(i.Node, key); at >= 0 {
		i.Content = slices.Delete(i.Content, at, at+2)
	}
}

// moved replaces the beginning of a path that is a member.
func (i item) moved(key, old, now string) { i.set(key, movedPath(i.text(key), old, now)) }

// movedAll is moved for each text of a list.
func (i item) movedAll(key, old, now string) {
	if at := keyIndex(i.Node, key); at >= 0 {
		for _, n := range i.Content[at+1].Content {
			n.Value = movedPath(n.Value, old, now)
		}
	}
}

func movedPath(path, old, now string) string {
	if path == old {
		return now
	}
	if rest, ok := strings.CutPrefix(path, old+"/"); ok {
		return now + "/" + rest
	}
	return path
}

// withoutExamples takes away the printed answers, or the example of one
// parameter: they are what the documents say, not what is observed.
func (d *document) withoutExamples(parameter string) {
	if parameter != "" {
		item{d.at("components", "schemas", "Request", "properties", parameter)}.drop("example")
		return
	}
	var walk func(*yaml.Node)
	walk = func(n *yaml.Node) {
		if n == nil {
			return
		}
		item{n}.drop("examples")
		for _, one := range n.Content {
			walk(one)
		}
	}
	item{d.at("components")}.drop("examples")
	walk(d.at("components", "responses"))
	walk(d.at("paths"))
}

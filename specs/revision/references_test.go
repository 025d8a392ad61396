package revision

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// reference makes a reference to a component.
func reference(to string) *yaml.Node {
	return &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{
		{Kind: yaml.ScalarNode, Value: "$ref"}, {Kind: yaml.ScalarNode, Value: to, Style: yaml.DoubleQuotedStyle},
	}}
}

func keyNode(name string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: name} }

// apart moves the schema of every property and of every list's items into a
// component of its own, behind a reference to a reference.
func apart(t *testing.T, r raw) {
	t.Helper()
	nodes, _, there := r.walk("/components/schemas")
	if !there {
		t.Fatal("no schemas")
	}
	schemas := nodes[len(nodes)-1]
	number := 0
	var move func(n *yaml.Node)
	move = func(n *yaml.Node) {
		for _, key := range []string{"properties", "items"} {
			i, _ := find(n, key)
			if i < 0 {
				continue
			}
			holder := n.Content[i]
			slots := []**yaml.Node{&n.Content[i]}
			if key == "properties" {
				slots = nil
				for j := 1; j < len(holder.Content); j += 2 {
					slots = append(slots, &holder.Content[j])
				}
			}
			for _, slot := range slots {
				schema := *slot
				if i, _ := find(schema, "$ref"); i >= 0 {
					continue
				}
				move(schema)
				number++
				one, two := fmt.Sprintf("Part%d", number), fmt.Sprintf("Again%d", number)
				schemas.Content = append(schemas.Content, keyNode(one), schema, keyNode(two), reference("#/components/schemas/"+one))
				*slot = reference("#/components/schemas/" + two)
			}
		}
	}
	for i := len(schemas.Content) - 1; i > 0; i -= 2 {
		move(schemas.Content[i])
	}
}

// inside writes out every reference.
func inside(r raw, n *yaml.Node, depth int) {
	for i, child := range n.Content {
		if at, _ := find(child, "$ref"); at >= 0 && depth < 20 {
			nodes, _, there := r.walk(strings.TrimPrefix(child.Content[at].Value, "#"))
			if there {
				n.Content[i] = copied(nodes[len(nodes)-1])
			}
		}
		inside(r, n.Content[i], depth+1)
	}
}

// otherNames calls the components otherwise, as far as their names mean nothing.
func otherNames(t *testing.T, r raw) []byte {
	t.Helper()
	text := string(r.text(t))
	if nodes, _, there := r.walk("/components/schemas/Payload"); there && nodes != nil {
		text = regexp.MustCompile(`(?m)^( +|.*#/components/schemas/)Payload\b`).ReplaceAllString(text, "${1}Response")
	} else {
		text = regexp.MustCompile(`(?m)^( {8})Response:`).ReplaceAllString(text, "${1}Payload:")
		text = strings.ReplaceAll(text, "#/components/schemas/Response", "#/components/schemas/Payload")
	}
	for _, name := range []string{"Success", "Answer", "Refusal"} {
		text = regexp.MustCompile(`(?m)^( {8})`+name+`:`).ReplaceAllString(text, "${1}The"+name+":")
		for _, list := range []string{"responses", "schemas"} {
			text = strings.ReplaceAll(text, "#/components/"+list+"/"+name, "#/components/"+list+"/The"+name)
		}
	}
	return []byte(text)
}

// usualStated states what holds where nothing is said.
func usualStated(t *testing.T, r raw) {
	t.Helper()
	state := func(path, key, value string) {
		if _, _, there := r.walk(path); !there {
			t.Fatalf("no %s", path)
		}
		if _, _, there := r.walk(path + "/" + key); !there {
			r.put(t, path+"/"+key, &yaml.Node{Kind: yaml.ScalarNode, Value: value})
		}
	}
	state("/x-operation", "superseded", "false")
	state("/x-errors/0/triggers/0", "level", "must")
	state("/components/schemas/Request", "nullable", "false")
	state("/components/schemas/Request", "minProperties", "0")
	state("/components/schemas/Request", "additionalProperties", "true")
	for i := range 3 {
		path := fmt.Sprintf("/x-relations/%d", i)
		if _, _, there := r.walk(path); there {
			state(path, "level", "should")
		}
	}
}

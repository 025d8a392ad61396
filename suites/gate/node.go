package gate

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// scalar makes the node of a text; the encoder quotes it where that is needed.
func scalar(text string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(text)
	return n
}

// field finds the value of a key of a mapping, made if it is missing or null.
func field(mapping *yaml.Node, key string, kind yaml.Kind) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if value := mapping.Content[i+1]; mapping.Content[i].Value == key {
			if value.Kind != kind {
				*value = yaml.Node{Kind: kind, LineComment: value.LineComment}
			}
			return value
		}
	}
	value := &yaml.Node{Kind: kind}
	at := len(mapping.Content)
	for i := 0; key == "specs" && i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == "suite" { // they belong together
			at = i + 2
		}
	}
	mapping.Content = slices.Insert(mapping.Content, at, scalar(key), value)
	return value
}

// set gives a key of a mapping a text, in place if it is there.
func set(mapping *yaml.Node, key, text string) *yaml.Node {
	value := field(mapping, key, yaml.ScalarNode)
	value.SetString(text)
	return value
}

// spaced puts a blank line before each entry and each list: the encoder drops
// those that people write.
func spaced(text string) string {
	begins := func(line string) bool {
		return strings.HasPrefix(line, "  - ") || strings.HasPrefix(line, "accepted:") || strings.HasPrefix(line, "suite:") || strings.HasPrefix(line, "known:")
	}
	comment := func(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " "), "#") }
	lines := strings.SplitAfter(text, "\n")
	var out strings.Builder
	previous := "\n"
	for i, line := range lines {
		next := i // the first line that is no comment
		for next < len(lines) && comment(lines[next]) {
			next++
		}
		opens := next < len(lines) && begins(lines[next]) && !comment(previous)
		if opens && strings.TrimSpace(previous) != "" && !strings.HasPrefix(previous, "accepted:") {
			out.WriteByte('\n')
		}
		out.WriteString(line)
		previous = line
	}
	return out.String()
}

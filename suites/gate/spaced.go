package gate

import "strings"

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

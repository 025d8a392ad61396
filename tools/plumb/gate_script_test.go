package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// reasons gives every entry of a baseline a reason: reasons FILE
func reasons(ts *testscript.TestScript, _ bool, args []string) {
	text := strings.ReplaceAll(ts.ReadFile(args[0]), `reason: "" # say why this is accepted; without a reason the gate stays red`, "reason: it is so")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// breaks writes a record of one passing case that is broken in one way: breaks
// RECORD WAY FILE
func breaks(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")
	footer := len(lines) - 1
	verdict := footer - 1
	replace := func(line int, pairs ...string) {
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(lines[line], pairs[i]) {
				ts.Fatalf("no %s in %s", pairs[i], lines[line])
			}
		}
		lines[line] = strings.NewReplacer(pairs...).Replace(lines[line])
	}
	switch args[1] {
	case "empty":
		lines = nil
	case "footless":
		lines = lines[:footer]
	case "cut":
		lines = append(lines[:verdict], lines[verdict][:100])
	case "twice":
		lines[footer] = lines[verdict]
	case "miscounted":
		replace(footer, `"pass":1`, `"pass":7`)
	case "older":
		head, rest, _ := strings.Cut(lines[0], `"suite":"`)
		_, rest, _ = strings.Cut(rest, `"`)
		lines[0] = head + `"suite":"v0.0.1"` + rest
	case "format-1": // as suites wrote it before verdicts had findings
		for i, line := range lines {
			head, rest, there := strings.Cut(line, `,"findings":`)
			if there {
				var findings json.RawMessage
				values := json.NewDecoder(strings.NewReader(rest))
				ts.Check(values.Decode(&findings))
				lines[i] = head + rest[values.InputOffset():]
			}
		}
		replace(0, `"format":2`, `"format":1`)
	case "reworded": // every word that is said about answers is another
		said := regexp.MustCompile(`"(sent|reason|expected|received|text)":"(?:[^"\\]|\\.)*"`)
		for i, line := range lines {
			if strings.HasPrefix(line, `{"kind":"verdict"`) {
				lines[i] = said.ReplaceAllString(line, `"$1":"quite other words"`)
			}
		}
	case "hostile":
		replace(verdict, `"outcome":"pass"`, `"outcome":"fail"`, `"received":"`, `"received":"\u001b[2J`)
		replace(footer, `"pass":1`, `"pass":0`, `"fail":0`, `"fail":1`, `"exitStatus":0`, `"exitStatus":1`)
	default:
		ts.Fatalf("no way to break a record is called %s", args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.Join(lines, "")), 0o644))
}

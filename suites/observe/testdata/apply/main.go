// Apply applies OpenAPI overlays with an implementation that is not ours: pairs
// of a spec file and an overlay come in as JSON, what becomes of them goes out.
// It has a module of its own, so that nobody else downloads that implementation.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/speakeasy-api/openapi-overlay/pkg/overlay"
	"gopkg.in/yaml.v3"
)

type pair struct{ Spec, Overlay string }

type outcome struct{ Text, Error string }

func main() {
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	out := json.NewEncoder(os.Stdout)
	for in.More() {
		var p pair
		if err := in.Decode(&p); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := out.Encode(applied(p)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// applied applies an overlay twice, reading its JSONPaths as RFC 9535 has them
// and as older tools do: both must select the same.
func applied(p pair) outcome {
	first, err := once(p, "")
	if err != nil {
		return outcome{Error: err.Error()}
	}
	second, err := once(p, "rfc9535")
	switch {
	case err != nil:
		return outcome{Error: "by RFC 9535: " + err.Error()}
	case first != second:
		return outcome{Error: "by RFC 9535 the overlay makes something else of the file"}
	}
	return outcome{Text: first}
}

func once(p pair, paths string) (string, error) {
	var o overlay.Overlay
	if err := yaml.Unmarshal([]byte(p.Overlay), &o); err != nil {
		return "", err
	}
	if err := o.Validate(); err != nil && len(o.Actions) > 0 {
		return "", err
	}
	o.JSONPathVersion = paths
	var spec yaml.Node
	if err := yaml.Unmarshal([]byte(p.Spec), &spec); err != nil {
		return "", err
	}
	if err, _ := o.ApplyToStrict(&spec); err != nil {
		return "", err
	}
	text, err := yaml.Marshal(&spec)
	return string(text), err
}

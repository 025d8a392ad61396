package contract

import (
	"bytes"
	"encoding/json"
	"strings"
)

// JSON writes arguments as a JSON object, in their order, a name that stands twice
// twice.
func (a Args) JSON() string {
	var members []string
	for _, arg := range a {
		members = append(members, Quote(arg.Name)+":"+arg.Value.JSON())
	}
	return "{" + strings.Join(members, ",") + "}"
}

// JSON writes a value as JSON: a number as it is spelt.
func (v Value) JSON() string {
	switch v.Kind {
	case String:
		return Quote(v.Text)
	case Null:
		return "null"
	case Object:
		return v.Members.JSON()
	case List:
		var items []string
		for _, item := range v.Items {
			items = append(items, item.JSON())
		}
		return "[" + strings.Join(items, ",") + "]"
	}
	return v.Text
}

// Quote writes a JSON string without escaping what need not be.
func Quote(text string) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		panic(err) // strings always encode
	}
	return strings.TrimSuffix(out.String(), "\n")
}

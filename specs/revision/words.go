package revision

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// value writes what a tree holds on one line.
func (t *tree) value() string {
	if t == nil {
		return ""
	}
	var parts []string
	for _, kid := range t.kids {
		switch {
		case kid.name == citation:
		case t.kind == document.Sequence:
			parts = append(parts, kid.value())
		default:
			parts = append(parts, kid.name+": "+kid.value())
		}
	}
	switch t.kind {
	case document.Mapping:
		return "{" + strings.Join(parts, ", ") + "}"
	case document.Sequence:
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if t.text == "" {
		return `""`
	}
	return t.text
}

// words is what a fact of several parts says of itself.
func (t *tree) words() string {
	if method, place := t.kid("method"), t.kid("place"); method != nil && place != nil { // a carrier
		return method.text + " " + place.text
	}
	if value, beside := t.kid("value"), t.kid("beside"); value != nil && beside != nil { // a placeholder
		return value.value() + " beside " + beside.text
	}
	for _, key := range []string{"note", "text", "message", "description", "summary", "value", "per-second"} {
		if kid := t.kid(key); kid != nil && kid.text != "" {
			return strings.TrimSuffix(kid.text, ".")
		}
	}
	if t != nil && t.kind == document.Scalar {
		return strings.TrimSuffix(t.text, ".")
	}
	return ""
}

// sources reads what a tree cites, for one keyword where it cites by keyword.
func (t *tree) sources(keyword string) contract.Sources {
	cited := t.kid(citation)
	if cited == nil {
		return nil
	}
	if cited.kind == document.Mapping {
		if by := cited.kid(keyword); by != nil {
			cited = by
		} else if cited = cited.kid("row"); cited == nil {
			return nil
		}
	}
	texts := []string{cited.text}
	if cited.kind == document.Sequence {
		texts = nil
		for _, kid := range cited.kids {
			texts = append(texts, kid.text)
		}
	}
	var out contract.Sources
	for _, text := range texts {
		if source, err := contract.ParseSource(text); err == nil {
			out = append(out, source)
		}
	}
	return out
}

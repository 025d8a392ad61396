package pairs

import (
	"embed"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

//go:embed testdata/*.yaml
var files embed.FS

// row is one row of testdata/changes.yaml; its head says what the keys mean.
type row struct {
	Kind        string
	Weight      [2]string
	In          string
	At          oneOrTwo // the second is that of the way back, where it differs
	Places      []spot
	Swap        string // a list whose items change places
	Line        string // the fact, where it is not the first place
	LineOld     string `yaml:"lineOld"` // below Line, on one side
	LineNew     string `yaml:"lineNew"`
	Cites       string // the fact that cites, where it is not the place
	There       string // "both" where a side without the place has a value too
	EitherPlace bool   `yaml:"eitherPlace"` // each side's place is the first that it has
	Unclean     string
}

type spot struct {
	Path     string
	To       string
	Old, New given
}

// given is a value of a row as YAML; without one there is nothing.
type given struct{ *yaml.Node }

func (g *given) UnmarshalYAML(n *yaml.Node) error {
	g.Node = n
	return nil
}

type oneOrTwo [2]string

func (o *oneOrTwo) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.SequenceNode {
		return n.Decode((*[2]string)(o))
	}
	*o = oneOrTwo{n.Value, n.Value}
	return nil
}

// table is testdata/changes.yaml.
type table struct {
	Facts    []row
	Keywords struct {
		Bounds, Values, Toggles, Enums []keywordRow
	}
	Sides map[string]map[string]struct{ Path, At string }
}

type keywordRow struct {
	Word, Called, Of, Tight string
	Low, High, Off, Further given
	Values                  []given
	On, Unclean             map[string]string // by side
}

func rows() ([]row, error) {
	data, err := files.ReadFile("testdata/changes.yaml")
	if err != nil {
		return nil, err
	}
	var all table
	if err := yaml.Unmarshal(data, &all); err != nil {
		return nil, err
	}
	return slices.Concat(all.Facts, all.ofSide("request"), all.ofSide("response")), nil
}

// ofSide makes the rows of the keywords on one side.
func (a *table) ofSide(side string) []row {
	var out []row
	add := func(k keywordRow, what, meaning, back string, old, new given, item string) {
		place := a.Sides[side][k.Of]
		word := k.Word
		if k.Called != "" {
			word = k.Called
		}
		out = append(out, row{
			Kind: side + "/" + word + "/" + what, Weight: [2]string{meaningOf(side, meaning), meaningOf(side, back)}, In: "ListCounts",
			At: oneOrTwo{place.At, place.At}, Places: []spot{{Path: place.Path + "/" + k.Word + item, Old: old, New: new}}, Unclean: k.Unclean[side],
		})
	}
	for _, k := range a.Keywords.Bounds {
		up, down := "loosens", "tightens"
		if k.Tight == "high" {
			up, down = down, up
		}
		add(k, "raised", up, down, k.Low, k.High, "")
		add(k, "introduced", "tightens", "drops", given{}, k.High, "")
	}
	for _, k := range a.Keywords.Values {
		add(k, "changed", "changes", "changes", k.Values[0], k.Values[1], "")
		stated, withdrawn := "tightens", "drops"
		if k.Word == "default" { // who leaves a parameter out counts on it
			stated, withdrawn = "promises", "withdraws"
		}
		add(k, "introduced", stated, withdrawn, given{}, k.Values[0], "")
	}
	back := map[string]string{"tightens": "loosens", "loosens": "tightens", "remarks": "remarks", "hides": "shows"}
	for _, k := range a.Keywords.Toggles {
		on := given{&yaml.Node{Kind: yaml.ScalarNode, Value: "true"}}
		add(k, "gained", k.On[side], back[k.On[side]], k.Off, on, "")
	}
	for _, k := range a.Keywords.Enums {
		add(k, "introduced", "tightens", "drops", given{}, list(k.Values), "")
		add(k, "value/added", "loosens", "tightens", given{}, k.Further, fmt.Sprint("/", len(k.Values)))
		last := &out[len(out)-1]
		last.Places = slices.Insert(last.Places, 1, spot{Path: a.Sides[side][k.Of].Path + "/enum", Old: list(k.Values), New: list(k.Values)})
	}
	return out
}

func list(values []given) given {
	out := &yaml.Node{Kind: yaml.SequenceNode}
	for _, v := range values {
		out.Content = append(out.Content, Copy(v.Node))
	}
	return given{out}
}

// meaningOf is the rule of weights: whom a demand breaks that is made, loosened,
// taken back or put otherwise, by the side that it is made of.
func meaningOf(side, meaning string) string {
	const callers, implementers, loosens, editorial = "breaks callers", "breaks implementers", "loosens", "editorial"
	return map[string]map[string]string{
		"request": { // callers must meet what requests must be; implementers must take what they may be
			"tightens": callers, "loosens": implementers, "drops": loosens, "changes": callers, "remarks": editorial,
			"promises": implementers, "withdraws": callers,
		},
		"response": { // implementers must meet what answers must be; callers must take what they may be
			"tightens": implementers, "loosens": callers, "drops": callers, "changes": callers, "remarks": editorial,
			"promises": implementers, "withdraws": callers,
			"hides": callers, "shows": loosens,
		},
	}[side][meaning]
}

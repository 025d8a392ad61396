package pairs

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// Many is several changes that are made together: a row of testdata/together.yaml.
type Many struct {
	Base     string
	Old, New []byte
	Finds    []Found
}

// Found is a change that must be found: its kind, its weight and what it is about, each of
// the change and of the way back, and the lines where either side has it.
type Found struct {
	Kind    string
	Weight  [2]string
	At      oneOrTwo
	Line    string // path of the place; "-" is one that is not looked at
	OldLine int    `yaml:"-"` // 0 on a side that lacks it
	NewLine int    `yaml:"-"`
}

// Together gives every row of the table of changes that are made together. An error is one
// of the table.
func Together() ([]Many, error) {
	data, err := files.ReadFile("testdata/together.yaml")
	if err != nil {
		return nil, err
	}
	var table []struct {
		In    string
		Edits []struct {
			Path, To string
			New      given
			Gone     bool
		}
		Finds []Found
	}
	if err := yaml.Unmarshal(data, &table); err != nil {
		return nil, err
	}
	var out []Many
	for n, r := range table {
		sides := [2]Spec{}
		for i := range sides {
			if sides[i], err = Base(r.In); err != nil {
				return nil, err
			}
		}
		for _, e := range r.Edits {
			if e.To != "" {
				err = sides[1].rekey(e.Path, e.To)
			} else {
				err = sides[1].Put(e.Path, Copy(e.New.Node))
			}
			if err != nil {
				return nil, fmt.Errorf("row %d: %w", n+1, err)
			}
		}
		m := Many{Base: r.In}
		for i, text := range []*[]byte{&m.Old, &m.New} {
			if *text, err = sides[i].Text(); err == nil {
				sides[i], err = Parse(*text)
			}
			if err != nil {
				return nil, fmt.Errorf("row %d: %w", n+1, err)
			}
		}
		for i, f := range r.Finds {
			if f.Line == "" && i < len(r.Edits) {
				f.Line = r.Edits[i].Path
			}
			f.OldLine, f.NewLine = sides[0].line(f.Line), sides[1].line(f.Line)
			m.Finds = append(m.Finds, f)
		}
		out = append(out, m)
	}
	return out, nil
}

// line is where a path leads, 0 if it leads nowhere or is not looked at.
func (s Spec) line(path string) int {
	if _, line, there := s.Walk(path); there && path != "-" {
		return line
	}
	return 0
}

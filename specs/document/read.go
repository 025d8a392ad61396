package document

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/contract"
)

// Parse reads a file that is one mapping. The error is an *Error.
func Parse(file string, data []byte) (Node, error) {
	top, err := Read(file, data)
	if err == nil && top.Kind() != Mapping {
		err = &Error{top.Location(), "not a YAML mapping"}
	}
	if err != nil {
		return Node{}, err
	}
	return top, nil
}

// Read reads a file whatever it holds; one with nothing in it gives a place where
// nothing stands. A file is one YAML document: a second is an error, since nothing
// would look at it. The error is an *Error.
func Read(file string, data []byte) (Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	switch err := decoder.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return Node{file: file, line: 1}, nil
	case err != nil:
		return Node{}, syntax(file, err)
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		return Node{}, &Error{contract.Location{File: file, Line: max(second.Line, 1)}, "a second YAML document begins here: a file is one"}
	case !errors.Is(err, io.EOF):
		return Node{}, syntax(file, err)
	}
	return Node{file: file, root: &doc, line: 1}.top(), nil
}

// syntax places an error of the parser, which says it in words: "yaml: line 3: …".
func syntax(file string, err error) error {
	line, text := 1, strings.TrimPrefix(err.Error(), "yaml: ")
	if found := regexp.MustCompile(`^line (\d+): (.*)`).FindStringSubmatch(text); found != nil {
		line, _ = strconv.Atoi(found[1])
		text = found[2]
	}
	return &Error{contract.Location{File: file, Line: line}, text}
}

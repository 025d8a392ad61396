package conformance_test

import (
	"context"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/reporters"
	"github.com/onsi/ginkgo/v2/types"

	"github.com/plumbline/plumbline/suites/output"
)

// writeJUnit writes the file that --junit-report names: a suite an operation, a
// test a case, which is called by its id without the operation.
func (s *suite) writeJUnit(report Report) {
	all := reporters.JUnitTestSuites{Time: report.RunTime.Seconds()}
	for _, operation := range s.Operations {
		one := reporters.JUnitTestSuite{Name: operation.Key(), Package: report.SuitePath, Timestamp: report.StartTime.Format("2006-01-02T15:04:05")}
		for _, spec := range report.SpecReports {
			if name, ok := strings.CutPrefix(idOf(spec), operation.Key()+"/"); ok {
				add(&one, operation.Key(), name, spec)
			}
		}
		if one.Tests == 0 {
			continue
		}
		all.Tests += one.Tests
		all.Failures += one.Failures
		all.Errors += one.Errors
		all.Disabled += one.Skipped
		all.TestSuites = append(all.TestSuites, one)
	}
	// Ginkgo's name of the file may lie in a folder of its own making, which it moves.
	if err := os.MkdirAll(filepath.Dir(s.junit), 0o770); err != nil {
		Fail(err.Error())
	}
	err := output.Save(context.Background(), s.junit, func(out io.Writer) error {
		if _, err := io.WriteString(out, xml.Header); err != nil {
			return err
		}
		encoder := xml.NewEncoder(out)
		encoder.Indent("", " ")
		return encoder.Encode(all)
	})
	if err != nil {
		Fail(err.Error())
	}
}

// add adds a case that Ginkgo's filters left.
func add(to *reporters.JUnitTestSuite, operation, name string, spec types.SpecReport) {
	if spec.State == types.SpecStateSkipped && spec.Failure.Message == "" || spec.State == types.SpecStatePending {
		return
	}
	one := reporters.JUnitTestCase{Name: name, Classname: operation, Status: spec.State.String(), Time: spec.RunTime.Seconds()}
	to.Tests++
	to.Time += one.Time
	first, _, _ := strings.Cut(spec.Failure.Message, "\n")
	switch {
	case spec.State == types.SpecStatePassed:
	case spec.State == types.SpecStateSkipped:
		to.Skipped++
		one.Skipped = &reporters.JUnitSkipped{Message: spec.Failure.Message}
	case spec.State == types.SpecStateFailed && !strings.HasPrefix(first, "the target could not be asked"):
		to.Failures++
		one.Failure = &reporters.JUnitFailure{Message: first, Type: "failed", Description: spec.Failure.Message}
	default:
		to.Errors++
		one.Error = &reporters.JUnitError{Message: first, Type: spec.State.String(), Description: spec.Failure.Message}
	}
	to.TestCases = append(to.TestCases, one)
}

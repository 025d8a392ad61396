package sdkgate_test

import (
	"flag"
	"fmt"
	"slices"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/sdk"
)

// drivers is where the drivers are; nothing is installed from here.
var drivers = flag.String("drivers", "../../fixtures/sdk", "folder of the drivers")

// baseline lists the differences from the documents that the pinned versions
// have; plumb sdk reads it too.
var baseline = flag.String("baseline", "../../fixtures/sdk/baseline.yaml", "known defects of clients")

var _ = Describe("real clients", func() {
	for _, name := range clients() {
		It(name+" sends and understands what is documented", func(ctx SpecContext) {
			c := installed(name)
			operations, err := specs.Embedded()
			Expect(err).NotTo(HaveOccurred())
			options := sdk.Options{Operations: operations}
			known, err := gate.Load(*baseline, false)
			Expect(err).NotTo(HaveOccurred())
			report, err := sdk.Run(ctx, []sdk.Client{c}, options)
			Expect(err).NotTo(HaveOccurred())
			column := report.Columns[0]
			Expect(column.State).To(Equal(sdk.Ran), column.Reason)
			Expect(report.Hold(known, options, clients(), time.Now())).To(Succeed())
			Expect(differing(report)).To(BeEmpty())
			Expect(report.Baseline.Problems).To(BeEmpty())
		})
	}
})

// clients are the names of the drivers' folders' clients; where the folder
// cannot be read, the spec above says so.
func clients() []string {
	all, err := sdk.Drivers("../../fixtures/sdk")
	if err != nil {
		return []string{"every client"}
	}
	var out []string
	for _, d := range all {
		for _, c := range d.Clients {
			out = append(out, c.Name)
		}
	}
	return out
}

// installed finds a client, and skips the spec with the reason if it is not there.
func installed(name string) sdk.Client {
	found, err := sdk.Drivers(*drivers)
	Expect(err).NotTo(HaveOccurred())
	c := named(found, name)
	if c.Absent != "" {
		Skip(c.Absent)
	}
	return c
}

func named(all []sdk.Driver, name string) sdk.Client {
	for _, d := range all {
		if i := slices.IndexFunc(d.Clients, func(c sdk.Client) bool { return c.Name == name }); i >= 0 {
			return d.Clients[i]
		}
	}
	return sdk.Client{Name: name, Absent: "there is no driver of this name in " + *drivers}
}

// differing gathers what breaks a must or should and is not accepted.
func differing(report *sdk.Report) []string {
	var out []string
	c := report.Columns[0]
	for _, s := range c.Sends {
		for _, f := range s.Findings {
			if f.Level != contract.May && f.Accepted == nil {
				out = append(out, fmt.Sprintf("%s: %s", sdk.CheckID(s.ID, f.Check), f.Detail))
			}
		}
	}
	for _, row := range report.Rows {
		if cell, asked := c.Cells[row.ID]; asked && !cell.Good && cell.Accepted == nil && row.Level != contract.May {
			out = append(out, fmt.Sprintf("%s: %s: %s", row.ID, cell.Outcome, cell.Detail))
		}
	}
	return out
}

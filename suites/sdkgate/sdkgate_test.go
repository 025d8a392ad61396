package sdkgate_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/sdk"
)

// drivers is where the drivers are; nothing is installed from here.
var drivers = flag.String("drivers", "../../fixtures/sdk", "folder of the drivers")

// known are the differences from the documents that the pinned versions have,
// each seen and understood. One that is gone must leave this list.
func known() map[string]string {
	return map[string]string{
		"python-aliyun-smartag sends required": "2.0.4: set_UserNamess does nothing, so UserNames are never sent",
		"python-aliyun-smartag sends value":    "2.0.4: set_UserNamess does nothing, so UserNames are never sent",
		"go-alibaba-typed-xml error":           "1.63.107: a refusal in XML is not read; its code is empty, its message the raw XML",
	}
}

var _ = Describe("real clients", func() {
	var found []sdk.Driver
	var operations []*contract.Operation
	BeforeEach(func() {
		var err error
		operations, err = specs.Embedded()
		Expect(err).NotTo(HaveOccurred())
		found, err = sdk.Drivers(*drivers)
		Expect(err).NotTo(HaveOccurred())
	})
	for _, name := range clients() {
		It(name+" sends and understands what is documented", func(ctx SpecContext) {
			c := named(found, name)
			if c.Absent != "" {
				Skip(c.Absent)
			}
			report, err := sdk.Run(ctx, []sdk.Client{c}, sdk.Options{Operations: operations})
			Expect(err).NotTo(HaveOccurred())
			column := report.Columns[0]
			Expect(column.State).To(Equal(sdk.Ran), column.Reason)
			differences := differing(report)
			for expected := range known() {
				if strings.HasPrefix(expected, name+" ") {
					Expect(differences).To(HaveKey(expected), "a known difference is gone; take it off the list")
					delete(differences, expected)
				}
			}
			Expect(differences).To(BeEmpty())
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

func named(all []sdk.Driver, name string) sdk.Client {
	for _, d := range all {
		if i := slices.IndexFunc(d.Clients, func(c sdk.Client) bool { return c.Name == name }); i >= 0 {
			return d.Clients[i]
		}
	}
	return sdk.Client{Name: name, Absent: "there is no driver of this name in " + *drivers}
}

// differing gathers what breaks a must, by client and check or group.
func differing(report *sdk.Report) map[string][]string {
	out := map[string][]string{}
	c := report.Columns[0]
	for _, s := range c.Sends {
		for _, f := range s.Findings {
			if f.Level == contract.Must {
				key := fmt.Sprintf("%s sends %s", c.Name, f.Check)
				out[key] = append(out[key], s.ID+": "+f.Detail)
			}
		}
	}
	for _, row := range report.Rows {
		if cell, asked := c.Cells[row.ID]; asked && !cell.Good && row.Level == contract.Must {
			key := fmt.Sprintf("%s %s", c.Name, row.Group)
			out[key] = append(out[key], fmt.Sprintf("%s: %s: %s", row.ID, cell.Outcome, cell.Detail))
		}
	}
	return out
}

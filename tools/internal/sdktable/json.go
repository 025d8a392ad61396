package sdktable

import (
	"io"
	"slices"

	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// formatVersion is the version of the JSON format; sdk.schema.json describes it.
const formatVersion = 1

func asJSON(out io.Writer, r *sdk.Report) error {
	whole := *r
	whole.Columns, whole.Rows = slices.Clone(r.Columns), listed(r.Rows)
	for i := range whole.Columns {
		c := &whole.Columns[i]
		c.Sends, c.Description.Operations = listed(slices.Clone(c.Sends)), listed(c.Description.Operations)
		for j := range c.Sends {
			c.Sends[j].Findings = listed(c.Sends[j].Findings)
		}
	}
	return page.JSON(out, struct {
		Format int `json:"format"`
		*sdk.Report
		Counts sdk.Counts `json:"counts"`
	}{formatVersion, &whole, r.Count()})
}

// listed makes an empty list of none: readers need not know null.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

package report

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// SARIF 2.1.0, as far as code scanning reads it.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool     `json:"tool"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Short sarifText `json:"shortDescription"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		Rule         string             `json:"ruleId"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		Line int `json:"startLine"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification,omitempty"`
	}
)

// sarif writes what did not pass: a rule a requirement, a result a case, by its id.
// A known deviation is a result that is suppressed, with its reason.
func sarif(p *sheet) {
	log := sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0"}
	for _, run := range p.Runs {
		out := sarifRun{Tool: sarifTool{sarifDriver{Name: "plumbline", Version: run.Suite, Rules: []sarifRule{}}}, Results: []sarifResult{}}
		seen := map[string]bool{}
		for q, c := range run.each {
			level := c.sarifLevel()
			if level == "" {
				continue
			}
			if !seen[q.ID] {
				seen[q.ID] = true
				out.Tool.Driver.Rules = append(out.Tool.Driver.Rules, sarifRule{ID: q.ID, Short: sarifText{c.Text}})
			}
			out.Results = append(out.Results, p.alert(run, q, c, level))
		}
		log.Runs = append(log.Runs, out)
	}
	_ = page.JSON(p, log) // what the stream says is asked at the end
}

// sarifLevel is how bad a case is, "" if it is not.
func (c *Case) sarifLevel() string {
	switch {
	case c.Outcome == finding.Error, c.fails() && c.Level == contract.Must:
		return "error"
	case c.fails(), c.Outcome == finding.Deviation, c.fresh():
		return "warning"
	case c.worthKnowing():
		return "note"
	}
	return ""
}

func (p *sheet) alert(run *Run, q *Requirement, c *Case, level string) sarifResult {
	file, at := p.at(c)
	out := sarifResult{Rule: q.ID, Level: level, Message: sarifText{c.ID + "\n" + c.annotated()}, Fingerprints: map[string]string{"case/v1": run.Name + " " + c.ID},
		Locations: []sarifLocation{{sarifPhysical{sarifArtifact{file}, sarifRegion{at}}}}}
	if c.Accepted != nil {
		out.Suppressions = []sarifSuppression{{Kind: "external", Justification: c.why()}}
	}
	return out
}

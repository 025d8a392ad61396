package probe_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// unasked are the anchors that no case asks for their own sake, by a word of
// the ids they anchor.
func unasked() map[string]string {
	return map[string]string{
		"/maxItems/at-limit-beside-":          "a single item where the limit is asked; company asks every pair of values",
		"/maxItems/over-limit-beside-GroupId": "no document says that a list and what else speaks in its stead may be sent together",
		"/encoding/":                          "the same names in the usual writing",
	}
}

// An anchor is a request that must be accepted, or the case means nothing: so
// some case says that it must.
func TestEveryAnchorIsAskedItself(t *testing.T) {
	asked := map[string]bool{}
	all := cases(t)
	for _, c := range all {
		switch c.Want.(type) {
		case want.Accepted, want.Orderly:
			asked[judged(c).Key()] = true
		}
	}
	used := map[string]bool{}
	for _, c := range all {
		if c.Anchor == nil || asked[c.Anchor.Key()] {
			continue
		}
		listed := false
		for place := range unasked() {
			if strings.Contains(c.ID, place) {
				listed, used[place] = true, true
			}
		}
		if !listed {
			t.Errorf("%s is compared with a request that no case wants accepted: %v", c.ID, c.Anchor.Args)
		}
	}
	for place, why := range unasked() {
		if !used[place] {
			t.Errorf("no anchor below %s is unasked any more (%s)", place, why)
		}
	}
}

func TestARefusalHasAnAnchorThatDiffers(t *testing.T) {
	for _, c := range cases(t) {
		switch c.Want.(type) {
		case want.Refused, want.RowCode, want.RowStatus, want.RowMessage, want.Denied, want.Ranked:
		default:
			continue
		}
		if c.Anchor == nil {
			t.Errorf("%s has no anchor: a target that refuses everything passes it", c.ID)
			continue
		}
		if c.Anchor.Key() == judged(c).Key() {
			t.Errorf("%s is compared with itself", c.ID)
		}
		if strings.Contains(c.ID, "/gateway/http-method/") {
			continue // no carrier has that method
		}
		if c.Anchor.Carrier.ID != judged(c).Carrier.ID || c.Anchor.Format != judged(c).Format {
			t.Errorf("%s is compared with a request by another carrier or in another format", c.ID)
		}
	}
}

func TestMustRestsOnTheOperationsOwnDocument(t *testing.T) {
	for _, c := range cases(t) {
		if c.Level == contract.Must && !c.Origin.Sources.Stated() {
			t.Errorf("%s is a must, but only the common pages (%s) say so", c.ID, c.Origin.Sources)
		}
	}
}

// relationsSaid are the relations that a cell states outright: the rows are of who
// was asked for, and of each of them (000:19, 002:21), Type 3 is the sum of up and
// down (003:33), a blank AccessRegion is all regions (003:35), the devices of a list
// are counted (003:37) as a sum (003:95), a point is an hour or a day (003:34), between
// begin and end (003:31, 003:32), maximum, average and whole are those of the period
// (003:43-45), each kind of gateway is asked for by itself (003:36), the month is that in
// which the traffic is (000:27), a user is who bears the name
// (000:46, 002:40), the address is that of a file (004:46), and its traffic that of the
// device, the time, the region and the gateways that were asked for (004:32-40).
func relationsSaid() []string {
	return []string{"only-names-asked", "both-is-the-sum", "regions-make-everywhere", "blank-region-is-every-region",
		"several-are-each", "several-devices-are-the-sum", "a-point-an-interval", "points-in-the-period", "order-of-devices",
		"total-of-the-points", "maximum-of-the-points", "average-of-the-points", "average-not-above-maximum", "maximum-not-above-total",
		"halves-make-the-period", "hours-make-days", "gateway-types-apart", "months-apart", "own-spelling", "file-is-there", "file-is-of-what-was-asked"}
}

func TestMustIsNothingThatNoDocumentSays(t *testing.T) {
	for _, c := range cases(t) {
		if c.Level != contract.Must {
			continue
		}
		switch c.Want.(type) {
		case want.RowCode, want.RowStatus:
			if strings.Contains(violations(t, judged(c)), "maxItems") {
				t.Errorf("%s: no document names the code for more items than the limit", c.ID)
			}
		case want.Denied, want.Ranked:
			t.Errorf("%s: the gateway and precedence are no must", c.ID)
		}
		said := slices.ContainsFunc(relationsSaid(), func(id string) bool { return strings.Contains(c.ID, "/relations/"+id+"/") })
		if strings.Contains(c.ID, "/relations/") && !said {
			t.Errorf("%s: what the documents only entail is no must", c.ID)
		}
		if c.Profile == contract.Gateway && strings.Contains(c.ID, "/gateway/") { // what the document says holds whatever the signature
			t.Errorf("%s: no operation document says anything of the gateway", c.ID)
		}
	}
}

package probe

import "github.com/plumbline/plumbline/specs/contract"

// way is a carrier and a format, and the words that tell cases apart by them:
// nothing for the printed way, "-by-post", "-in-xml" or both.
type way struct {
	carrier contract.Carrier
	format  contract.Format
	suffix  string
}

// ways gives every carrier with every format, the printed way first.
func (a *Asker) ways() []way {
	var out []way
	for i, carrier := range a.op.Carriers {
		for j, format := range a.op.Formats {
			w := way{carrier: carrier, format: format.Format}
			if i > 0 {
				w.suffix += "-by-" + carrier.ID
			}
			if j > 0 {
				w.suffix += "-in-" + string(format.Format)
			}
			if len(a.op.Formats) == 1 {
				w.format = "" // a protocol with one format has no word to ask for it
			}
			out = append(out, w)
		}
	}
	return out
}

// carrierWays gives every carrier, in the first format.
func (a *Asker) carrierWays() []way {
	var out []way
	for _, w := range a.ways() {
		if w.format == "" || w.format == a.op.Formats[0].Format {
			out = append(out, w)
		}
	}
	return out
}

// printed is the way that the document prints.
func (a *Asker) printed() way { return a.ways()[0] }

// wayOf finds a way.
func (a *Asker) wayOf(carrier string, format contract.Format) way {
	for _, w := range a.ways() {
		if w.carrier.ID == carrier && w.format == format {
			return w
		}
	}
	return a.printed()
}

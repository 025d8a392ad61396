package traffic

// undecidedFamily is a family of cases that recordings do not decide, and why.
type undecidedFamily struct{ family, reason string }

const (
	ofTheAccount = "whether a right request must be accepted depends on what the account has, which a recording does not say"
	compared     = "it compares answers to requests that are made for it"
	onPurpose    = "only a request that is made for it shows it"
)

func undecidedFamilies() []undecidedFamily {
	return []undecidedFamily{
		{"carrier", ofTheAccount}, {"examples", ofTheAccount}, {"optional", ofTheAccount}, {"placeholder", ofTheAccount}, {"company", ofTheAccount},
		{"enum", ofTheAccount}, {"maxItems", ofTheAccount}, {"format", ofTheAccount}, {"limits", ofTheAccount}, {"pattern", ofTheAccount},
		{"errors", "whether a name exists, or is well-formed, a recording does not say"}, {"rows", ofTheAccount}, {"order", ofTheAccount},
		{"encoding", compared}, {"items", compared}, {"precedence", onPurpose}, {"twins", compared}, {"notes", onPurpose},
		{"sequence", compared}, {"relations", compared}, {"required", onPurpose}, {"exclusive", onPurpose}, {"type", onPurpose}, {"beside", onPurpose},
		{"gateway", onPurpose}, {"liberties", ofTheAccount}, {"signings", compared}, {"rate", onPurpose},
	}
}

// Undecidable says why recordings do not decide the cases of a family, of those
// that no wrong request and no look at all answers decides; "" if they do.
func Undecidable(family string) string {
	for _, l := range undecidedFamilies() {
		if l.family == family {
			return l.reason
		}
	}
	return ""
}

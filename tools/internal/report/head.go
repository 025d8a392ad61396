package report

import (
	"crypto/sha256"
	"encoding/base64"
)

// Head is the head of a page in the style of the reports, with rules of its own
// besides and no script: what another report is rendered under.
func Head(title, rules string) string { return head(title, "", style, rules) }

// head begins a page that needs nothing but itself. Its policy allows these
// styles and this script, known by their digests, and nothing else.
func head(title, script string, styles ...string) string {
	allowed, sheets := "", ""
	for _, text := range styles {
		allowed += " " + digest(text)
		sheets += "<style>" + text + "</style>\n"
	}
	if script != "" {
		script = "; script-src " + digest(script)
	}
	return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src" +
		allowed + script + "; base-uri 'none'; form-action 'none'\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n" +
		"<meta name=\"referrer\" content=\"no-referrer\">\n<title>" + h(title) + "</title>\n" + sheets + "</head>\n<body>\n"
}

// digest is how a policy knows a style or a script.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

package page

import (
	"crypto/sha256"
	_ "embed" // the style of all pages
	"encoding/base64"
	"strings"
)

//go:embed page.css
var theme string

//go:embed bar.js
var script string

// Script is that of all pages: it turns between light and dark, and lets the entries of
// a page with a Filter be filtered. A page that adds its own writes it behind.
func Script() string { return script }

// Filter is the bar of a page whose entries are what a CSS selector finds, "" if the page
// filters them itself; only with Script is it seen.
func Filter(entries string) string {
	return `<form class="bar" id="bar" hidden data-of="` + HTML(entries) + `"><input type="search" id="find" placeholder="Filter by text" aria-label="Filter by text" autocomplete="off" spellcheck="false">` +
		`<output id="shown"></output><button type="button" id="theme" title="light or dark">theme</button></form>` + "\n"
}

// Head begins an HTML page in the one style, up to and with <body>. The page
// needs nothing but itself: its policy allows this style, the rules that a page
// adds to it and its script ("" for none), known by their digests, and nothing
// else, so that nothing of an answer could run or load even if it were not escaped.
func Head(title, script string, rules ...string) string {
	allowed, sheets := "", ""
	for _, text := range append([]string{theme}, rules...) {
		allowed += " " + digest(text)
		sheets += "<style>" + text + "</style>\n"
	}
	if script != "" {
		script = "; script-src " + digest(script)
	}
	return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src" +
		allowed + script + "; base-uri 'none'; form-action 'none'\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n" +
		"<meta name=\"referrer\" content=\"no-referrer\">\n<title>" + HTML(title) + "</title>\n" + sheets + "</head>\n<body>\n"
}

// LiveHead is Head for a page that is told more by the server it came from.
func LiveHead(title, script string, rules ...string) string {
	return strings.Replace(Head(title, script, rules...), "default-src 'none'; ", "default-src 'none'; connect-src 'self'; ", 1)
}

// digest is how a policy knows a style or a script.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

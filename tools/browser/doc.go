// Package browser opens the HTML pages in real browsers: headless Chromium and Firefox.
//
// It has tests only, and is a module of its own, so that nobody who wants a
// verdict downloads a browser's driver:
//
//	cd tools/browser && go test ./...
//
// Where there is no Chromium, or no Firefox, its tests are skipped and say so.
// PLUMB_SCREENSHOTS=DIR leaves pictures to look at; PLUMB_RECORDINGS=DIR the archive
// that Chromium's developer tools exported.
package browser

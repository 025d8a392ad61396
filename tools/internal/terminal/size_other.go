//go:build !unix

package terminal

import "os"

// columns takes a character device for a terminal of the usual width.
func columns(file *os.File) (n int, ok bool) {
	info, err := file.Stat()
	return usualWidth, err == nil && info.Mode()&os.ModeCharDevice != 0
}

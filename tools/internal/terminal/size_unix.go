//go:build unix

package terminal

import (
	"os"

	"golang.org/x/sys/unix"
)

// columns asks the terminal for its width; ok is false for what is none.
func columns(file *os.File) (n int, ok bool) {
	size, err := unix.IoctlGetWinsize(int(file.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0, false
	}
	if size.Col == 0 {
		return usualWidth, true
	}
	return int(size.Col), true
}

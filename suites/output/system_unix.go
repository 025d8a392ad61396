//go:build unix

package output

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// inherited tells a name that stands for a stream the process was given, like
// /dev/stdout. Where that is a file it may hold what others wrote before, so
// that it is continued and not replaced.
func inherited(name string) bool {
	_, ok := descriptor(name)
	return ok
}

// descriptor is the number of the stream that a name stands for.
func descriptor(name string) (int, bool) {
	switch name = filepath.Clean(name); name {
	case "/dev/stdout":
		return unix.Stdout, true
	case "/dev/stderr":
		return unix.Stderr, true
	}
	for _, folder := range []string{"/dev/fd/", "/proc/self/fd/"} {
		if number, ok := strings.CutPrefix(name, folder); ok {
			n, err := strconv.Atoi(number)
			return n, err == nil && n >= 0
		}
	}
	return 0, false
}

// open opens what is no regular file, to be written to as it is.
func open(ctx context.Context, name string) (*os.File, error) {
	if n, ok := descriptor(name); ok {
		copied, err := unix.Dup(n)
		if err != nil {
			return nil, err
		}
		unix.CloseOnExec(copied)
		return os.NewFile(uintptr(copied), name), nil
	}
	const pause = 20 * time.Millisecond
	for {
		// Without waiting: a pipe is opened once somebody reads it, which may be never.
		file, err := os.OpenFile(name, os.O_WRONLY|unix.O_NONBLOCK, 0)
		if !errors.Is(err, unix.ENXIO) {
			return file, err
		}
		select {
		case <-ctx.Done():
			return nil, errors.New("nobody reads from it")
		case <-time.After(pause):
		}
	}
}

// ends lets a write that waits for a reader fail when ctx ends; the function it
// returns ends that.
func ends(ctx context.Context, file *os.File) func() {
	stop := context.AfterFunc(ctx, func() { _ = file.SetWriteDeadline(time.Unix(1, 0)) })
	return func() { stop() }
}

// lock takes a file for this process, or errs if another has it.
func lock(file *os.File, name string) error {
	err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return fmt.Errorf("output %s: a run that has not ended is writing to it; wait for it, or name another file", name)
	}
	return nil // where files cannot be locked, nobody has it
}

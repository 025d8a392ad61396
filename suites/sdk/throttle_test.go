//go:build unix

package sdk_test

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// throttled begins the way of a driver that runs another command and lets it have
// a tenth of the time.
const throttled = "throttled "

// throttle runs a command with this process's streams, stopped for nine tenths of
// the time. Whoever ends this process's group ends it too.
func throttle(words []string) error {
	c := exec.Command(words[0], words[1:]...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := c.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	for {
		_ = c.Process.Signal(syscall.SIGSTOP) // one that has ended is told below
		time.Sleep(18 * time.Millisecond)
		_ = c.Process.Signal(syscall.SIGCONT)
		select {
		case err := <-ended:
			return err
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// throttling tells whether a way is that of a throttled command, and runs it.
func throttling(way string) (is bool, err error) {
	command, is := strings.CutPrefix(way, throttled)
	if !is {
		return false, nil
	}
	return true, throttle(strings.Fields(command))
}

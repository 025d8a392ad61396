//go:build unix

package sdk

import (
	"os/exec"
	"syscall"
)

// ownGroup lets a driver be ended together with what it starts: npm and tccli
// are scripts that start others.
func ownGroup(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func kill(c *exec.Cmd) {
	if c.Process != nil && syscall.Kill(-c.Process.Pid, syscall.SIGKILL) != nil {
		_ = c.Process.Kill()
	}
}

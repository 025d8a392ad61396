//go:build !unix

package sdk

import "os/exec"

func ownGroup(*exec.Cmd) {}

func kill(c *exec.Cmd) {
	if c.Process != nil {
		_ = c.Process.Kill()
	}
}

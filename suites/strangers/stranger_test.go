package strangers_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// stranger is a program of fixtures/strangers, as its stranger.json describes it.
type stranger struct {
	name, folder string
	// port is the first of those that its ways are served on.
	port    int
	Needs   []string `json:"needs"`   // programs that it is run with
	Command []string `json:"command"` // run in its folder; --list, --many and --target are appended
	// Waives are requirements that its right server breaks knowingly; its README says why.
	Waives []string `json:"waives"`
	// Keys are what requests to it are signed with, by the variables that plumb reads;
	// one without checks no signature.
	Keys map[string]string `json:"keys"`
}

// way is one way for a stranger to be: right, legal but unusual, or wrong.
type way struct {
	Way       string `json:"way"`
	Kind      string `json:"kind"`  // right, legal or fault
	Group     string `json:"group"` // of a fault: single, combination, data, …
	Operation string `json:"operation"`
	Level     string `json:"level"` // must, should or common
	Says      string `json:"says"`
	Cite      string `json:"cite"`
	At        string `json:"at"` // the parameter, field or code concerned
}

func readStranger(folder string, port int) (stranger, error) {
	s := stranger{name: filepath.Base(folder), folder: folder, port: port}
	data, err := os.ReadFile(filepath.Join(folder, "stranger.json"))
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err == nil && len(s.Command) == 0 {
		err = fmt.Errorf("%s/stranger.json names no command", folder)
	}
	return s, err
}

// run gives the command with further arguments, in the stranger's folder.
func (s stranger) run(args ...string) *exec.Cmd {
	command := exec.Command(s.Command[0], append(s.Command[1:len(s.Command):len(s.Command)], args...)...)
	command.Dir = s.folder
	command.Stderr = os.Stderr
	return command
}

// ways asks the stranger how it can be.
func (s stranger) ways() ([]way, error) {
	out, err := s.run("--list").Output()
	if err != nil {
		return nil, fmt.Errorf("%s --list: %w", s.name, err)
	}
	var all []way
	for line := range bytes.Lines(out) {
		var w way
		if err := json.Unmarshal(line, &w); err != nil {
			return nil, fmt.Errorf("%s --list prints %q: %w", s.name, line, err)
		}
		all = append(all, w)
	}
	return all, nil
}

// serve starts the ways, one a port from s.port on, and waits until all listen.
func (s stranger) serve(ways []way) (stop func(), err error) {
	args := []string{"--many", strconv.Itoa(s.port)}
	for _, w := range ways {
		args = append(args, w.Way)
	}
	command := s.run(args...)
	in, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	stop = func() {
		_ = in.Close()
		_ = command.Process.Kill()
		_ = command.Wait()
	}
	ready := make(chan bool, 1)
	go func() {
		line, _ := bufio.NewReader(out).ReadString('\n')
		ready <- line == "ready\n"
	}()
	select {
	case ok := <-ready:
		if ok {
			return stop, nil
		}
	case <-time.After(time.Minute):
	}
	stop()
	return nil, errors.New(s.name + " --many did not say that it is ready")
}

// target writes the target file for the way on a port.
func (s stranger) target(port int, folder string) (string, error) {
	out, err := s.run("--target", strconv.Itoa(port)).Output()
	if err != nil {
		return "", fmt.Errorf("%s --target: %w", s.name, err)
	}
	file := filepath.Join(folder, strconv.Itoa(port)+".yaml")
	return file, os.WriteFile(file, out, 0o600)
}

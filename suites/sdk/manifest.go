package sdk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Driver is one folder of drivers: what it needs, how it is installed, and the
// clients that are behind it.
type Driver struct {
	Dir string `json:"-"`
	// Needs are the programs that must be on the PATH.
	Needs []string `json:"needs"`
	// Commands make it runnable, in its folder, in order.
	Commands [][]string `json:"install"`
	// Made is a path in its folder that is there once it is installed.
	Made string `json:"made"`
	// Clients are the columns that it makes.
	Clients []Client `json:"clients"`
}

// Client is one client with one way to use it: a column of the table.
type Client struct {
	Name    string   `json:"name"`
	Command []string `json:"command"`
	Dir     string   `json:"-"`
	// Absent says why it cannot be asked, "" if it can. Broken is true where that
	// is an install that failed, and not what this machine lacks.
	Absent string `json:"-"`
	Broken bool   `json:"-"`

	within Loop // for a client in this process, which has no Command
}

// Drivers reads the driver.json of every folder below dir, in the order of their
// names. A new client is a new folder and nothing else. It errs if there is none,
// if one is not as a driver.json must be, and for two clients of one name.
func Drivers(dir string) ([]Driver, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "driver.json"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no driver in %s: no folder there has a driver.json", dir)
	}
	slices.Sort(files)
	seen := map[string]string{}
	var out []Driver
	for _, file := range files {
		d, err := readDriver(file)
		if err != nil {
			return nil, err
		}
		for _, c := range d.Clients {
			if other, twice := seen[c.Name]; twice {
				return nil, fmt.Errorf("%s: client %q stands in %s too", file, c.Name, other)
			}
			seen[c.Name] = file
		}
		out = append(out, d)
	}
	return out, nil
}

func readDriver(file string) (Driver, error) {
	var d Driver
	data, err := os.ReadFile(file)
	if err != nil {
		return d, err
	}
	if err := json.Unmarshal(data, &d); err != nil {
		return d, fmt.Errorf("%s: %w", file, err)
	}
	if d.Dir, err = filepath.Abs(filepath.Dir(file)); err != nil {
		return d, err
	}
	absent := d.absent()
	for i := range d.Clients {
		c := &d.Clients[i]
		if c.Name == "" || len(c.Command) == 0 {
			return d, fmt.Errorf("%s: client %d lacks its name or command", file, i+1)
		}
		c.Dir, c.Absent = d.Dir, absent
	}
	return d, nil
}

// absent says why the driver cannot run now.
func (d *Driver) absent() string {
	if reason := d.lacks(); reason != "" {
		return reason
	}
	for _, made := range []string{d.Made, installed} {
		if _, err := os.Stat(filepath.Join(d.Dir, made)); errors.Is(err, fs.ErrNotExist) && (made == d.Made || len(d.Commands) > 0) {
			return "not installed; plumb sdk --install does it"
		}
	}
	return ""
}

// installed is a file that stands in a driver's folder once all its install
// commands are done: what they make is there before they are.
const installed = ".installed"

// longest is how long one install command may take.
const longest = 20 * time.Minute

// lacks names the tool chain that is missing.
func (d *Driver) lacks() string {
	for _, tool := range d.Needs {
		if _, err := exec.LookPath(tool); err != nil {
			return tool + " is not on this machine"
		}
	}
	return ""
}

// Install runs a driver's install commands; told is called with each. One that
// fails leaves the driver's clients broken, with the end of what it printed; a
// tool chain that is missing leaves them absent.
func (d *Driver) Install(ctx context.Context, told func(command string)) {
	var err error
	reason := d.lacks()
	if reason == "" {
		if err = d.installed(ctx, told); err != nil {
			reason = err.Error()
		} else {
			reason = d.absent()
		}
	}
	for i := range d.Clients {
		d.Clients[i].Absent, d.Clients[i].Broken = reason, err != nil
	}
}

func (d *Driver) installed(ctx context.Context, told func(command string)) error {
	mark := filepath.Join(d.Dir, installed)
	if err := os.Remove(mark); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, words := range d.Commands {
		told(strings.Join(words, " "))
		if err := installing(ctx, d.Dir, words); err != nil {
			return fmt.Errorf("install: %s: %w", strings.Join(words, " "), err)
		}
	}
	return os.WriteFile(mark, nil, 0o644)
}

// installing runs one command, within a limit, and gives the end of what it
// printed if it fails. What it started ends with it.
func installing(ctx context.Context, dir string, words []string) error {
	ctx, cancel := context.WithTimeoutCause(ctx, longest, fmt.Errorf("not done within %s", longest))
	defer cancel()
	printed := &tail{}
	command := exec.CommandContext(ctx, words[0], words[1:]...)
	command.Dir, command.Stdout, command.Stderr, command.WaitDelay = dir, printed, printed, time.Second
	ownGroup(command)
	command.Cancel = func() error { kill(command); return nil }
	err := command.Run()
	kill(command)
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	if err == nil || errors.Is(err, exec.ErrWaitDelay) {
		return nil
	}
	return fmt.Errorf("%w: %s", err, printed.end())
}

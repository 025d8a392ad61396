package sdk

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Driver is one folder of drivers: what it needs, how it is installed, and the
// clients that are behind it.
type Driver struct {
	Dir string `json:"-"`
	// Needs are the programs that must be on the PATH.
	Needs []string `json:"needs"`
	// Install are the commands that make it runnable, in its folder, in order.
	Install [][]string `json:"install"`
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
	// Absent says why it cannot be asked, "" if it can.
	Absent string `json:"-"`

	within Loop // for a client in this process, which has no Command
}

// Drivers reads the driver.json of every folder below dir, in the order of
// their names. A new client is a new folder and nothing else.
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
	if _, err := os.Stat(filepath.Join(d.Dir, d.Made)); errors.Is(err, fs.ErrNotExist) {
		return "not installed; plumb sdk --install does it"
	}
	return ""
}

// lacks names the tool chain that is missing.
func (d *Driver) lacks() string {
	for _, tool := range d.Needs {
		if _, err := exec.LookPath(tool); err != nil {
			return tool + " is not on this machine"
		}
	}
	return ""
}

// Installed runs the driver's install commands and says in one line why it
// failed; told is called with each command. What is there already is not made again.
func (d *Driver) Installed(told func(command string)) error {
	if reason := d.lacks(); reason != "" {
		return errors.New(reason)
	}
	for _, words := range d.Install {
		told(strings.Join(words, " "))
		command := exec.Command(words[0], words[1:]...)
		command.Dir = d.Dir
		if out, err := command.CombinedOutput(); err != nil {
			lines := strings.Split(strings.TrimSpace(string(out)), "\n")
			return fmt.Errorf("%s: %w: %s", strings.Join(words, " "), err, excerpt(lines[len(lines)-1]))
		}
	}
	for i := range d.Clients {
		d.Clients[i].Absent = d.absent()
	}
	return nil
}

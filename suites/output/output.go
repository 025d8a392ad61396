// Package output writes the files that users name. Such a file is never lost: it
// takes its new content in one step or stays as it was; one that is also read is
// refused beforehand; a link keeps pointing where it does, and a device or a
// pipe stays what it is.
package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Check finds what stands against writing to a file, before any work is done: it
// is a folder, it has none, it may not be written, a run is writing to it, or it
// is one of the inputs, under this or another name. Of an input that is a folder
// the YAML documents below it are meant. Inputs that are no files are passed
// over. The error is the user's to mend, and names the file as they did.
func Check(name string, inputs ...string) error {
	file, info, err := find(name)
	if err != nil {
		return err
	}
	for _, input := range inputs {
		if input != "" && isRead(file, info, input) {
			return fmt.Errorf("output %s: it is read too, as %s; name another file", name, input)
		}
	}
	if info == nil || !info.Mode().IsRegular() {
		return nil
	}
	existing, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("output %s: %w", name, withoutName(err))
	}
	defer existing.Close()
	return lock(existing, name)
}

// find follows a name to the file that is meant: the end of its links. info is
// nil if nothing is there yet, in a folder that is.
func find(name string) (file string, info fs.FileInfo, err error) {
	if name == "" {
		return "", nil, errors.New("output: the name of the file is empty")
	}
	const longest = 40 // links, as the kernel has it
	file = name
	for range longest {
		target, err := os.Readlink(file)
		if err != nil {
			break // the end of the links
		}
		if inherited(file) { // what /dev/stdout is opened as has no name of its own
			break
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(file), target)
		}
		file = target
	}
	info, err = os.Stat(file)
	switch {
	case err == nil && info.IsDir():
		return "", nil, fmt.Errorf("output %s: it is a folder; name a file in it", name)
	case err == nil:
		return file, info, nil
	case !errors.Is(err, fs.ErrNotExist):
		return "", nil, fmt.Errorf("output %s: %w", name, withoutName(err))
	}
	folder := filepath.Dir(file)
	if in, err := os.Stat(folder); err != nil || !in.IsDir() {
		return "", nil, fmt.Errorf("output %s: there is no folder %s", name, folder)
	}
	return file, nil, nil
}

// isRead tells whether a file is an input, or a document below it.
func isRead(file string, info fs.FileInfo, input string) bool {
	read, err := os.Stat(input)
	switch {
	case info == nil: // neither may be there yet, as a baseline that is to be made
		return err != nil && absolute(file) == absolute(input)
	case err != nil:
		return false
	case read.IsDir():
		extension := filepath.Ext(file)
		return (extension == ".yaml" || extension == ".yml") && strings.HasPrefix(absolute(file), absolute(input)+string(filepath.Separator))
	}
	return os.SameFile(info, read) && info.Mode()&os.ModeCharDevice == 0
}

// absolute is a name without links on the way to it, as far as that can be said.
func absolute(name string) string {
	if full, err := filepath.Abs(name); err == nil {
		name = full
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		return real
	}
	if real, err := filepath.EvalSymlinks(filepath.Dir(name)); err == nil {
		return filepath.Join(real, filepath.Base(name))
	}
	return name
}

// Save gives a file the content that write makes: first to a temporary file
// beside it, which then takes its place and its mode. If anything fails the file
// stays as it was. Devices and pipes are written to as write goes; a pipe that
// nobody reads is waited for until ctx ends.
func Save(ctx context.Context, name string, write func(io.Writer) error) error {
	file, info, err := find(name)
	if err != nil {
		return err
	}
	if inherited(file) || info != nil && !info.Mode().IsRegular() {
		return through(ctx, name, file, write)
	}
	temporary, err := beside(file)
	if err != nil {
		return fmt.Errorf("output %s: %w", name, withoutName(err))
	}
	defer os.Remove(temporary.Name()) // nothing is there once it is renamed
	err = write(temporary)
	for _, next := range []func() error{
		func() error { return keepMode(temporary, info) }, temporary.Sync, temporary.Close,
		func() error { return os.Rename(temporary.Name(), file) },
	} {
		if err == nil {
			err = next()
		}
	}
	if err != nil {
		_ = temporary.Close()
		return fmt.Errorf("output %s: %w; the file is as it was", name, withoutName(err))
	}
	return nil
}

// Text makes the content of Save of what is there already.
func Text(text []byte) func(io.Writer) error {
	return func(out io.Writer) error {
		_, err := out.Write(text)
		return err
	}
}

// beside makes a file in the folder of another, with the mode of new files.
func beside(file string) (*os.File, error) {
	name := "." + filepath.Base(file) + "." + strconv.FormatUint(rand.Uint64(), 36)
	return os.OpenFile(filepath.Join(filepath.Dir(file), name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
}

// keepMode gives a file the mode of the one whose place it takes, if there is one.
func keepMode(file *os.File, of fs.FileInfo) error {
	if of == nil {
		return nil
	}
	return file.Chmod(of.Mode().Perm())
}

// through writes to a device, a pipe or a stream that the process was given.
func through(ctx context.Context, name, file string, write func(io.Writer) error) error {
	out, err := open(ctx, file)
	if err != nil {
		return fmt.Errorf("output %s: %w", name, withoutName(err))
	}
	defer ends(ctx, out)()
	err = write(out)
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("output %s: %w", name, withoutName(err))
	}
	return nil
}

// withoutName leaves out of an error the name of a file that the user did not give.
func withoutName(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

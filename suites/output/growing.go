package output

import (
	"context"
	"fmt"
	"io/fs"
	"os"
)

// Growing is a file that is written as things happen, and read meanwhile: what
// has been written stays, however the program ends. While it is open no second
// Growing has the same file.
type Growing struct {
	file *os.File
	name string
	// begun tells that the first line was written: then what was there before is gone.
	begun, made, regular bool
	end                  func()
}

// Grow opens a file to be written as things happen. What it holds stays until
// the first write. It errs if another process is writing to it; the lock is
// the kernel's and ends with the process. ctx ends the wait for a pipe's reader.
func Grow(ctx context.Context, name string) (*Growing, error) {
	file, info, err := find(name)
	if err != nil {
		return nil, err
	}
	g := &Growing{name: name, made: info == nil, regular: !inherited(file) && (info == nil || info.Mode().IsRegular())}
	if g.regular {
		g.file, err = os.OpenFile(file, os.O_CREATE|os.O_WRONLY, fs.FileMode(0o666))
	} else {
		g.file, err = open(ctx, file)
	}
	if err != nil {
		return nil, fmt.Errorf("output %s: %w", name, withoutName(err))
	}
	if g.regular {
		if err := lock(g.file, name); err != nil {
			_ = g.file.Close()
			return nil, err
		}
	}
	g.end = ends(ctx, g.file)
	return g, nil
}

// Write appends; the first one takes away what was there before. The error, of
// the disk or the device, names the file as the user did.
func (g *Growing) Write(text []byte) (int, error) {
	if !g.begun && g.regular {
		if err := g.file.Truncate(0); err != nil {
			return 0, fmt.Errorf("output %s: %w", g.name, withoutName(err))
		}
	}
	g.begun = true
	n, err := g.file.Write(text)
	if err != nil {
		return n, fmt.Errorf("output %s: %w", g.name, withoutName(err))
	}
	return n, nil
}

// Close lets the file go. One that was made and never written to is taken away.
// The error is the system's.
func (g *Growing) Close() error {
	g.end()
	if g.made && !g.begun {
		_ = os.Remove(g.file.Name())
	}
	return g.file.Close()
}

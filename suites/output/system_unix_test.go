//go:build unix

package output_test

import (
	"bufio"
	"context"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/plumbline/plumbline/suites/output"
)

// pipe makes a FIFO.
func pipe(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "p")
	if err := unix.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestAPipeStaysAPipe(t *testing.T) {
	name := pipe(t)
	read := make(chan string)
	go func() {
		time.Sleep(30 * time.Millisecond) // the reader comes late
		in, err := os.Open(name)
		if err != nil {
			read <- err.Error()
			return
		}
		text, _ := bufio.NewReader(in).ReadString('\n')
		in.Close()
		read <- text
	}()
	if err := output.Save(context.Background(), name, output.Text([]byte("a line\n"))); err != nil {
		t.Fatal(err)
	}
	if got := <-read; got != "a line\n" {
		t.Errorf("read %q", got)
	}
	if info, err := os.Lstat(name); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("it is no pipe any more: %v", err)
	}
}

func TestNoPipeIsWaitedForWithoutEnd(t *testing.T) {
	name := pipe(t)
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(30*time.Millisecond, cancel)
	if err := output.Save(ctx, name, output.Text([]byte("x"))); err == nil || !strings.HasSuffix(err.Error(), ": nobody reads from it") {
		t.Errorf("a pipe without a reader: %v", err)
	}
	// A reader that has stopped reading: the pipe is full, the write waits.
	in, err := os.OpenFile(name, os.O_RDONLY|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	ctx, cancel = context.WithCancel(context.Background())
	time.AfterFunc(30*time.Millisecond, cancel)
	if err := output.Save(ctx, name, output.Text(make([]byte, 1<<21))); err == nil {
		t.Error("a reader that does not read was written to")
	}
}

func TestADeviceStaysADevice(t *testing.T) {
	before, err := os.Stat("/dev/full")
	if err != nil {
		t.Skip("there is no /dev/full here")
	}
	if err := output.Save(context.Background(), "/dev/full", output.Text([]byte("x"))); err == nil || err.Error() != "output /dev/full: no space left on device" {
		t.Errorf("got %v", err)
	}
	if after, err := os.Stat("/dev/full"); err != nil || !os.SameFile(before, after) {
		t.Error("the device was replaced")
	}
}

// What the process was given as stdout is continued, even where it is a file.
func TestStdoutIsContinued(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "out.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := io.WriteString(file, "before\n"); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join("/dev/fd", strconv.Itoa(int(file.Fd())))
	if _, err := os.Stat(name); err != nil {
		t.Skip("there is no /dev/fd here")
	}
	if err := output.Save(context.Background(), name, output.Text([]byte("report\n"))); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(file, "after\n"); err != nil {
		t.Fatal(err)
	}
	holds(t, file.Name(), "before\nreport\nafter\n")
}

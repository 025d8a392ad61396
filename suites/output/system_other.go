//go:build !unix

package output

import (
	"context"
	"os"
)

func inherited(string) bool { return false }

func open(_ context.Context, name string) (*os.File, error) { return os.OpenFile(name, os.O_WRONLY, 0) }

func ends(context.Context, *os.File) func() { return func() {} }

func lock(*os.File, string) error { return nil }

package sides

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os/exec"
	"path"
	"strings"
)

// withPath gives a revision its path: the folder specs, unless it names another.
func withPath(name string) string {
	if strings.Contains(name, ":") {
		return name
	}
	return name + ":specs"
}

// maxArchive bounds what is read of a revision.
const maxArchive = 64 << 20

// atRevision reads the files of a git revision without touching the work tree,
// and says what stands before their names in locations.
func atRevision(ctx context.Context, name string) (files fs.FS, prefix string, err error) {
	at, below, _ := strings.Cut(withPath(name), ":")
	below = path.Clean(below)
	if _, err := exec.LookPath("git"); err != nil {
		return nil, "", fmt.Errorf("%s: no such file or folder, and git, which could know it as a revision, is not there", name)
	}
	commit, err := git(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", at+"^{commit}")
	if err != nil {
		return nil, "", fmt.Errorf("%s: no such file, folder, built-in document or git revision", name)
	}
	kind, err := git(ctx, "cat-file", "-t", strings.TrimSpace(string(commit))+":./"+below)
	if err != nil {
		return nil, "", fmt.Errorf("%s: the revision %s has no %s", name, at, below)
	}
	archive, err := git(ctx, "archive", "--format=zip", strings.TrimSpace(string(commit)), "--", below)
	switch {
	case err != nil:
		return nil, "", fmt.Errorf("%s: %w", name, err)
	case len(archive) > maxArchive:
		return nil, "", fmt.Errorf("%s: more than %d MB of files: name the folder that holds the documents, REVISION:FOLDER", name, maxArchive>>20)
	}
	all, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", name, err)
	}
	if strings.TrimSpace(string(kind)) == "blob" {
		files, err := fs.Sub(all, path.Dir(below))
		return one{files, path.Base(below)}, at + ":" + strings.TrimSuffix(below, path.Base(below)), err
	}
	files, err = fs.Sub(all, below)
	return files, at + ":" + strings.TrimSuffix(below, "/") + "/", err
}

// git runs git and gives what it prints.
func git(ctx context.Context, args ...string) ([]byte, error) {
	var out, told bytes.Buffer
	c := exec.CommandContext(ctx, "git", args...)
	c.Stdout, c.Stderr = &out, &told
	if err := c.Run(); err != nil {
		text, _, _ := strings.Cut(strings.TrimSpace(told.String()), "\n")
		return nil, fmt.Errorf("git %s: %s", args[0], text)
	}
	return out.Bytes(), nil
}

package sides

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"path"
	"strconv"
	"strings"
)

// withPath gives a revision its path: the folder specs, unless it names another.
func withPath(name string) string {
	if strings.Contains(name, ":") {
		return name
	}
	return name + ":specs"
}

// maxRevision bounds what is read of a revision.
const maxRevision = 64 << 20

// atRevision lists and reads the documents of a git revision without touching the
// work tree. What attributes say of exports makes no difference.
func atRevision(ctx context.Context, name string) (*files, error) {
	at, below, _ := strings.Cut(withPath(name), ":")
	below = path.Clean(below)
	if _, err := exec.LookPath("git"); err != nil {
		return nil, fmt.Errorf("%s: no such file or folder, and git, which could know it as a revision, is not there", name)
	}
	commit, err := git(ctx, "", "rev-parse", "--verify", "--quiet", "--end-of-options", at+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%s: no such file, folder, built-in document or git revision%s%s", name, meant(name), shallow(ctx))
	}
	object := commit + ":./" + below
	kind, err := git(ctx, "", "cat-file", "-t", object)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: the revision %s has no %s", name, at, below)
	case kind == "commit":
		return nil, fmt.Errorf("%s: %s is a submodule: its files are not in this repository", name, below)
	case kind == "blob":
		id, err := git(ctx, "", "rev-parse", "--verify", object)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		base := path.Base(below)
		return blobs(ctx, &files{prefix: at + ":" + strings.TrimSuffix(below, base), names: []string{base}}, map[string]string{base: id})
	}
	listed, err := git(ctx, "", "ls-tree", "-r", "-z", "--full-tree", object)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	out := &files{prefix: at + ":" + strings.TrimSuffix(below, "/") + "/", left: map[string]left{}}
	return blobs(ctx, out, out.listed(listed))
}

// listed takes the names from what ls-tree prints, and gives the object of each:
// "100644 blob ID<tab>NAME".
func (f *files) listed(text string) map[string]string {
	ids := map[string]string{}
	for _, line := range strings.Split(text, "\x00") {
		about, name, ok := strings.Cut(line, "\t")
		words := strings.Fields(about)
		switch {
		case !ok || len(words) != 3 || inHidden(name):
		case words[1] == "commit":
			f.left[name] = left{"a submodule, whose files are not in this repository", words[2]}
		case words[0] == "120000":
			f.left[name] = left{"a link, which is not followed in a revision", words[2]}
		case documentary(name):
			f.names, ids[name] = append(f.names, name), words[2]
		}
	}
	return ids
}

// inHidden tells whether a file lies in a hidden folder.
func inHidden(name string) bool {
	for at := name; at != "."; at = path.Dir(at) {
		if hidden(at) {
			return true
		}
	}
	return false
}

// shallow says that a clone lacks the past, where it does.
func shallow(ctx context.Context) string {
	if text, err := git(ctx, "", "rev-parse", "--is-shallow-repository"); err == nil && text == "true" {
		return "; this clone is shallow and lacks older ones: git fetch --unshallow"
	}
	return ""
}

// blobs reads objects, all of them by one git.
func blobs(ctx context.Context, f *files, ids map[string]string) (*files, error) {
	var asked strings.Builder
	for _, name := range f.names {
		asked.WriteString(ids[name] + "\n")
	}
	out, err := git(ctx, asked.String(), "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	texts, in := map[string][]byte{}, bufio.NewReader(strings.NewReader(out))
	for _, name := range f.names {
		head, _ := in.ReadString('\n')
		words := strings.Fields(head) // ID blob SIZE
		if len(words) != 3 {
			return nil, fmt.Errorf("%s%s: git lacks the object %s", f.prefix, name, ids[name])
		}
		size, _ := strconv.Atoi(words[2])
		texts[name] = make([]byte, size)
		if _, err := io.ReadFull(in, texts[name]); err != nil {
			return nil, fmt.Errorf("%s%s: %w", f.prefix, name, err)
		}
		_, _ = in.ReadByte() // the end of the line behind it
	}
	f.read = func(name string) ([]byte, error) {
		if len(texts[name]) > maxFile {
			return nil, tooLong(name)
		}
		return texts[name], nil
	}
	return f, nil
}

// git runs git and gives what it prints, within bounds.
func git(ctx context.Context, input string, args ...string) (string, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var told bytes.Buffer
	c := exec.CommandContext(ctx, "git", args...)
	c.Stdin, c.Stderr = strings.NewReader(input), &told
	pipe, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	out, _ := io.ReadAll(io.LimitReader(pipe, maxRevision+1))
	if len(out) > maxRevision {
		stop()
		_ = c.Wait()
		return "", fmt.Errorf("git %s: more than %d MB of files: name the folder that holds the documents, REVISION:FOLDER", args[0], maxRevision>>20)
	}
	if err := c.Wait(); err != nil {
		text, _, _ := strings.Cut(strings.TrimSpace(told.String()), "\n")
		return "", fmt.Errorf("git %s: %s", args[0], text)
	}
	if args[0] == "cat-file" && args[1] == "--batch" || args[0] == "ls-tree" {
		return string(out), nil
	}
	return strings.TrimSpace(string(out)), nil
}

package sdk_test

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"github.com/plumbline/plumbline/fixtures/sdk/driver"
)

// misbehave is for drivers that break the protocol itself.
func misbehave(way string, d driver.Description) bool {
	line := func(v any) { _ = json.NewEncoder(os.Stdout).Encode(v) }
	described := map[string]any{"id": 1, "describe": d}
	if spoiled, ok := typesWrongly()[way]; ok {
		line(described)
		fmt.Fprintln(os.Stderr, "deprecated: "+way)
		if spoiled != "" {
			fmt.Println(spoiled)
		}
		_, _ = io.Copy(io.Discard, os.Stdin)
		return true
	}
	switch way {
	case "prints-garbage":
		line(described)
		fmt.Println("Traceback (most recent call last): no module named smartag")
	case "dies":
		line(described)
		fmt.Fprintln(os.Stderr, "Segmentation fault")
		os.Exit(3)
	case "answers-another":
		line(described)
		line(map[string]any{"id": 99, "values": map[string]any{}})
	case "two-answers-in-one":
		line(described)
		line(map[string]any{"id": 2, "values": map[string]any{}, "hang": true})
	case "closes-its-input":
		os.Stdin.Close()
		line(described)
	case "closes-its-output":
		line(described)
		os.Stdout.Close()
	case "prints-without-end":
		line(described)
		for {
			if _, err := os.Stdout.WriteString(strings.Repeat("a", 1<<20)); err != nil {
				break
			}
		}
	case "leaves-an-orphan":
		line(described)
		orphan := exec.Command(os.Args[0], wrongly, "never-describes")
		orphan.Stdout, orphan.Stderr, orphan.SysProcAttr = os.Stdout, os.Stderr, &syscall.SysProcAttr{Setpgid: true}
		if err := orphan.Start(); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(0)
	case "never-describes":
	default:
		return false
	}
	time.Sleep(10 * time.Minute)
	return true
}

package app_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// unfinished in pieces, so that this file does not contain what it looks for.
const unfinished = `\b(?:TO` + `DO|FIX` + `ME|XX` + `X)\b`

func TestScriptsNeverSkip(t *testing.T) {
	skips := regexp.MustCompile(`(?m)^\s*(?:\[[^\]]*\]\s*)*skip\b.*$`)
	for _, p := range textFiles(t, ".", ".txtar") {
		if m := skips.FindString(read(t, p)); m != "" {
			t.Errorf("%s: %q", p, m)
		}
	}
}

func TestNothingIsMarkedUnfinished(t *testing.T) {
	mark := regexp.MustCompile(unfinished)
	files := textFiles(t, ".", ".go", ".txtar", ".json", ".html", ".js", ".css")
	for _, dir := range []string{"../frontend/src", "../build", "../docs"} {
		if _, err := os.Stat(dir); err == nil {
			files = append(files, textFiles(t, dir, ".ts", ".tsx", ".js", ".mjs", ".css", ".html", ".json", ".md", ".nsi", ".sh")...)
		}
	}
	for _, p := range files {
		for i, line := range strings.Split(read(t, p), "\n") {
			if m := mark.FindString(line); m != "" {
				t.Errorf("%s:%d: %s", p, i+1, m)
			}
		}
	}
}

// textFiles lists files below a directory by the ends of their names; what was
// generated or fetched is left out.
func textFiles(t *testing.T, root string, ends ...string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			switch d.Name() {
			case "node_modules", "dist", "wailsjs", "out", "bin", "fuzz":
				return fs.SkipDir
			}
			return nil
		}
		for _, end := range ends {
			if strings.HasSuffix(p, end) {
				found = append(found, p)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func read(t *testing.T, p string) string {
	t.Helper()
	data, err := os.ReadFile(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

//go:build desktop || dev || bindings

package desktop

import (
	"context"
	"os"
	"path/filepath"

	wails2 "github.com/wailsapp/wails/v2/pkg/runtime"

	"latchkey/app/problem"
)

// Save asks where to keep a text file, proposing a name, and writes it there; saved is
// false when the person changed their mind. ctx is the one that OnStartup got. Problem:
// Storage "storage".
func Save(ctx context.Context, name, text string) (saved bool, err error) {
	path, err := wails2.SaveFileDialog(ctx, wails2.SaveDialogOptions{DefaultFilename: filepath.Base(name)})
	if err != nil {
		return false, problem.New(problem.Storage, "storage").Because(err)
	}
	if path == "" {
		return false, nil
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return false, problem.New(problem.Storage, "storage").With("path", path).Because(err)
	}
	return true, nil
}

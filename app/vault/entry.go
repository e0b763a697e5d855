package vault

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"latchkey/app/home"
	"latchkey/app/pattern"
	"latchkey/app/problem"
)

// kind is what a sealed file holds. It is in the file's ending, so that what
// lists one kind never sees the other, and under the file's seal, so that renaming
// makes no session of a credential.
type kind string

const (
	sessions    kind = "cache"
	credentials kind = "credential"
)

// suffix ends the names of a kind's files.
func (k kind) suffix() string {
	if k == credentials {
		return ".credential"
	}
	return ".sealed"
}

// has reports that a file is one of the kind's.
func (k kind) has(file string) bool { return strings.HasSuffix(file, k.suffix()) }

// entry is one thing that is kept.
type entry struct {
	kind kind
	name string
}

// validName is what an entry may be called: names become file names on systems
// that don't tell cases apart.
var validName = pattern.Lazy(`^[a-z0-9][a-z0-9._-]{0,99}$`)

// file returns an entry's file name.
func (e entry) file() (string, error) {
	if !validName().MatchString(e.name) {
		return "", problem.New(problem.Internal, "internal").
			Raw("name of a " + string(e.kind) + ": " + e.name)
	}
	return e.name + e.kind.suffix(), nil
}

// Names lists the sessions, sorted, also those whose key is lost. Credentials are
// none of them.
func (v *Vault) Names(ctx context.Context) ([]string, error) { return v.names(ctx, sessions) }

func (v *Vault) names(ctx context.Context, k kind) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	files, err := v.files(k)
	names := make([]string, 0, len(files))
	for _, file := range files {
		if name, ok := strings.CutSuffix(file, k.suffix()); ok {
			names = append(names, name)
		}
	}
	return names, err
}

// files lists the files in memory, or those of a kind on disk, sorted.
func (v *Vault) files(k kind) ([]string, error) {
	v.mu.Lock()
	memory := v.memory != nil
	files := slices.Sorted(maps.Keys(v.memory))
	v.mu.Unlock()
	if memory {
		return files, nil
	}
	dir, err := home.Existing(v.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, unreadable(v.dir, err)
	}
	defer dir.Close()
	files, err = dir.Names(k.suffix())
	if err != nil {
		return nil, unreadable(v.dir, err)
	}
	return files, nil
}

// recall returns what is kept in memory under a file's name; ok is false when files
// are kept on disk, data nil when there is none of that name.
func (v *Vault) recall(file string) (data []byte, ok bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.memory == nil {
		return nil, false
	}
	return bytes.Clone(v.memory[file]), true
}

// memorize keeps a file in memory, when that is where they are kept.
func (v *Vault) memorize(file string, data []byte) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.memory == nil {
		return false
	}
	v.memory[file] = append([]byte{}, data...) // never nil: nil is "none"
	return true
}

// forget drops a file from memory.
func (v *Vault) forget(file string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	clear(v.memory[file])
	delete(v.memory, file)
}

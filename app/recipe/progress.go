package recipe

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"time"

	"latchkey/app/home"
)

// Progress keeps which steps of a walkthrough somebody has ticked off, so that they go on
// where they were. A file that can't be read is set aside: ticks are not worth an error.
type Progress struct {
	Dir func() (*home.Dir, error)
	Now func() time.Time
}

const (
	progressFile  = "walkthroughs.json"
	progressLimit = 1 << 20
	// mostKept bounds the walkthroughs that are remembered; the ones begun first go.
	mostKept = 500
)

// kept is the file.
type kept struct {
	Schema int      `json:"schema"`
	Order  []string `json:"order"` // keys, oldest first
	// Done are steps by key.
	Done map[string][]string `json:"done"`
}

// Key names one person's way through a walkthrough: that of a profile, or of nobody in
// particular.
func Key(recipe, walkthrough, profileID string) string {
	return recipe + "/" + walkthrough + "/" + profileID
}

// Done are the steps that were ticked off.
func (p Progress) Done(ctx context.Context, key string) ([]string, error) {
	dir, err := p.Dir()
	if err != nil {
		return nil, err
	}
	return p.read(dir).Done[key], nil
}

// Tick notes that a step is done, or isn't.
func (p Progress) Tick(ctx context.Context, key, step string, done bool) error {
	dir, err := p.Dir()
	if err != nil {
		return err
	}
	unlock, err := dir.Lock(ctx, progressFile)
	if err != nil {
		return err
	}
	defer unlock()
	k := p.read(dir)
	if k.Schema > 1 {
		return nil // a newer Latchkey's: left as it is
	}
	steps := slices.DeleteFunc(slices.Clone(k.Done[key]), func(s string) bool { return s == step })
	if done {
		steps = append(steps, step)
	}
	k.Order = slices.DeleteFunc(k.Order, func(s string) bool { return s == key })
	delete(k.Done, key)
	if len(steps) > 0 {
		k.Order, k.Done[key] = append(k.Order, key), steps
	}
	for len(k.Order) > mostKept {
		delete(k.Done, k.Order[0])
		k.Order = k.Order[1:]
	}
	data, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return err
	}
	return dir.Write(progressFile, append(data, '\n'))
}

func (p Progress) read(dir *home.Dir) kept {
	empty := kept{Schema: 1, Done: map[string][]string{}}
	data, err := dir.Read(progressFile, progressLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return empty
	}
	var k kept
	if err == nil && json.Unmarshal(data, &k) == nil && k.Schema > 1 {
		return kept{Schema: k.Schema}
	}
	if err != nil || k.Schema != 1 || k.Done == nil {
		_, _ = dir.SetAside(progressFile, p.Now())
		return empty
	}
	return k
}

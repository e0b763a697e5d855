package recipe

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/home"
)

func progressIn(path string) Progress {
	return Progress{Dir: func() (*home.Dir, error) { return home.Open(path) }, Now: func() time.Time { return time.Unix(1790000000, 0) }}
}

func done(t *testing.T, p Progress, key string) []string {
	t.Helper()
	steps, err := p.Done(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	return steps
}

func TestTicksAreKeptForEachProfile(t *testing.T) {
	path := t.TempDir()
	p := progressIn(path)
	key, other := Key("magentrix", "register", "a"), Key("magentrix", "register", "b")
	for _, step := range []string{"one", "two", "one"} {
		if err := p.Tick(t.Context(), key, step, true); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Tick(t.Context(), key, "two", false); err != nil {
		t.Fatal(err)
	}
	again := progressIn(path)
	if got := done(t, again, key); !slices.Equal(got, []string{"one"}) {
		t.Errorf("ticked: %v", got)
	}
	if got := done(t, again, other); len(got) != 0 {
		t.Errorf("another profile has %v", got)
	}
}

func TestAFileThatIsBrokenIsSetAside(t *testing.T) {
	path := t.TempDir()
	if err := os.WriteFile(filepath.Join(path, progressFile), []byte("{half"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := progressIn(path)
	if err := p.Tick(t.Context(), "k", "one", true); err != nil {
		t.Fatal(err)
	}
	names, _ := filepath.Glob(filepath.Join(path, progressFile+".broken-*"))
	if got := done(t, p, "k"); !slices.Equal(got, []string{"one"}) || len(names) != 1 {
		t.Errorf("ticked %v, set aside %v", got, names)
	}
}

func TestANewerFileIsLeftAsItIs(t *testing.T) {
	path := t.TempDir()
	const newer = `{"schema":2,"ticks":{}}`
	file := filepath.Join(path, progressFile)
	if err := os.WriteFile(file, []byte(newer), 0o600); err != nil {
		t.Fatal(err)
	}
	p := progressIn(path)
	if err := p.Tick(t.Context(), "k", "one", true); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(file); err != nil || strings.TrimSpace(string(data)) != newer {
		t.Errorf("%v: %s", err, data)
	}
}

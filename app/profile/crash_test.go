//go:build unix

package profile

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"latchkey/app/problem"
)

// role is the variable that makes the test binary play another process.
const role = "LATCHKEY_PROFILE_TEST_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(role) {
	case "saver":
		saveForever(os.Args[1], os.Args[2])
	case "full":
		saveOnFullDisk(os.Args[1], os.Args[2])
	case "read-only":
		saveOnReadOnlyDisk(os.Args[1], os.Args[2])
	case "unreadable":
		readUnreadable(os.Args[1], os.Args[2])
	default:
		os.Exit(m.Run())
	}
}

// play starts this test binary in a role.
func play(t *testing.T, as string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), role+"="+as)
	cmd.Stderr = os.Stderr
	return cmd
}

// TestKilledSaverLeavesOldOrNew kills a process in the middle of its saves, again and
// again: the profile is what the last reported save wrote or what the next one was
// writing, and no lock is left behind.
func TestKilledSaverLeavesOldOrNew(t *testing.T) {
	s, dir := openStore(t)
	p := mustSave(t, s, "A")
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 25 {
		reported := saveUntilKilled(t, dir, p.ID, random.IntN(30))
		e, err := s.Get(p.ID)
		if err != nil {
			t.Fatalf("round %d: %v; files %v", round, err, files(t, dir))
		}
		if e.Profile.Rev < max(reported, p.Rev) || e.Profile.Rev > max(reported, p.Rev)+1 {
			t.Fatalf("round %d: rev %d after %d was reported", round, e.Profile.Rev, reported)
		}
		if e.Profile.Notes != notesOf(e.Profile.Rev) && e.Profile.Rev != 1 {
			t.Fatalf("round %d: a mixture of two saves", round)
		}
		p = e.Profile
	}
	if p.Rev == 1 {
		t.Error("no save ever ended before the kill")
	}
	if _, err := s.Save(p); err != nil {
		t.Errorf("saving afterwards: %v", err)
	}
}

// saveUntilKilled lets a process save n times or a little more, kills it, and returns
// the last revision that it reported.
func saveUntilKilled(t *testing.T, dir, id string, n int) int {
	t.Helper()
	cmd := play(t, "saver", dir, id)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	reported := 0
	for i := 0; lines.Scan(); i++ {
		if _, err := fmt.Sscan(lines.Text(), &reported); err != nil {
			t.Fatalf("the saver said %q", lines.Text())
		}
		if i == n {
			_ = cmd.Process.Kill()
		}
	}
	_ = cmd.Wait()
	return reported
}

// notesOf is what the saver writes with a revision: long enough for several pages.
func notesOf(rev int) string { return strings.Repeat(fmt.Sprintf("%d ", rev), 1500) }

func saveForever(dir, id string) {
	s := childStore(dir)
	for {
		e, err := s.Get(id)
		if err != nil {
			panic(err)
		}
		e.Profile.Notes = notesOf(e.Profile.Rev + 1)
		p, err := s.Save(e.Profile)
		if err != nil {
			panic(err)
		}
		fmt.Println(p.Rev)
	}
}

// A limit on the size of files stops a write half-way as a full disk does, only with
// another error number.
func TestFullDiskLosesNothing(t *testing.T) {
	s, dir := openStore(t)
	p := mustSave(t, s, "A")
	checkRefused(t, s, dir, p, "full", "storage-failed")
}

func TestReadOnlyDiskLosesNothing(t *testing.T) {
	s, dir := openStore(t)
	p := mustSave(t, s, "A")
	// When the tests run as root, the child becomes somebody whom modes bind.
	for _, d := range []string{filepath.Dir(dir), filepath.Dir(filepath.Dir(dir))} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, mode := range map[string]os.FileMode{dir: 0o555, filepath.Join(dir, p.ID+".json"): 0o444} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	checkRefused(t, s, dir, p, "read-only", "disk-read-only")
}

// A file that may not be read is neither a missing profile nor a folder that is read-only.
func TestAFileThatMayNotBeReadIsNotMissed(t *testing.T) {
	s, dir := openStore(t)
	p := mustSave(t, s, "A")
	for path, mode := range map[string]os.FileMode{filepath.Dir(dir): 0o755, filepath.Dir(filepath.Dir(dir)): 0o755, dir: 0o777, s.dir.Path(p.ID + ".json"): 0} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	out, err := play(t, "unreadable", dir, p.ID).Output()
	if err != nil || string(out) != "storage file-not-readable; storage profile-not-among-readable; storage file-not-readable\n" {
		t.Errorf("the other process: %q, %v", out, err)
	}
}

// readUnreadable prints how a list, a search by name and a look at the profile end.
func readUnreadable(dir, id string) {
	becomeSomebody()
	s := childStore(dir)
	list, err := s.List()
	if err != nil || len(list) != 1 {
		panic(fmt.Sprint(list, err))
	}
	_, found := s.Find("A")
	_, got := s.Get(id)
	fmt.Printf("%s; %s; %s\n", outcome(list[0].Problem), outcome(found), outcome(got))
}

// becomeSomebody makes a process that runs as root one whom modes bind.
func becomeSomebody() {
	if os.Geteuid() == 0 {
		if err := syscall.Setuid(65534); err != nil {
			panic(err)
		}
	}
}

// checkRefused lets a process try to save and compares the directory.
func checkRefused(t *testing.T, s *Store, dir string, p Profile, as, code string) {
	t.Helper()
	before := files(t, dir)
	out, err := play(t, as, dir, p.ID).Output()
	if err != nil || string(out) != fmt.Sprintf("1 profiles; storage %s; storage %[1]s\n", code) {
		t.Errorf("the other process: %q, %v", out, err)
	}
	after := files(t, dir)
	if len(after) != len(before) || after[p.ID+".json"] != before[p.ID+".json"] {
		t.Errorf("before %v\nafter %v", before, after)
	}
	if e, err := s.Get(p.ID); err != nil || e.Profile.Rev != 1 {
		t.Errorf("afterwards: %+v, %v", e, err)
	}
}

func saveOnFullDisk(dir, id string) {
	signal.Ignore(syscall.SIGXFSZ)
	s := childStore(dir)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 10, Max: 10}); err != nil {
		panic(err)
	}
	tryToSave(s, id)
}

func saveOnReadOnlyDisk(dir, id string) {
	becomeSomebody()
	tryToSave(childStore(dir), id)
}

// tryToSave prints how many profiles can be read, and how a change and a new profile
// failed.
func tryToSave(s *Store, id string) {
	list, err := s.List()
	if err != nil {
		panic(err)
	}
	e, err := s.Get(id)
	if err != nil {
		panic(err)
	}
	e.Profile.Notes = "changed"
	_, changed := s.Save(e.Profile)
	_, created := save(s, "New")
	fmt.Printf("%d profiles; %s; %s\n", len(list), outcome(changed), outcome(created))
}

func outcome(err error) string {
	if err == nil {
		return "saved"
	}
	p := problem.From(err)
	return string(p.Kind) + " " + p.Code
}

func childStore(dir string) *Store {
	s, err := OpenStore(dir, time.Now)
	if err != nil {
		panic(err)
	}
	return s
}

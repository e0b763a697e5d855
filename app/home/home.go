// Package home is where Latchkey keeps its files, and how it reads and writes
// them without ever losing one.
//
// It promises:
//
//   - What it makes is for this user alone. On Linux and macOS directories are 0700 and
//     files 0600 whatever the umask, and a directory that is laxer is mended. On Windows
//     a directory gets an access list of its own when it is made (the user and SYSTEM,
//     nothing inherited), and files take theirs from it; one that was there before keeps
//     the list that it has.
//   - A write replaces the whole file or changes nothing, also when the machine stops in
//     the middle.
//   - A symbolic link, a directory or a device is never read as a data file.
//   - A file that cannot be understood is set aside under another name, not deleted.
//   - Data files are never locked themselves (locks are mandatory on Windows), a sibling
//     ".lock" file is, and every wait for it ends with its context.
//   - A file that another program holds is waited for, two seconds, and is then called
//     just that: ErrInUse. Only Windows has such files.
//
// Files are opened through os.Root, which on Windows also opens with
// delete-sharing and renames with POSIX semantics, so that a reader does not
// block a writer. That is why the atomic-replace libraries, which take paths, are
// not used.
package home

import (
	"errors"
	"path/filepath"

	"github.com/adrg/xdg"
)

// Variable is the environment variable that relocates everything.
const Variable = "LATCHKEY_HOME"

// Home names the directories; none of them exists until it is opened.
type Home struct {
	Profiles string // one file per profile
	Sessions string // sealed token caches; not roaming on Windows
	Practice string // the practice tenant
	State    string // the log
}

// Locate finds the directories: under LATCHKEY_HOME when it is set, else where the
// operating system keeps such things: the XDG directories on Linux, Application Support
// on macOS, LocalAppData on Windows, where nothing roams.
func Locate(getenv func(string) string) (Home, error) {
	if base := getenv(Variable); base != "" {
		if !filepath.IsAbs(base) {
			return Home{}, errors.New(Variable + " must be an absolute path")
		}
		return Home{
			Profiles: filepath.Join(base, "profiles"),
			Sessions: filepath.Join(base, "sessions"),
			Practice: filepath.Join(base, "practice"),
			State:    filepath.Join(base, "state"),
		}, nil
	}
	return Home{
		Profiles: filepath.Join(xdg.ConfigHome, "latchkey", "profiles"),
		Sessions: filepath.Join(xdg.DataHome, "latchkey", "sessions"),
		Practice: filepath.Join(xdg.DataHome, "latchkey", "practice"),
		State:    filepath.Join(xdg.StateHome, "latchkey"),
	}, nil
}

package network

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"latchkey/app/home"
	"latchkey/app/problem"
)

// ending is how the files of authorities end.
const ending = ".pem"

// Authorities are the certificate authorities that a person added: PEM files in a
// directory, one per authority as Latchkey writes them, any number in a file that an
// administrator put there. The zero value has none.
//
// Errors are *problem.Problem: of kind Input for what is given, else NotFound or Storage.
type Authorities struct {
	Dir string           // made by the first Add
	Now func() time.Time // nil is time.Now
}

// Beside returns the authorities' place in a home: the configuration, beside the profiles.
func Beside(h home.Home) string {
	return filepath.Join(filepath.Dir(h.Profiles), "authorities")
}

func (a Authorities) now() time.Time {
	if a.Now == nil {
		return time.Now()
	}
	return a.Now()
}

// file is one file and what is in it.
type file struct {
	name    string
	list    []*x509.Certificate
	problem *problem.Problem
}

// read returns every file; a directory that is not there is an empty one.
func (a Authorities) read() ([]file, error) {
	if a.Dir == "" {
		return nil, nil
	}
	dir, err := home.Existing(a.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, storage(err, a.Dir)
	}
	defer dir.Close()
	names, err := dir.Names(ending)
	if err != nil {
		return nil, storage(err, a.Dir)
	}
	files := make([]file, len(names))
	for i, name := range names {
		files[i].name = name
		data, err := dir.Read(name, MaxAuthorities)
		switch {
		case errors.Is(err, home.ErrTooLarge):
			files[i].problem = refused("authority-too-large")
		case err != nil:
			files[i].problem = refused("authority-file-unreadable").With("path", dir.Path(name)).Because(err)
		default:
			files[i].list, files[i].problem = parse(data)
		}
	}
	return files, nil
}

// List returns every authority, and every file that holds none with its problem, in the
// order of the file names.
func (a Authorities) List() ([]Authority, error) {
	files, err := a.read()
	list := []Authority{}
	for _, f := range files {
		if f.problem != nil {
			list = append(list, Authority{File: f.name, Problem: f.problem})
		}
		for _, c := range f.list {
			list = append(list, describe(c, f.name, a.now()))
		}
	}
	return list, err
}

// certificates are those to believe. What cannot be read is left out; List shows it.
func (a Authorities) certificates() []*x509.Certificate {
	files, _ := a.read()
	var list []*x509.Certificate
	for _, f := range files {
		list = append(list, f.list...)
	}
	return list
}

// Add keeps the authorities in a PEM file, and returns those that are new. All are
// kept, or none; it is a problem when none is new.
func (a Authorities) Add(data []byte) ([]Authority, error) {
	given, err := parseAuthorities(data, a.now())
	if err != nil {
		return nil, err
	}
	known := a.certificates()
	var fresh []*x509.Certificate
	for _, c := range given {
		if !slices.ContainsFunc(known, c.Equal) && !slices.ContainsFunc(fresh, c.Equal) {
			fresh = append(fresh, c)
		}
	}
	if len(fresh) == 0 {
		return nil, refused("authority-duplicate").With("subject", given[0].Subject.String())
	}
	return a.write(fresh)
}

func (a Authorities) write(list []*x509.Certificate) ([]Authority, error) {
	dir, err := home.Open(a.Dir)
	if err != nil {
		return nil, storage(err, a.Dir)
	}
	defer dir.Close()
	var added []Authority
	for _, c := range list {
		name := strings.ToLower(plain(Fingerprint(c))) + ending
		if err := dir.Write(name, encode(c)); err != nil {
			for _, earlier := range added {
				err = errors.Join(err, dir.Remove(earlier.File))
			}
			return nil, storage(err, dir.Path(name))
		}
		added = append(added, describe(c, name, a.now()))
	}
	return added, nil
}

// Remove forgets the authority with a fingerprint, written with or without colons and
// in any case, and returns what it was. The first eight digits or more will do when no
// other one begins with them.
func (a Authorities) Remove(fingerprint string) (Authority, error) {
	files, err := a.read()
	if err != nil {
		return Authority{}, err
	}
	whole, err := oneOf(files, fingerprint)
	if err != nil {
		return Authority{}, err
	}
	var gone Authority
	for _, f := range files {
		keep := slices.DeleteFunc(slices.Clone(f.list), func(c *x509.Certificate) bool {
			same := plain(Fingerprint(c)) == whole
			if same {
				gone = describe(c, f.name, a.now())
			}
			return same
		})
		if len(keep) == len(f.list) {
			continue
		}
		if err := a.rewrite(f.name, keep); err != nil {
			return Authority{}, err
		}
	}
	return gone, nil
}

// rewrite leaves a file with some of its authorities, or removes it.
func (a Authorities) rewrite(name string, keep []*x509.Certificate) error {
	dir, err := home.Existing(a.Dir)
	if err != nil {
		return storage(err, a.Dir)
	}
	defer dir.Close()
	if len(keep) == 0 {
		err = dir.Remove(name)
	} else {
		err = dir.Write(name, encode(keep...))
	}
	if err != nil {
		return storage(err, dir.Path(name))
	}
	return nil
}

// state changes when the files do.
func (a Authorities) state() string {
	if a.Dir == "" {
		return ""
	}
	entries, err := os.ReadDir(a.Dir)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, e := range entries {
		if info, err := e.Info(); err == nil && strings.HasSuffix(e.Name(), ending) {
			fmt.Fprintln(&b, info.Name(), info.Size(), info.ModTime().UnixNano())
		}
	}
	return b.String()
}

// plain is a fingerprint in one spelling.
func plain(fingerprint string) string {
	return strings.ToUpper(strings.NewReplacer(":", "", " ", "").Replace(fingerprint))
}

func encode(list ...*x509.Certificate) []byte {
	var b bytes.Buffer
	for _, c := range list {
		_ = pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}) // to memory
	}
	return b.Bytes()
}

func storage(err error, path string) error {
	code := "storage"
	if errors.Is(err, fs.ErrPermission) {
		code = "storage-forbidden"
	}
	return problem.New(problem.Storage, code).With("path", path).Because(err)
}

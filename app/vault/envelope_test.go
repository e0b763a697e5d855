package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// sample seals something with a fixed key.
func sample(t testing.TB, data string) (file []byte, key *[keySize]byte) {
	t.Helper()
	key = (*[keySize]byte)(bytes.Repeat([]byte{3}, keySize))
	// The same bytes in every process: a fuzzing worker has to know the seeds again.
	nonce := sha256.Sum256([]byte(data))
	file, err := seal(bytes.NewReader(nonce[:]), vaultID{1}, idOf(key), key, entry{sessions, "a"}, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return file, key
}

// resum makes the check sum right again, as an attacker would.
func resum(file []byte) []byte {
	binary.BigEndian.PutUint32(file[atSum:], sum(file))
	return file
}

func TestEveryFlippedByteOfWhatCountsIsFoundAndTheFileSetAside(t *testing.T) {
	dir, k := sealed(t)
	path := filepath.Join(dir, "a.sealed")
	good := files(t, dir)["a.sealed"]
	v := open(dir, k)
	aside := filepath.Join(dir, "a.sealed.broken-20261121-094100")
	intact, err := v.Read(t.Context(), "a")
	if err != nil || len(intact) == 0 {
		t.Fatal(intact, err)
	}
	for i := range len(good) {
		bad := []byte(good)
		bad[i] ^= 0x41
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		data, err := v.Read(t.Context(), "a")
		if i >= atSum && i < atVault { // the seal covers all that the check sum does
			if err != nil || string(data) != string(intact) {
				t.Fatalf("byte %d, of the check sum: %q, %v", i, data, err)
			}
			continue
		}
		want(t, err, ErrDamaged, "session-damaged")
		kept, err := os.ReadFile(aside)
		if err != nil || !bytes.Equal(kept, bad) {
			t.Fatalf("byte %d: not set aside: %v", i, err)
		}
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			t.Fatalf("byte %d: still there: %v", i, err)
		}
		if err := os.Remove(aside); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path, []byte(good), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := v.Read(t.Context(), "a"); err != nil || string(got) != plaintext {
		t.Errorf("the good file: %q, %v", got, err)
	}
}

func TestEveryTruncationIsFound(t *testing.T) {
	file, _ := sample(t, plaintext)
	for n := range len(file) {
		if _, err := parse(file[:n]); err == nil || errors.Is(err, errNewer) {
			t.Fatalf("%d bytes: %v", n, err)
		}
	}
}

// The check sum is no protection against somebody who means it; the tag is.
func TestEveryForgedByteIsRefused(t *testing.T) {
	file, key := sample(t, plaintext)
	for i := range len(file) {
		if i >= atSchema && i < atVault {
			continue
		}
		forged := bytes.Clone(file)
		forged[i] ^= 1
		e, err := parse(resum(forged))
		if err == nil {
			_, err = e.open(key, entry{sessions, "a"})
		}
		if err == nil {
			t.Errorf("byte %d can be changed", i)
		}
	}
}

func TestAFileDoesNotStandInForAnother(t *testing.T) {
	dir, k := sealed(t)
	if err := os.Rename(filepath.Join(dir, "a.sealed"), filepath.Join(dir, "b.sealed")); err != nil {
		t.Fatal(err)
	}
	_, err := open(dir, k).Read(t.Context(), "b")
	want(t, err, ErrDamaged, "session-damaged")
}

func TestANewerFileIsLeftAlone(t *testing.T) {
	dir, k := sealed(t)
	path := filepath.Join(dir, "a.sealed")
	file := []byte(files(t, dir)["a.sealed"])
	binary.BigEndian.PutUint16(file[atSchema:], schema+1)
	if err := os.WriteFile(path, resum(file), 0o600); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	v := open(dir, k)
	_, err := v.Read(t.Context(), "a")
	want(t, err, ErrNewer, "session-newer")
	want(t, v.Write(t.Context(), "a", []byte("old version's")), ErrNewer, "session-newer")
	if after := files(t, dir); !maps.Equal(after, before) {
		t.Errorf("files changed: %q", after)
	}
}

func TestADamagedFileIsSetAsideBeforeWriting(t *testing.T) {
	dir, k := sealed(t)
	path := filepath.Join(dir, "a.sealed")
	if err := os.WriteFile(path, []byte("garbage"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := open(dir, k).Write(t.Context(), "a", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir)["a.sealed.broken-20261121-094100"]; got != "garbage" {
		t.Errorf("set aside: %q", got)
	}
}

func FuzzEnvelope(f *testing.F) {
	file, key := sample(f, plaintext)
	f.Add(file)
	empty, _ := sample(f, "")
	f.Add(empty)
	f.Add(file[:atData])
	f.Add([]byte(magic))
	f.Add([]byte{})
	newer := bytes.Clone(file)
	newer[atSchema] = 0xff
	f.Add(resum(newer))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := parse(data)
		if err != nil {
			return
		}
		plain, err := e.open(key, entry{sessions, "a"})
		if err != nil {
			return
		}
		// Nobody but the holder of the key makes a file that opens.
		if !bytes.Equal(data, file) && !bytes.Equal(data, empty) {
			t.Errorf("opened to %q", plain)
		}
	})
}

func FuzzIdentity(f *testing.F) {
	f.Add([]byte(`{"schema":1,"vault":"000102030405060708090a0b0c0d0e0f","key":"000102030405060708090a0b0c0d0e0f"}`))
	f.Add([]byte(`{"schema":1,"vault":"000102030405060708090a0b0c0d0e0f","key":"000102030405060708090a0b0c0d0e0f","former":["000102030405060708090a0b0c0d0e0f"]}`))
	f.Add([]byte(`{"schema":2}`))
	f.Add([]byte("null"))
	f.Fuzz(func(t *testing.T, data []byte) {
		id, err := parseIdentity(data)
		if err != nil && !reflect.DeepEqual(id, identity{}) {
			t.Errorf("%v and %v", id, err)
		}
	})
}

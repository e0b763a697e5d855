// Package vault keeps sign-in sessions (token caches) and credentials under the
// protection of the operating system's keychain.
//
// A keychain cannot hold a token cache: Windows takes 2,560 bytes, macOS about
// 3,000, and a cache of five resources has 16,000. So one random 32-byte key is
// kept in the keychain, as base64 text, and seals one AES-256-GCM file for each
// cache (NIST SP 800-38D; see envelope.go for the format). Programs that run as the
// same user can reach the key, as with every keychain.
//
// It promises:
//
//   - A locked keychain is never read as an empty one: no new key is made and
//     nothing is deleted.
//   - Nothing is overwritten that can't be read. A damaged file, a file of a lost
//     key and a file of a newer version stay, under their own name or set aside, until
//     what they were is deleted.
//   - A key is made only under the vault's lock and is read back before it seals
//     anything; a keychain that drops or changes what it is given is found out.
//   - Nobody waits for a background call to the keychain longer than Options.Timeout.
//     While one has not been answered there is no other; when the answer comes, however
//     late, the keychain is asked again.
//   - Unlock is the person's own action. It waits for them and can be cancelled.
//   - Plain text is never written. Without a keychain there is UseMemory.
//   - Sessions and credentials are told apart: what forgets every session leaves
//     credentials alone, and neither can stand in for the other.
//
// The name of a key's keychain item holds the vault's id and the key's id, so two
// homes don't share a key and a new key never replaces an old one. The vault's id
// is also in each sealed file rather than in its name: then reading takes one
// file and one item, and losing vault.json loses no session.
//
// The library of record is github.com/zalando/go-keyring, on Windows and macOS. On Linux
// the Secret Service is spoken to over a D-Bus connection of our own (bus_linux.go), with
// items as go-keyring makes them: its calls ask the person to unlock, wait for them without
// limit and can't be ended, and it finds the bus only through the process's environment.
// With gnome-keyring nothing but Unlock prompts. KeePassXC asks for its database's password
// at SearchItems unless told not to, and /usr/bin/security on macOS shows the system's
// window for a locked keychain: both answer when the person has.
package vault

import (
	"context"
	"crypto/rand"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// Keychain is a store of short texts, such as the operating system's. Get and
// Delete return keyring.ErrNotFound, of github.com/zalando/go-keyring, for an item
// that is not there. A Keychain may also return ErrLocked and ErrUnavailable; any
// other error counts as unavailable.
type Keychain interface {
	Get(service, user string) (string, error)
	Set(service, user, value string) error
	Delete(service, user string) error
}

// Options are what a vault depends on.
type Options struct {
	// Dir is the directory of the sealed files; it is made on the first Write.
	Dir string
	// Keychain holds the key; nil is the operating system's.
	Keychain Keychain
	// Timeout bounds what one operation spends in the keychain; 0 is 3 s.
	Timeout time.Duration
	// Now is the clock for names of set-aside files; nil is time.Now.
	Now func() time.Time
	// Rand makes keys and nonces; nil is crypto/rand.Reader.
	Rand io.Reader
	// MemoryOnly starts as UseMemory does.
	MemoryOnly bool
}

// defaultTimeout is long enough for a keychain that has to start first, and short
// enough for a person to wait.
const defaultTimeout = 3 * time.Second

// Vault is a directory of sealed sessions, and of sealed credentials (see Credentials). It is safe for concurrent use, also by
// several processes.
type Vault struct {
	dir     string
	store   store
	timeout time.Duration
	now     func() time.Time
	rand    io.Reader

	turn      chan struct{} // held by the one keychain call under way
	unlocking atomic.Bool   // a person is being asked
	swept     atomic.Bool

	mu       sync.Mutex
	open     context.Context // of background calls to the keychain; Close ends it
	end      context.CancelFunc
	underWay bool // a background call is being made
	late     bool // and somebody has waited for it in vain

	memory map[string][]byte // by file name; nil: files are kept on disk
	keys   map[keyID]*[keySize]byte
	locks  map[string]chan struct{}
}

// New makes a vault. It touches neither disk nor keychain.
func New(o Options) *Vault {
	v := &Vault{
		dir:     o.Dir,
		timeout: o.Timeout,
		now:     o.Now,
		rand:    o.Rand,
		turn:    make(chan struct{}, 1),
		keys:    map[keyID]*[keySize]byte{},
		locks:   map[string]chan struct{}{},
	}
	v.open, v.end = context.WithCancel(context.Background())
	if v.timeout == 0 {
		v.timeout = defaultTimeout
	}
	if v.now == nil {
		v.now = time.Now
	}
	if v.rand == nil {
		v.rand = rand.Reader
	}
	if o.Keychain != nil {
		v.store = plain{keychain: o.Keychain}
	} else {
		v.store = systemStore()
	}
	if o.MemoryOnly {
		v.UseMemory()
	}
	return v
}

// UseMemory keeps the sessions and credentials of this run in memory only: what is on disk
// is left alone and not read, and nothing is kept after the process ends. Delete too is
// about this run only. The one exception is Credentials.Purge.
func (v *Vault) UseMemory() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.memory == nil {
		v.memory = map[string][]byte{}
	}
}

// InMemory reports whether UseMemory was called.
func (v *Vault) InMemory() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.memory != nil
}

// Close ends calls to the keychain, and forgets keys, sessions and credentials that are
// held in memory. A vault that is used again is as a new one.
func (v *Vault) Close() error {
	v.forgetKeys()
	v.mu.Lock()
	defer v.mu.Unlock()
	v.end()
	v.open, v.end = context.WithCancel(context.Background())
	for _, data := range v.memory {
		clear(data)
	}
	clear(v.memory)
	return nil
}

package practice

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"latchkey/app/home"
	"latchkey/app/practice/entra/token"
)

// The files of what is made once and kept. Taking them away makes a new tenant:
// other passwords, other one-time secrets, other keys.
const (
	seedFile    = "seed.txt"
	signingFile = "signing-key.pem"
	seedSize    = 32
)

// keys are what the engine is made of.
type keys struct {
	seed    []byte
	signing []token.SigningKey
}

// openKeys reads the seed and the signing keys, and makes the seed if it is missing. The
// caller holds practice.lock. A broken file is an error, not a reason for a new
// one: passwords that somebody noted would stop working without a word.
func openKeys(dir *home.Dir, random io.Reader) (k keys, err error) {
	if k.seed, err = openSeed(dir, random); err != nil {
		return keys{}, storageProblem(err)
	}
	if k.signing, err = openSigning(dir); err != nil {
		return keys{}, storageProblem(err)
	}
	return k, nil
}

func openSeed(dir *home.Dir, random io.Reader) ([]byte, error) {
	text, err := dir.Read(seedFile, 1024)
	if errors.Is(err, fs.ErrNotExist) {
		seed := make([]byte, seedSize)
		if _, err := io.ReadFull(random, seed); err != nil {
			return nil, fmt.Errorf("make %s: %w", seedFile, err)
		}
		return seed, dir.Write(seedFile, []byte(hex.EncodeToString(seed)+"\n"))
	}
	if err != nil {
		return nil, err
	}
	seed, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(seed) != seedSize {
		return nil, fmt.Errorf("%s: not %d bytes in hexadecimal", dir.Path(seedFile), seedSize)
	}
	return seed, nil
}

// openSigning reads the signing keys. There are none in a directory that is new, and none
// in one that an older Latchkey filled, whose key was of another kind: the engine makes
// them when the first token is signed, and saveSigning keeps them.
func openSigning(dir *home.Dir) ([]token.SigningKey, error) {
	text, err := dir.Read(signingFile, 64<<10)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	keys, err := token.ParseKeys(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir.Path(signingFile), err)
	}
	return keys, nil
}

func saveSigning(dir *home.Dir) func([]token.SigningKey) error {
	return func(keys []token.SigningKey) error {
		text, err := token.EncodeKeys(keys)
		if err != nil {
			return err
		}
		return dir.Write(signingFile, text)
	}
}

// openKey reads the P-256 key of the certificate authority, or makes one.
func openKey(dir *home.Dir, name string) (*ecdsa.PrivateKey, error) {
	text, err := dir.Read(name, 64<<10)
	if errors.Is(err, fs.ErrNotExist) {
		return makeKey(dir, name)
	}
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, fmt.Errorf("%s: not PEM", dir.Path(name))
	}
	any, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: not a private key", dir.Path(name))
	}
	key, ok := any.(*ecdsa.PrivateKey)
	if !ok || key.Curve != elliptic.P256() {
		return nil, fmt.Errorf("%s: not a P-256 key", dir.Path(name))
	}
	return key, nil
}

func makeKey(dir *home.Dir, name string) (*ecdsa.PrivateKey, error) {
	// Go 1.26 takes key material from the system whatever reader is given.
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make %s: %w", name, err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, fmt.Errorf("make %s: %w", name, err)
	}
	return key, dir.Write(name, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

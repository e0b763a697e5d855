package vault

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"sync"
)

// A sealed file, all numbers big-endian:
//
//	 0  16  magic "latchkey sealed\n"
//	16   2  schema, 1
//	18   4  CRC-32C of all other bytes
//	22  16  vault id
//	38  16  key id
//	54  12  nonce
//	66      AES-256-GCM ciphertext and its 16-byte tag
//
// The magic, the schema and the check sum keep their places in every later schema,
// so that a file of a newer version is told from a damaged one. The check sum is
// for accidents, and needs no key: a flipped bit in the key id would otherwise look
// like a lost key. The tag is for everything else. The additional data is the magic,
// the schema, the vault id, the key id, the kind and the name of what is sealed, so no
// file can stand in for another.
const (
	magic     = "latchkey sealed\n"
	schema    = 1
	atSchema  = len(magic)
	atSum     = atSchema + 2
	atVault   = atSum + 4
	atKey     = atVault + idSize
	atNonce   = atKey + idSize
	atData    = atNonce + nonceSize
	nonceSize = 12
	tagSize   = 16
	idSize    = 16
	keySize   = 32
)

// castagnoli is made when it is needed: its tables take a tenth of the time that a short
// command takes.
var castagnoli = sync.OnceValue(func() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) })

// Why a file is no envelope.
var (
	errMagic  = errors.New("not a sealed file")
	errShort  = errors.New("truncated")
	errSum    = errors.New("check sum wrong")
	errSealed = errors.New("seal broken")
	errNewer  = errors.New("newer schema")
)

// vaultID tells homes apart, keyID the keys of one home.
type (
	vaultID [idSize]byte
	keyID   [idSize]byte
)

// envelope is a sealed file taken apart, still sealed.
type envelope struct {
	vault vaultID
	key   keyID
	nonce [nonceSize]byte
	data  []byte
}

// parse takes a sound file apart. It fails with errNewer for one of a schema above ours.
func parse(file []byte) (envelope, error) {
	if len(file) >= atVault && bytes.HasPrefix(file, []byte(magic)) && !sound(file) {
		return envelope{}, errSum
	}
	return split(file)
}

// split takes a file apart without a look at its check sum: opening what it holds says
// more, and the check sum's tables take longer to make than that.
func split(file []byte) (envelope, error) {
	var e envelope
	if len(file) < atVault {
		return e, errShort
	}
	if !bytes.HasPrefix(file, []byte(magic)) {
		return e, errMagic
	}
	switch s := binary.BigEndian.Uint16(file[atSchema:]); {
	case s > schema:
		return e, fmt.Errorf("%w %d", errNewer, s)
	case s < schema:
		return e, fmt.Errorf("unknown schema %d", s)
	}
	if len(file) < atData+tagSize {
		return e, errShort
	}
	copy(e.vault[:], file[atVault:])
	copy(e.key[:], file[atKey:])
	copy(e.nonce[:], file[atNonce:])
	e.data = file[atData:]
	return e, nil
}

// sound says whether the check sum of a file that has one is right.
func sound(file []byte) bool { return sum(file) == binary.BigEndian.Uint32(file[atSum:]) }

// sum is the check sum of everything but its own four bytes.
func sum(file []byte) uint32 {
	return crc32.Update(crc32.Checksum(file[:atSum], castagnoli()), castagnoli(), file[atVault:])
}

// open unseals what parse took apart.
func (e envelope) open(key *[keySize]byte, what entry) ([]byte, error) {
	plain, err := aead(key).Open(nil, e.nonce[:], e.data, additional(e.vault, e.key, what))
	if err != nil {
		return nil, errSealed
	}
	return plain, nil
}

// seal makes a file.
func seal(random io.Reader, vault vaultID, id keyID, key *[keySize]byte, what entry, data []byte) ([]byte, error) {
	file := make([]byte, atData, atData+len(data)+tagSize)
	copy(file, magic)
	binary.BigEndian.PutUint16(file[atSchema:], schema)
	copy(file[atVault:], vault[:])
	copy(file[atKey:], id[:])
	nonce := file[atNonce:atData]
	if _, err := io.ReadFull(random, nonce); err != nil {
		return nil, fmt.Errorf("nonce: %w", err)
	}
	file = aead(key).Seal(file, nonce, data, additional(vault, id, what))
	binary.BigEndian.PutUint32(file[atSum:], sum(file))
	return file, nil
}

// additional is what the tag covers besides the data. The name comes last and the
// kind has no NUL, so no two sets of parts give the same bytes.
func additional(vault vaultID, id keyID, what entry) []byte {
	b := binary.BigEndian.AppendUint16([]byte(magic), schema)
	b = append(b, vault[:]...)
	b = append(b, id[:]...)
	return append(b, string(what.kind)+"\x00"+what.name...)
}

// aead is AES-256-GCM. The errors it drops are those of a wrong key length, which
// the type excludes.
func aead(key *[keySize]byte) cipher.AEAD {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return gcm
}

//go:build linux

// Command reference does the least that `latchkey token` has to do: it fetches the key from
// the Secret Service over D-Bus and opens the sealed file with it. It prints the file's
// content, so that nothing of it can be left out.
package main

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/hex"
	"log"
	"os"

	"github.com/godbus/dbus/v5"
)

// Where the parts of a sealed file stand; see app/vault/envelope.go.
const (
	schemaEnd = 18
	atVault   = 22
	atKey     = 38
	atNonce   = 54
	atData    = 66
)

// reference FILE KIND NAME
func main() {
	log.SetFlags(0)
	file, err := os.ReadFile(os.Args[1])
	check(err)
	vault, id := file[atVault:atKey], file[atKey:atNonce]
	block, err := aes.NewCipher(key("key-" + hex.EncodeToString(vault) + "-" + hex.EncodeToString(id)))
	check(err)
	gcm, err := cipher.NewGCM(block)
	check(err)
	var additional []byte
	for _, part := range [][]byte{file[:schemaEnd], vault, id, []byte(os.Args[2] + "\x00" + os.Args[3])} {
		additional = append(additional, part...)
	}
	plain, err := gcm.Open(nil, file[atNonce:atData], file[atData:], additional)
	check(err)
	_, err = os.Stdout.Write(plain)
	check(err)
}

// key asks the Secret Service, in the fewest calls that it allows.
func key(user string) []byte {
	const service = "org.freedesktop.Secret.Service."
	conn, err := dbus.ConnectSessionBus()
	check(err)
	secrets := conn.Object("org.freedesktop.secrets", "/org/freedesktop/secrets")
	var output dbus.Variant
	var session dbus.ObjectPath
	check(secrets.Call(service+"OpenSession", 0, "plain", dbus.MakeVariant("")).Store(&output, &session))
	var open, locked []dbus.ObjectPath
	check(secrets.Call(service+"SearchItems", 0, map[string]string{"service": "latchkey-v1", "username": user}).Store(&open, &locked))
	var found map[dbus.ObjectPath]struct {
		Session     dbus.ObjectPath
		Parameters  []byte
		Value       []byte
		ContentType string
	}
	check(secrets.Call(service+"GetSecrets", 0, open, session).Store(&found))
	value, err := base64.StdEncoding.DecodeString(string(found[open[0]].Value))
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

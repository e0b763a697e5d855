//go:build !linux

package vault

import "github.com/zalando/go-keyring"

// library is go-keyring as a Keychain.
type library struct{}

func (library) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (library) Set(service, user, value string) error    { return keyring.Set(service, user, value) }
func (library) Delete(service, user string) error        { return keyring.Delete(service, user) }

package vault

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"slices"
)

// RoundTrip writes a probe of a key's size to the keychain, reads it back, compares
// and deletes it, and looks whether it has gone.
func (v *Vault) RoundTrip(ctx context.Context) error {
	if v.InMemory() {
		return memoryOnly()
	}
	var random [idSize + keySize]byte
	if _, err := io.ReadFull(v.rand, random[:]); err != nil {
		return err
	}
	user := "probe-" + hex.EncodeToString(random[:idSize])
	value := base64.StdEncoding.EncodeToString(random[idSize:])
	_, err := bounded(ctx, v, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, probe(ctx, v.store, user, value)
	})
	return err
}

// probe does the round trip. The name is new and random, so whatever is there
// afterwards is the probe.
func probe(ctx context.Context, s store, user, value string) error {
	if err := s.set(ctx, service, user, value); err != nil {
		return err
	}
	values, err := s.find(ctx, service, user)
	if errors.Is(err, errNotFound) {
		if err := s.check(ctx); err != nil {
			return err
		}
		return unfaithful(errors.New("the probe was not kept"))
	}
	if err != nil {
		return err
	}
	if err := s.remove(ctx, service, user); err != nil {
		return unfaithful(err)
	}
	if !slices.Equal(values, []string{value}) {
		return unfaithful(errors.New("the probe came back changed"))
	}
	if _, err := s.find(ctx, service, user); !errors.Is(err, errNotFound) {
		return unfaithful(errors.New("the probe was not deleted"))
	}
	return nil
}

package credential

import (
	"context"
	"crypto/sha1"
	"crypto/x509"
	"fmt"
	"time"
)

// Info says what there is, the zero Info when there is nothing. Passwords and secrets
// need no keychain for it. A certificate that can't be read is an error beside an
// Info that still says its Kind and whether it is saved.
func (k *Keeper) Info(ctx context.Context, owner string, kind Kind) (Info, error) {
	held := k.holds(owner, kind) != nil
	sealed, err := k.isSealed(ctx, owner, kind)
	switch {
	case !held && err != nil:
		return Info{}, err
	case !held && !sealed:
		return Info{}, nil
	}
	info := Info{Kind: kind, Saved: !held && !k.vault.InMemory()}
	if kind != Certificate {
		return info, nil
	}
	c, err := k.peek(ctx, owner, kind)
	if err != nil {
		return info, err
	}
	key, err := read(c) // an expired one is shown too
	if err != nil {
		return info, err
	}
	return describe(info, key.Certificates[0]), nil
}

// describe adds what a certificate says of itself.
func describe(info Info, leaf *x509.Certificate) Info {
	info.Subject = leaf.Subject.String()
	info.Thumbprint = fmt.Sprintf("%X", sha1.Sum(leaf.Raw)) // a name, not a proof
	info.Expires = leaf.NotAfter.UTC().Format(time.RFC3339)
	return info
}

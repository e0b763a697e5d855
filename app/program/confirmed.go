package program

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/vault"
)

// confirmedClouds is the vault's name for the custom clouds that a person has confirmed.
// The list is sealed: a profile says so too, but that is a file which any program can
// write, and it decides only what is shown.
const confirmedClouds = "confirmed-clouds"

// confirmations is that list as JSON.
type confirmations struct {
	Fingerprints []string `json:"fingerprints"` // as cloud.Cloud.Fingerprint names them
}

// confirmLimit bounds the wait for another process that confirms something.
const confirmLimit = 10 * time.Second

// ConfirmCloud records that a person has looked at a custom cloud's hosts and wants to
// sign in there. Without a keychain that can be used it is an error, and nothing is
// recorded.
func (p *Program) ConfirmCloud(ctx context.Context, c cloud.Cloud) error {
	credentials := p.Vault.Credentials()
	limited, cancel := context.WithTimeout(ctx, confirmLimit)
	defer cancel()
	unlock, err := credentials.Lock(limited, confirmedClouds)
	if err != nil {
		return err
	}
	defer unlock()
	list, err := p.confirmations(ctx)
	if err != nil && !lost(err) {
		return err
	}
	if slices.Contains(list.Fingerprints, c.Fingerprint()) {
		return nil
	}
	list.Fingerprints = append(list.Fingerprints, c.Fingerprint())
	data, err := json.Marshal(list)
	if err != nil {
		return problem.New(problem.Internal, "internal").Because(err)
	}
	return credentials.Write(ctx, confirmedClouds, data)
}

// CheckConfirmed refuses a custom cloud that nobody has confirmed, with a Problem of kind Input
// "custom-cloud-not-confirmed". Requests are refused by themselves; it is for addresses
// that are given to a browser.
func (p *Program) CheckConfirmed(ctx context.Context, c cloud.Cloud) error {
	if c.ID != cloud.Custom {
		return nil
	}
	list, err := p.confirmations(ctx)
	switch {
	case err != nil && !lost(err):
		return err
	case c.Fingerprint() == "" || !slices.Contains(list.Fingerprints, c.Fingerprint()):
		return problem.New(problem.Input, "custom-cloud-not-confirmed").Because(err).At("customCloud")
	}
	return nil
}

// confirmations reads the list. What is no list has confirmed nothing.
func (p *Program) confirmations(ctx context.Context) (confirmations, error) {
	var list confirmations
	data, err := p.Vault.Credentials().Read(ctx, confirmedClouds)
	if err == nil && json.Unmarshal(data, &list) != nil {
		list = confirmations{}
	}
	return list, err
}

// lost reports that there is no list that could ever be read again.
func lost(err error) bool {
	return errors.Is(err, vault.ErrNotFound) || errors.Is(err, vault.ErrDamaged) || errors.Is(err, vault.ErrKeyLost)
}

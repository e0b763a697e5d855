package vault

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/godbus/dbus/v5"
)

// systemStore is the Secret Service on the session bus.
func systemStore() store { return secretService{os.Getenv} }

// secretService makes a connection for each operation.
type secretService struct {
	getenv func(string) string
}

const busVariable = "DBUS_SESSION_BUS_ADDRESS"

// address finds the session bus without starting one: godbus would run dbus-launch.
func (s secretService) address() (string, error) {
	if a := s.getenv(busVariable); a != "" && a != "autolaunch:" {
		return a, nil
	}
	runtime := s.getenv("XDG_RUNTIME_DIR")
	if runtime == "" {
		return "", unavailable(errors.New("no session bus: " + busVariable + " and XDG_RUNTIME_DIR are not set"))
	}
	socket := filepath.Join(runtime, "bus")
	info, err := os.Stat(socket)
	if err == nil && info.Mode().Type() != fs.ModeSocket {
		err = errors.New(socket + " is no socket")
	}
	if err != nil {
		return "", unavailable(err)
	}
	return "unix:path=" + dbus.EscapeBusAddressValue(socket), nil
}

// dial connects; the connection ends with ctx.
func (s secretService) dial(ctx context.Context) (*bus, error) {
	address, err := s.address()
	if err != nil {
		return nil, err
	}
	return dialBus(ctx, address)
}

// attributesOf are those that go-keyring stores items under, and finds them by; earlier
// versions stored through it.
func attributesOf(service, user string) map[string]string {
	return map[string]string{"service": service, "username": user}
}

func (s secretService) find(ctx context.Context, service, user string) (values []string, err error) {
	err = s.connected(ctx, func(b *bus) error {
		values, err = b.secrets(ctx, attributesOf(service, user))
		return err
	})
	return values, err
}

func (s secretService) check(ctx context.Context) error {
	return s.connected(ctx, func(b *bus) error {
		_, err := b.openKeyring(ctx)
		return err
	})
}

func (s secretService) set(ctx context.Context, service, user, value string) error {
	label := "Password for '" + user + "' on '" + service + "'" // as go-keyring has it
	return s.connected(ctx, func(b *bus) error { return b.keep(ctx, label, attributesOf(service, user), value) })
}

func (s secretService) remove(ctx context.Context, service, user string) error {
	return s.connected(ctx, func(b *bus) error { return b.remove(ctx, attributesOf(service, user)) })
}

// connected does something over a connection of its own.
func (s secretService) connected(ctx context.Context, do func(*bus) error) error {
	b, err := s.dial(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	return do(b)
}

func (s secretService) unlock(ctx context.Context) error {
	// The connection outlives ctx by a moment: a prompt that nobody waits for any
	// longer has to be dismissed.
	open, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	dialing := context.AfterFunc(ctx, end)
	b, err := s.dial(open)
	if err != nil {
		return err
	}
	defer b.close()
	if !dialing() {
		return ctx.Err()
	}
	if err := b.unlock(ctx); err != nil {
		return err
	}
	_, err = b.openKeyring(ctx)
	return err
}

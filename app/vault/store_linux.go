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
func systemStore() store { return secretService{getenv: os.Getenv, keychain: library{}} }

// platformLocked recognises a Keychain's own error for a locked store.
func platformLocked(err error) bool {
	var e dbus.Error
	return errors.As(err, &e) && e.Name == errorIsLocked
}

// secretService reads over a connection of its own and lets go-keyring write, after
// a look whether that would prompt.
type secretService struct {
	getenv   func(string) string
	keychain Keychain
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

func (s secretService) find(ctx context.Context, service, user string) ([]string, error) {
	b, err := s.dial(ctx)
	if err != nil {
		return nil, err
	}
	defer b.close()
	// The attributes that go-keyring stores items under.
	return b.secrets(ctx, map[string]string{"service": service, "username": user})
}

func (s secretService) check(ctx context.Context) error {
	b, err := s.dial(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	return b.writable(ctx)
}

func (s secretService) set(ctx context.Context, service, user, value string) error {
	if err := s.ready(ctx); err != nil {
		return err
	}
	return classify(s.keychain.Set(service, user, value))
}

func (s secretService) remove(ctx context.Context, service, user string) error {
	if err := s.ready(ctx); err != nil {
		return err
	}
	return classify(s.keychain.Delete(service, user))
}

// ready looks whether go-keyring can be called without prompting, and shows it the
// bus: it does not look in XDG_RUNTIME_DIR and would run dbus-launch.
func (s secretService) ready(ctx context.Context) error {
	if err := s.check(ctx); err != nil {
		return err
	}
	address, err := s.address()
	if err != nil || s.getenv(busVariable) == address {
		return err
	}
	return os.Setenv(busVariable, address)
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
	return b.writable(ctx)
}

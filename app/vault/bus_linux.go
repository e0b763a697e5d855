package vault

import (
	"context"
	"errors"
	"slices"

	"github.com/godbus/dbus/v5"
)

// Names of the Secret Service API (freedesktop.org, Secret Service API draft 0.2).
const (
	secretsName       = "org.freedesktop.secrets"
	secretsPath       = dbus.ObjectPath("/org/freedesktop/secrets")
	loginPath         = secretsPath + "/collection/login"
	noPath            = dbus.ObjectPath("/")
	serviceInterface  = "org.freedesktop.Secret.Service"
	keyringInterface  = "org.freedesktop.Secret.Collection"
	errorIsLocked     = "org.freedesktop.Secret.Error.IsLocked"
	getProperty       = "org.freedesktop.DBus.Properties.Get"
	errorNoReply      = "org.freedesktop.DBus.Error.NoReply"
	errorTimedOut     = "org.freedesktop.DBus.Error.TimedOut"
	errorTimeout      = "org.freedesktop.DBus.Error.Timeout"
	newKeyringName    = "Default keyring"
	newKeyringAlias   = "default"
	plainSession      = "plain" // the socket is the user's own
	collectionsAreAt  = "Collections"
	lockedPropertyTag = "Locked"
)

// bus is a private connection to the Secret Service. None of its calls but unlock
// and its prompt can put anything on the screen.
type bus struct {
	conn    *dbus.Conn
	service dbus.BusObject
}

// dialBus connects. The connection is closed when ctx ends.
//
// It greets the bus without waiting for the answer, which dbus.Connect would: the
// bus reads in order, so the first calls share the greeting's round trip, and when
// it is refused they fail.
func dialBus(ctx context.Context, address string) (*bus, error) {
	conn, err := dbus.Dial(address, dbus.WithContext(ctx))
	if err != nil {
		return nil, fromBus(err)
	}
	if err := conn.Auth(nil); err != nil {
		_ = conn.Close()
		return nil, fromBus(err)
	}
	conn.BusObject().GoWithContext(ctx, "org.freedesktop.DBus.Hello", 0, make(chan *dbus.Call, 1))
	return &bus{conn, conn.Object(secretsName, secretsPath)}, nil
}

func (b *bus) close() { _ = b.conn.Close() }

// start sends a call of the service without waiting for the answer, so that several
// cost one round trip.
func (b *bus) start(ctx context.Context, method string, args ...any) *dbus.Call {
	return b.service.GoWithContext(ctx, method, 0, make(chan *dbus.Call, 1), args...)
}

// finish waits for an answer.
func finish(call *dbus.Call, into ...any) error {
	return fromBus((<-call.Done).Store(into...))
}

// item is a secret on the bus.
type item struct {
	Session     dbus.ObjectPath
	Parameters  []byte
	Value       []byte
	ContentType string
}

// secrets returns the values of the items with some attributes. Locked ones are
// ErrLocked, and so is finding none while the keyring is locked: some services hide
// the items of a locked keyring.
func (b *bus) secrets(ctx context.Context, attributes map[string]string) ([]string, error) {
	opening := b.start(ctx, serviceInterface+".OpenSession", plainSession, dbus.MakeVariant(""))
	searching := b.start(ctx, serviceInterface+".SearchItems", attributes)
	var output dbus.Variant
	var session dbus.ObjectPath
	var open, closed []dbus.ObjectPath
	openErr := finish(opening, &output, &session)
	if err := finish(searching, &open, &closed); err != nil {
		return nil, err
	}
	switch {
	case openErr != nil:
		return nil, openErr
	case len(open) == 0 && len(closed) > 0:
		return nil, locked(nil)
	case len(open) == 0:
		if err := b.writable(ctx); err != nil {
			return nil, err
		}
		return nil, errNotFound
	}
	var found map[dbus.ObjectPath]item
	if err := finish(b.start(ctx, serviceInterface+".GetSecrets", open, session), &found); err != nil {
		return nil, err
	}
	values := make([]string, 0, len(open))
	for _, path := range open {
		if s, ok := found[path]; ok {
			values = append(values, string(s.Value))
		}
	}
	if len(values) == 0 {
		return nil, locked(errors.New("locked between two calls"))
	}
	return values, nil
}

// keyring returns the keyring that go-keyring stores in: "login", else the default
// one, else noPath.
func (b *bus) keyring(ctx context.Context) (dbus.ObjectPath, error) {
	listing := b.start(ctx, getProperty, serviceInterface, collectionsAreAt)
	reading := b.start(ctx, serviceInterface+".ReadAlias", newKeyringAlias)
	var collections []dbus.ObjectPath
	var alias dbus.ObjectPath
	err := finish(listing, &collections)
	if aliasErr := finish(reading, &alias); err == nil {
		err = aliasErr
	}
	if err != nil {
		return noPath, err
	}
	if slices.Contains(collections, loginPath) {
		return loginPath, nil
	}
	if alias == "" {
		alias = noPath
	}
	return alias, nil
}

// writable says whether the keyring is there and unlocked.
func (b *bus) writable(ctx context.Context) error {
	path, err := b.keyring(ctx)
	if err != nil {
		return err
	}
	if path == noPath {
		return noKeyring(nil)
	}
	var shut bool
	asking := b.conn.Object(secretsName, path).
		GoWithContext(ctx, getProperty, 0, make(chan *dbus.Call, 1), keyringInterface, lockedPropertyTag)
	if err := finish(asking, &shut); err != nil {
		return err
	}
	if shut {
		return locked(nil)
	}
	return nil
}

// fromBus gives an error of the bus its kind.
func fromBus(err error) error {
	var e dbus.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case !errors.As(err, &e):
		return unavailable(err)
	}
	switch e.Name {
	case errorIsLocked:
		return locked(e)
	case errorNoReply, errorTimedOut, errorTimeout:
		return timedOut(e)
	default:
		return unavailable(e)
	}
}

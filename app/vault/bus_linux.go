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
	itemInterface     = "org.freedesktop.Secret.Item"
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

// bus is a private connection to the Secret Service. With gnome-keyring none of its calls
// but unlock puts anything on the screen; KeePassXC prompts also for reading and storing.
type bus struct{ conn *dbus.Conn }

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
	return &bus{conn}, nil
}

func (b *bus) close() { _ = b.conn.Close() }

// start sends a call of the service without waiting for the answer, so that several
// cost one round trip.
func (b *bus) start(ctx context.Context, method string, args ...any) *dbus.Call {
	return b.startAt(ctx, secretsPath, method, args...)
}

// startAt is start for another object of the service.
func (b *bus) startAt(ctx context.Context, path dbus.ObjectPath, method string, args ...any) *dbus.Call {
	return b.conn.Object(secretsName, path).GoWithContext(ctx, method, 0, make(chan *dbus.Call, 1), args...)
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

// openSession begins a session, in which secrets are told.
func (b *bus) openSession(ctx context.Context) *dbus.Call {
	return b.start(ctx, serviceInterface+".OpenSession", plainSession, dbus.MakeVariant(""))
}

// sessionOf waits for openSession.
func sessionOf(opening *dbus.Call) (session dbus.ObjectPath, err error) {
	var output dbus.Variant
	return session, finish(opening, &output, &session)
}

// secrets returns the values of the items with some attributes.
func (b *bus) secrets(ctx context.Context, attributes map[string]string) ([]string, error) {
	opening := b.openSession(ctx)
	searching := b.start(ctx, serviceInterface+".SearchItems", attributes)
	open, err := b.itemsOf(ctx, searching)
	session, sessionErr := sessionOf(opening)
	switch {
	case err != nil:
		return nil, err
	case sessionErr != nil:
		return nil, sessionErr
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

// itemsOf waits for a search and returns the items that are open; errNotFound when there
// is none. Locked ones are ErrLocked, and so is finding none while the keyring is locked:
// some services hide the items of a locked keyring.
func (b *bus) itemsOf(ctx context.Context, searching *dbus.Call) ([]dbus.ObjectPath, error) {
	var open, closed []dbus.ObjectPath
	if err := finish(searching, &open, &closed); err != nil {
		return nil, err
	}
	if len(open) > 0 {
		return open, nil
	}
	if len(closed) > 0 {
		return nil, locked(nil)
	}
	if _, err := b.openKeyring(ctx); err != nil {
		return nil, err
	}
	return nil, errNotFound
}

// keep stores a value under some attributes, in place of one that has them already.
func (b *bus) keep(ctx context.Context, label string, attributes map[string]string, value string) error {
	opening := b.openSession(ctx)
	keyring, err := b.openKeyring(ctx)
	session, sessionErr := sessionOf(opening)
	switch {
	case err != nil:
		return err
	case sessionErr != nil:
		return sessionErr
	}
	properties := map[string]dbus.Variant{
		itemInterface + ".Label":      dbus.MakeVariant(label),
		itemInterface + ".Attributes": dbus.MakeVariant(attributes),
	}
	secret := item{Session: session, Parameters: []byte{}, Value: []byte(value), ContentType: "text/plain; charset=utf8"}
	var made, prompt dbus.ObjectPath
	if err := finish(b.startAt(ctx, keyring, keyringInterface+".CreateItem", properties, secret, true), &made, &prompt); err != nil {
		return err
	}
	return b.promptIfAny(ctx, prompt)
}

// remove deletes the items with some attributes; errNotFound when there is none.
func (b *bus) remove(ctx context.Context, attributes map[string]string) error {
	open, err := b.itemsOf(ctx, b.start(ctx, serviceInterface+".SearchItems", attributes))
	if err != nil {
		return err
	}
	for _, path := range open {
		var prompt dbus.ObjectPath
		if err := finish(b.startAt(ctx, path, itemInterface+".Delete"), &prompt); err != nil {
			return err
		}
		if err := b.promptIfAny(ctx, prompt); err != nil {
			return err
		}
	}
	return nil
}

// keyring returns the keyring that is stored in: "login", else the default one, else
// noPath. go-keyring chooses the same one.
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

// openKeyring returns the keyring that is stored in, when it is there and unlocked.
func (b *bus) openKeyring(ctx context.Context) (dbus.ObjectPath, error) {
	path, err := b.keyring(ctx)
	if err != nil {
		return noPath, err
	}
	if path == noPath {
		return noPath, noKeyring(nil)
	}
	var shut bool
	if err := finish(b.startAt(ctx, path, getProperty, keyringInterface, lockedPropertyTag), &shut); err != nil {
		return noPath, err
	}
	if shut {
		return noPath, locked(nil)
	}
	return path, nil
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

package vault

import (
	"context"
	"errors"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	promptInterface = "org.freedesktop.Secret.Prompt"
	busInterface    = "org.freedesktop.DBus"
	dismissWait     = time.Second
)

// unlock asks for the keyring to be unlocked, or made when there is none.
func (b *bus) unlock(ctx context.Context) error {
	path, err := b.keyring(ctx)
	if err != nil {
		return err
	}
	var prompt dbus.ObjectPath
	if path == noPath {
		var made dbus.ObjectPath
		label := map[string]dbus.Variant{keyringInterface + ".Label": dbus.MakeVariant(newKeyringName)}
		err = finish(b.start(ctx, serviceInterface+".CreateCollection", label, newKeyringAlias), &made, &prompt)
	} else {
		var unlocked []dbus.ObjectPath
		err = finish(b.start(ctx, serviceInterface+".Unlock", []dbus.ObjectPath{path}), &unlocked, &prompt)
	}
	if err != nil {
		return err
	}
	return b.promptIfAny(ctx, prompt)
}

// promptIfAny shows a prompt when the service wants one: gnome-keyring only to unlock,
// KeePassXC for everything that it is asked to change, mostly without a window.
func (b *bus) promptIfAny(ctx context.Context, prompt dbus.ObjectPath) error {
	if prompt == noPath || prompt == "" {
		return nil
	}
	return b.prompt(ctx, prompt)
}

// prompt shows a prompt and waits until it is completed, or the service goes away,
// or ctx ends; then it takes the prompt off the screen.
func (b *bus) prompt(ctx context.Context, path dbus.ObjectPath) error {
	// Subscribe first: a quick answer would be missed.
	signals := make(chan *dbus.Signal, 16)
	b.conn.Signal(signals)
	err := b.conn.AddMatchSignalContext(ctx, dbus.WithMatchObjectPath(path), dbus.WithMatchInterface(promptInterface))
	if err == nil {
		err = b.conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(busInterface),
			dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, secretsName))
	}
	if err == nil {
		err = b.conn.Object(secretsName, path).CallWithContext(ctx, promptInterface+".Prompt", 0, "").Err
	}
	if err != nil {
		if ctx.Err() != nil {
			b.dismiss(path) // it may have been shown before the answer came
		}
		return fromBus(err)
	}
	for {
		select {
		case s, ok := <-signals:
			switch {
			case !ok:
				return unavailable(errors.New("the session bus went away"))
			case s.Name == busInterface+".NameOwnerChanged" && len(s.Body) == 3 && s.Body[2] == "":
				return unavailable(errors.New("the keychain went away"))
			case s.Name == promptInterface+".Completed" && s.Path == path:
				if len(s.Body) > 0 && s.Body[0] == true {
					return dismissed()
				}
				return nil
			}
		case <-ctx.Done():
			b.dismiss(path)
			return ctx.Err()
		}
	}
}

// dismiss takes a prompt away that nobody waits for.
func (b *bus) dismiss(path dbus.ObjectPath) {
	ctx, cancel := context.WithTimeout(context.Background(), dismissWait)
	defer cancel()
	_ = b.conn.Object(secretsName, path).CallWithContext(ctx, promptInterface+".Dismiss", 0).Err
}

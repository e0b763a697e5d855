package secretservice

import (
	"context"
	"fmt"

	"github.com/godbus/dbus/v5"
)

const (
	secretsName = "org.freedesktop.secrets"
	secretsPath = dbus.ObjectPath("/org/freedesktop/secrets")
	loginPath   = secretsPath + "/collection/login"
)

// Lock locks the keyring, as a screen locker may.
func (s *Service) Lock() error {
	return s.call("org.freedesktop.Secret.Service.Lock", []dbus.ObjectPath{loginPath})
}

// Unlock unlocks the keyring with its password, as its own prompt would; only
// gnome-keyring has this call.
func (s *Service) Unlock() error {
	return s.call("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface.UnlockWithMasterPassword", loginPath, nil)
}

// call makes one call of the service. A nil argument stands for the password as a
// Secret Service secret, which takes a session of the same connection.
func (s *Service) call(method string, args ...any) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	conn, err := dbus.Connect(s.Address, dbus.WithContext(ctx))
	if err != nil {
		return err
	}
	defer conn.Close()
	service := conn.Object(secretsName, secretsPath)
	for i, arg := range args {
		if arg != nil {
			continue
		}
		var output dbus.Variant
		var session dbus.ObjectPath
		err := service.CallWithContext(ctx, "org.freedesktop.Secret.Service.OpenSession", 0, "plain", dbus.MakeVariant("")).
			Store(&output, &session)
		if err != nil {
			return err
		}
		args[i] = struct {
			Session           dbus.ObjectPath
			Parameters, Value []byte
			ContentType       string
		}{session, []byte{}, []byte(Password), "text/plain"}
	}
	if err := service.CallWithContext(ctx, method, 0, args...).Err; err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	return nil
}

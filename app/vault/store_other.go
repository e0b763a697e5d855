//go:build !linux && !darwin

package vault

// systemStore is what go-keyring has for the platform: on Windows the Credential
// Manager, which is never locked. In a network logon, such as over SSH, it fails
// with ERROR_NO_SUCH_LOGON_SESSION, which counts as unavailable.
func systemStore() store { return plain{keychain: library{}} }

package vault

import (
	"errors"
	"os/exec"
)

// systemStore is the login keychain, through /usr/bin/security.
func systemStore() store { return plain{library{}, lockedSecurity} }

// The low bytes of the OSStatus codes that security(1) exits with when the keychain
// is locked and can't ask, when the password was wrong, and when the person
// dismissed the prompt (errSecInteractionNotAllowed -25308, errSecAuthFailed
// -25293, errSecUserCanceled -128 in Apple's SecBase.h).
const (
	exitNoInteraction = 36
	exitAuthFailed    = 51
	exitCancelled     = 128
)

// lockedSecurity recognises a locked keychain.
func lockedSecurity(err error) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	switch exit.ExitCode() {
	case exitNoInteraction, exitAuthFailed, exitCancelled:
		return true
	}
	return false
}

package cloud

import (
	"fmt"
	"strings"

	"github.com/google/uuid"
)

// Authority is where a tenant's people sign in: https://HOST/TENANT. tenant is a
// GUID, a verified domain, or one of Entra's common words; empty means
// "organizations", which Entra refuses for single-tenant registrations.
func (c Cloud) Authority(tenant string) (string, error) {
	tenant = strings.ToLower(strings.TrimSpace(tenant))
	if tenant == "" {
		tenant = "organizations"
	}
	if !isCommonTenant(tenant) && !IsTenant(tenant) {
		return "", fmt.Errorf("authority of %s: tenant is neither a GUID nor a domain", c.ID)
	}
	return "https://" + c.AuthorityHost + "/" + tenant, nil
}

// IsTenant reports whether text names one tenant: a GUID (8-4-4-4-12) or a domain
// of at least two labels.
func IsTenant(text string) bool { return IsGUID(text) || isDomain(text) }

func isCommonTenant(t string) bool {
	return t == "organizations" || t == "common" || t == "consumers"
}

// IsGUID reports whether text is a GUID in its plain form, 8-4-4-4-12 hexadecimal
// digits, without braces.
func IsGUID(text string) bool { return len(text) == 36 && uuid.Validate(text) == nil }

func isHex(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F'
}

// isDomain accepts a DNS name of two labels or more whose last one is no number
// (so no IPv4 address), at most 253 characters (RFC 1035).
func isDomain(text string) bool {
	labels := strings.Split(strings.ToLower(text), ".")
	if len(text) > 253 || len(labels) < 2 {
		return false
	}
	for _, l := range labels {
		if !isLabel(l) {
			return false
		}
	}
	return strings.Trim(labels[len(labels)-1], "0123456789") != ""
}

// isLabel accepts a lower-case DNS label (RFC 1123 section 2.1).
func isLabel(l string) bool {
	if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' {
		return false
	}
	for _, b := range []byte(l) {
		if (b < 'a' || b > 'z') && (b < '0' || b > '9') && b != '-' {
			return false
		}
	}
	return true
}

//go:build !windows

package doctor

import "context"

// excludedPorts is empty: only Windows sets ranges aside.
func excludedPorts(context.Context) string { return "" }

// Package pattern compiles regular expressions when they are first used. Compiling
// the several dozen of Latchkey at start would cost every command more time than a
// token from the cache does.
package pattern

import (
	"regexp"
	"sync"
)

// Lazy returns the compiled expression, compiled once, on first use. An expression
// that does not compile panics then: every one has a test that uses it.
func Lazy(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

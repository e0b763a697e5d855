package network

import (
	"context"
	"sync"

	"github.com/mattn/go-ieproxy"
)

// reading is held while go-ieproxy reads: it keeps what it read in a variable of its own
// package without a lock, and each custom cloud has a Network that may ask.
var reading sync.Mutex

// operatingSystem reads Windows's settings of the current user, else those of WinHTTP,
// and lets WinHTTP run proxy scripts (WinHttpGetProxyForUrl). go-ieproxy does not tell
// "go directly" from "no script found": both are an empty answer.
func operatingSystem(context.Context) (Settings, error) {
	reading.Lock()
	conf := ieproxy.ReloadConf()
	reading.Unlock()
	var s Settings
	if conf.Static.Active {
		s.Proxy = conf.Static.Protocols["https"]
		if s.Proxy == "" {
			s.Proxy = conf.Static.Protocols[""]
		}
		s.Exceptions = splitExceptions(conf.Static.NoProxy)
	}
	if conf.Automatic.Active {
		s.Script, s.Ask = conf.Automatic.PreConfiguredURL, conf.Automatic.FindProxyForURL
		if s.Script == "" {
			s.Script = automatic
		}
	}
	return s, nil
}

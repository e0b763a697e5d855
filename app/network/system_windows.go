package network

import (
	"context"

	"github.com/mattn/go-ieproxy"
)

// operatingSystem reads Windows's settings of the current user, else those of WinHTTP,
// and lets WinHTTP run proxy scripts (WinHttpGetProxyForUrl). go-ieproxy does not tell
// "go directly" from "no script found": both are an empty answer.
func operatingSystem(context.Context) (Settings, error) {
	conf := ieproxy.ReloadConf()
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

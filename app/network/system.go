package network

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"time"

	"latchkey/app/problem"
)

// Settings are the proxies of an operating system, for https.
type Settings struct {
	Proxy      string     // host:port or an address; empty when there is none
	Exceptions Exceptions // hosts that are reached without Proxy
	// Script is the address of a proxy script (PAC), or "automatic" when the network is
	// asked for one; empty when there is none.
	Script string
	// Ask runs the script for an address, and returns host:port, several of them split
	// by ";", or nothing. It is nil where scripts cannot be run.
	Ask func(address string) string
}

// System reads the settings of an operating system.
type System func(context.Context) (Settings, error)

// automatic is a script that the network is asked for (WPAD).
const automatic = "automatic"

const (
	settingsLast = 30 * time.Second // a machine can move to another network
	answersLast  = 5 * time.Minute  // a script costs up to seconds
	scriptLimit  = 8 * time.Second
	// Windows looks for a script in every network by default, and mostly there is none.
	detectLimit = 2 * time.Second
)

// system remembers what was read for a while.
type system struct {
	read System
	now  func() time.Time

	mu       sync.Mutex
	settings Settings
	err      error
	until    time.Time
	answers  map[string]answer // by script and host
}

// answer is what a script said.
type answer struct {
	proxy string
	until time.Time
}

// route decides by the system's settings: the script first, then the fixed proxy. A
// script's empty answer means that the host is reached directly; where the network was
// asked for a script it mostly means that there is none.
func (s *system) route(ctx context.Context, u *url.URL) (Route, error) {
	settings, err := s.current(ctx)
	if err != nil {
		return Route{Source: Nobody, Warning: warning("proxy-settings-unreadable").Because(err)}, nil
	}
	const source = "the system's settings"
	if settings.Script != "" && settings.Ask != nil {
		switch proxy := s.ask(ctx, settings, u); {
		case proxy != "":
			return through(proxy, source, SystemWide)
		case settings.Script != automatic: // "go directly"
			return Route{Source: SystemWide}, nil
		}
	}
	switch {
	case settings.Proxy != "" && settings.Exceptions.match(u):
		return Route{Source: SystemWide}, nil
	case settings.Proxy != "":
		return through(settings.Proxy, source, SystemWide)
	case settings.Script != "" && settings.Ask == nil:
		return Route{Source: Nobody, Warning: warning("proxy-script-unused")}, nil
	}
	return Route{Source: Nobody}, nil
}

func warning(code string) *problem.Problem {
	p := problem.New(problem.Network, code)
	p.Warning = true
	return p
}

// current returns the settings, read anew when they are old. What a cancelled request
// could not read is not remembered.
func (s *system) current(ctx context.Context) (Settings, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.now(); !now.Before(s.until) {
		s.settings, s.err = s.read(ctx)
		if s.err != nil && ctx.Err() != nil {
			return Settings{}, s.err
		}
		s.until = now.Add(settingsLast)
	}
	return s.settings, s.err
}

// ask runs the script for a host, or remembers. A script that takes too long counts as
// one without an answer; it gets the host's address without a path.
func (s *system) ask(ctx context.Context, settings Settings, u *url.URL) string {
	key := settings.Script + " " + u.Host
	s.mu.Lock()
	known, ok := s.answers[key]
	s.mu.Unlock()
	if ok && s.now().Before(known.until) {
		return known.proxy
	}
	limit := scriptLimit
	if settings.Script == automatic {
		limit = detectLimit
	}
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	said := make(chan string, 1)
	go func() {
		proxy := first(settings.Ask("https://" + u.Host + "/"))
		s.remember(key, proxy) // a late answer is good for the next request
		said <- proxy
	}()
	select {
	case proxy := <-said:
		return proxy
	case <-limited.Done():
		if ctx.Err() == nil {
			s.remember(key, "")
		}
		return ""
	}
}

func (s *system) remember(key, proxy string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	for k, a := range s.answers {
		if !now.Before(a.until) {
			delete(s.answers, k)
		}
	}
	if s.answers == nil {
		s.answers = map[string]answer{}
	}
	s.answers[key] = answer{proxy, now.Add(answersLast)}
}

// first is the first proxy of a list.
func first(list string) string {
	names := strings.FieldsFunc(list, func(r rune) bool { return r == ';' || r == ' ' })
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

package practice

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"latchkey/app/practice/entra/directory"
)

// counterTable holds the counters among the engine's records; the engine passes
// over tables that it does not know.
const counterTable = "practice-counter"

// Count is how often one kind of token request was answered and refused.
type Count struct {
	Granted int `json:"granted"`
	Refused int `json:"refused"`
}

// counters count token requests by grant_type. They outlive the leader, so that a
// test with many short-lived processes can tell how often they refreshed.
type counters struct {
	store *store
	mu    sync.Mutex
	by    map[string]Count
}

func restoreCounters(s *store) *counters {
	c := &counters{store: s, by: map[string]Count{}}
	for _, r := range s.records() {
		var n Count
		if r.Table == counterTable && json.Unmarshal(r.Value, &n) == nil {
			c.by[r.Key] = n
		}
	}
	return c
}

// count looks at an answered call and notes it when it was a token request.
func (c *counters) count(request call, answer *reply) {
	if request.route.Channel != identity || request.request.Method != http.MethodPost || !strings.HasSuffix(request.request.URL.Path, "/token") {
		return
	}
	form, err := url.ParseQuery(string(request.body))
	if err != nil {
		return
	}
	grant := grantName(form.Get("grant_type"))
	c.mu.Lock()
	defer c.mu.Unlock()
	n := c.by[grant]
	if answer.status == http.StatusOK {
		n.Granted++
	} else {
		n.Refused++
	}
	c.by[grant] = n
	value, err := json.Marshal(n)
	if err == nil {
		_ = c.store.append(directory.Record{Table: counterTable, Key: grant, Value: value})
	}
}

// grantName bounds what foreign text can make of the counters.
func grantName(text string) string {
	switch text {
	case "authorization_code", "refresh_token", "client_credentials", "password":
		return text
	case "urn:ietf:params:oauth:grant-type:device_code", "device_code":
		return "device_code"
	}
	return "other"
}

// all returns the counts.
func (c *counters) all() map[string]Count {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := make(map[string]Count, len(c.by))
	for grant, n := range c.by {
		all[grant] = n
	}
	return all
}

// reset begins again; the engine's own reset has emptied the store.
func (c *counters) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.by)
}

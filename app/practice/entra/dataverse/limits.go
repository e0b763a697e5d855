package dataverse

import (
	"cmp"
	"net/http"
	"strconv"
	"sync"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// Dataverse's service protection ("Service protection API limits"): a user may send so many
// requests within a window that slides.
const (
	mostRequests  = 6000
	windowSeconds = 300
	slotSeconds   = 30 // by which the window slides here
	mostCounted   = 1000
)

// requestCounts counts the requests of each user of each organization.
type requestCounts struct {
	mu    sync.Mutex
	users map[string]*requestWindow
}

// requestWindow has the requests of the last five minutes, in slots.
type requestWindow struct {
	slots  [windowSeconds / slotSeconds]int
	latest int64 // the number of the slot that was counted last
}

// count counts a request at a time, unless the user has sent as many as allowed; then it says after
// how many seconds the next one will be let through.
func (c *requestCounts) count(user string, unix int64) (remaining, retryAfter int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	w := c.users[user]
	if w == nil {
		if len(c.users) >= mostCounted || c.users == nil {
			c.users = map[string]*requestWindow{} // whoever is left out begins anew, as at another web server
		}
		w = &requestWindow{}
		c.users[user] = w
	}
	slot, n := unix/slotSeconds, int64(len(w.slots))
	for i := max(w.latest+1, slot-n+1); i <= slot; i++ {
		w.slots[i%n] = 0
	}
	w.latest = max(w.latest, slot)
	sum := 0
	for _, requests := range w.slots {
		sum += requests
	}
	if sum >= mostRequests {
		oldest := w.latest - n + 1
		for w.slots[oldest%n] == 0 {
			oldest++
		}
		return 0, int((oldest+n)*slotSeconds - unix)
	}
	w.slots[w.latest%n]++
	return mostRequests - sum - 1, 0
}

// limit counts a request, and says in the answer's header what is left of the limits. The combined
// execution time stays whole: answers here take none.
func (s *Service) limit(h http.Header, c caller) *refusal {
	remaining, retryAfter := s.requests.count(c.organization.ID+" "+c.claims.ObjectID, s.Now().Unix())
	h.Set("x-ms-ratelimit-time-remaining-xrm-requests", "1,200.00")
	h.Set("x-ms-ratelimit-burst-remaining-xrm-requests", strconv.Itoa(remaining))
	if retryAfter == 0 {
		return nil
	}
	return &refusal{status: http.StatusTooManyRequests, code: tooManyRequests, message: limitTexts()[tooManyRequests], retryAfter: retryAfter}
}

// tooManyRequests is the limit that a status 429 stands for when no other is named.
const tooManyRequests = "0x80072322"

// limitTexts are the errors of "Service protection API limit errors returned", to the letter.
func limitTexts() map[string]string {
	return map[string]string{
		tooManyRequests: "Number of requests exceeded the limit of 6000 over time window of 300 seconds.",
		"0x80072321":    "Combined execution time of incoming requests exceeded limit of 1,200,000  milliseconds over time window of 300 seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.",
		"0x80072326":    "Number of concurrent requests exceeded the limit of 52.",
	}
}

// faultRetryAfter is that of a limit that was asked for without one: Dataverse always has one.
const faultRetryAfter = 5

// ServeFault answers a request with an error that was asked for: one of Dataverse's codes, or
// a status alone. Limits have the form of the endpoint, the rest is JSON (ServiceClient #528 met it
// at the organization service, too).
func (s *Service) ServeFault(w http.ResponseWriter, r *http.Request, uniqueName string, status int, code string, retryAfter int) {
	s.named(w.Header())
	if status == http.StatusTooManyRequests && code == "" {
		code = tooManyRequests
	}
	switch text := limitTexts()[code]; {
	case text != "":
		refused := &refusal{status: http.StatusTooManyRequests, code: code, message: text, retryAfter: cmp.Or(retryAfter, faultRetryAfter)}
		if IsOrganizationService(r.URL.Path) {
			s.writeFault(w, refused.soap())
			return
		}
		refused.write(w)
	case code == "0x80095ffc":
		writeOData(w, http.StatusForbidden, code, "Access to Dataverse API is restricted for this application Id : '"+s.applicationOf(r, uniqueName)+"'. Please contact your administrator for more information.")
	default:
		writeOData(w, status, "0x80040216", "An injected fault of the practice tenant.")
	}
}

// applicationOf is the application that a request's token is for.
func (s *Service) applicationOf(r *http.Request, uniqueName string) string {
	own := directory.BasesOf(r.Context(), r.Host).Organization(uniqueName)
	c, _ := s.issuer.Bearer(r, own, directory.WebAPIURL(own))
	return c.AppID
}

// named gives an answer the headers that Dataverse's have (recorded in Microsoft's powerapps-docs,
// use-ps-and-vscode-web-api.md, 2024). Strict-Transport-Security and the cookies are left out: they
// would be for all of localhost.
func (s *Service) named(h http.Header) {
	id := aadsts.GUID(s.RandomBytes(16))
	h.Set("x-ms-service-request-id", id)
	h.Set("REQ_ID", id)
	h.Set("AuthActivityId", aadsts.GUID(s.RandomBytes(16)))
	h.Set("x-ms-dop-hint", "4")
}

package entra

import (
	"cmp"
	"crypto/subtle"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// messageRow is a text or a call to a person's telephone.
type messageRow struct {
	User    string `json:"user"`
	App     string `json:"app"`            // ApplicationID
	Call    bool   `json:"call,omitempty"` // otherwise a text
	Number  string `json:"number"`         // that was dialled
	Code    string `json:"code,omitempty"` // of a text
	Keys    string `json:"keys,omitempty"` // pressed in a call since the voice last spoke
	State   string `json:"state"`
	Place   int    `json:"place"` // in the order of sending
	Created int64  `json:"created"`
	Expires int64  `json:"expires"`
}

// The states of a text and of a call.
const (
	messageSent      = "sent" // a text whose code is good
	messageUsed      = "used"
	messageExpired   = "expired" // nobody typed the code, nobody answered the call
	callRinging      = "ringing"
	callAnswered     = "answered"
	callReporting    = "reporting" // the voice asks whether it was fraud
	callApproved     = "approved"
	callDenied       = "denied" // hung up, or wrong keys
	callReported     = "reported"
	messageWithdrawn = "withdrawn" // the sign-in doesn't wait for it any more
	textSeconds      = 10 * 60
	callSeconds      = 60
	mostMessages     = 500 // that are kept
	mostInShortTime  = 5   // to one person
	shortTimeSeconds = 5 * 60
)

// Message is a text or a call on the simulated phone.
type Message struct {
	ID                string `json:"id"`
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Application       string `json:"application"`
	Kind              string `json:"kind"`   // "text" or "call"
	Number            string `json:"number"` // that was dialled
	// Body is the text as it was sent, or what the voice says now.
	Body string `json:"body"`
	Code string `json:"code,omitempty"` // the six digits of a text
	// State of a text is "sent", "used", "withdrawn" or "expired"; of a call "ringing", "answered",
	// "reporting" (the voice asks whether it was fraud), "approved", "denied",
	// "reported", "withdrawn" or "expired".
	State     string    `json:"state"`
	CreatedAt time.Time `json:"createdAt"`
	ExpiresAt time.Time `json:"expiresAt"` // by the practice clock
}

// sendText sends a code to a number; the id is that of the message. The error is
// AADSTS50088 when there were too many. The lock is held.
func (s *Server) sendText(name, number, client string) (id string, bad *aadsts.Refusal) {
	n := new(big.Int).SetBytes(s.random(8))
	code := fmt.Sprintf("%06d", n.Mod(n, big.NewInt(1_000_000)).Int64())
	return s.sendMessage(messageRow{User: name, App: client, Number: number, Code: code, State: messageSent, Expires: s.unix() + textSeconds})
}

// ring calls a number. Otherwise as sendText.
func (s *Server) ring(name, number, client string) (id string, bad *aadsts.Refusal) {
	return s.sendMessage(messageRow{User: name, App: client, Number: number, Call: true, State: callRinging, Expires: s.unix() + callSeconds})
}

func (s *Server) sendMessage(row messageRow) (string, *aadsts.Refusal) {
	lately := 0
	for _, m := range s.data.messages.rows {
		row.Place = max(row.Place, m.Place+1)
		if m.User == row.User && s.unix() < m.Created+shortTimeSeconds {
			lately++
		}
	}
	if lately >= mostInShortTime {
		return "", aadsts.OutcomeRefusal("telephone-limit", aadsts.Contoso)
	}
	if surplus := len(s.data.messages.rows) - mostMessages + 1; surplus > 0 {
		for _, id := range s.messageIDs()[:surplus] {
			s.data.messages.remove(id)
		}
	}
	id := aadsts.GUID(s.random(16))
	row.Created = s.unix()
	s.data.messages.put(id, row)
	s.bump()
	return id, nil
}

// messageIDs are in order of time.
func (s *Server) messageIDs() []string {
	rows := s.data.messages.rows
	return slices.SortedFunc(maps.Keys(rows), func(a, b string) int { return cmp.Compare(rows[a].Place, rows[b].Place) })
}

// messageState is how a text or a call is; "" for one that is not there.
func (s *Server) messageState(id string) string {
	m, ok := s.data.messages.rows[id]
	if ok && s.unix() >= m.Expires && (m.State == messageSent || m.waits()) {
		return messageExpired
	}
	return m.State
}

// waits says whether the call was begun and not ended.
func (m messageRow) waits() bool {
	return m.State == callRinging || m.State == callAnswered || m.State == callReporting
}

// onCall says whether a call waits for an answer. The lock is held.
func (s *Server) onCall(id string) bool {
	return s.data.messages.rows[id].waits() && s.messageState(id) != messageExpired
}

// spendText checks the code of a text, which is good once. The lock is held.
func (s *Server) spendText(id, typed string) bool {
	m, ok := s.data.messages.rows[id]
	if !ok || m.Call || s.messageState(id) != messageSent || subtle.ConstantTimeCompare([]byte(m.Code), []byte(typed)) != 1 {
		return false
	}
	m.State = messageUsed
	s.data.messages.put(id, m)
	s.bump()
	return true
}

// endMessage ends a call that nobody waits for any more, and a text whose code nobody
// takes; anything else stays as it is. The lock is held.
func (s *Server) endMessage(id string) {
	if s.messageState(id) != messageSent && !s.onCall(id) {
		return
	}
	m := s.data.messages.rows[id]
	m.State = messageWithdrawn
	s.data.messages.put(id, m)
	s.bump()
}

// Messages lists the texts and calls of the last hours, oldest first.
func (s *Server) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []Message{}
	for _, id := range s.messageIDs() {
		m := s.data.messages.rows[id]
		v := Message{
			ID: id, UserPrincipalName: m.User, Application: s.appName(m.App), Kind: "text", Number: m.Number, Code: m.Code,
			State: s.messageState(id), CreatedAt: time.Unix(m.Created, 0).UTC(), ExpiresAt: time.Unix(m.Expires, 0).UTC(),
		}
		if u := s.user(m.User); u != nil {
			v.DisplayName = u.display()
		}
		v.Body = "PRACTICE: use code " + m.Code + " to sign in. Nobody needs to know it but you."
		if m.Call {
			v.Kind, v.Body = "call", spoken(v.State)
		}
		list = append(list, v)
	}
	return list
}

// noCall is the problem with a call that can't be answered, or nil.
func (s *Server) noCall(id string) error {
	m, ok := s.data.messages.rows[id]
	switch {
	case !ok || !m.Call:
		return problem.New(problem.NotFound, "call-not-found")
	case s.messageState(id) == messageExpired:
		return problem.New(problem.TimedOut, "call-expired")
	case !m.waits():
		return problem.New(problem.Conflict, "call-over")
	}
	return nil
}

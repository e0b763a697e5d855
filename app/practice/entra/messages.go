package entra

import (
	"cmp"
	"crypto/subtle"
	"fmt"
	"math/big"
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
// AADSTS50088 when there were too many.
func sendText(l *Locked, name, number, client string) (id string, bad *aadsts.Refusal) {
	n := new(big.Int).SetBytes(l.random(8))
	code := fmt.Sprintf("%06d", n.Mod(n, big.NewInt(1_000_000)).Int64())
	return sendMessage(l, messageRow{User: name, App: client, Number: number, Code: code, State: messageSent, Expires: l.unix() + textSeconds})
}

// ring calls a number. Otherwise as sendText.
func ring(l *Locked, name, number, client string) (id string, bad *aadsts.Refusal) {
	return sendMessage(l, messageRow{User: name, App: client, Number: number, Call: true, State: callRinging, Expires: l.unix() + callSeconds})
}

func sendMessage(l *Locked, row messageRow) (string, *aadsts.Refusal) {
	lately := 0
	for _, m := range l.messages.all() {
		row.Place = max(row.Place, m.Place+1)
		if m.User == row.User && l.unix() < m.Created+shortTimeSeconds {
			lately++
		}
	}
	if lately >= mostInShortTime {
		return "", aadsts.OutcomeRefusal("telephone-limit", aadsts.Contoso)
	}
	if surplus := l.messages.len() - mostMessages + 1; surplus > 0 {
		for _, id := range messageIDs(l)[:surplus] {
			l.messages.remove(id)
		}
	}
	id := aadsts.GUID(l.random(16))
	row.Created = l.unix()
	l.messages.put(id, row)
	l.bump()
	return id, nil
}

// messageIDs are in order of time.
func messageIDs(l *Locked) []string {
	return l.messages.keysBy(func(a, b messageRow) int { return cmp.Compare(a.Place, b.Place) })
}

// messageState is how a text or a call is; "" for one that is not there.
func (l *Locked) messageState(id string) string {
	m, ok := l.messages.find(id)
	if ok && l.unix() >= m.Expires && (m.State == messageSent || m.waits()) {
		return messageExpired
	}
	return m.State
}

// waits says whether the call was begun and not ended.
func (m messageRow) waits() bool {
	return m.State == callRinging || m.State == callAnswered || m.State == callReporting
}

// onCall says whether a call waits for an answer.
func (l *Locked) onCall(id string) bool {
	return l.messages.row(id).waits() && l.messageState(id) != messageExpired
}

// spendText checks the code of a text, which is good once.
func spendText(l *Locked, id, typed string) bool {
	m, ok := l.messages.find(id)
	if !ok || m.Call || l.messageState(id) != messageSent || subtle.ConstantTimeCompare([]byte(m.Code), []byte(typed)) != 1 {
		return false
	}
	m.State = messageUsed
	l.messages.put(id, m)
	l.bump()
	return true
}

// endMessage ends a call that nobody waits for any more, and a text whose code nobody
// takes; anything else stays as it is.
func (l *Locked) endMessage(id string) {
	if l.messageState(id) != messageSent && !l.onCall(id) {
		return
	}
	m := l.messages.row(id)
	m.State = messageWithdrawn
	l.messages.put(id, m)
	l.bump()
}

// Messages lists the texts and calls of the last hours, oldest first.
func (s *Phone) Messages() []Message {
	l := s.Lock()
	defer l.Unlock()
	list := []Message{}
	for _, id := range messageIDs(l) {
		m := l.messages.row(id)
		v := Message{
			ID: id, UserPrincipalName: m.User, Application: l.appName(m.App), Kind: "text", Number: m.Number, Code: m.Code,
			State: l.messageState(id), CreatedAt: time.Unix(m.Created, 0).UTC(), ExpiresAt: time.Unix(m.Expires, 0).UTC(),
		}
		if u := l.user(m.User); u != nil {
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
func noCall(l *Locked, id string) error {
	m, ok := l.messages.find(id)
	switch {
	case !ok || !m.Call:
		return problem.New(problem.NotFound, "call-not-found")
	case l.messageState(id) == messageExpired:
		return problem.New(problem.TimedOut, "call-expired")
	case !m.waits():
		return problem.New(problem.Conflict, "call-over")
	}
	return nil
}

package phone

import (
	"cmp"
	"crypto/subtle"
	"fmt"
	"math/big"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

// Message is a text, a call or an e-mail on the simulated phone.
type Message struct {
	ID                string `json:"id"`
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Application       string `json:"application"`
	Kind              string `json:"kind"`   // "text", "call" or "email"
	Number            string `json:"number"` // that was dialled; of an e-mail the address
	// Body is the text as it was sent, or what the voice says now.
	Body string `json:"body"`
	Code string `json:"code,omitempty"` // the digits of a text or an e-mail
	// State of a text or an e-mail is "sent", "used", "withdrawn" or "expired"; of a call "ringing", "answered",
	// "reporting" (the voice asks for the confirmation), "approved", "denied",
	// "reported", "withdrawn" or "expired".
	State     string    `json:"state"`
	CreatedAt time.Time `json:"createdAt"`
	ExpiresAt time.Time `json:"expiresAt"` // by the practice clock
}

// The keys of a call are those of Entra's: # approves, 0# begins a report, and
// then 1 confirms it.
const (
	keypad      = "0123456789*#"
	mostPressed = 20 // at once
)

// AnswerCall picks a call up and presses keys, which may come one by one or together;
// no keys only picks it up. Problems: NotFound "call-not-found", TimedOut
// "call-expired", Conflict "call-over", Input "call-keys".
func (s *Phone) AnswerCall(id, keys string) error {
	if len(keys) > mostPressed || strings.Trim(keys, keypad) != "" {
		return problem.New(problem.Input, "call-keys")
	}
	l := s.Lock()
	defer l.Unlock()
	if err := checkCall(l, id); err != nil {
		return err
	}
	m := l.Messages.Row(id)
	if m.State == directory.CallRinging {
		m.State, m.Expires = directory.CallAnswered, l.Unix()+callSeconds
	}
	for _, key := range keys {
		if m.Waits() {
			press(&m, string(key), !l.Policies().NoFraudReports)
		}
	}
	if m.State == directory.CallReported {
		l.ReportSuspicious(m.User)
	}
	l.Messages.Put(id, m)
	if m.State == directory.CallReported || m.State == directory.CallDenied {
		logDenied(l, id)
	}
	l.NotifyChange()
	return nil
}

// press is one key. Other keys than those asked for end the call without an approval.
func press(m *directory.MessageRow, key string, reports bool) {
	switch {
	case m.State == directory.CallReporting && key == "1":
		m.State = directory.CallReported
	case m.State == directory.CallReporting:
		m.State = directory.CallDenied
	case key != "#":
		m.Keys += key
	case m.Keys == "":
		m.State = directory.CallApproved
	case m.Keys == "0" && reports:
		m.State, m.Keys = directory.CallReporting, ""
	default:
		m.State = directory.CallDenied
	}
}

// HangUp ends a call without an approval, or doesn't pick it up. Problems as for
// AnswerCall.
func (s *Phone) HangUp(id string) error {
	l := s.Lock()
	defer l.Unlock()
	if err := checkCall(l, id); err != nil {
		return err
	}
	m := l.Messages.Row(id)
	m.State = directory.CallDenied
	l.Messages.Put(id, m)
	logDenied(l, id)
	l.NotifyChange()
	return nil
}

// spoken is what the voice says, in our own words.
func spoken(state string) string {
	switch state {
	case directory.CallRinging, directory.CallAnswered:
		return "This is the practice tenant. To sign in, press the pound key. If you did not start this sign-in, press zero and then the pound key."
	case directory.CallReporting:
		return "You say that you did not start this sign-in. Press 1 to report it."
	case directory.CallApproved:
		return "Thank you. You are being signed in. Goodbye."
	case directory.CallReported:
		return "Thank you. It was reported. Goodbye."
	}
	return ""
}

// How long a text, an e-mail and a call are good, in seconds, and how many there may be. The
// thirty minutes are those of "Email one-time passcode authentication".
const (
	mailSeconds      = 30 * 60
	textSeconds      = 10 * 60
	callSeconds      = 60
	mostMessages     = 500 // that are kept
	mostInShortTime  = 5   // to one person
	shortTimeSeconds = 5 * 60
)

// SendText sends a code to a number; the id is that of the message. The error is
// AADSTS50088 when there were too many.
func SendText(l *directory.Locked, name, number, client string) (id string, bad *aadsts.Refusal) {
	return sendMessage(l, directory.MessageRow{User: name, App: client, Number: number, Code: newCode(l, 6), State: directory.MessageSent, Expires: l.Unix() + textSeconds})
}

// SendMail sends a code to an address. Otherwise as SendText. That it has eight digits is from memory.
func SendMail(l *directory.Locked, name, address, client string) (id string, bad *aadsts.Refusal) {
	return sendMessage(l, directory.MessageRow{User: name, App: client, Mail: true, Number: address, Code: newCode(l, 8), State: directory.MessageSent, Expires: l.Unix() + mailSeconds})
}

// newCode are as many random digits.
func newCode(l *directory.Locked, digits int) string {
	n, below := new(big.Int).SetBytes(l.RandomBytes(8)), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	return fmt.Sprintf("%0*d", digits, n.Mod(n, below).Int64())
}

// Call calls a number. Otherwise as SendText.
func Call(l *directory.Locked, name, number, client string) (id string, bad *aadsts.Refusal) {
	return sendMessage(l, directory.MessageRow{User: name, App: client, Number: number, Call: true, State: directory.CallRinging, Expires: l.Unix() + callSeconds})
}

func sendMessage(l *directory.Locked, row directory.MessageRow) (string, *aadsts.Refusal) {
	lately := 0
	for _, m := range l.Messages.All() {
		row.Place = max(row.Place, m.Place+1)
		if m.User == row.User && l.Unix() < m.Created+shortTimeSeconds {
			lately++
		}
	}
	if lately >= mostInShortTime {
		return "", aadsts.OutcomeRefusal("telephone-limit", aadsts.Contoso, "")
	}
	if surplus := l.Messages.Len() - mostMessages + 1; surplus > 0 {
		for _, id := range messageIDs(l)[:surplus] {
			l.Messages.Remove(id)
		}
	}
	id := aadsts.GUID(l.RandomBytes(16))
	row.Created = l.Unix()
	l.Messages.Put(id, row)
	l.NotifyChange()
	return id, nil
}

// messageIDs are in order of time.
func messageIDs(l *directory.Locked) []string {
	return l.Messages.KeysBy(func(a, b directory.MessageRow) int { return cmp.Compare(a.Place, b.Place) })
}

// SpendText checks the code of a text, which is good once.
func SpendText(l *directory.Locked, id, typed string) bool {
	m, ok := l.Messages.Find(id)
	if !ok || m.Call || l.MessageState(id) != directory.MessageSent || subtle.ConstantTimeCompare([]byte(m.Code), []byte(typed)) != 1 {
		return false
	}
	m.State = directory.MessageUsed
	l.Messages.Put(id, m)
	l.NotifyChange()
	return true
}

// Messages lists the texts, calls and e-mails of the last hours, oldest first.
func (s *Phone) Messages() []Message {
	l := s.Lock()
	defer l.Unlock()
	list := []Message{}
	for _, id := range messageIDs(l) {
		m := l.Messages.Row(id)
		v := Message{
			ID: id, UserPrincipalName: m.User, Application: l.AppName(m.App), Kind: "text", Number: m.Number, Code: m.Code,
			State: l.MessageState(id), CreatedAt: time.Unix(m.Created, 0).UTC(), ExpiresAt: time.Unix(m.Expires, 0).UTC(),
		}
		if u := l.User(m.User); u != nil {
			v.DisplayName = u.Display()
		}
		v.Body = "PRACTICE: use code " + m.Code + " to sign in. Nobody needs to know it but you."
		if m.Mail {
			v.Kind, v.Body = "email", "PRACTICE: use account verification code "+m.Code+". It is good for 30 minutes."
		}
		if m.Call {
			v.Kind, v.Body = "call", spoken(v.State)
		}
		list = append(list, v)
	}
	return list
}

// checkCall is the problem with a call that can't be answered, or nil.
func checkCall(l *directory.Locked, id string) error {
	m, ok := l.Messages.Find(id)
	switch {
	case !ok || !m.Call:
		return problem.New(problem.NotFound, "call-not-found")
	case l.MessageState(id) == directory.MessageExpired:
		return problem.New(problem.TimedOut, "call-expired")
	case !m.Waits():
		return problem.New(problem.Conflict, "call-over")
	}
	return nil
}

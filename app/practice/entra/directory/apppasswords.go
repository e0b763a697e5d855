package directory

import (
	"crypto/hmac"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// App passwords are for programs that can't ask for a second factor: sixteen letters that
// the system makes up, one per device, shown once. Only the legacy mailbox takes them; the
// token endpoint, and so every OAuth client, refuses them.

// appPasswordRow is one app password; its key is the person's name and a number.
type appPasswordRow struct {
	User  string `json:"user"`
	Label string `json:"label"` // the device it is for
	MAC   []byte `json:"mac"`
	Made  int64  `json:"made"`
}

// AppPassword is what an administrator sees of an app password.
type AppPassword struct {
	Label string `json:"label"`
	// Value is there only in the answer that made it.
	Value string `json:"value,omitempty"`
}

// mostAppPasswords is how many a person may have: Entra's 40.
const mostAppPasswords = 40

// AddAppPassword makes an app password for a device. Problems: NotFound
// "practice-no-user"; Refused "practice-app-password-refused" for administrators and for
// people of whom nothing demands a second factor; Input "practice-person" for the label;
// Conflict "practice-directory-full".
func (s *Store) AddAppPassword(name, label string) (AppPassword, error) {
	label = strings.TrimSpace(label)
	if label == "" || utf8.RuneCountInString(label) > longestText || aadsts.Show(label) != label {
		return AppPassword{}, problem.New(problem.Input, "practice-person").With("user", aadsts.Show(name)).At("label")
	}
	l := s.Lock()
	defer l.Unlock()
	u := l.User(aadsts.NormalName(name))
	switch {
	case u == nil:
		return AppPassword{}, problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
	case u.Administrator || !l.RequiresSecondFactor(u, aadsts.Contoso):
		return AppPassword{}, problem.New(problem.Refused, "practice-app-password-refused").With("user", u.Name)
	}
	keys := l.appPasswordKeys(u.Name)
	if len(keys) >= mostAppPasswords {
		return AppPassword{}, problem.New(problem.Conflict, "practice-directory-full")
	}
	next := 1
	if len(keys) > 0 {
		_, _ = fmt.Sscanf(keys[len(keys)-1][len(u.Name)+1:], "%d", &next)
		next++
	}
	value := letters(l.RandomBytes(16))
	l.appPasswords.Put(fmt.Sprintf("%s %06d", u.Name, next), appPasswordRow{
		User: u.Name, Label: label, MAC: l.appPasswordMAC(u.Name, value), Made: l.Unix(),
	})
	l.NotifyChange()
	return AppPassword{label, value}, nil
}

// AppPasswords lists a person's, oldest first, without their values.
func (s *Store) AppPasswords(name string) []AppPassword {
	l := s.Lock()
	defer l.Unlock()
	list := []AppPassword{}
	for _, key := range l.appPasswordKeys(aadsts.NormalName(name)) {
		list = append(list, AppPassword{Label: l.appPasswords.rows[key].Label})
	}
	return list
}

// DeleteAppPasswords takes all of a person's away, as "Delete all existing app passwords"
// does. Problem: NotFound "practice-no-user".
func (s *Store) DeleteAppPasswords(name string) error {
	l := s.Lock()
	defer l.Unlock()
	name = aadsts.NormalName(name)
	if l.User(name) == nil {
		return problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
	}
	l.appPasswords.removeIf(func(row appPasswordRow) bool { return row.User == name })
	l.NotifyChange()
	return nil
}

// appPasswordKeys are a person's, in order.
func (l *Locked) appPasswordKeys(name string) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(l.appPasswords.rows)), func(key string) bool {
		return l.appPasswords.rows[key].User != name
	})
}

func (s *shared) appPasswordMAC(name, value string) []byte { return s.MAC("app password", name, value) }

// AppPasswordMatches says whether a password is one of a person's app passwords, however it was
// grouped.
func (l *Locked) AppPasswordMatches(u *Principal, password string) bool {
	mac := l.appPasswordMAC(u.Name, strings.ToLower(strings.ReplaceAll(password, " ", "")))
	for _, key := range l.appPasswordKeys(u.Name) {
		if hmac.Equal(l.appPasswords.rows[key].MAC, mac) {
			return true
		}
	}
	return false
}
